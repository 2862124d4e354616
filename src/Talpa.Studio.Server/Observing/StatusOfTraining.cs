using Talpa.Studio.Common.Messages;
using Talpa.Training;

namespace Talpa.Studio.Server.Observing;

/// <summary>Makes the page's status of a training from its progress.</summary>
internal static class StatusOfTraining
{
    /// <summary>The status before the first progress report.</summary>
    public static TrainingStatus Before(TrainingOptions training) => new(0, 0, 1, Epochs(training), null, 0, null);

    /// <summary>The status at a progress report.</summary>
    /// <param name="training">The options.</param>
    /// <param name="progress">The progress.</param>
    /// <param name="cost">The share of the processor time that observing has taken.</param>
    public static TrainingStatus At(TrainingOptions training, TrainingProgress progress, double cost) => new(
        progress.Tokens,
        progress.TotalTokens,
        progress.Epoch,
        Epochs(training),
        progress.Remaining < TimeSpan.MaxValue ? progress.Remaining.TotalSeconds : null,
        cost,
        null);

    /// <summary>The end of a training.</summary>
    public static TrainingEnd EndAt(TrainingProgress end, string? savedAs) =>
        new(savedAs, double.IsFinite(end.MeanLoss) ? end.MeanLoss : null, end.Elapsed.TotalSeconds);

    /// <summary>The number of epochs; <c>null</c> for sweeps, of which there are at most as many as the options say.</summary>
    private static int? Epochs(TrainingOptions training) => training.ActualObjective.TrainsFromCounts ? null : training.ActualEpochs;
}
