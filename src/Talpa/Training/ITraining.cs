using Talpa.Training.Checkpoints;

namespace Talpa.Training;

/// <summary>One training, on threads of its own: it can be left at any moment and taken up again, there or from a checkpoint.</summary>
internal interface ITraining : IResumable, IDisposable
{
    /// <summary>Time from one report of progress to the next.</summary>
    static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether all is learned.</summary>
    bool IsDone { get; }

    /// <summary>Trains until all is learned or it is cancelled. Called again it continues as if it had not stopped.</summary>
    /// <param name="progress">Receives the progress about ten times a second, on the calling thread.</param>
    /// <param name="stop">Ends it soon.</param>
    /// <returns>The progress at that time.</returns>
    TrainingProgress Continue(IProgress<TrainingProgress>? progress, CancellationToken stop);
}
