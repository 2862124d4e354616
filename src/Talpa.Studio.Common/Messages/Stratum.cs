namespace Talpa.Studio.Common.Messages;

/// <summary>Words of neighbouring ranks, of which some or all are drawn.</summary>
/// <param name="FirstRank">The first word's rank, from 1, the most frequent word's.</param>
/// <param name="LastRank">The last word's rank.</param>
/// <param name="Drawn">How many of them are drawn.</param>
public sealed record Stratum(int FirstRank, int LastRank, int Drawn)
{
    /// <summary>How many words there are.</summary>
    public int Words => LastRank - FirstRank + 1;
}
