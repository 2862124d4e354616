using Talpa.Cli.Rendering;
using Talpa.Comparisons;

namespace Talpa.Cli.Json;

/// <summary>How two models differ.</summary>
/// <param name="First">The first model's file.</param>
/// <param name="Second">The second model's file.</param>
/// <param name="Seeds">Models of other seeds.</param>
/// <param name="Words">Number of common words.</param>
/// <param name="Cosine">Mean cosine after alignment; <c>null</c> where the dimensions differ.</param>
/// <param name="SeedCosine">The same between seeds; <c>null</c> without.</param>
/// <param name="Neighbours">How many neighbours were compared.</param>
/// <param name="OverlapWords">Of how many words.</param>
/// <param name="Overlap">The mean share that the models have in common.</param>
/// <param name="SeedOverlap">The same between seeds; <c>null</c> without.</param>
/// <param name="BeyondSeeds">How many words differ more than seeds do, at a false discovery rate of 10 %; <c>null</c> with fewer than two seeds.</param>
/// <param name="Changes">The words that differ most, or those given.</param>
internal sealed record CompareAnswer(
    string First,
    string Second,
    IReadOnlyList<string> Seeds,
    int Words,
    double? Cosine,
    double? SeedCosine,
    int Neighbours,
    int OverlapWords,
    double Overlap,
    double? SeedOverlap,
    int? BeyondSeeds,
    IReadOnlyList<WordChange> Changes)
{
    /// <summary>The answer for a comparison.</summary>
    public static CompareAnswer Of(
        string first, string second, IReadOnlyList<string> seeds, ModelComparison comparison, ComparisonOptions options, IReadOnlyList<WordChange> changes) => new(
        first,
        second,
        seeds,
        comparison.Words,
        comparison.Cosine,
        comparison.SeedCosine,
        options.Neighbours,
        comparison.OverlapWords,
        comparison.Overlap,
        comparison.SeedOverlap,
        comparison.CountAt(ComparisonPage.Rate),
        changes);
}
