using System.Globalization;
using System.Text.RegularExpressions;
using Talpa.Studio.Common.Messages;
using Talpa.Studio.Drawing;

namespace Talpa.Studio.Languages;

/// <summary>The texts of the pages of real vectors in one language, from a file in <c>Live/Texts</c>, and the numbers in them as the language writes them.</summary>
public partial class PageText
{
    private static readonly NumberFormatInfo German = new() { NumberGroupSeparator = ".", NumberDecimalSeparator = ",", NegativeSign = "−" };

    private readonly IReadOnlyDictionary<string, string> _texts;
    private readonly NumberFormatInfo _numbers;

    /// <summary>Reads the texts of a language; those of the initial one for an unknown language.</summary>
    /// <param name="language">The language, as in the attribute <c>lang</c>.</param>
    public PageText(string? language)
    {
        Language = language is not null && TextFile.Languages.Contains(language, StringComparer.Ordinal) ? language : TextFile.Languages[0];
        _texts = TextFile.Read("live", Language);
        _numbers = Language == "de" ? German : NumberFormatInfo.InvariantInfo;
    }

    /// <summary>The language, as in the attribute <c>lang</c>.</summary>
    public string Language { get; }

    /// <summary>The language after this one in the list of languages, to which the page can be switched.</summary>
    public string NextLanguage => TextFile.Languages[(TextFile.Languages.ToList().IndexOf(Language) + 1) % TextFile.Languages.Count];

    /// <summary>The part of the page's address with the language; empty for the initial one.</summary>
    public string Address => Language == TextFile.Languages[0] ? string.Empty : $"lang={Language}";

    /// <summary>All texts with their keys, as in the file.</summary>
    public IReadOnlyDictionary<string, string> All => _texts;

    /// <summary>Gets a text without values.</summary>
    public string this[string key] => _texts[key];

    /// <summary>Returns a text with values in place of the names in braces.</summary>
    public string With(string key, params (string Name, string Value)[] values) =>
        Braces().Replace(_texts[key], brace => Array.Find(values, value => value.Name == brace.Groups["name"].Value).Value ?? brace.Value);

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
    public string Number(double value, int decimals = 2) =>
        double.IsNaN(value) ? _texts["number.none"] : Numbers.Write(value, decimals).Replace(".", _numbers.NumberDecimalSeparator, StringComparison.Ordinal);

    /// <summary>Writes the end of an axis, without zeros at its end.</summary>
    public string Range(double reach) => reach.ToString("0.######", _numbers);

    /// <summary>Writes a share in percent.</summary>
    /// <param name="share">The share, 0 to 1.</param>
    /// <param name="decimals">The number of decimals.</param>
    public string Percent(double share, int decimals = 0) => $"{Write(100 * share, decimals)} %";

    /// <summary>Returns the text for one or for another number of things.</summary>
    /// <param name="key">The key without <c>.one</c> or <c>.many</c>.</param>
    /// <param name="count">The number, which the text names <c>count</c>.</param>
    /// <param name="values">Other values of the text.</param>
    protected string Count(string key, long count, params (string Name, string Value)[] values) => With($"{key}.{(count == 1 ? "one" : "many")}", [("count", Write(count)), .. values]);

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Braces();
}
