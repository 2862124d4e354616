namespace Talpa.Comparisons;

/// <summary>How an association test is computed (<see cref="AssociationTest"/>).</summary>
public sealed record AssociationOptions
{
    /// <summary>Whether words without a vector are left out and listed. Default: no, they are an error.</summary>
    public bool IgnoreUnknown { get; init; }

    /// <summary>
    /// The most partitions to examine, 1,000 to 100 million. Where there are not more, all are; else so many are drawn at random. Default: 1 million, which is all of them up to 11 words in each
    /// set of targets.
    /// </summary>
    public int MaxPartitions { get; init; } = 1_000_000;

    /// <summary>Seed of the partitions drawn at random. Default: 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    internal void Validate() => OptionRange.Check(MaxPartitions, 1000, 100_000_000);
}
