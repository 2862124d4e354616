namespace Talpa.Cli.Json;

/// <summary>The cosine of two words' vectors, −1 to 1; <c>null</c> where a word is unknown, or the line asked about blank.</summary>
internal sealed record SimilarityAnswer(string? First, string? Second, float? Similarity);
