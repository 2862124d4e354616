namespace Talpa.Evaluation;

/// <summary>Two words and the similarity that people gave them.</summary>
/// <param name="First">A word.</param>
/// <param name="Second">Another word.</param>
/// <param name="Score">The mean of the people's judgements; only its order among others counts for Spearman's correlation.</param>
internal readonly record struct SimilarityPair(string First, string Second, double Score);
