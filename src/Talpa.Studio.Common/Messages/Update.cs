namespace Talpa.Studio.Common.Messages;

/// <summary>All changes since the previous update that this page received.</summary>
public sealed record Update
{
    /// <summary>New drawn words. Their indices follow those of the words sent before.</summary>
    public required IReadOnlyList<DrawnWord> Added { get; init; }

    /// <summary>The latest frame, if it is newer than the one sent before. Intermediate frames are skipped.</summary>
    public Frame? Frame { get; init; }

    /// <summary>The progress of the training; <c>null</c> for a file without a replay.</summary>
    public TrainingStatus? Status { get; init; }

    /// <summary>How often the training is observed: rare, normal or often; <c>null</c> for a file.</summary>
    public string? Pace { get; init; }

    /// <summary>New points of the training's curves.</summary>
    public required IReadOnlyList<CurvePoint> Curve { get; init; }

    /// <summary>The followed words.</summary>
    public required IReadOnlyList<string> Followed { get; init; }

    /// <summary>New snapshots of the followed words.</summary>
    public required IReadOnlyList<NeighbourSnapshot> Snapshots { get; init; }

    /// <summary>The replay of the ended training; sent once.</summary>
    public ReplayInfo? Replay { get; init; }
}

/// <summary>The frames that were kept of a training that has ended. The page requests them one by one.</summary>
/// <param name="Tokens">For each frame the tokens that the training had processed, ascending. The last frame is that of the final vectors.</param>
public sealed record ReplayInfo(IReadOnlyList<long> Tokens);

/// <summary>A word with a point on the map.</summary>
/// <param name="Word">The word.</param>
/// <param name="Rank">Its rank by frequency, from 1.</param>
/// <param name="Count">How often it occurs in the text; 0 if unknown.</param>
public sealed record DrawnWord(string Word, int Rank, long Count);

/// <summary>The positions of all points at one time.</summary>
/// <param name="Number">The number of the frame, from 1.</param>
/// <param name="Tokens">Tokens processed by the training; 0 for a file.</param>
/// <param name="Reach">The axes range from −Reach to Reach, in units of the vectors.</param>
/// <param name="ExplainedVariance">The share of the drawn vectors' variance that the plane keeps, 0 to 1; during a training estimated from a part of them.</param>
/// <param name="Moved">The median movement of a point since the previous frame, in units of the points' root mean square distance from the origin.</param>
/// <param name="Unit">The length of one step of <paramref name="Positions"/>.</param>
/// <param name="Positions">The points in the order of the drawn words, encoded by <see cref="QuantizedPoints"/>.</param>
public sealed record Frame(long Number, long Tokens, double Reach, double ExplainedVariance, double Moved, double Unit, byte[] Positions)
{
    /// <summary>The expected time until the next frame, in seconds; 0 if unknown.</summary>
    public double Gap { get; init; }
}

/// <summary>The neighbours of a followed word at one time.</summary>
/// <param name="Word">The followed word.</param>
/// <param name="Index">Its index among the drawn words, from 0; −1 if it has no point.</param>
/// <param name="Tokens">Tokens processed by the training.</param>
/// <param name="Neighbours">Its nearest words, the nearest first.</param>
public sealed record NeighbourSnapshot(string Word, int Index, long Tokens, IReadOnlyList<ScoredWord> Neighbours);
