namespace Talpa.Training.Checkpoints;

/// <summary>A training that is interrupted at intervals to save a checkpoint.</summary>
/// <param name="training">The training.</param>
/// <param name="options">Where and how often to save it.</param>
/// <param name="header">Makes the header of the checkpoints; called once.</param>
internal sealed class SavedTraining(ITraining training, CheckpointOptions options, Func<CheckpointHeader> header)
{
    private readonly Lazy<CheckpointHeader> _header = new(header);

    /// <summary>The time that a checkpoint is labelled with, by the machine's clock.</summary>
    public static DateTimeOffset Label => DateTimeOffset.UtcNow;

    /// <summary>Trains until all is learned or it is cancelled; then what is learned is saved once more.</summary>
    public TrainingProgress Run(IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        using var saver = new CheckpointSaver(options);
        saver.TakeFolder();
        IProgress<TrainingProgress>? withFaults = progress is null ? null : new FaultsAdded(progress, saver);
        try
        {
            return Run(saver, withFaults, cancellationToken);
        }
        catch (TrainingDivergedException fault) when (saver.Last is { } last)
        {
            throw new TrainingDivergedException($"{fault.Message.TrimEnd('.')}; the last checkpoint before that is {last}.", fault);
        }
    }

    private TrainingProgress Run(CheckpointSaver saver, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            stop.CancelAfter(saver.NextIn);
            TrainingProgress state = training.Continue(progress, stop.Token);
            if (training.IsDone)
            {
                return Noted(state, saver);
            }

            saver.Save(_header.Value with { Progress = state, Saved = Label }, training);
            if (cancellationToken.IsCancellationRequested)
            {
                saver.Finish();
                return Noted(state, saver);
            }

            // With an interval shorter than that of reports there would otherwise be no report.
            progress?.Report(state);
        }
    }

    private static TrainingProgress Noted(TrainingProgress state, CheckpointSaver saver) =>
        state with { LastCheckpoint = saver.Last, CheckpointFault = saver.Fault };

    private sealed class FaultsAdded(IProgress<TrainingProgress> progress, CheckpointSaver saver) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => progress.Report(Noted(value, saver));
    }
}
