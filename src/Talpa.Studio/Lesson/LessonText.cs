using System.Globalization;

namespace Talpa.Studio.Lesson;

/// <summary>The words of a lesson's text, sentence by sentence, and what of the text was left out.</summary>
public sealed class LessonText
{
    /// <summary>The most different words: beyond this the tables are no longer something to look at.</summary>
    public const int MaxWords = 60;

    /// <summary>The most words in a row, repeated or not.</summary>
    public const int MaxTokens = 600;

    /// <summary>The most characters that are looked at.</summary>
    public const int MaxCharacters = 20_000;

    private static readonly char[] SentenceEnds = ['\n', '\r', '.', '!', '?', ';', '…', '。', '؟'];

    private LessonText(IReadOnlyList<IReadOnlyList<string>> sentences, IReadOnlyList<string> words, string? limit)
    {
        Sentences = sentences;
        Words = words;
        Limit = limit;
    }

    /// <summary>The sentences, each a list of words.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Sentences { get; }

    /// <summary>The different words, in order of appearance: a word's place is its id.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>What was left out and why, in a sentence; <c>null</c> when nothing was.</summary>
    public string? Limit { get; }

    /// <summary>Whether there is something to learn: two different words, and a sentence of two.</summary>
    public bool IsUsable => Words.Count > 1 && Sentences.Any(sentence => sentence.Count > 1);

    /// <summary>
    /// Splits text into sentences (at line ends and at . ! ? ; …) and lower-case words (at white space; punctuation around a word is
    /// dropped, so what stands alone as punctuation is no word).
    /// </summary>
    public static LessonText Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string read = text.Length <= MaxCharacters ? text : text[..MaxCharacters];
        var sentences = new List<IReadOnlyList<string>>();
        var words = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        int tokens = 0;
        string? limit = text.Length > MaxCharacters ? $"Only the first {MaxCharacters:N0} of {text.Length:N0} characters are used." : null;
        string? full = null;
        foreach (string line in read.Split(SentenceEnds, StringSplitOptions.RemoveEmptyEntries))
        {
            var sentence = new List<string>();
            foreach (string word in WordsOf(line))
            {
                full = LimitAt(word, tokens, known);
                if (full is not null)
                {
                    break;
                }

                if (known.Add(word))
                {
                    words.Add(word);
                }

                sentence.Add(word);
                tokens++;
            }

            if (sentence.Count > 0)
            {
                sentences.Add(sentence);
            }

            if (full is not null)
            {
                break;
            }
        }

        return new LessonText(sentences, words, full ?? limit);
    }

    private static string? LimitAt(string word, int tokens, HashSet<string> known)
    {
        if (tokens == MaxTokens)
        {
            return $"Only the first {MaxTokens} words of the text are used.";
        }

        return known.Count == MaxWords && !known.Contains(word)
            ? $"Only the text up to its first {MaxWords} different words is used: more could not be looked at."
            : null;
    }

    private static IEnumerable<string> WordsOf(string line)
    {
        foreach (string piece in line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            string word = TrimPunctuation(piece).ToLowerInvariant();
            if (word.Length > 0)
            {
                yield return word.Length <= 40 ? word : word[..40];
            }
        }
    }

    private static string TrimPunctuation(string piece)
    {
        int first = 0;
        int last = piece.Length;
        while (first < last && IsDropped(piece[first]))
        {
            first++;
        }

        while (last > first && IsDropped(piece[last - 1]))
        {
            last--;
        }

        return piece[first..last];
    }

    private static bool IsDropped(char c) => char.IsPunctuation(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Control;
}
