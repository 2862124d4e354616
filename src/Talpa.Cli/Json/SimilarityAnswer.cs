namespace Talpa.Cli.Json;

/// <summary>The cosine of two words' vectors, −1 to 1; <c>null</c> where a word is unknown, or the question line is blank.</summary>
/// <param name="First">The one word.</param>
/// <param name="Second">The other.</param>
/// <param name="Composed">Those of the words that are not in the vocabulary, with vectors composed from n-grams.</param>
/// <param name="Similarity">The cosine.</param>
internal sealed record SimilarityAnswer(string? First, string? Second, IReadOnlyList<ComposedWord> Composed, float? Similarity);
