using Talpa.Evaluation;

namespace Talpa.Cli.Rendering;

/// <summary>How well the contexts of a text are predicted, as lines and a table.</summary>
internal static class ContextScorePage
{
    /// <summary>Writes it.</summary>
    public static void Write(Page page, ContextScore score)
    {
        page.Line($"{Figures.Count((long)Math.Round(score.Pairs), "pair", "pairs")} of words, in expectation");
        page.Line(
            $"perplexity {Figures.Fixed(score.Perplexity, 1)} (cross-entropy {Figures.Fixed(score.CrossEntropy, 4)}); "
            + $"by word frequencies alone {Figures.Fixed(score.FrequencyPerplexity, 1)}");
        page.Blank();
        var rows = new Listing("lrrr");
        rows.Head("probability", "expected", "observed", "observed / expected");
        foreach (CalibrationBin bin in score.Calibration)
        {
            string range = bin.Above > 0 ? $"above {Figures.Shortest(bin.Above)}" : "below that";
            rows.Row(range, Figures.Count((long)Math.Round(bin.Predicted)), Figures.Count((long)Math.Round(bin.Observed)), Figures.Fixed(bin.Ratio, 2));
        }

        rows.WriteTo(page);
    }
}
