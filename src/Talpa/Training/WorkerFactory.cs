using Talpa.Kernels;
using Talpa.Objectives;
using Talpa.Text;
using Talpa.Training.Windows;

namespace Talpa.Training;

/// <summary>
/// Closes the training loop's type arguments: the options choose an input side and an output side, each independently of the other.
/// Holds what the workers of one training share and only read.
/// </summary>
internal sealed class WorkerFactory
{
    private readonly EncodedCorpus _corpus;
    private readonly EmbeddingModel _model;
    private readonly LearningRate _learningRate;
    private readonly Subsampling _subsampling;
    private readonly AliasTable? _noise;
    private readonly HuffmanTree? _tree;

    public WorkerFactory(EncodedCorpus corpus, EmbeddingModel model, LearningRate learningRate)
    {
        _corpus = corpus;
        _model = model;
        _learningRate = learningRate;
        _subsampling = new Subsampling(corpus.Vocabulary, model.Options.SubsamplingThreshold);
        switch (model.Options.Objective)
        {
            case Objective.NegativeSampling:
                _noise = AliasTable.Noise(corpus.Vocabulary, model.Options.NoiseExponent);
                break;
            case Objective.HierarchicalSoftmax:
                _tree = new HuffmanTree(corpus.Vocabulary);
                break;
        }
    }

    /// <summary>Makes one more worker.</summary>
    public IWorker Create() => _model.Options switch
    {
        { Architecture: Architecture.Cbow, UncorrectedCbow: true } => Create<ContinuousBag<GradientShare.Whole>>(),
        { Architecture: Architecture.Cbow } => Create<ContinuousBag<GradientShare.Divided>>(),

        // The dear softmax is asked once a window; the cheap objectives gain from hidden vectors that share their output rows.
        { Objective: Objective.FullSoftmax } => Create<SkipGramFromCentre>(),
        _ => Create<SkipGramFromContext>(),
    };

    private IWorker Create<TWindow>()
        where TWindow : struct, IWindow
    {
        VectorTable output = _model.Output;
        int maxHidden = TWindow.HiddenCount(2 * _model.Options.Window);
        if (_noise is not null)
        {
            return Create<TWindow, NegativeSampling>(new NegativeSampling(output, _noise, _model.Options.Negatives, maxHidden));
        }

        return _tree is not null
            ? Create<TWindow, HierarchicalSoftmax>(new HierarchicalSoftmax(output, _tree, maxHidden))
            : Create<TWindow, FullSoftmax>(new FullSoftmax(output));
    }

    private Worker<TWindow, TObjective> Create<TWindow, TObjective>(TObjective objective)
        where TWindow : struct, IWindow
        where TObjective : struct, IObjective =>
        new(_corpus, _model, _subsampling, _learningRate, objective);
}
