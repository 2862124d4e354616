using Talpa.Studio.Common.Messages;

namespace Talpa.Studio.Live;

/// <summary>
/// The fragment of the live page's address, without the #, which leads back to what is shown. Its parts are joined by &amp;: the answer is <c>word=mole</c> or
/// <c>analogy=man,king,woman</c>.
/// </summary>
public static class LiveAddress
{
    /// <summary>Writes the address of an answer; empty without one.</summary>
    public static string Of(WordAnswer? word, AnalogyAnswer? analogy) =>
        word is not null ? Of(word.Word)
        : analogy is not null ? Part("analogy", analogy.Question.Select(each => each.Word))
        : string.Empty;

    /// <summary>Writes the address of a word.</summary>
    public static string Of(string word) => Part("word", [word]);

    /// <summary>Writes a part of an address; empty without values.</summary>
    public static string Part(string name, IEnumerable<string> values)
    {
        string all = string.Join(',', values.Select(Uri.EscapeDataString));
        return all.Length > 0 ? $"{name}={all}" : string.Empty;
    }

    /// <summary>Joins the parts that are not empty.</summary>
    public static string Join(params IEnumerable<string> parts) => string.Join('&', parts.Where(part => part.Length > 0));

    /// <summary>Returns the language of an address; <c>null</c> without one.</summary>
    /// <param name="fragment">The fragment, with or without the #.</param>
    public static string? LanguageOf(string fragment) => ValuesOf(fragment, "lang") is [var language, ..] ? language : null;

    /// <summary>Returns the words of an address: one to search, or three of an analogy; none for another address.</summary>
    /// <param name="fragment">The fragment, with or without the #.</param>
    public static IReadOnlyList<string> WordsOf(string fragment) =>
        ValuesOf(fragment, "word") is { Count: 1 } word ? word : ValuesOf(fragment, "analogy") is { Count: 3 } analogy ? analogy : [];

    /// <summary>Returns the values of a part; none if the part is missing or a value is empty.</summary>
    /// <param name="fragment">The fragment, with or without the #.</param>
    /// <param name="name">The name of the part.</param>
    public static IReadOnlyList<string> ValuesOf(string fragment, string name)
    {
        ArgumentNullException.ThrowIfNull(fragment);
        string? part = fragment.TrimStart('#').Split('&').FirstOrDefault(each => each.StartsWith($"{name}=", StringComparison.Ordinal));
        string[] values = part is null ? [] : [.. part[(name.Length + 1)..].Split(',').Select(Uri.UnescapeDataString)];
        return Array.TrueForAll(values, value => value.Length > 0) ? values : [];
    }
}
