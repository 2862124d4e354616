using Talpa.Evaluation;

namespace Talpa.Cli.Rendering;

/// <summary>The scores of an analogy benchmark, section by section.</summary>
internal sealed class AnalogyPage(Page page)
{
    private const int LongestSection = 28;

    /// <summary>Writes the scores among all words and, where there are such, among the most frequent ones.</summary>
    public void Write(AnalogyResult full, AnalogyResult? restricted, int restriction, int words)
    {
        if (restricted is null)
        {
            WriteOne(full, words);
        }
        else
        {
            WriteBoth(full, restricted, restriction, words);
        }
    }

    private void WriteOne(AnalogyResult full, int words)
    {
        page.Line($"Right answers among all {Figures.Count(words)} words, and the share of answered questions:");
        var rows = new Listing("lrrr");
        rows.Head("", "right", "of", "answered");
        foreach (AnalogyScore score in full.Sections)
        {
            rows.Row([Name(score), .. Cells(score)]);
        }

        foreach (AnalogyScore score in new[] { full.Semantic, full.Syntactic, full.Total })
        {
            rows.Strong([score.Name, .. Cells(score)]);
        }

        rows.WriteTo(page);
    }

    private void WriteBoth(AnalogyResult full, AnalogyResult restricted, int restriction, int words)
    {
        page.Line($"Right answers among the first {Figures.Count(restriction)} words, and among all {Figures.Count(words)}:");
        var rows = new Listing("lrrrrrr");
        rows.Head("", "right", "of", "answered", "right", "of", "answered");
        foreach ((AnalogyScore few, AnalogyScore all) in restricted.Sections.Zip(full.Sections))
        {
            rows.Row([Name(few), .. Cells(few), .. Cells(all)]);
        }

        rows.Strong(["semantic", .. Cells(restricted.Semantic), .. Cells(full.Semantic)]);
        rows.Strong(["syntactic", .. Cells(restricted.Syntactic), .. Cells(full.Syntactic)]);
        rows.Strong(["total", .. Cells(restricted.Total), .. Cells(full.Total)]);
        rows.WriteTo(page);
    }

    private static string Name(AnalogyScore score) => WordText.Fit(score.Name, LongestSection);

    private static string[] Cells(AnalogyScore score) =>
    [
        score.Answered == 0 ? "-" : Figures.Percent(score.Accuracy),
        Figures.Count(score.Answered),
        Figures.Percent(score.Share),
    ];
}
