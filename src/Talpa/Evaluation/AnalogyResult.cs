namespace Talpa.Evaluation;

/// <summary>The scores of an analogy benchmark.</summary>
/// <param name="Sections">A score for each section, in the order of the file.</param>
/// <param name="Semantic">All sections about meaning.</param>
/// <param name="Syntactic">All sections about grammar.</param>
/// <param name="Total">All sections.</param>
public sealed record AnalogyResult(IReadOnlyList<AnalogyScore> Sections, AnalogyScore Semantic, AnalogyScore Syntactic, AnalogyScore Total);
