using System.Text.Json.Nodes;

namespace Talpa.Cli.Json;

/// <summary>What a file of vectors holds; the tokens are <c>null</c> where the file has no counts, the command that trains it again where it has no options of a training.</summary>
internal sealed record InfoAnswer(
    string File,
    string Format,
    long Bytes,
    int Words,
    int Dimension,
    long? Tokens,
    bool HasOutputVectors,
    JsonObject Options,
    JsonObject? Report,
    string? Command,
    IReadOnlyList<string> FirstWords,
    IReadOnlyList<string> Warnings);
