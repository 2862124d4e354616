using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server.Observing;
using Talpa.Studio.Server.Sampling;
using Talpa.Text;

namespace Talpa.Studio.Server.Replaying;

/// <summary>What is recorded of a training while it runs, all of it bounded. Not thread-safe.</summary>
internal sealed class TrainingRecord
{
    /// <summary>The curves.</summary>
    public CurveHistory Curve { get; } = new();

    /// <summary>The followed words and their neighbours.</summary>
    public FollowedWords Followed { get; } = new();

    /// <summary>The frames.</summary>
    public FrameHistory Frames { get; } = new();

    /// <summary>The description of the frames for the page; <c>null</c> where they are too few.</summary>
    public ReplayInfo? Info => Frames.Frames.Count >= Replay.MinFrames ? new ReplayInfo([.. Frames.Frames.Select(each => each.Tokens)]) : null;

    /// <summary>Returns the replay of the ended training; <c>null</c> where no page has watched it.</summary>
    /// <param name="status">The state at the end.</param>
    /// <param name="ids">The ids of the words with a point.</param>
    public Replay? ToReplay(TrainingStatus status, int[] ids)
    {
        // Without the words that got a point after the last frame.
        int points = Frames.Frames[^1].Positions.Length / (2 * sizeof(short));
        return Frames.Frames.Count >= Replay.MinFrames
            ? new Replay(status, ids[..points], Curve.After(0).Points, Followed.All(), [.. Frames.Frames])
            : null;
    }

    /// <summary>Takes over a replay.</summary>
    /// <param name="replay">The replay.</param>
    /// <param name="vocabulary">The words.</param>
    /// <param name="drawn">The words with a point, to which those of the replay are added.</param>
    /// <returns>Whether the points are of the drawn words. If not, nothing is taken over.</returns>
    public bool TryRestore(Replay replay, Vocabulary vocabulary, DrawnWords drawn)
    {
        if (!replay.Ids.Take(drawn.SampleSize).SequenceEqual(drawn.Ids()) || !drawn.TryAddAll([.. replay.Ids.Skip(drawn.SampleSize)]))
        {
            return false;
        }

        Curve.Restore(replay.Curve);
        foreach (FollowedWord followed in replay.Followed)
        {
            Followed.Add(followed.Word);
            foreach (NeighbourSnapshot snapshot in followed.Snapshots)
            {
                Followed.Record(snapshot with { Index = IndexOf(snapshot.Word), Neighbours = [.. snapshot.Neighbours.Select(each => each with { Index = IndexOf(each.Word) })] });
            }
        }

        foreach (Frame frame in replay.Frames)
        {
            Frames.Add(frame);
        }

        return true;

        int IndexOf(string word) => vocabulary.TryGetId(word, out int id) ? drawn.IndexOf(id) : -1;
    }
}
