using System.Globalization;
using Talpa.Studio.Languages;

namespace Talpa.Studio.Live;

/// <summary>The captions and labels of the replay and of the map's layouts in one language, from a file in <c>Live/Texts</c>.</summary>
public sealed class LiveLabels
{
    private static readonly NumberFormatInfo German = new() { NumberGroupSeparator = ".", NumberDecimalSeparator = ",", NegativeSign = "−" };

    private readonly IReadOnlyDictionary<string, string> _texts;

    private LiveLabels(string language, IReadOnlyDictionary<string, string> texts) => (Language, _texts) = (language, texts);

    /// <summary>The language, as in the attribute <c>lang</c>.</summary>
    public string Language { get; }

    /// <summary>All texts with their keys, as in the file.</summary>
    public IReadOnlyDictionary<string, string> All => _texts;

    /// <summary>Gets a text without values.</summary>
    public string this[string key] => _texts[key];

    /// <summary>Reads the texts of a language; those of the initial one for an unknown language.</summary>
    public static LiveLabels Load(string? language)
    {
        string known = language is not null && TextFile.Languages.Contains(language, StringComparer.Ordinal) ? language : TextFile.Languages[0];
        return new LiveLabels(known, TextFile.Read("live", known));
    }

    /// <summary>Returns a text with values in place of the names in braces.</summary>
    public string With(string key, params (string Name, string Value)[] values) =>
        values.Aggregate(_texts[key], (text, value) => text.Replace($"{{{value.Name}}}", value.Value, StringComparison.Ordinal));

    /// <summary>Writes a number as the language does.</summary>
    /// <param name="number">The number.</param>
    /// <param name="decimals">The number of decimals.</param>
    public string Write(double number, int decimals = 0) => number.ToString($"N{decimals}", Language == "de" ? German : NumberFormatInfo.InvariantInfo);
}
