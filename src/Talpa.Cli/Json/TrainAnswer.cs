using Talpa.Cli.Learning;
using Talpa.Formats;
using Talpa.Text;
using Talpa.Training;

namespace Talpa.Cli.Json;

/// <summary>What a training did. Bytes, seconds and nats; the loss is the mean of all predictions, <c>null</c> when none was made.</summary>
internal sealed record TrainAnswer(
    string Output,
    string Format,
    long FileBytes,
    bool Interrupted,
    int Words,
    int Dimension,
    long Tokens,
    long TotalTokens,
    double Seconds,
    double TokensPerSecond,
    long Predictions,
    double? Loss,
    long EstimatedPeakBytes,
    long PeakBytes,
    string? Checkpoint,
    CorpusReport Corpus,
    IReadOnlyDictionary<string, string> Options)
{
    /// <summary>The answer for an outcome.</summary>
    public static TrainAnswer Of(TrainingJob job, TrainingOutcome outcome)
    {
        TrainingProgress end = outcome.End;
        return new TrainAnswer(
            job.Output,
            VectorFileFormats.NameOf(job.Format),
            outcome.FileBytes,
            outcome.Interrupted,
            outcome.Vectors.Count,
            outcome.Vectors.Dimension,
            end.Tokens,
            end.TotalTokens,
            end.Elapsed.TotalSeconds,
            end.TokensPerSecond,
            end.Predictions,
            double.IsNaN(end.MeanLoss) ? null : end.MeanLoss,
            outcome.EstimatedPeak,
            outcome.Peak,
            outcome.Interrupted ? end.LastCheckpoint : null,
            outcome.Corpus,
            OptionNames.Describe(job.Options));
    }
}
