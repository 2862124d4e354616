using System.Text.Json.Serialization;

namespace Talpa.SideBySide;

/// <summary>The times of a run as reported by the tool, in seconds: one line of JSON on standard output.</summary>
/// <param name="Vocabulary">Reading the text and building the vocabulary; Talpa encodes the text in the same pass.</param>
/// <param name="Training">The epochs only.</param>
internal sealed record Timing(
    [property: JsonPropertyName("vocabulary")] double Vocabulary,
    [property: JsonPropertyName("training")] double Training);
