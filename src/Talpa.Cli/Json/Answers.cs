using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Talpa.Cli.Rendering;

namespace Talpa.Cli.Json;

/// <summary>Writes answers for programs: JSON with names that stay.</summary>
internal static class Answers
{
    /// <summary>How each answer is written. Letters of all scripts stand as they are; what a screen would obey is escaped.</summary>
    public static AnswerNames Names { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    });

    /// <summary>Writes one answer and an end of line.</summary>
    public static void Write<T>(Terminal terminal, T answer, JsonTypeInfo<T> type) =>
        terminal.Out.WriteLine(EscapeInStrings(JsonSerializer.Serialize(answer, type)));

    /// <summary>
    /// Direction marks and their like can only stand inside strings, where JSON has the same escape as <see cref="SafeText"/>.
    /// Line feeds stand between the lines and nowhere else.
    /// </summary>
    private static string EscapeInStrings(string json) => string.Join('\n', json.Split('\n').Select(SafeText.Escape));
}
