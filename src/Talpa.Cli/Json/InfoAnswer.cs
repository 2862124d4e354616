using System.Text.Json.Nodes;

namespace Talpa.Cli.Json;

/// <summary>What a file of vectors holds; the tokens are <c>null</c> where the file has no counts, the subwords where it has none, the command that trains it again where it has no options of a training, the phrases where none were joined.</summary>
internal sealed record InfoAnswer(
    string File,
    string Format,
    string Numbers,
    long Bytes,
    int Words,
    int Dimension,
    long? Tokens,
    bool HasOutputVectors,
    InfoAnswer.Ngrams? Subwords,
    JsonObject Options,
    JsonObject? Report,
    string? Command,
    IReadOnlyList<string> FirstWords,
    IReadOnlyList<string> Warnings,
    InfoAnswer.FoundPhrases? Phrases)
{
    /// <summary>The character n-grams of a model with subwords: their lengths in characters, the buckets, and those that have a row.</summary>
    internal sealed record Ngrams(int MinLength, int MaxLength, int Buckets, int Rows);

    /// <summary>How many phrases the training joined, and the most frequent ones.</summary>
    internal sealed record FoundPhrases(int Count, IReadOnlyList<string> First);
}
