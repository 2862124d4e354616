using System.Text;
using Talpa.Studio.Lesson;

namespace Talpa.Studio.Export;

/// <summary>Exports the numbers of a snapshot as CSV, with all digits.</summary>
public static class CsvExport
{
    /// <summary>Writes one line for each word: both vectors, score, exponential, probability, truth, error, and the probability after the step.</summary>
    public static string Of(LessonSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var text = new StringBuilder();
        IEnumerable<string> columns = ["step", "id", "word", "centre", .. Names("input", snapshot), .. Names("output", snapshot), "score", "exp", "probability", "truth", "error", "probability_after"];
        text.AppendJoin(',', columns).Append('\n');
        for (int w = 0; w < snapshot.Words.Count; w++)
        {
            IEnumerable<string> cells =
            [
                snapshot.Step.ToString(), (w + 1).ToString(), Quote(snapshot.Words[w]), w == snapshot.Example.Centre ? "1" : "0",
                .. snapshot.Input[w].Select(Exact), .. snapshot.Output[w].Select(Exact),
                Exact(snapshot.Next.Scores[w]), Exact(Math.Exp(snapshot.Next.Scores[w])), Exact(snapshot.Next.Probabilities[w]),
                Exact(snapshot.Next.Truth[w]), Exact(snapshot.Next.Errors[w]), Exact(snapshot.Next.ProbabilitiesAfter[w]),
            ];
            text.AppendJoin(',', cells).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<string> Names(string table, LessonSnapshot snapshot) => Enumerable.Range(1, snapshot.Dimension).Select(d => $"{table}_{d}");

    private static string Exact(double value) => value.ToString("R");

    private static string Quote(string word) => word.AsSpan().IndexOfAny(",\"\n") < 0 ? word : $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
