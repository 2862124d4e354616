using System.Globalization;
using System.Text;

namespace Talpa.Text;

/// <summary>
/// The class of every character, from its general category and, where scripts matter, its block
/// (Unicode Standard Annex #29, table 3, and the scripts' ranges in Scripts.txt).
/// </summary>
internal static class WordClasses
{
    private const WordClass JoinsLetters = WordClass.Joiner | WordClass.Letter;
    private const WordClass JoinsDigits = WordClass.Joiner | WordClass.Digit;
    private const WordClass JoinsBoth = WordClass.Joiner | WordClass.Letter | WordClass.Digit;
    private const WordClass JoinsHebrew = WordClass.Joiner | WordClass.Hebrew;

    private const int ZeroWidthSpace = 0x200B;

    /// <summary>The first 65,536 characters, a byte each: filled once, when the class is first used (about a millisecond).</summary>
    private static readonly WordClass[] Basic = FillBasic();

    /// <summary>The class of a character below U+10000.</summary>
    public static WordClass OfBasic(int codePoint) => Basic[codePoint];

    private static WordClass[] FillBasic()
    {
        var classes = new WordClass[0x10000];
        for (int codePoint = 0; codePoint < classes.Length; codePoint++)
        {
            classes[codePoint] = Of(codePoint);
        }

        return classes;
    }

    /// <summary>The class of any character, without the table: for those from U+10000 on, and for callers that need few.</summary>
    public static WordClass Of(int codePoint)
    {
        WordClass joiner = Joiner(codePoint);
        if (joiner != WordClass.None)
        {
            return joiner;
        }

        if (IsKatakana(codePoint))
        {
            return WordClass.Katakana;
        }

        return CharUnicodeInfo.GetUnicodeCategory(codePoint) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber => LetterClass(codePoint),
            UnicodeCategory.DecimalDigitNumber => WordClass.Digit,
            UnicodeCategory.ConnectorPunctuation => WordClass.Connector,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
                or UnicodeCategory.Format => MarkClass(codePoint),
            _ => OtherClass(codePoint),
        };
    }

    private static WordClass MarkClass(int codePoint) =>
        codePoint == ZeroWidthSpace ? WordClass.None : InvisibleCharacters.Contains(codePoint) ? WordClass.Invisible : WordClass.Mark;

    /// <summary>Punctuation and symbols that the annex counts among letters, and the Katakana voice marks, which go with the sign before.</summary>
    private static WordClass OtherClass(int codePoint) => codePoint switch
    {
        0x05F3 => WordClass.Letter | WordClass.Hebrew,
        >= 0x02C2 and <= 0x02C5 or >= 0x02D2 and <= 0x02D7 or 0x02DE or 0x02DF or >= 0x02E5 and <= 0x02EB or 0x02ED => WordClass.Letter,
        >= 0x02EF and <= 0x02FF or >= 0x055A and <= 0x055C or 0x055E or 0x058A => WordClass.Letter,
        0xA720 or 0xA721 or 0xA789 or 0xA78A or 0xAB5B => WordClass.Letter,
        0x309B or 0x309C => WordClass.Mark,
        _ => WordClass.None,
    };

    private static WordClass LetterClass(int codePoint) => codePoint switch
    {
        0xFF9E or 0xFF9F => WordClass.Mark,
        >= 0x05D0 and <= 0x05F2 or >= 0xFB1D and <= 0xFB4F => WordClass.Letter | WordClass.Hebrew,
        >= 0x3041 and <= 0x309F or >= 0x1B001 and <= 0x1B11F or 0x1B132 or >= 0x1B150 and <= 0x1B152 => WordClass.Ideograph,
        >= 0x3005 and <= 0x3007 or >= 0x3021 and <= 0x3029 or >= 0x3038 and <= 0x303B => WordClass.Ideograph,
        >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF => WordClass.Ideograph,
        _ => WordClass.Letter,
    };

    private static bool IsKatakana(int codePoint) => codePoint is
        (>= 0x30A0 and <= 0x30FF and not 0x30FB) or (>= 0x3031 and <= 0x3035)
        or (>= 0x31F0 and <= 0x31FF) or (>= 0x32D0 and <= 0x32FE) or (>= 0x3300 and <= 0x3357) or (>= 0xFF66 and <= 0xFF9D)
        or (>= 0x1AFF0 and <= 0x1AFFE) or 0x1B000 or (>= 0x1B120 and <= 0x1B122) or 0x1B155 or (>= 0x1B164 and <= 0x1B167);

    private static WordClass Joiner(int codePoint) => codePoint switch
    {
        ':' or 0x00B7 or 0x0387 or 0x055F or 0x05F4 or 0x2027 or 0xFE13 or 0xFE55 or 0xFF1A => JoinsLetters,
        ',' or ';' or 0x037E or 0x0589 or 0x060C or 0x060D or 0x066C or 0x07F8 or 0x2044
            or 0xFE10 or 0xFE14 or 0xFE50 or 0xFE54 or 0xFF0C or 0xFF1B => JoinsDigits,
        '\'' or '.' or 0x2018 or 0x2019 or 0x2024 or 0xFE52 or 0xFF07 or 0xFF0E => JoinsBoth,
        '"' => JoinsHebrew,
        _ => WordClass.None,
    };
}
