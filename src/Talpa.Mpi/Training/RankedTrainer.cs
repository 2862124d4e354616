using Talpa.CoOccurrence;
using Talpa.Memory;
using Talpa.Mpi.CoOccurrence;
using Talpa.Mpi.Exchanges;
using Talpa.Mpi.Text;
using Talpa.Ranks;
using Talpa.Text;
using Talpa.Training;
using Talpa.Training.Checkpoints;
using Talpa.Training.Exact;
using Talpa.Training.Schedules;

namespace Talpa.Mpi.Training;

/// <summary>
/// Trains a model on several ranks. The result has the same bytes as that of one process. With the exact softmax each rank has a part of the tables and of the counts; with objectives that are learned
/// from windows each has whole tables, and the shards are divided among the ranks.
/// </summary>
internal sealed class RankedTrainer
{
    private readonly IRankGroup _group;
    private readonly EncodedCorpus _corpus;
    private readonly RankedChunks? _chunks;
    private readonly int _orderedThreads;
    private readonly string _fingerprint;
    private readonly RankedTiles _ranks;
    private readonly Checkpoint? _from;

    /// <summary>Allocates this rank's part of the model. All ranks call it together.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="corpus">This rank's part of the text, with the vocabulary and the report of the whole.</param>
    /// <param name="text">The text that it is of.</param>
    /// <param name="fingerprint">Distinguishes the whole text from others; the same on all ranks.</param>
    /// <param name="options">What to learn and how, the same on all ranks.</param>
    /// <param name="threads">Threads of this rank.</param>
    /// <param name="from">The checkpoint to resume from; <c>null</c> to start.</param>
    /// <exception cref="UnusableInputException">An option needs the whole text or model in one process, or the checkpoint is of another text; thrown on all ranks alike.</exception>
    public RankedTrainer(IRankGroup group, EncodedCorpus corpus, RankText text, string fingerprint, TrainingOptions options, int threads, Checkpoint? from = null)
    {
        _group = group;
        _corpus = corpus;
        _from = from;
        options.Validate();
        options = options.WithDefaultsFor(corpus);
        _orderedThreads = options.Threads;
        options = options with { Threads = threads };
        RequireSupported(options, from);
        RequireShards(options, group.Count);
        RequireRoom(options, corpus.Vocabulary.Count);
        _chunks = options.ActualObjective.TrainsFromCounts ? null : new RankedChunks(group, corpus, text);
        _fingerprint = _chunks?.AddOrder(fingerprint) ?? fingerprint;
        RequireSameText();
        _ranks = new RankedTiles(group, OutputTiles.Deal(corpus.Vocabulary.Count, options.ActualObjective.ContextSides));
        Model = new EmbeddingModel(corpus.Vocabulary, options, options.ActualObjective.TrainsFromCounts ? _ranks.Own : null);
        Model.Initialise();
    }

    /// <summary>The model with the rows of this rank.</summary>
    public EmbeddingModel Model { get; }

    /// <summary>What is learned and how, with what was left to Talpa chosen for the text.</summary>
    public TrainingOptions Options => Model.Options;

    /// <summary>Where and how often to save checkpoints, in a folder that all ranks see; <c>null</c> for not at all.</summary>
    public CheckpointOptions? Checkpoints { get; set; }

    /// <summary>Estimates what a rank's part of a training will allocate besides its text and the vocabulary. All ranks call it together.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="corpus">This rank's part of the text.</param>
    /// <param name="options">What to learn and how.</param>
    /// <returns>Bytes: all of it, and of that the input and output vectors, with the replicas of the shards.</returns>
    public static (long Total, long Vectors) EstimateMemory(IRankGroup group, EncodedCorpus corpus, TrainingOptions options)
    {
        options = options.WithDefaultsFor(corpus);
        TileShare share = TileShare.For(OutputTiles.Deal(corpus.Vocabulary.Count, options.ActualObjective.ContextSides), group.Count)[group.Rank];
        var estimate = MemoryEstimate.For(corpus, options, start: null, new RankPart(group.Count, share.Rows));
        long bands = options.ActualObjective.TrainsFromCounts ? RankPairCounting.EstimateBandBytes(corpus, options.Pairs) : 0;

        // The counts are estimated from a rank's own text, but it gets a share of the pairs of all texts.
        long total = RankNumbers.Gather(group, estimate.Total + bands).Max();
        return (total + GatheredModel.EstimateBytes(group, corpus.Vocabulary.Count, options), estimate.Tables);
    }

    /// <summary>Throws where options need the whole text or model in one process.</summary>
    /// <param name="options">The options.</param>
    /// <param name="from">The checkpoint to resume from; <c>null</c> to start.</param>
    /// <exception cref="UnusableInputException">It names the option; thrown on all ranks alike.</exception>
    public static void RequireSupported(TrainingOptions options, Checkpoint? from)
    {
        string? option = options switch
        {
            { Objective: ExactSoftmax { HoldOut: > 0 } } => "A part of the text held out (--hold-out)",
            { Objective: ExactSoftmax { KeepCounts: true } } => "Keeping the counts (--keep-counts)",
            { Objective: ExactSoftmax, Subwords: not null } => "The exact softmax with character n-grams (--subwords)",
            { Objective: not (null or ExactSoftmax), HasShards: false } => options.FreeRunning ? "Threads that run free (--free-running)" : $"The objective {options.ActualObjective.Name}",
            { Start: not null } => "Starting from a model (--from, --init)",
            _ => null,
        };
        if (option is not null)
        {
            throw RankFaults.OnAllRanks(new UnusableInputException($"{option} is not supported when several processes train; leave it out, or use one process."));
        }

        if (from is not null && !RankedCheckpoints.IsRanked(from))
        {
            throw RankFaults.OnAllRanks(new UnusableInputException($"{from.Path}: it was saved by a training in one process; resume it in one process, without a launcher"));
        }
    }

    private static void RequireShards(TrainingOptions options, int ranks)
    {
        if (options.HasShards && !ShardShare.Fits(options.ActualShards, ranks))
        {
            string fitting = string.Join(", ", Enumerable.Range(1, options.ActualShards).Where(count => ShardShare.Fits(options.ActualShards, count)));
            throw RankFaults.OnAllRanks(new UnusableInputException(
                $"The {Shards(options)} of this training can't be divided among {ranks} processes; start {(options.ActualShards == 1 ? "one process" : $"one of {fitting}")}, or set another number of shards (--shards), which changes the result."));
        }
    }

    /// <summary>Trains. All ranks call it together. When one of them is cancelled, all end in order at the same block.</summary>
    /// <param name="progress">Receives the progress of this rank; <c>null</c> for none.</param>
    /// <param name="cancellationToken">Ends the training in order.</param>
    /// <returns>The progress at the end, the same on all ranks but for the time.</returns>
    public TrainingProgress Run(IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using ITraining training = Options.ActualObjective is ExactSoftmax exact
            ? new ExactTraining(_corpus, Model, exact, _ranks, Count)
            : TrainingFactory.Create(_corpus, Model, _chunks!, _group);
        if (_from is not null)
        {
            RankedCheckpoints.Load(_from, _ranks.Own, training);
        }

        return Checkpoints is { } options ? RunSaved(training, options, progress, cancellationToken) : training.Continue(progress, cancellationToken);
    }

    /// <summary>The whole model on rank 0, <c>null</c> on the others. All ranks call it together.</summary>
    /// <param name="end">The progress at the end.</param>
    /// <param name="side">Which vectors the words have; <c>null</c> for those that serve best.</param>
    public TrainedModel? GatherModel(TrainingProgress end, VectorSide? side = null) =>
        (Options.ActualObjective.TrainsFromCounts ? GatheredModel.Gather(Model, _ranks) : _group.Rank == 0 ? Model : null) is { } whole ? TrainedModel.Assemble(whole, _corpus.Report, end, side, _fingerprint) : null;

    private TrainingProgress RunSaved(ITraining training, CheckpointOptions options, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var checkpoints = new RankedCheckpoints(_group, _ranks.Own, options.Folder, _from);
        while (true)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (_group.Rank == 0)
            {
                // One clock for all: the others pause with it.
                stop.CancelAfter(options.Every);
            }

            TrainingProgress state = training.Continue(progress, stop.Token);
            bool isAtEnd = training.IsDone;
            bool isCancelled = RankNumbers.Gather(_group, cancellationToken.IsCancellationRequested ? 1 : 0).Sum() > 0;
            if (!isAtEnd)
            {
                checkpoints.Save(NewHeader(options) with { Progress = state }, training);
            }

            state = state with { LastCheckpoint = checkpoints.Last, CheckpointFault = checkpoints.Fault };
            progress?.Report(state);
            if (isAtEnd || isCancelled)
            {
                checkpoints.Close();
                return state;
            }
        }
    }

    /// <summary>Rank 0 saves the model from one table.</summary>
    private static void RequireRoom(TrainingOptions options, int words)
    {
        if ((long)words * options.ActualObjective.ContextSides * PaddedMatrix.PaddedLength(options.Dimension) > Array.MaxLength)
        {
            throw RankFaults.OnAllRanks(new UnusableInputException(
                $"{words:N0} words of {options.Dimension:N0} numbers are more than a table holds; keep fewer words (--min-count, --max-vocab), a smaller dimension (--dim), or one output vector for each (--directional off)."));
        }
    }

    private static string Shards(TrainingOptions options) => options.ActualShards == 1 ? "one shard" : $"{options.ActualShards} shards";

    private void RequireSameText()
    {
        if (_from is { } checkpoint && checkpoint.Header.Corpus != _fingerprint)
        {
            throw RankFaults.OnAllRanks(new UnusableInputException(
                $"{checkpoint.Path}: the text is not the one that this training began with: it had {checkpoint.Header.CorpusTokens:N0} tokens of {checkpoint.Header.Words:N0} words, "
                + $"now it has {_corpus.Report.TokensKept:N0} of {_corpus.Vocabulary.Count:N0}; bring the old text back, or train again from the start"));
        }
    }

    /// <summary>Counts to the end, whatever is cancelled: a rank that left would keep the others waiting.</summary>
    private CoOccurrenceCounts Count(CoOccurrenceOptions options, CancellationToken stop)
    {
        CoOccurrenceCounts counts = RankPairCounting.Count(_group, _corpus, options, _ranks.OwnerOf, cancellationToken: CancellationToken.None);

        // The rows that were sent and received were in large arrays, which would stay until the next collection of all generations: for long, because a training allocates little.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return counts;
    }

    private CheckpointHeader NewHeader(CheckpointOptions options) => new()
    {
        Options = Options with { Threads = _orderedThreads },
        Corpus = _fingerprint,
        Ranks = _group.Count,
        CorpusTokens = _corpus.Report.TokensKept,
        Words = _corpus.Vocabulary.Count,
        Notes = options.Notes,
    };
}
