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

    public CorpusTraining(EncodedCorpus corpus, EmbeddingModel model)
    {
        long tokens = corpus.TokenCount * model.Options.Epochs;
        var learningRate = new LearningRate(model.Options.StartLearningRate, model.Options.MinLearningRate, tokens);
        _model = model;
        _guard = new NumberGuard(model, model.Options.StartLearningRate);
        _factory = new WorkerFactory(corpus, model, learningRate);
        _crew = _factory.CreateCrew();
        _observer = new TrainingObserver(_crew.Workers, learningRate, tokens);
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
        return state;
    }

    /// <inheritdoc/>
    public void Carry(IStateCarrier carrier)
    {
        _crew.Carry(carrier);
        _observer.Carry(carrier);
        carrier.Carry(_model.InputVectors.Table.Padded);
        carrier.Carry(_model.Output.Padded);
    }

    /// <inheritdoc/>
    public void Dispose() => _factory.Dispose();

    private TrainingProgress Observe() => _guard.Check(_observer.Observe());
}
