namespace Talpa.Training;

/// <summary>What one of several ranks has of a training.</summary>
/// <param name="Ranks">Number of ranks, 1 or more, among which shards are divided.</param>
/// <param name="Words">Number of words whose vectors the rank has, where the objective is trained from counts.</param>
internal readonly record struct RankPart(int Ranks, int Words);
