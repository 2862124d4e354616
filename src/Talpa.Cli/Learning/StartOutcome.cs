using Talpa.Comparisons;

namespace Talpa.Cli.Learning;

/// <summary>What became of a model by a training that continued it.</summary>
/// <param name="Comparison">The old words before and after.</param>
/// <param name="Scores">The scores of the files of pairs and analogies before and after.</param>
internal sealed record StartOutcome(ModelComparison Comparison, IReadOnlyList<StartOutcome.Score> Scores)
{
    /// <summary>How many of the words that moved farthest are shown.</summary>
    private const int ShownMovers = 5;

    /// <summary>A comparison of more words would take longer than a short training.</summary>
    private static readonly ComparisonOptions Options = new() { OverlapWords = 1000 };

    /// <summary>The words that moved farthest.</summary>
    public IReadOnlyList<WordChange> Movers => Comparison.Movers(ShownMovers);

    /// <summary>Compares; <c>null</c> where the training did not continue a model, or was interrupted.</summary>
    public static StartOutcome? Of(TrainingJob job, TrainedModel after) => job.Start is not { IsContinued: true } start || after.Report is not { IsComplete: true }
        ? null
        : new StartOutcome(
            ModelComparison.Of(start.Model.Vectors, after.Vectors, options: Options),
            job.Evaluations?.Compare(start.Model.Vectors, after.Vectors) ?? []);

    /// <summary>The score of a file.</summary>
    /// <param name="File">The file.</param>
    /// <param name="Before">The score of the model before; NaN where no word of it has a vector.</param>
    /// <param name="After">The score of the model after.</param>
    internal sealed record Score(string File, double Before, double After);
}
