namespace Talpa.Comparisons;

/// <summary>How one word differs between two models.</summary>
/// <param name="Word">The word.</param>
/// <param name="Cosine">The cosine of its two vectors after alignment, −1 to 1; <c>null</c> where the models are not aligned because their dimensions differ.</param>
/// <param name="Overlap">The share of its k neighbours that the models have in common, 0 to 1.</param>
/// <param name="FirstNeighbours">Its neighbours in the first model among the common words, the nearest first.</param>
/// <param name="SecondNeighbours">Its neighbours in the second model among the common words, the nearest first.</param>
public sealed record WordChange(string Word, double? Cosine, double Overlap, IReadOnlyList<string> FirstNeighbours, IReadOnlyList<string> SecondNeighbours)
{
    /// <summary>The word's mean cosine between the first model and its seeds, −1 to 1; of models of other dimensions the mean overlap. <c>null</c> without seeds.</summary>
    public double? BetweenSeeds { get; init; }

    /// <summary>By how much the word differs more between the models than between seeds: <see cref="BetweenSeeds"/> less <see cref="Cosine"/>. <c>null</c> without seeds.</summary>
    public double? Excess { get; init; }

    /// <summary>The excess in standard deviations of the seeds' own differences at words of similar frequency. <c>null</c> with fewer than 2 seeds.</summary>
    public double? Score { get; init; }

    /// <summary>
    /// The expected share of words that differ by the seed alone among those with this <see cref="Score"/> or a larger one, 0 to 1 (false discovery rate). <c>null</c> with fewer than 2 seeds.
    /// </summary>
    public double? FalseDiscoveryRate { get; init; }
}
