using System.Text;
using Talpa.Studio.Lesson;

namespace Talpa.Studio.Export;

/// <summary>The numbers on show as a table, every digit of them.</summary>
public static class CsvExport
{
    /// <summary>One line a word: both vectors, score, exponential, probability, truth, error, and the probability after the step.</summary>
    public static string Of(Moment moment)
    {
        ArgumentNullException.ThrowIfNull(moment);
        var text = new StringBuilder();
        IEnumerable<string> columns = ["step", "id", "word", "centre", .. Names("input", moment), .. Names("output", moment), "score", "exp", "probability", "truth", "error", "probability_after"];
        text.AppendJoin(',', columns).Append('\n');
        for (int w = 0; w < moment.Words.Count; w++)
        {
            IEnumerable<string> cells =
            [
                moment.Step.ToString(), (w + 1).ToString(), Quote(moment.Words[w]), w == moment.Example.Centre ? "1" : "0",
                .. moment.Input[w].Select(Exact), .. moment.Output[w].Select(Exact),
                Exact(moment.Next.Scores[w]), Exact(Math.Exp(moment.Next.Scores[w])), Exact(moment.Next.Probabilities[w]),
                Exact(moment.Next.Truth[w]), Exact(moment.Next.Errors[w]), Exact(moment.Next.ProbabilitiesAfter[w]),
            ];
            text.AppendJoin(',', cells).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<string> Names(string table, Moment moment) => Enumerable.Range(1, moment.Dimension).Select(d => $"{table}_{d}");

    private static string Exact(double value) => value.ToString("R");

    private static string Quote(string word) => word.AsSpan().IndexOfAny(",\"\n") < 0 ? word : $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
