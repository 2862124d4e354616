using System.Globalization;
using System.Text;
using Talpa.Text;

namespace Talpa.Studio.Lesson;

/// <summary>The sentences of a lesson's text as words, and what was omitted.</summary>
public sealed class LessonText
{
    /// <summary>The maximum number of different words: larger tables are hard to read.</summary>
    public const int MaxWords = 60;

    /// <summary>The maximum number of words, with repetitions.</summary>
    public const int MaxTokens = 600;

    /// <summary>The maximum number of characters.</summary>
    public const int MaxCharacters = 20_000;

    /// <summary>The maximum length of a word in characters: longer ones don't fit in the picture.</summary>
    public const int MaxWordLength = 40;

    /// <summary>The length of a run of letters that the tokenizer may omit as too long, without notice.</summary>
    private const int Overlong = Tokenizer.MaxTokenLength / 3;

    private readonly List<IReadOnlyList<string>> _sentences = [];
    private readonly List<string> _words = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<TextLimit> _limits = [];
    private int _tokens;

    private LessonText(string text)
    {
        Characters = text.Length;
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
            _limits.Add(TextLimit.Characters);
        }

        if (read.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol))
        {
            _limits.Add(TextLimit.Symbols);
        }
    }

    /// <summary>The sentences, each a list of words.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Sentences => _sentences;

    /// <summary>The different words in order of appearance; the index of a word is its id.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>The number of characters of the text.</summary>
    public int Characters { get; }

    /// <summary>Why a part of the text was omitted; empty if all of it is used.</summary>
    public IReadOnlyList<TextLimit> Limits => _limits;

    /// <summary>Whether the text has two different words and a sentence of two words.</summary>
    public bool IsUsable => Words.Count > 1 && Sentences.Any(sentence => sentence.Count > 1);

    /// <summary>Splits text into sentences (at line ends, and at . ! ? ; … before white space) and sentences into lower-case words with the library's tokenizer.</summary>
    public static LessonText Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new LessonText(text);
    }

    /// <summary>Whether a sentence is written from right to left: its first letter is of such a script.</summary>
    public static bool IsRightToLeft(IEnumerable<string> sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        Rune letter = sentence.SelectMany(word => word.EnumerateRunes()).FirstOrDefault(Rune.IsLetter);
        return letter.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
    }

    /// <summary>
    /// Splits a sentence into words. The tokenizer makes a word of each Chinese character and Hiragana sign, because these scripts have no spaces; where the user typed
    /// spaces all the same, they end the words.
    /// </summary>
    private static IEnumerable<string> WordsOf(string sentence)
    {
        string[] pieces = sentence.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries);
        return pieces.Length > 1 && HasSingleCharacterWords(sentence)
            ? pieces.SelectMany(piece => HasSingleCharacterWords(piece) ? RunsOf(piece).Select(run => string.Concat(Split(run))).Where(word => word.Length > 0) : Split(piece))
            : Split(sentence);
    }

    private static IEnumerable<string> Split(string text) => Tokenizer.Unicode.Split(text, lowercase: true);

    private static bool HasSingleCharacterWords(string text) => text.EnumerateRunes().Any(rune =>
        rune.Value is (>= 0x3005 and <= 0x3007) or (>= 0x3041 and <= 0x309F) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF));

    /// <summary>Splits text at punctuation and symbols.</summary>
    private static IEnumerable<string> RunsOf(string text)
    {
        var run = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsPunctuation(rune) || Rune.IsSymbol(rune))
            {
                yield return run.ToString();
                run.Clear();
            }
            else
            {
                run.Append(rune.ToString());
            }
        }

        yield return run.ToString();
    }

    /// <summary>Adds the words of a sentence up to the limits. Returns whether no limit was reached.</summary>
    private bool Add(string sentence)
    {
        var words = new List<string>();
        TextLimit? limit = null;
        if (LongestRun(sentence) > Overlong)
        {
            AddNotice(TextLimit.LongWords);
        }

        foreach (string word in WordsOf(sentence))
        {
            if (word.Length > MaxWordLength)
            {
                AddNotice(TextLimit.LongWords);
                continue;
            }

            limit = LimitAt(word);
            if (limit is not null)
            {
                AddNotice(limit.Value);
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

        return limit is null;
    }

    private void AddNotice(TextLimit notice)
    {
        if (!_limits.Contains(notice))
        {
            _limits.Add(notice);
        }
    }

    private TextLimit? LimitAt(string word)
    {
        if (_tokens == MaxTokens)
        {
            return TextLimit.Words;
        }

        return _words.Count == MaxWords && !_known.Contains(word) ? TextLimit.DifferentWords : null;
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

    /// <summary>A full stop within a number or a name ends no sentence; the ideographic full stop always does.</summary>
    private static bool EndsSentence(string text, int at) => text[at] is '\n' or '\r' or '。'
        || (IsMark(text[at]) && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]) || IsMark(text[at + 1])));

    private static bool IsMark(char c) => c is '.' or '!' or '?' or ';' or '…' or '؟';
}

/// <summary>Why a part of a text was omitted.</summary>
public enum TextLimit
{
    /// <summary>The text has more words than <see cref="LessonText.MaxTokens"/>.</summary>
    Words,

    /// <summary>The text has more different words than <see cref="LessonText.MaxWords"/>.</summary>
    DifferentWords,

    /// <summary>A word is longer than <see cref="LessonText.MaxWordLength"/>.</summary>
    LongWords,

    /// <summary>The text has more characters than <see cref="LessonText.MaxCharacters"/>.</summary>
    Characters,

    /// <summary>The text has emoji or other symbols, which are no words.</summary>
    Symbols,
}
