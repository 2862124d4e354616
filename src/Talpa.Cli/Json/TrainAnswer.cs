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
            TrainedOptions.ToJson(outcome.Options));
    }
}
