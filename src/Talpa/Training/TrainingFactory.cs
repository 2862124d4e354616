using Talpa.Inputs;
using Talpa.Memory;
using Talpa.Objectives;
using Talpa.Ranks;
using Talpa.Text;
using Talpa.Training.Architectures;
using Talpa.Training.Batches;
using Talpa.Training.Exact;
using Talpa.Training.Schedules;

namespace Talpa.Training;

/// <summary>
/// Makes trainings, and closes the training loop's type arguments: architecture, input rows and objective are chosen independently of each other.
/// </summary>
internal sealed class TrainingFactory : ITrainingWays<ITraining>
{
    private readonly EncodedCorpus _corpus;
    private readonly IChunkedText _text;
    private readonly IRankGroup _ranks;
    private readonly EmbeddingModel _model;
    private readonly TrainingOptions _options;
    private readonly LearningRate _learningRate;
    private readonly WindowSampler _sampler;

    private TrainingFactory(EncodedCorpus corpus, EmbeddingModel model, IChunkedText text, IRankGroup ranks)
    {
        _corpus = corpus;
        _text = text;
        _ranks = ranks;
        _model = model;
        _options = model.Options;
        _learningRate = new LearningRate(_options.ActualLearningRate, _options.ActualMinLearningRate, text.TokenCount * _options.ActualEpochs);
        _sampler = new WindowSampler(new Subsampling(corpus.Vocabulary, _options.SubsamplingThreshold), _options.Window, _options.ActualWindowWeighting);
    }

    /// <summary>Makes the training of a model on a corpus, at its start.</summary>
    public static ITraining Create(EncodedCorpus corpus, EmbeddingModel model) => Create(corpus, model, new LocalChunks(corpus), SingleRank.Instance);

    /// <summary>Makes this rank's part of a training in shards, at its start.</summary>
    /// <param name="corpus">The sentences of this rank, with the words of the whole text.</param>
    /// <param name="model">The model, the same on all ranks.</param>
    /// <param name="text">The whole text.</param>
    /// <param name="ranks">The ranks.</param>
    public static ITraining Create(EncodedCorpus corpus, EmbeddingModel model, IChunkedText text, IRankGroup ranks) => model.Options.ActualObjective.TrainBy(
        new TrainingFactory(corpus, model, text, ranks), new ObjectiveContext(corpus.Vocabulary, model.Options.MaxHidden));

    /// <inheritdoc/>
    public ITraining BySweeps(ExactSoftmax objective) => _ranks.Count == 1
        ? new ExactTraining(_corpus, _model, objective)
        : throw new InvalidOperationException("The tiles of the exact softmax are shared out by its own trainer of several ranks.");

    /// <inheritdoc/>
    public ITraining ByWindows<TStep>(Func<PaddedMatrix, int, TStep> newStep)
        where TStep : struct, IObjectiveStep => _model.SubwordRows is { } subwords ? From(subwords, newStep) : From(new WordRows(_corpus.Vocabulary.Count), newStep);

    private WindowTraining From<TInputs, TStep>(TInputs inputs, Func<PaddedMatrix, int, TStep> newStep)
        where TInputs : struct, IInputRows
        where TStep : struct, IObjectiveStep => _options.Architecture switch
        {
            Architecture.Cbow => Create<ContinuousBag<GradientShare.Divided>, TInputs, TStep>(inputs, newStep),
            Architecture.UncorrectedCbow => Create<ContinuousBag<GradientShare.Whole>, TInputs, TStep>(inputs, newStep),
            _ => _options.ActualObjective.PredictsFromCentre
                ? Create<SkipGramFromCentre, TInputs, TStep>(inputs, newStep)
                : Create<SkipGramFromContext, TInputs, TStep>(inputs, newStep),
        };

    private WindowTraining Create<TArchitecture, TInputs, TStep>(TInputs inputs, Func<PaddedMatrix, int, TStep> newStep)
        where TArchitecture : struct, IArchitecture
        where TInputs : struct, IInputRows
        where TStep : struct, IObjectiveStep
    {
        Func<PaddedMatrix, PaddedMatrix, (IBatchPlanner, IBatchLearner)> newPair = (input, output) =>
        {
            TStep step = newStep(output, TArchitecture.HiddenCount(_sampler.MaxContext));
            return (
                new BatchPlanner<TArchitecture, TInputs, TStep>(_sampler, inputs, step),
                new BatchLearner<TArchitecture, TInputs, TStep>(input, output, step, _sampler.MaxContext, _model.Anchors));
        };
        return _options.ActualShards > 1 || _ranks.Count > 1 ? InRounds(newPair, TArchitecture.Curvature) : Free(newPair);
    }

    private WindowTraining Free(Func<PaddedMatrix, PaddedMatrix, (IBatchPlanner Planner, IBatchLearner Learner)> newPair)
    {
        int threads = _options.FreeRunning ? _options.Threads : 1;
        int batchTokens = Math.Min(Batch.Tokens, _options.ActualObjective.MaxBatchTokens(_corpus.Vocabulary));
        var queue = new ChunkQueue(_corpus.ChunkCount, _options.ActualEpochs);
        FreeWorker[] workers = [.. Enumerable.Range(0, threads).Select(_ => NewWorker())];
        return new WindowTraining(_text.TokenCount, _model, _learningRate, new FreeRunning(queue, workers));

        FreeWorker NewWorker()
        {
            (IBatchPlanner planner, IBatchLearner learner) = newPair(_model.Input, _model.Output);
            return new FreeWorker(_corpus, queue, _learningRate, planner, learner, _options, batchTokens);
        }
    }

    private WindowTraining InRounds(
        Func<PaddedMatrix, PaddedMatrix, (IBatchPlanner Planner, IBatchLearner Learner)> newPair, (float Input, float Output) curvature)
    {
        int count = _options.ActualShards;
        var share = new ShardShare(_ranks, count);
        LearningRate rate = ShardsForText.RateOf(_learningRate, count);
        var input = new Replicas(_model.Input, _corpus.Vocabulary.Count, share, curvature.Input, _model.Anchors?.Input);
        var output = new Replicas(_model.Output, _model.Output.Rows, share, curvature.Output, _model.Anchors?.Output);
        Shard[] shards = [.. Enumerable.Range(0, share.Own).Select(NewShard)];
        var reader = new RoundReader(_text, _options.ActualEpochs, ShardsForText.RoundTokens(_text.TokenCount, count));
        var rounds = new DeterministicRounds(reader, rate, share, shards, input, output, Math.Min(_options.Threads, share.Own));
        return new WindowTraining(_text.TokenCount, _model, _learningRate, rounds);

        Shard NewShard(int number)
        {
            (IBatchPlanner planner, IBatchLearner learner) = newPair(input[number], output[number]);
            return new Shard(number, planner, learner, input, output, _options.Seed);
        }
    }
}
