using System.Globalization;
using System.Text;

namespace Talpa;

/// <summary>Text of others, escaped and shortened for a message of one line.</summary>
internal static class Quoted
{
    private const int MaxCharacters = 60;

    /// <summary>The text in quotation marks: control characters and line breaks escaped, cut where it is long.</summary>
    public static string Text(string text)
    {
        var quoted = new StringBuilder("'");
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (quoted.Length > MaxCharacters)
            {
                quoted.Append('…');
                break;
            }

            if (IsInvisible(rune))
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            }
            else
            {
                quoted.Append(rune.ToString());
            }
        }

        return quoted.Append('\'').ToString();
    }

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator;
}
