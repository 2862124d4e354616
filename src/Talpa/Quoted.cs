using System.Globalization;
using System.Text;

namespace Talpa;

/// <summary>Text of others, escaped and shortened for a message of one line.</summary>
internal static class Quoted
{
    private const int MaxCharacters = 60;

    /// <summary>The text in quotation marks: control characters and line breaks escaped, cut where it is long.</summary>
    public static string Text(string text) => $"'{Escaped(text)}'";

    /// <summary>The text without quotation marks, for a text that has its own: control characters and line breaks escaped, cut where it is long.</summary>
    public static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (escaped.Length >= MaxCharacters)
            {
                escaped.Append('…');
                break;
            }

            if (IsInvisible(rune))
            {
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            }
            else
            {
                escaped.Append(rune.ToString());
            }
        }

        return escaped.ToString();
    }

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator;
}
