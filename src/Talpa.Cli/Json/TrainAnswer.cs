using System.Text.Json.Nodes;
using Talpa.Cli.Learning;
using Talpa.Formats;
using Talpa.Text;
using Talpa.Training;

namespace Talpa.Cli.Json;

/// <summary>
/// What a training did. Bytes, seconds and nats; the loss is the mean of all predictions, with the exact softmax that of a pair at the end, and
/// <c>null</c> when none was made. The epoch, or sweep, is the one it ended in.
/// </summary>
internal sealed record TrainAnswer(
    string Output,
    string Format,
    long FileBytes,
    bool Interrupted,
    int Words,
    int Dimension,
    long Tokens,
    long TotalTokens,
    int Epoch,
    double Seconds,
    double TokensPerSecond,
    long Predictions,
    double? Loss,
    double PriorLoss,
    EvalContextsAnswer? HeldOut,
    long EstimatedPeakBytes,
    long PeakBytes,
    string? Checkpoint,
    CorpusReport Corpus,
    TrainAnswer.OldWords? Start,
    JsonObject Options)
{
    /// <summary>The answer for an outcome.</summary>
    public static TrainAnswer Of(TrainingJob job, TrainingOutcome outcome)
    {
        TrainingProgress end = outcome.End;
        double loss = outcome.Loss;
        return new TrainAnswer(
            job.Output,
            VectorFiles.NameOf(job.Format),
            outcome.FileBytes,
            outcome.Interrupted,
            outcome.Vectors.Count,
            outcome.Vectors.Dimension,
            end.Tokens,
            end.TotalTokens,
            end.Epoch,
            end.Elapsed.TotalSeconds,
            end.TokensPerSecond,
            end.Predictions,
            double.IsNaN(loss) ? null : loss,
            outcome.Report.PriorLoss,
            outcome.Report.HeldOut is { } heldOut ? EvalContextsAnswer.Of(heldOut) : null,
            outcome.EstimatedPeak,
            outcome.Peak,
            outcome.Interrupted ? end.LastCheckpoint : null,
            outcome.Report.Corpus!,
            outcome.Start is { } start ? OldWords.Of(start) : null,
            TrainedOptions.ToJson(outcome.Options));
    }

    /// <summary>The words of the model that was continued, before and after: cosines after alignment, and the share of their ten neighbours that stayed.</summary>
    internal sealed record OldWords(int Words, double Cosine, double Overlap, IReadOnlyList<MovedWord> Movers, IReadOnlyList<FileScore> Scores)
    {
        public static OldWords Of(StartOutcome start) => new(
            start.Comparison.Words,
            start.Comparison.Cosine!.Value,
            start.Comparison.Overlap,
            [.. start.Movers.Select(mover => new MovedWord(mover.Word, mover.Cosine!.Value, mover.Overlap))],
            [.. start.Scores.Select(score => new FileScore(score.File, OrNull(score.Before), OrNull(score.After)))]);

        private static double? OrNull(double score) => double.IsNaN(score) ? null : score;
    }

    /// <summary>One of the words that moved farthest.</summary>
    internal sealed record MovedWord(string Word, double Cosine, double Overlap);

    /// <summary>The score of a file of pairs or analogies; <c>null</c> where no word of it is known.</summary>
    internal sealed record FileScore(string File, double? Before, double? After);
}
