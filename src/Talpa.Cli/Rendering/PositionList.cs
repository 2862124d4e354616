using Spectre.Console;

namespace Talpa.Cli.Rendering;

/// <summary>Words with a number on either side of 0 and a bar to that side.</summary>
internal static class PositionList
{
    private const int WidestHalf = 20;
    private const int NarrowestHalf = 6;

    /// <summary>Writes the list.</summary>
    /// <param name="page">Where it is written.</param>
    /// <param name="positions">The words with their numbers.</param>
    /// <param name="full">The number of a full bar, above 0.</param>
    public static void Write(Page page, IReadOnlyList<(string Word, double Value)> positions, double full)
    {
        int room = Math.Max(8, page.Width - 2 - 9 - 3 - (2 * NarrowestHalf));
        List<string> words = [.. positions.Select(one => page.OnScreen ? WordText.Fit(one.Word, room) : one.Word)];
        int widest = words.Select(word => SafeText.Escape(word).GetCellWidth()).DefaultIfEmpty(0).Max();
        int half = Math.Clamp((page.Width - 2 - 9 - 3 - widest) / 2, NarrowestHalf, WidestHalf);
        var rows = new Listing("lrb");
        for (int i = 0; i < words.Count; i++)
        {
            rows.Row(words[i], Figures.Fixed(positions[i].Value, 4), SidedBar.Draw(positions[i].Value / Math.Max(full, double.Epsilon), half, page.Unicode));
        }

        if (words.Count == 0)
        {
            page.Line("  (there is no other word)");
            return;
        }

        rows.WriteTo(page);
    }
}
