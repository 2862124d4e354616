using System.Text;
using Talpa.Evaluation;
using Talpa.Formats;
using Talpa.Vectors;

namespace Talpa.SideBySide;

/// <summary>Trains with several seeds and evaluates the vectors of every tool in the same way.</summary>
internal sealed class Quality(string evaluationFolder, string scratch, Action<string> log)
{
    private static readonly (string Name, string File)[] Similarities =
        [("WS-353", "EN-WS-353-ALL.txt"), ("SimLex-999", "EN-SIMLEX-999.txt"), ("MEN", "EN-MEN-TR-3k.txt")];

    /// <summary>Creates a table of mean ± standard deviation over the seeds.</summary>
    public string Table(IReadOnlyList<Tool> tools, Setting setting, int epochs, int seeds, string corpus)
    {
        string[] names = [.. Similarities.Select(set => set.Name), "analogies, %"];
        var table = new StringBuilder();
        table.AppendLine($"| {setting}, {epochs} epochs, {seeds} seeds | {string.Join(" | ", names)} |");
        table.AppendLine($"| --- |{string.Concat(Enumerable.Repeat(" ---: |", names.Length))}");
        foreach (Tool tool in tools)
        {
            List<double>[] scores = [.. names.Select(_ => new List<double>())];
            for (int seed = 1; seed <= seeds; seed++)
            {
                double[] each = Score(tool, setting, epochs, corpus, seed);
                log($"{tool.Name}, seed {seed}: {string.Join(", ", names.Zip(each, (name, score) => $"{name} {score:0.000}"))}");
                for (int i = 0; i < each.Length; i++)
                {
                    scores[i].Add(each[i]);
                }
            }

            table.AppendLine($"| {tool.Name} | {string.Join(" | ", scores.Select(Describe))} |");
        }

        return table.ToString();
    }

    private double[] Score(Tool tool, Setting setting, int epochs, string corpus, int seed)
    {
        string file = Path.Combine(scratch, "quality.bin");
        tool.Run(setting, epochs, corpus, file, seed);
        WordVectors vectors = WordVectors.Load(file, new VectorReadOptions { Format = VectorFileFormat.Word2Vec });
        AnalogyResult analogies = AnalogyBenchmark.Read(Path.Combine(evaluationFolder, "questions-words.txt")).Evaluate(vectors);
        return
        [
            .. Similarities.Select(set => SimilarityBenchmark.Read(Path.Combine(evaluationFolder, set.File)).Evaluate(vectors).Spearman),
            100 * analogies.Total.Accuracy,
        ];
    }

    private static string Describe(List<double> scores)
    {
        (double mean, double spread) = Statistics.MeanAndSpread(scores);
        return $"{mean:0.000} ± {spread:0.000}";
    }
}
