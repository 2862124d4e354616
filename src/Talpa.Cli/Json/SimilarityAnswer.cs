namespace Talpa.Cli.Json;

/// <summary>The cosine of two words' vectors, −1 to 1; <c>null</c> where a word is unknown, or the question line is blank.</summary>
internal sealed record SimilarityAnswer(string? First, string? Second, float? Similarity);
