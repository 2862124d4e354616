using System.Text;
using Spectre.Console;

namespace Talpa.Cli.Rendering;

/// <summary>Words in columns: made safe, cut where they are long, and padded by the columns they take, which is two for a Chinese character.</summary>
internal static class WordText
{
    /// <summary>The word made safe, in at most <paramref name="width"/> columns, the cut marked with '…'.</summary>
    public static string Fit(string word, int width)
    {
        string safe = SafeText.Escape(word);
        if (safe.GetCellWidth() <= width)
        {
            return safe;
        }

        var kept = new StringBuilder();
        int columns = 0;
        foreach (Rune rune in safe.EnumerateRunes())
        {
            int next = rune.ToString().GetCellWidth();
            if (columns + next > width - 1)
            {
                break;
            }

            kept.Append(rune.ToString());
            columns += next;
        }

        return kept.Append('…').ToString();
    }

    /// <summary>The text with spaces on both sides, to fill a number of columns.</summary>
    public static string Centred(string text, int width)
    {
        int spaces = Math.Max(0, width - text.GetCellWidth());
        return new string(' ', spaces / 2) + text + new string(' ', spaces - (spaces / 2));
    }
}
