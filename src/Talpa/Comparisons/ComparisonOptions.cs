namespace Talpa.Comparisons;

/// <summary>What is compared of two models (<see cref="ModelComparison"/>).</summary>
public sealed record ComparisonOptions
{
    /// <summary>How the models are aligned.</summary>
    public AlignmentOptions Alignment { get; init; } = new();

    /// <summary>k: how many neighbours of a word are compared, 1 to 1,000. Default: 10.</summary>
    public int Neighbours { get; init; } = 10;

    /// <summary>
    /// How many words' neighbours are compared for the mean overlap, 1 or more: the first ones, which are the most frequent where the vocabulary is sorted by count.
    /// Candidates are all common words. Default: 10,000.
    /// </summary>
    public int OverlapWords { get; init; } = 10_000;

    /// <summary>The smallest count that a word has in each model, 1 or more: words of few tokens differ much by chance. Above 1 all models must have counts. Default: 1.</summary>
    public long MinCount { get; init; } = 1;

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Alignment);
        Alignment.Validate();
        OptionRange.Check(Neighbours, 1, 1000);
        OptionRange.Check(OverlapWords, 1, int.MaxValue);
        OptionRange.Check(MinCount, 1L, long.MaxValue);
    }
}
