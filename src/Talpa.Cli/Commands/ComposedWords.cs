using Talpa.Cli.Json;
using Talpa.Cli.Rendering;

namespace Talpa.Cli.Commands;

/// <summary>The words of a question whose vectors are composed from n-grams, and what is said about them.</summary>
internal static class ComposedWords
{
    /// <summary>Those of some words that are not in the vocabulary but have a vector, each once.</summary>
    public static IReadOnlyList<ComposedWord> Of(WordVectors vectors, IEnumerable<string> words) => vectors.Subwords is not { } subwords ? [] :
    [
        .. words.Distinct(StringComparer.Ordinal)
            .Where(word => !vectors.Contains(word))
            .Select(word => new ComposedWord(word, subwords.CountNgrams(word)))
            .Where(word => word.Ngrams > 0),
    ];

    /// <summary>Writes a note for each word.</summary>
    public static void Write(Terminal terminal, IReadOnlyList<ComposedWord> composed)
    {
        foreach (ComposedWord word in composed)
        {
            Notes.Write(terminal, $"'{word.Word}' is not in the vocabulary: composed from {Figures.Count(word.Ngrams, "n-gram", "n-grams")}");
        }
    }

    /// <summary>Writes a note that holds for all lines of a file of words.</summary>
    public static void WriteForLines(Terminal terminal, WordVectors vectors)
    {
        if (vectors.Subwords is { } subwords)
        {
            Notes.Write(terminal, $"words that are not in the vocabulary are composed from n-grams of {Lengths(subwords.MinLength, subwords.MaxLength)}");
        }
    }

    /// <summary>The lengths of n-grams: "3 to 6 characters".</summary>
    public static string Lengths(int min, int max) => min == max ? Figures.Count(max, "character", "characters") : $"{min} to {max} characters";
}
