using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Talpa.Cli.Rendering;

namespace Talpa.Cli.Json;

/// <summary>Writes answers for programs: JSON with names that stay.</summary>
internal static class Answers
{
    /// <summary>How each answer is written. Letters of all scripts are unchanged; control characters are escaped.</summary>
    public static AnswerNames Names { get; } = new(OptionsOf(isIndented: true));

    /// <summary>The same for answers of a line each.</summary>
    public static AnswerNames LineNames { get; } = new(OptionsOf(isIndented: false));

    /// <summary>Writes one answer and an end of line.</summary>
    public static void Write<T>(Terminal terminal, T answer, JsonTypeInfo<T> type) =>
        terminal.Out.WriteLine(EscapeInStrings(JsonSerializer.Serialize(answer, type)));

    /// <summary>Writes one answer in one line.</summary>
    /// <param name="terminal">Where it is written.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="type">Its type among <see cref="LineNames"/>.</param>
    public static void WriteLine<T>(Terminal terminal, T answer, JsonTypeInfo<T> type) => Write(terminal, answer, type);

    private static JsonSerializerOptions OptionsOf(bool isIndented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = isIndented,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>
    /// Direction marks and similar characters can only be inside strings, where JSON has the same escape as <see cref="SafeText"/>.
    /// Line feeds are between the lines and nowhere else.
    /// </summary>
    private static string EscapeInStrings(string json) => string.Join('\n', json.Split('\n').Select(SafeText.Escape));
}
