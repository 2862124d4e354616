using Talpa.Training.Checkpoints;

namespace Talpa.Training;

/// <summary>One training, on threads of its own: it can be left at any moment and taken up again, there or from a checkpoint.</summary>
internal interface ITraining : IResumable, IDisposable
{
    /// <summary>Time from one report of progress to the next.</summary>
    static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether all is learned.</summary>
    bool IsDone { get; }

    /// <summary>Trains until all is learned or it is told to stop. Called again it goes on as if it had not stopped.</summary>
    /// <param name="progress">Told about ten times a second how things stand, on the calling thread.</param>
    /// <param name="stop">Ends it soon.</param>
    /// <returns>How things stand then.</returns>
    TrainingProgress Continue(IProgress<TrainingProgress>? progress, CancellationToken stop);
}
