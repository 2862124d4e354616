using Talpa.Studio.Common.Messages;

namespace Talpa.Studio.Server.Replaying;

/// <summary>The record of a watched training that has ended: what its page showed.</summary>
/// <param name="Status">The state at the end.</param>
/// <param name="Ids">The ids of the words with a point, in the order of the points.</param>
/// <param name="Curve">The training's curves.</param>
/// <param name="Followed">The followed words with their snapshots. The indices of points in them are not part of the record: they follow from the words.</param>
/// <param name="Frames">The frames in the order of the training. A frame has a point for each of the first words of <paramref name="Ids"/>.</param>
internal sealed record Replay(
    TrainingStatus Status, IReadOnlyList<int> Ids, IReadOnlyList<CurvePoint> Curve, IReadOnlyList<FollowedWord> Followed, IReadOnlyList<Frame> Frames)
{
    /// <summary>Two frames are the start and the end of a training that no page has watched: nothing to play.</summary>
    internal const int MinFrames = 3;
}

/// <summary>A followed word.</summary>
/// <param name="Word">The word.</param>
/// <param name="Snapshots">Its neighbours in the order of the training.</param>
internal sealed record FollowedWord(string Word, IReadOnlyList<NeighbourSnapshot> Snapshots);
