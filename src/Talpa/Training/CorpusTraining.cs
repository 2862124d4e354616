using Talpa.Text;
using Talpa.Training.Checkpoints;

namespace Talpa.Training;

/// <summary>A training that walks through the text, epoch after epoch, with a worker on each thread.</summary>
internal sealed class CorpusTraining : ITraining
{
    private readonly EmbeddingModel _model;
    private readonly WorkerFactory _factory;
    private readonly Crew _crew;
    private readonly TrainingObserver _observer;
    private readonly NumberGuard _guard;
    private readonly long _tokens;

    public CorpusTraining(EncodedCorpus corpus, EmbeddingModel model)
    {
        _tokens = corpus.TokenCount * model.Options.Epochs;
        var learningRate = new LearningRate(model.Options.StartLearningRate, model.Options.MinLearningRate, _tokens);
        _model = model;
        _guard = new NumberGuard(model, model.Options.StartLearningRate);
        _factory = new WorkerFactory(corpus, model, learningRate);
        _crew = _factory.CreateCrew();
        _observer = new TrainingObserver(_crew.Workers, learningRate, _tokens);
    }

    /// <inheritdoc/>
    public bool IsDone { get; private set; }

    /// <inheritdoc/>
    public TrainingProgress GoOn(IProgress<TrainingProgress>? progress, CancellationToken stop)
    {
        // Its clock must run before the threads do: many of them can be done with a small text before the last has started.
        using IDisposable clock = _observer.StartClock();
        using var team = new WorkerTeam(_crew.Workers, stop);
        while (!team.Wait(Trainer.ReportInterval))
        {
            progress?.Report(Observe());
        }

        TrainingProgress state = _guard.CheckAll(_observer.Observe());
        IsDone = state.Tokens == state.TotalTokens;
        return IsDone || stop.IsCancellationRequested
            ? state
            : throw new UnusableInputException(
                $"The training has learned {state.Tokens:N0} tokens where the text has {state.TotalTokens:N0}: the checkpoint it went on from counts wrongly; train again from the start");
    }

    /// <inheritdoc/>
    public void Carry(IStateCarrier carrier)
    {
        _crew.Carry(carrier);
        RequireCounts();
        _observer.Carry(carrier);
        carrier.Carry(_model.InputVectors.Matrix.Padded);
        carrier.Carry(_model.Output.Padded);
    }

    /// <inheritdoc/>
    public void Dispose() => _factory.Dispose();

    /// <exception cref="ArgumentException">More has been learned than there is in the text.</exception>
    private void RequireCounts()
    {
        foreach (IWorker worker in _crew.Workers)
        {
            WorkerCount count = worker.Counters.Read();
            if (count.Tokens > _tokens || count.Epoch >= _model.Options.Epochs)
            {
                throw new ArgumentException($"The text has no {count.Tokens:N0} tokens, or no epoch {count.Epoch + 1L:N0}.");
            }
        }
    }

    private TrainingProgress Observe() => _guard.Check(_observer.Observe());
}
