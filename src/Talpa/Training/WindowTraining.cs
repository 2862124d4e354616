using Talpa.Text;
using Talpa.Threading;
using Talpa.Training.Checkpoints;
using Talpa.Training.Schedules;

namespace Talpa.Training;

/// <summary>A training that goes through the windows of the text, epoch after epoch, on several threads.</summary>
internal sealed class WindowTraining : ITraining
{
    private readonly EmbeddingModel _model;
    private readonly ISchedule _schedule;
    private readonly TrainingObserver _observer;
    private readonly NumberGuard _guard;
    private readonly long _tokens;

    /// <summary>Makes a training at its start.</summary>
    /// <param name="tokens">Tokens of the text.</param>
    /// <param name="model">The model.</param>
    /// <param name="learningRate">The schedule of the learning rate.</param>
    /// <param name="schedule">Which thread learns which part of the text when.</param>
    public WindowTraining(long tokens, EmbeddingModel model, LearningRate learningRate, ISchedule schedule)
    {
        _tokens = tokens * model.Options.ActualEpochs;
        _model = model;
        _schedule = schedule;
        _guard = new NumberGuard(model);
        _observer = new TrainingObserver(schedule.Counters, learningRate, _tokens);
    }

    /// <summary>Which thread learns which part of the text when.</summary>
    public ISchedule Schedule => _schedule;

    /// <inheritdoc/>
    public bool IsDone { get; private set; }

    /// <inheritdoc/>
    public TrainingProgress Continue(IProgress<TrainingProgress>? progress, CancellationToken stop)
    {
        // The clock must run before the threads do: many of them can be done with a small text before the last has started.
        using IDisposable clock = _observer.StartClock();
        using var team = new ThreadTeam(_schedule.Threads, "worker", _schedule.Run, stop);
        while (!team.Wait(ITraining.ReportInterval))
        {
            progress?.Report(Observe());
        }

        TrainingProgress state = _guard.CheckAll(_observer.Observe());
        IsDone = state.Tokens == state.TotalTokens;
        return IsDone || stop.IsCancellationRequested || _schedule.WasCancelledElsewhere
            ? state
            : throw new UnusableInputException(
                $"The training has learned {state.Tokens:N0} tokens where the text has {state.TotalTokens:N0}: its checkpoint counts wrongly; train again from the start");
    }

    /// <inheritdoc/>
    public void Exchange(IStateArchive archive)
    {
        _schedule.Exchange(archive);
        RequireCounts();
        _observer.Exchange(archive);
        archive.Exchange(_model.Input.Padded);
        archive.Exchange(_model.Output.Padded);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Its threads end with each call of Continue.
    }

    /// <exception cref="ArgumentException">More has been learned than there is in the text.</exception>
    private void RequireCounts()
    {
        foreach (LearningCounter counter in _schedule.Counters)
        {
            LearningTotals count = counter.Read();
            if (count.Tokens > _tokens || count.Epoch >= _model.Options.ActualEpochs)
            {
                throw new ArgumentException($"The text has no {count.Tokens:N0} tokens, or no epoch {count.Epoch + 1L:N0}.");
            }
        }
    }

    private TrainingProgress Observe() => _guard.Check(_observer.Observe());
}
