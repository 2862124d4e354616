using Talpa.Studio.Common.Messages;

namespace Talpa.Studio.Live;

/// <summary>The fragment of the live page's address, without the #, which leads back to the answer shown: <c>word=mole</c> or <c>analogy=man,king,woman</c>.</summary>
public static class LiveAddress
{
    /// <summary>Writes the address of an answer; empty without one.</summary>
    public static string Of(WordAnswer? word, AnalogyAnswer? analogy) =>
        word is not null ? Of(word.Word)
        : analogy is not null ? $"analogy={string.Join(',', analogy.Question.Select(each => Uri.EscapeDataString(each.Word)))}"
        : string.Empty;

    /// <summary>Writes the address of a word.</summary>
    public static string Of(string word) => $"word={Uri.EscapeDataString(word)}";

    /// <summary>Returns the words of an address: one to search, or three of an analogy; none for another address.</summary>
    /// <param name="fragment">The fragment, with or without the #.</param>
    public static IReadOnlyList<string> WordsOf(string fragment)
    {
        ArgumentNullException.ThrowIfNull(fragment);
        string[] parts = fragment.TrimStart('#').Split('=', 2);
        string[] words = parts.Length == 2 ? [.. parts[1].Split(',').Select(Uri.UnescapeDataString)] : [];
        return (parts[0], words.Length) is ("word", 1) or ("analogy", 3) && Array.TrueForAll(words, word => word.Length > 0) ? words : [];
    }
}
