using System.Globalization;
using System.Text;
using Talpa.Text;

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

    /// <summary>The longest word in characters: what is longer has no room in a picture.</summary>
    public const int MaxWordLength = 40;

    /// <summary>A run of letters that the tokenizer may find too long for a word, and leave out without a word of it.</summary>
    private const int Overlong = Tokenizer.MaxTokenLength / 3;

    private static readonly string TooLong = $"Words of more than {MaxWordLength} letters are left out.";

    private readonly List<IReadOnlyList<string>> _sentences = [];
    private readonly List<string> _words = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<string> _limits = [];
    private int _tokens;

    private LessonText(string text)
    {
        string read = text.Length <= MaxCharacters ? text : text[..MaxCharacters];
        foreach (string sentence in SentencesOf(read))
        {
            if (!Add(sentence))
            {
                break;
            }
        }

        if (text.Length > MaxCharacters)
        {
            _limits.Add($"Only the first {MaxCharacters:N0} of {text.Length:N0} characters are read.");
        }

        if (read.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol))
        {
            _limits.Add("Emoji and other signs are no words and are left out.");
        }
    }

    /// <summary>The sentences, each a list of words.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Sentences => _sentences;

    /// <summary>The different words, in order of appearance: a word's place is its id.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>What was left out and why, in sentences; <c>null</c> when nothing was.</summary>
    public string? Limit => _limits.Count == 0 ? null : string.Join(' ', _limits);

    /// <summary>Whether there is something to learn: two different words, and a sentence of two.</summary>
    public bool IsUsable => Words.Count > 1 && Sentences.Any(sentence => sentence.Count > 1);

    /// <summary>Splits text into sentences (at line ends, and at . ! ? ; … before white space) and those into the library's words, in lower case.</summary>
    public static LessonText Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new LessonText(text);
    }

    /// <summary>Adds a sentence's words as long as there is room; tells whether there still is.</summary>
    private bool Add(string sentence)
    {
        var words = new List<string>();
        string? full = null;
        if (LongestRun(sentence) > Overlong)
        {
            Note(TooLong);
        }

        foreach (string word in Tokenizer.Unicode.Split(sentence, lowercase: true))
        {
            if (word.Length > MaxWordLength)
            {
                Note(TooLong);
                continue;
            }

            full = LimitAt(word);
            if (full is not null)
            {
                Note(full);
                break;
            }

            if (_known.Add(word))
            {
                _words.Add(word);
            }

            words.Add(word);
            _tokens++;
        }

        if (words.Count > 0)
        {
            _sentences.Add(words);
        }

        return full is null;
    }

    private void Note(string limit)
    {
        if (!_limits.Contains(limit))
        {
            _limits.Add(limit);
        }
    }

    private string? LimitAt(string word)
    {
        if (_tokens == MaxTokens)
        {
            return $"Only the first {MaxTokens} words of the text are used.";
        }

        return _words.Count == MaxWords && !_known.Contains(word)
            ? $"Only the text up to its first {MaxWords} different words is used: more could not be looked at."
            : null;
    }

    private static int LongestRun(string sentence)
    {
        int longest = 0;
        int run = 0;
        foreach (char c in sentence)
        {
            run = char.IsLetterOrDigit(c) ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private static IEnumerable<string> SentencesOf(string text)
    {
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (EndsSentence(text, i))
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }

    /// <summary>A full stop within a number or a name ends nothing; that of a script written without spaces always does.</summary>
    private static bool EndsSentence(string text, int at) => text[at] is '\n' or '\r' or '。'
        || (IsMark(text[at]) && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]) || IsMark(text[at + 1])));

    private static bool IsMark(char c) => c is '.' or '!' or '?' or ';' or '…' or '؟';
}
