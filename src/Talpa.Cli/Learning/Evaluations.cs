using Talpa.Evaluation;

namespace Talpa.Cli.Learning;

/// <summary>Files of pairs and of analogies whose mean score is that of the vectors.</summary>
internal sealed class Evaluations
{
    private readonly IReadOnlyList<(string File, Func<WordVectors, double> Score)> _scores;

    private Evaluations(IReadOnlyList<(string File, Func<WordVectors, double> Score)> scores) => _scores = scores;

    /// <summary>Reads them.</summary>
    /// <exception cref="UnusableInputException">One can't be read.</exception>
    public static Evaluations Read(IEnumerable<string> files) => new([.. files.Select(file => (file, ReadOne(file)))]);

    /// <summary>The mean of the files' scores: Spearman's correlation of pairs, the share of right answers to analogies. A file without a known word scores 0.</summary>
    public double Score(WordVectors vectors) => _scores.Average(one => one.Score(vectors) is var value && double.IsNaN(value) ? 0 : value);

    /// <summary>The scores of each file before and after.</summary>
    public IReadOnlyList<StartOutcome.Score> Compare(WordVectors before, WordVectors after) =>
        [.. _scores.Select(one => new StartOutcome.Score(one.File, one.Score(before), one.Score(after)))];

    private static Func<WordVectors, double> ReadOne(string file)
    {
        if (Directory.Exists(file) || IsAnalogies(file))
        {
            AnalogyBenchmark analogies = AnalogyBenchmark.Read(file);
            return vectors => analogies.Evaluate(vectors).Total.Accuracy;
        }

        SimilarityBenchmark pairs = SimilarityBenchmark.Read(file);
        return vectors => pairs.Evaluate(vectors).Spearman;
    }

    /// <summary>Analogies begin with the name of a section.</summary>
    private static bool IsAnalogies(string file) => File.Exists(file) && File.ReadLines(file).FirstOrDefault(line => line.Length > 0)?[0] == ':';
}
