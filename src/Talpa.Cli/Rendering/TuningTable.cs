using System.Globalization;
using Talpa.Tuning;

namespace Talpa.Cli.Rendering;

/// <summary>The table of a tuning, which grows by a row with each trial.</summary>
/// <param name="page">Where it is written.</param>
/// <param name="score">What the score is called.</param>
internal sealed class TuningTable(Page page, string score)
{
    private static readonly int[] Widths = [5, 11, 12, 4, 6, 9, 8, 6, 10, 8];
    private int _round;

    /// <summary>Adds a row; with the first of a round, the head.</summary>
    public void Write(TuningTrial trial)
    {
        if (trial.Round != _round)
        {
            if (_round > 0)
            {
                page.Blank();
            }

            _round = trial.Round;
            page.Heading(Cells("round", "tokens", "objective", "dim", "window", "min count", "sample", "prior", score, "seconds"));
        }

        TrainingOptions options = trial.Options;
        page.Line(Cells(
            Text(trial.Round), Figures.Count(trial.Tokens), options.Objective!.Name, Text(options.Dimension), Text(options.Window), Text(options.Corpus.MinCount),
            Text(options.SubsamplingThreshold), options.Objective is ExactSoftmax exact ? Text(exact.Prior) : "", Figures.Fixed(trial.Score, 3),
            Figures.Fixed(trial.Elapsed.TotalSeconds, 1)));
    }

    /// <summary>The command that trains with what was found.</summary>
    public void WriteCommand(string command, bool quiet)
    {
        if (quiet)
        {
            page.Line(command);
            return;
        }

        page.Blank();
        page.Line("The best setting, for the whole text:");
        page.Line(command);
    }

    /// <summary>The values that were searched for, as options of <c>talpa train</c>.</summary>
    public static IEnumerable<string> Found(TrainingOptions options, TuningSpace space)
    {
        yield return $"--objective {options.Objective!.Name}";
        if (space.Dimensions.Count > 0)
        {
            yield return $"--dim {Text(options.Dimension)}";
        }

        if (space.Windows.Count > 0)
        {
            yield return $"--window {Text(options.Window)}";
        }

        if (space.MinCounts.Count > 0)
        {
            yield return $"--min-count {Text(options.Corpus.MinCount)}";
        }

        if (space.SubsamplingThresholds.Count > 0)
        {
            yield return $"--sample {Text(options.SubsamplingThreshold)}";
        }

        if (space.Priors.Count > 0 && options.Objective is ExactSoftmax exact)
        {
            yield return $"--prior {Text(exact.Prior)}";
        }
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    /// <summary>Columns of constant width, because later rows are not known when the first is written.</summary>
    private static string Cells(params ReadOnlySpan<string> cells)
    {
        string[] padded = new string[cells.Length];
        for (int i = 0; i < cells.Length; i++)
        {
            padded[i] = cells[i].PadLeft(Widths[i]);
        }

        return string.Join("  ", padded);
    }
}
