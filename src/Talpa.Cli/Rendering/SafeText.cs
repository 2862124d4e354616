using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Talpa.Cli.Rendering;

/// <summary>
/// Text from files and arguments on its way to a screen. A word may hold escape sequences or marks that turn the writing direction:
/// they are shown as <c>\u001B</c> rather than obeyed. Everything that is not ours passes through here.
/// </summary>
internal static class SafeText
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>The text with control characters, direction marks, line separators and broken surrogates made visible.</summary>
    public static string Escape(string text)
    {
        if (!NeedsEscape(text))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length + 16);
        int i = 0;
        while (i < text.Length)
        {
            bool whole = Rune.TryGetRuneAt(text, i, out Rune rune);
            int length = whole ? rune.Utf16SequenceLength : 1;
            if (whole && !IsUnsafe(rune))
            {
                safe.Append(text, i, length);
            }
            else
            {
                foreach (char c in text.AsSpan(i, length))
                {
                    safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
                }
            }

            i += length;
        }

        return safe.ToString();
    }

    /// <summary>The text made safe, and its square brackets kept from being read as a style.</summary>
    public static string Markup(string text) => Escape(text).EscapeMarkup();

    private static bool NeedsEscape(string text)
    {
        int i = 0;
        while (i < text.Length)
        {
            if (!Rune.TryGetRuneAt(text, i, out Rune rune) || IsUnsafe(rune))
            {
                return true;
            }

            i += rune.Utf16SequenceLength;
        }

        return false;
    }

    /// <summary>Joiners are spared: scripts of India and Persia and joined emoji are written with them.</summary>
    private static bool IsUnsafe(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate => true,
        UnicodeCategory.Format => rune.Value is not (ZeroWidthJoiner or ZeroWidthNonJoiner),
        _ => false,
    };
}
