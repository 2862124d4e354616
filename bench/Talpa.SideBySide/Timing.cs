using System.Text.Json.Serialization;

namespace Talpa.SideBySide;

/// <summary>What a tool says about its own run, in seconds; one line of JSON on standard output.</summary>
/// <param name="Vocabulary">Reading the text and building the vocabulary; Talpa encodes the text in the same pass.</param>
/// <param name="Training">The epochs alone.</param>
internal sealed record Timing(
    [property: JsonPropertyName("vocabulary")] double Vocabulary,
    [property: JsonPropertyName("training")] double Training);
