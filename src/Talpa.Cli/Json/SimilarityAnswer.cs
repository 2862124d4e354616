namespace Talpa.Cli.Json;

/// <summary>The cosine of two words' vectors, −1 to 1.</summary>
internal sealed record SimilarityAnswer(string First, string Second, float Similarity);
