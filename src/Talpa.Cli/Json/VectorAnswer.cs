namespace Talpa.Cli.Json;

/// <summary>Vectors of words, or the mean of them.</summary>
/// <param name="Vectors">A vector for each word; of a mean, one.</param>
/// <param name="Unknown">Words that were left out because they have no vector.</param>
/// <param name="Composed">Words that are not in the vocabulary, with vectors composed from n-grams.</param>
internal sealed record VectorAnswer(IReadOnlyList<VectorAnswer.Entry> Vectors, IReadOnlyList<string> Unknown, IReadOnlyList<ComposedWord> Composed)
{
    /// <summary>A vector and the words it is of: one, or those of a mean.</summary>
    internal sealed record Entry(IReadOnlyList<string> Words, float[] Vector);
}
