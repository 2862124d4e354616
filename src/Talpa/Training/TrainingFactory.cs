using Talpa.Inputs;
using Talpa.Memory;
using Talpa.Objectives;
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
    private readonly EmbeddingModel _model;
    private readonly TrainingOptions _options;
    private readonly LearningRate _learningRate;
    private readonly WindowSampler _sampler;

    private TrainingFactory(EncodedCorpus corpus, EmbeddingModel model)
    {
        _corpus = corpus;
        _model = model;
        _options = model.Options;
        _learningRate = new LearningRate(_options.ActualLearningRate, _options.ActualMinLearningRate, corpus.TokenCount * _options.ActualEpochs);
        _sampler = new WindowSampler(new Subsampling(corpus.Vocabulary, _options.SubsamplingThreshold), _options.Window, _options.ActualWindowWeighting);
    }

    /// <summary>Makes the training of a model on a corpus, at its start.</summary>
    public static ITraining Create(EncodedCorpus corpus, EmbeddingModel model)
    {
        int shards = model.Options.NeedsRounds ? DeterministicRounds.ShardCount : 1;
        return model.Options.ActualObjective.TrainBy(
            new TrainingFactory(corpus, model), new ObjectiveContext(corpus.Vocabulary, shards, Batch.Tokens, model.Options.MaxHidden));
    }

    /// <inheritdoc/>
    public ITraining BySweeps(ExactSoftmax objective) => new ExactTraining(_corpus, _model, objective);

    /// <inheritdoc/>
    public ITraining ByWindows<TStep>(Func<PaddedMatrix, int, TStep> newStep)
        where TStep : struct, IObjectiveStep => _options.Architecture switch
        {
            Architecture.Cbow => Create<ContinuousBag<GradientShare.Divided>, WordRows, TStep>(_model.Inputs, newStep),
            Architecture.UncorrectedCbow => Create<ContinuousBag<GradientShare.Whole>, WordRows, TStep>(_model.Inputs, newStep),
            _ => _options.ActualObjective.PredictsFromCentre
                ? Create<SkipGramFromCentre, WordRows, TStep>(_model.Inputs, newStep)
                : Create<SkipGramFromContext, WordRows, TStep>(_model.Inputs, newStep),
        };

    private WindowTraining Create<TArchitecture, TInputs, TStep>(TInputs inputs, Func<PaddedMatrix, int, TStep> newStep)
        where TArchitecture : struct, IArchitecture
        where TInputs : struct, IInputRows
        where TStep : struct, IObjectiveStep
    {
        Func<(IBatchPlanner, IBatchLearner)> newPair = () =>
        {
            TStep step = newStep(_model.OutputWithSpare, TArchitecture.HiddenCount(_sampler.MaxContext));
            return (
                new BatchPlanner<TArchitecture, TInputs, TStep>(_sampler, inputs, step, countMoves: _options.NeedsRounds),
                new BatchLearner<TArchitecture, TInputs, TStep>(_model.Input, _model.OutputWithSpare, step, _sampler.MaxContext));
        };
        ISchedule schedule = _options.NeedsRounds ? InRounds(inputs, newPair, TArchitecture.Curvature) : Free(newPair);
        return new WindowTraining(_corpus, _model, _learningRate, schedule);
    }

    private FreeRunning Free(Func<(IBatchPlanner Planner, IBatchLearner Learner)> newPair)
    {
        int threads = _options.Deterministic ? 1 : _options.Threads;
        int batchTokens = Math.Min(Batch.Tokens, _options.ActualObjective.MaxBatchTokens(_corpus.Vocabulary));
        var queue = new ChunkQueue(_corpus.ChunkCount, _options.ActualEpochs);
        return new FreeRunning(queue, [.. Enumerable.Range(0, threads).Select(_ => NewWorker())]);

        FreeWorker NewWorker()
        {
            (IBatchPlanner planner, IBatchLearner learner) = newPair();
            return new FreeWorker(_corpus, queue, _learningRate, planner, learner, _options, batchTokens);
        }
    }

    private DeterministicRounds InRounds<TInputs>(
        TInputs inputs, Func<(IBatchPlanner Planner, IBatchLearner Learner)> newPair, (float Input, float Output) curvature)
        where TInputs : struct, IInputRows
    {
        (int spareInput, int spareOutput) = SpareRows.For(_corpus.Vocabulary, _options, inputs);
        var input = new SharedRows(_model.Input, inputs.TableRows, spareInput / DeterministicRounds.ShardCount, curvature.Input);
        var output = new SharedRows(_model.OutputWithSpare, _model.Output.Rows, spareOutput / DeterministicRounds.ShardCount, curvature.Output);
        Shard[] shards = [.. input.Overlays.Zip(output.Overlays, NewShard)];
        return new DeterministicRounds(new RoundReader(_corpus, _options.ActualEpochs), _learningRate, shards, input, output, _options.Threads);

        Shard NewShard(RowOverlay inputRows, RowOverlay outputRows)
        {
            (IBatchPlanner planner, IBatchLearner learner) = newPair();
            return new Shard(planner, learner, inputRows, outputRows, _options.Seed);
        }
    }
}
