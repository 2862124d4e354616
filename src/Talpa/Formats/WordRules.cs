using System.Buffers;
using System.Text;
using Talpa.Text;

namespace Talpa.Formats;

/// <summary>Refuses to write words that a format can't hold, before anything is written.</summary>
internal static class WordRules
{
    private const string Remedy =
        $"write the format talpa instead, or have such characters replaced (option {nameof(VectorWriteOptions.Replacement)}) "
        + $"or such words left out (option {nameof(VectorWriteOptions.LeaveOutWords)})";

    /// <summary>What ends a word in the formats of word2vec and GloVe.</summary>
    public static readonly SearchValues<char> WhiteSpace = SearchValues.Create(" \t\n\v\f\r");

    /// <summary>What word2vec's binary format can't hold: white space ends a word, and control characters are taken for a sign of a corrupt file.</summary>
    public static readonly SearchValues<char> WhiteSpaceAndControls = SearchValues.Create([' ', .. Enumerable.Range(0, 0x20).Select(code => (char)code), '\u007F']);

    /// <summary>What ends a word in a list with a word a line and its count behind a tab.</summary>
    public static readonly SearchValues<char> LineBreaksAndTab = SearchValues.Create("\t\n\r");

    /// <summary>What ends a word in a list with a word a line.</summary>
    public static readonly SearchValues<char> LineBreak = SearchValues.Create("\n");

    /// <summary>No character ends a word where its length is written before it.</summary>
    public static readonly SearchValues<char> Nothing = SearchValues.Create("");

    /// <summary>Checks all words of a vocabulary.</summary>
    /// <param name="path">The file to be written, for the message.</param>
    /// <param name="vocabulary">The words.</param>
    /// <param name="format">The format, which defines the words it can hold.</param>
    /// <exception cref="UnusableInputException">There is no word, or one that can't be written in this format.</exception>
    public static void Require(string path, Vocabulary vocabulary, VectorFormat format)
    {
        if (vocabulary.Count == 0)
        {
            throw UnusableInputException.InFile(path, "there are no words to write");
        }

        foreach (string word in vocabulary.Words)
        {
            int bad = word.AsSpan().IndexOfAny(format.ForbiddenInWords);
            if (bad >= 0)
            {
                throw UnusableInputException.InFile(
                    path, $"the word {Quoted.Text(word)} holds {NameOf(word[bad])}, which no word can in the format {format.Name}; {Remedy}");
            }

            if (word.Length == 0 && !format.HoldsEmptyWords)
            {
                throw UnusableInputException.InFile(path, $"one word is empty, which the format {format.Name} can't express; {Remedy}");
            }

            if (!format.HoldsBlankWords && string.IsNullOrWhiteSpace(word))
            {
                throw UnusableInputException.InFile(path, $"the word {Quoted.Text(word)} is blank, which no word can be in the format {format.Name}; {Remedy}");
            }

            if (HasHalfPair(word))
            {
                throw UnusableInputException.InFile(path, $"the word {Quoted.Text(word)} holds half a surrogate pair, which UTF-8 can't express; rename the word");
            }
        }
    }

    /// <summary>Whether a format can hold a word.</summary>
    public static bool Fits(string word, VectorFormat format) =>
        !word.AsSpan().ContainsAny(format.ForbiddenInWords) && (word.Length > 0 || format.HoldsEmptyWords)
        && (format.HoldsBlankWords || !string.IsNullOrWhiteSpace(word)) && !HasHalfPair(word);

    private static string NameOf(char character) => character switch
    {
        ' ' => "a space",
        '\t' => "a tab",
        '\n' or '\r' or '\v' or '\f' => "a line break",
        _ => "a control character",
    };

    private static bool HasHalfPair(ReadOnlySpan<char> word)
    {
        while (word.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and int at)
        {
            if (Rune.DecodeFromUtf16(word[at..], out _, out int length) != OperationStatus.Done)
            {
                return true;
            }

            word = word[(at + length)..];
        }

        return false;
    }
}
