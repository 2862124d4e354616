using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server.Observing;
using Talpa.Studio.Server.Replaying;
using Talpa.Vectors;

namespace Talpa.Studio.Server;

/// <content>The replay of an ended training.</content>
public sealed partial class LiveView
{
    /// <summary>Returns the replay of the ended training, with the final vectors; <c>null</c> where no page has watched it.</summary>
    internal (Replay Replay, WordVectors Vectors)? ToReplay()
    {
        if (_record.Frames.Frames.Count < Replay.MinFrames - 1)
        {
            return null;
        }

        _ = ((IObserved)this).Observe(isFinal: true, TimeSpan.Zero);
        lock (_lock)
        {
            return _record.ToReplay(_status!, _drawn.Ids()) is { } replay ? (replay, _vectors()) : null;
        }
    }

    /// <summary>Takes over the replay of an earlier training.</summary>
    /// <returns>Whether its points are of the drawn words. If not, nothing has changed.</returns>
    internal bool TryRestore(Replay replay)
    {
        lock (_lock)
        {
            if (!_record.TryRestore(replay, _vectors().Vocabulary, _drawn))
            {
                return false;
            }

            _status = replay.Status;
            _frames.ContinueFrom(replay.Frames[^1], _drawn.SampleSize);
            return true;
        }
    }

    /// <summary>Returns a frame of the replay; <c>null</c> if there is none with this index.</summary>
    internal Frame? ReplayFrame(int index)
    {
        lock (_lock)
        {
            return _record.Frames.Frames.ElementAtOrDefault(index);
        }
    }
}
