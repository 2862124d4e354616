using Spectre.Console;
using Talpa.Vectors;

namespace Talpa.Cli.Rendering;

/// <summary>Words with their similarity as a number and a bar.</summary>
internal static class NeighbourList
{
    private const int WidestBar = 40;
    private const int NarrowestBar = 10;

    /// <summary>Writes the list. A bar's full length is 1; where a value is greater (with 3CosMul) or all are small (probabilities), for the greatest.</summary>
    public static void Write(Page page, IReadOnlyList<Neighbour> neighbours, bool numbered = true, bool smallValues = false)
    {
        if (neighbours.Count == 0)
        {
            page.Line("  (there is no other word)");
            return;
        }

        int room = Math.Max(8, page.Width - 2 - 5 - 9 - NarrowestBar);
        List<string> words = [.. neighbours.Select(neighbour => page.OnScreen ? WordText.Fit(neighbour.Word, room) : neighbour.Word)];
        int bar = Math.Clamp(page.Width - 2 - 5 - 9 - words.Max(word => SafeText.Escape(word).GetCellWidth()), NarrowestBar, WidestBar);
        float full = Math.Max(smallValues ? float.Epsilon : 1, neighbours.Where(neighbour => float.IsFinite(neighbour.Similarity)).Select(neighbour => neighbour.Similarity).DefaultIfEmpty(1).Max());
        var rows = new Listing(numbered ? "rlrb" : "lrb");
        for (int i = 0; i < neighbours.Count; i++)
        {
            float similarity = neighbours[i].Similarity;
            string[] row = [words[i], Figures.Fixed(similarity, 4), Bar.Draw(similarity / full, bar, page.Unicode)];
            rows.Row(numbered ? [(i + 1).ToString(), .. row] : row);
        }

        rows.WriteTo(page);
    }

    /// <summary>The words with their similarities, one after the other, for a line of answer.</summary>
    public static IEnumerable<string> Fields(IReadOnlyList<Neighbour> neighbours) =>
        neighbours.SelectMany(neighbour => (string[])[neighbour.Word, Figures.Fixed(neighbour.Similarity, 4)]);
}
