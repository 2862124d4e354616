using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Objectives;
using Talpa.Text;
using Talpa.Training.Rounds;
using Talpa.Training.Windows;

namespace Talpa.Training;

/// <summary>
/// Closes the training loop's type arguments: the options choose an input side and an output side, each independently of the other.
/// Holds what the workers of one training share and only read.
/// </summary>
internal sealed class WorkerFactory : IDisposable
{
    private readonly EncodedCorpus _corpus;
    private readonly EmbeddingModel _model;
    private readonly LearningRate _learningRate;
    private readonly WindowSampler _sampler;
    private readonly AliasTable? _noise;
    private readonly NoiseShares? _noiseShares;
    private readonly HuffmanTree? _tree;
    private RoundSchedule? _schedule;

    public WorkerFactory(EncodedCorpus corpus, EmbeddingModel model, LearningRate learningRate)
    {
        _corpus = corpus;
        _model = model;
        _learningRate = learningRate;
        _sampler = new WindowSampler(new Subsampling(corpus.Vocabulary, model.Options.SubsamplingThreshold), model.Options);
        switch (model.Options.Objective)
        {
            case Objective.NegativeSampling:
                double[] weights = AliasTable.NoiseWeights(corpus.Vocabulary, model.Options.NoiseExponent);
                _noise = model.Options.Deterministic ? null : new AliasTable(weights);
                _noiseShares = model.Options.Deterministic
                    ? new NoiseShares(weights, RoundSchedule.ShardCount, PieceReader.PieceTokens * model.Options.Negatives * model.Options.SampleSets)
                    : null;
                break;
            case Objective.HierarchicalSoftmax:
                _tree = new HuffmanTree(corpus.Vocabulary);
                break;
        }
    }

    /// <summary>What keeps the workers of a training in rounds in step, once they are made; else <c>null</c>.</summary>
    public RoundSchedule? Rounds => _schedule;

    /// <summary>Makes the workers of the training, one for each thread.</summary>
    public Crew CreateCrew() => _model.Options switch
    {
        { Architecture: Architecture.Cbow, UncorrectedCbow: true } => CreateCrew<ContinuousBag<GradientShare.Whole>>(),
        { Architecture: Architecture.Cbow } => CreateCrew<ContinuousBag<GradientShare.Divided>>(),

        // The dear softmax is asked once a window; the cheap objectives gain from hidden vectors that share their output rows.
        { Objective: Objective.FullSoftmax } => CreateCrew<SkipGramFromCentre>(),
        _ => CreateCrew<SkipGramFromContext>(),
    };

    /// <inheritdoc/>
    public void Dispose() => _schedule?.Dispose();

    private Crew CreateCrew<TWindow>()
        where TWindow : struct, IWindow
    {
        PaddedMatrix output = _model.OutputWithSpare;
        int maxHidden = TWindow.HiddenCount(2 * _model.Options.Window);
        if (_model.Options.Objective == Objective.NegativeSampling)
        {
            return _model.Options.SampleSets > 1
                ? CreateCrew<TWindow, PairwiseNegativeSampling>(() => new PairwiseNegativeSampling(CreateNegativeSampling(maxHidden: 1), maxHidden))
                : CreateCrew<TWindow, NegativeSampling>(() => CreateNegativeSampling(maxHidden));
        }

        return _tree is not null
            ? CreateCrew<TWindow, HierarchicalSoftmax>(() => new HierarchicalSoftmax(output, _tree, maxHidden))
            : CreateFreeCrew<TWindow, FullSoftmax>(() => new FullSoftmax(_model.Output), _model.Options.Deterministic ? 1 : _model.Options.Threads);
    }

    private NegativeSampling CreateNegativeSampling(int maxHidden) => _noise is not null
        ? new NegativeSampling(_model.OutputWithSpare, _noise, _model.Options.Negatives, maxHidden)
        : new NegativeSampling(_model.OutputWithSpare, _noiseShares!, _model.Options.Negatives, maxHidden);

    private Crew CreateCrew<TWindow, TObjective>(Func<TObjective> objective)
        where TWindow : struct, IWindow
        where TObjective : struct, ISampledObjective =>
        _model.Options.Deterministic
            ? CreateRounds<TWindow, TObjective>(objective)
            : CreateFreeCrew<TWindow, TObjective>(objective, _model.Options.Threads);

    /// <summary>Workers that take pieces from a queue and share the model without locks.</summary>
    private Crew CreateFreeCrew<TWindow, TObjective>(Func<TObjective> objective, int threads)
        where TWindow : struct, IWindow
        where TObjective : struct, IObjective
    {
        var queue = new WorkQueue(_corpus.ChunkCount, _model.Options.Epochs);
        IWorker[] workers =
        [
            .. Enumerable.Range(0, threads).Select(_ => new Worker<TWindow, TObjective>(_corpus, queue, _model, _sampler, _learningRate, objective())),
        ];
        return new Crew(workers, queue);
    }

    /// <summary>Workers that carry a fixed number of shards through rounds.</summary>
    private Crew CreateRounds<TWindow, TObjective>(Func<TObjective> objective)
        where TWindow : struct, IWindow
        where TObjective : struct, ISampledObjective
    {
        int words = _model.Vocabulary.Count;
        int outputs = _model.Output.Rows;
        var input = new SharedRows(_model.Input, words, SpareRows.PerShard(words, 1), TWindow.Curvature.Input);
        var output = new SharedRows(_model.OutputWithSpare, outputs, SpareRows.PerShard(outputs, objective().MaxAsked), TWindow.Curvature.Output);
        IShard[] shards =
        [
            .. input.Overlays.Zip(output.Overlays, (i, o) => new Shard<TWindow, TObjective>(_model, _sampler, _learningRate, objective(), i, o)),
        ];
        var reader = new PieceReader(_corpus, _model.Options.Epochs);
        _schedule = new RoundSchedule(reader, _learningRate, shards, input, output, _model.Options.Threads);
        return new Crew([.. Enumerable.Range(0, _model.Options.Threads).Select(thread => new RoundWorker(_schedule, thread))], _schedule);
    }
}
