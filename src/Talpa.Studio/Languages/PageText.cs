using System.Globalization;
using Talpa.Studio.Common.Messages;
using Talpa.Studio.Drawing;

namespace Talpa.Studio.Languages;

/// <summary>The texts of a page in one language, from the files in <c>Languages/Texts</c>, and the numbers in them as the language writes them.</summary>
public class PageText
{
    private readonly Dictionary<string, string> _texts;
    private readonly NumberFormatInfo _numbers;

    /// <summary>Reads the texts of a language; those of the initial one for an unknown language.</summary>
    /// <param name="language">The language, as in the attribute <c>lang</c>.</param>
    /// <param name="files">The names of the page's own files.</param>
    public PageText(string? language, params IEnumerable<string> files)
    {
        Language = language is not null && TextFile.Languages.Contains(language, StringComparer.Ordinal) ? language : TextFile.Initial;
        _texts = new([.. files.Prepend(TextFile.Shared).SelectMany(file => TextFile.Read(Language, file))], StringComparer.Ordinal);
        _numbers = new() { NumberDecimalSeparator = _texts["number.decimal"], NumberGroupSeparator = _texts["number.group"], NegativeSign = "−" };
    }

    /// <summary>The language, as in the attribute <c>lang</c>.</summary>
    public string Language { get; }

    /// <summary>The language after this one in the list of languages, to which the page can be switched.</summary>
    public string NextLanguage => TextFile.Languages[(TextFile.Languages.ToList().IndexOf(Language) + 1) % TextFile.Languages.Count];

    /// <summary>The part of the page's address with the language; empty for the initial one.</summary>
    public string Address => Language == TextFile.Initial ? string.Empty : $"lang={Language}";

    /// <summary>The fragment of the address of another page in this language; empty for the initial one.</summary>
    public string Fragment => Address.Length > 0 ? $"#{Address}" : string.Empty;

    /// <summary>What is between the numbers of a list.</summary>
    public string Separator => $"{_texts["number.separator"]} ";

    /// <summary>Gets a text without values.</summary>
    public string this[string key] => _texts[key];

    /// <summary>Returns the parts of a text: what is written in the file, and the names in braces.</summary>
    public IReadOnlyList<TextPart> Parts(string key)
    {
        string text = _texts[key];
        var parts = new List<TextPart>();
        int from = 0;
        while (text.IndexOf('{', from) is >= 0 and var open && text.IndexOf('}', open) is >= 0 and var close)
        {
            Add(text[from..open], isName: false);
            Add(text[(open + 1)..close], isName: true);
            from = close + 1;
        }

        Add(text[from..], isName: false);
        return parts;

        void Add(string part, bool isName)
        {
            if (part.Length > 0)
            {
                parts.Add(new TextPart(part, isName));
            }
        }
    }

    /// <summary>Returns a text with values in place of the names in braces.</summary>
    public string With(string key, params (string Name, string Value)[] values) =>
        string.Concat(Parts(key).Select(part => part.IsName ? Array.Find(values, value => value.Name == part.Text).Value ?? $"{{{part.Text}}}" : part.Text));

    /// <summary>Returns why there is no result: in this language if the server has sent its key, in English otherwise; <c>null</c> if there is a result.</summary>
    public string? FaultOf<T>(Answer<T>? answer)
        where T : class => answer?.Reason is { } reason && _texts.ContainsKey(reason.Key)
        ? With(reason.Key, [.. reason.Texts.Select(text => (text.Key, text.Value)), .. reason.Numbers.Select(number => (number.Key, Write(number.Value, number.Value == Math.Floor(number.Value) ? 0 : 1)))])
        : answer?.Fault;

    /// <summary>Counts words.</summary>
    public string Words(int count) => Count("words", count);

    /// <summary>Writes a number of words and dimensions.</summary>
    public string Size(int words, int dimension) => Count("model.size", dimension, ("words", Words(words)));

    /// <summary>Writes a number with separated groups of digits.</summary>
    /// <param name="number">The number.</param>
    /// <param name="decimals">The number of decimals.</param>
    public string Write(double number, int decimals = 0) => number.ToString($"N{decimals}", _numbers);

    /// <summary>Writes a measured number as <see cref="Numbers"/> does: without groups, with a fixed number of decimals.</summary>
    /// <param name="value">The number.</param>
    /// <param name="decimals">The number of decimals.</param>
    public string Number(double value, int decimals = 2) => double.IsNaN(value) ? _texts["number.none"] : Localized(Numbers.Write(value, decimals));

    /// <summary>Writes a small number in scientific notation, such as 3.1 × 10⁻¹¹.</summary>
    public string Small(double value) => double.IsFinite(value) ? Localized(Numbers.WriteSmall(value)) : _texts["number.none"];

    /// <summary>Writes a setting, or the end of an axis, without zeros at its end.</summary>
    public string Range(double reach) => reach.ToString("0.######", _numbers);

    /// <summary>Writes a vector, such as (0.10, −0.20).</summary>
    public string Vector(IEnumerable<double> vector) => $"({Row(vector)})";

    /// <summary>Writes the numbers of a vector without parentheses.</summary>
    public string Row(IEnumerable<double> vector) => string.Join(Separator, vector.Select(number => Number(number)));

    /// <summary>Writes a share in percent.</summary>
    /// <param name="share">The share, 0 to 1.</param>
    /// <param name="decimals">The number of decimals.</param>
    public string Percent(double share, int decimals = 0) => $"{Write(100 * share, decimals)} %";

    /// <summary>Returns the text for one or for another number of things.</summary>
    /// <param name="key">The key without <c>.one</c> or <c>.many</c>.</param>
    /// <param name="count">The number, which the text names <c>count</c>.</param>
    /// <param name="values">Other values of the text.</param>
    public string Count(string key, long count, params (string Name, string Value)[] values) => With($"{key}.{(count == 1 ? "one" : "many")}", [("count", Write(count)), .. values]);

    private string Localized(string number) => number.Replace(".", _numbers.NumberDecimalSeparator, StringComparison.Ordinal);
}

/// <summary>A part of a text.</summary>
/// <param name="Text">What is written, or the name of a value.</param>
/// <param name="IsName">Whether it is the name of a value.</param>
public sealed record TextPart(string Text, bool IsName);
