using System.Globalization;
using Talpa.Cli.Learning;
using Talpa.Comparisons;

namespace Talpa.Cli.Rendering;

/// <summary>What a training that continued a model has changed of it.</summary>
internal static class StartPage
{
    /// <summary>Writes how far the old words moved, and the scores before and after.</summary>
    public static void Write(Page page, StartOutcome start)
    {
        ModelComparison comparison = start.Comparison;
        page.Field("old words", $"mean cosine of old and new vectors {Number(comparison.Cosine!.Value)}; {Figures.Percent(comparison.Overlap)} of their 10 neighbours are the same");
        page.Field("", $"moved farthest: {string.Join(", ", start.Movers.Select(mover => $"{SafeText.Escape(mover.Word)} {Number(mover.Cosine!.Value)}"))}");
        foreach (StartOutcome.Score score in start.Scores)
        {
            page.Field("eval", $"{score.File}: {Number(score.Before)} before, {Number(score.After)} after");
        }
    }

    private static string Number(double value) => double.IsNaN(value) ? "no word has a vector" : value.ToString("0.000", CultureInfo.InvariantCulture);
}
