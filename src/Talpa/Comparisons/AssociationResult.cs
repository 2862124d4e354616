namespace Talpa.Comparisons;

/// <summary>The result of an association test.</summary>
/// <param name="EffectSize">d, −2 to 2; NaN where all target words have the same association.</param>
/// <param name="Larger">How many of the partitions have a larger statistic than X and Y.</param>
/// <param name="Partitions">How many partitions were examined.</param>
/// <param name="IsExact">Whether these are all partitions; else they were drawn at random.</param>
public sealed record AssociationResult(double EffectSize, long Larger, long Partitions, bool IsExact)
{
    /// <summary>
    /// p, 0 to 1, one-sided. Of all partitions, the share with a larger statistic, as published. Of a random sample, (larger + 1) / (partitions + 1), which never is 0 (Phipson and
    /// Smyth 2010, "Permutation p-values should never be zero").
    /// </summary>
    public double PValue => IsExact ? (double)Larger / Partitions : (Larger + 1.0) / (Partitions + 1.0);

    /// <summary>The words of X that have vectors, with s of each.</summary>
    public IReadOnlyList<WordAssociation> Targets { get; init; } = [];

    /// <summary>The words of Y that have vectors, with s of each.</summary>
    public IReadOnlyList<WordAssociation> OtherTargets { get; init; } = [];

    /// <summary>Words that were left out because they have no vector.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];
}

/// <summary>A target word with its association.</summary>
/// <param name="Word">The word.</param>
/// <param name="Association">s, −2 to 2: its mean cosine with the first attributes less that with the other ones.</param>
public sealed record WordAssociation(string Word, double Association);
