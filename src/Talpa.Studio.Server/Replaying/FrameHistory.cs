using Talpa.Studio.Common.Messages;

namespace Talpa.Studio.Server.Replaying;

/// <summary>
/// The frames of a training with bounded memory, at about even distances: above the limit, the frame is removed without which the gap between its
/// neighbours is smallest. The first and the last one are kept. Not thread-safe.
/// </summary>
internal sealed class FrameHistory
{
    /// <summary>A frame of 21,000 points has 84 kB, so all of them have 5 MB.</summary>
    internal const int MaxFrames = 60;

    private readonly List<Frame> _frames = [];

    /// <summary>The frames, in the order of the training.</summary>
    public IReadOnlyList<Frame> Frames => _frames;

    /// <summary>Adds a frame. One of the same time of the training replaces the last one: it has more points.</summary>
    public void Add(Frame frame)
    {
        if (_frames.Count > 0 && frame.Tokens <= _frames[^1].Tokens)
        {
            _frames[^1] = frame;
            return;
        }

        _frames.Add(frame);
        if (_frames.Count > MaxFrames)
        {
            _frames.RemoveAt(SmallestGap());
        }
    }

    /// <summary>The index of the frame without which the gap between its neighbours is smallest.</summary>
    private int SmallestGap()
    {
        int best = 1;
        for (int i = 2; i < _frames.Count - 1; i++)
        {
            best = GapWithout(i) < GapWithout(best) ? i : best;
        }

        return best;
    }

    private long GapWithout(int i) => _frames[i + 1].Tokens - _frames[i - 1].Tokens;
}
