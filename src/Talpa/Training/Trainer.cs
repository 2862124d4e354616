using System.IO.Hashing;
using System.Text;
using Talpa.CoOccurrence;
using Talpa.Evaluation;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Storage;
using Talpa.Text;
using Talpa.Training.Checkpoints;
using Talpa.Training.Exact;
using Talpa.Vectors;

namespace Talpa.Training;

/// <summary>
/// Trains a model on a corpus: owns the threads, the schedule, progress, cancellation and checkpoints. For the whole way from text to vectors
/// in one call see <see cref="Word2Vec"/>.
/// </summary>
/// <example>
/// <code>
/// using EncodedCorpus corpus = EncodedCorpus.Encode(TextSource.File("corpus.txt"), new CorpusOptions());
/// var trainer = new Trainer(corpus, new TrainingOptions()) { Checkpoints = new CheckpointOptions { Folder = "checkpoints" } };
/// TrainingProgress end = trainer.Run();
/// TrainedModel.From(trainer, end).Save("model.talpa");
/// </code>
/// </example>
public sealed class Trainer
{
    private readonly EncodedCorpus _corpus;
    private readonly Checkpoint? _from;
    private bool _started;
    private string? _fingerprint;

    /// <summary>Allocates the model and gives it its random start.</summary>
    /// <param name="corpus">The text as ids. It must stay undisposed while the training runs.</param>
    /// <param name="options">What to learn and how.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range, or the model exceeds a table's limit.</exception>
    public Trainer(EncodedCorpus corpus, TrainingOptions options)
        : this(corpus, options, start: null)
    {
    }

    /// <summary>Allocates the model and starts it from the vectors of another where it has the same words, else at random.</summary>
    /// <param name="corpus">The text as ids. It must stay undisposed while the training runs.</param>
    /// <param name="options">What to learn and how.</param>
    /// <param name="start">The vectors to start from; <c>null</c> for random ones.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range, or the model exceeds a table's limit.</exception>
    /// <exception cref="ArgumentException">The vectors to start from have another length.</exception>
    public Trainer(EncodedCorpus corpus, TrainingOptions options, StartingVectors? start)
        : this(corpus, options, start, from: null)
    {
    }

    private Trainer(EncodedCorpus corpus, TrainingOptions options, StartingVectors? start, Checkpoint? from)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _corpus = corpus;
        _from = from;
        Start = start;
        Model = new EmbeddingModel(corpus.Vocabulary, options.WithDefaultsFor(corpus, start));
        if (from is null || start is not null)
        {
            Model.Initialise();
        }

        if (start is not null)
        {
            bool isExtended = corpus.Options is { ExtendVocabulary: true, Vocabulary: not null };
            start.CopyTo(Model, isExtended);
            Model.Anchors = ModelAnchors.Of(Model, start, isExtended);
        }
    }

    /// <summary>
    /// Estimates what a training will allocate besides the corpus and its vocabulary. With the exact softmax a part of the text's pairs is counted for it.
    /// </summary>
    /// <param name="corpus">The text as ids.</param>
    /// <param name="options">What to learn and how.</param>
    /// <param name="start">The vectors to start from; <c>null</c> for random ones. What they take themselves is not part of the estimate.</param>
    /// <returns>Bytes: all of it, and of that the input and output vectors, with the replicas of the shards.</returns>
    public static (long Total, long Vectors) EstimateMemory(EncodedCorpus corpus, TrainingOptions options, StartingVectors? start = null)
    {
        MemoryEstimate estimate = MemoryEstimate.For(corpus, options, start);
        return (estimate.Total, estimate.Tables);
    }

    /// <summary>What is learned and how, with what was left to Talpa chosen for the text.</summary>
    public TrainingOptions Options => Model.Options;

    /// <summary>The vectors it started from; <c>null</c> for random ones.</summary>
    internal StartingVectors? Start { get; }

    /// <summary>What is learned. It may be read while the training runs, which changes its numbers.</summary>
    internal EmbeddingModel Model { get; }

    /// <summary>The text as ids.</summary>
    internal EncodedCorpus Corpus => _corpus;

    /// <summary>How well the trained model predicts the text held out; <c>null</c> where none is, and before the end.</summary>
    internal ContextScore? HeldOutScore { get; private set; }

    /// <summary>Distinguishes the text from others; <c>null</c> before the end.</summary>
    internal string? TextFingerprint { get; private set; }

    /// <summary>Where and how often to save checkpoints while training, and once more when it is cancelled; <c>null</c> for not at all.</summary>
    public CheckpointOptions? Checkpoints { get; set; }

    /// <summary>
    /// The words with their present vectors. May be called while the training runs: the input vectors are not copied, so their numbers keep changing; the
    /// others, and those that are composed of subwords, are copied. Lengths are measured once, at the first query: call this again for each look. <see cref="TrainedModel.From"/> gives the whole model.
    /// </summary>
    /// <param name="side">Which vectors; <c>null</c> for those that serve best with this objective.</param>
    /// <exception cref="InvalidOperationException">The output side is selected, but its rows are not words (hierarchical softmax).</exception>
    public WordVectors CurrentVectors(VectorSide? side = null)
    {
        VectorSide chosen = side ?? Model.BestSide;
        return chosen == VectorSide.Input ? Model.InputVectors : Model.Vectors(chosen);
    }

    /// <summary>Prepares to resume from a checkpoint: <see cref="Run"/> then does the rest of the training.</summary>
    /// <param name="corpus">The same text, encoded again with the same options. It must stay undisposed while the training runs.</param>
    /// <param name="checkpoint">How far the training had come.</param>
    /// <param name="learningRate">Another learning rate at the start, for the rest of the schedule; <c>null</c> for the one it had.</param>
    /// <param name="start">The vectors that the training started from; <c>null</c> where they were random.</param>
    /// <param name="frozenWords">Its <see cref="StartOptions.FrozenWords"/>, which a checkpoint does not hold; <c>null</c> for none.</param>
    /// <exception cref="UnusableInputException">The text is another one, or the vectors to start from are.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is out of its range.</exception>
    public static Trainer Resume(
        EncodedCorpus corpus, Checkpoint checkpoint, double? learningRate = null, StartingVectors? start = null, IReadOnlyCollection<string>? frozenWords = null)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(checkpoint);
        RequireSameStart(start, frozenWords, checkpoint);
        RequireSameText(corpus, checkpoint);
        TrainingOptions options = checkpoint.Options with { Corpus = corpus.Options };
        options = frozenWords is null ? options : options with { Start = (options.Start ?? new StartOptions()) with { FrozenWords = frozenWords } };
        if (learningRate is { } rate)
        {
            options = options with { LearningRate = rate, MinLearningRate = Math.Min(options.ActualMinLearningRate, rate) };
        }

        RequireTables(corpus, options, checkpoint);
        return new Trainer(corpus, options, start, checkpoint);
    }

    /// <summary>
    /// Trains. Returns when all epochs are done, or soon after a cancellation, with several shards where all are merged (a million tokens of each at most): then <see cref="CurrentVectors"/> has what is learned so far
    /// and the result's <see cref="TrainingProgress.Fraction"/> is below 1.
    /// </summary>
    /// <param name="progress">Receives the progress about ten times a second, and with each checkpoint, on the calling thread.</param>
    /// <param name="cancellationToken">Ends the training in order.</param>
    /// <returns>The progress at the end.</returns>
    /// <exception cref="TrainingDivergedException">The loss or the vectors are no longer numbers, or the loss is beyond reason.</exception>
    /// <exception cref="UnusableInputException">The temporary file of ids, or the checkpoint to resume from, can't be read any more.</exception>
    /// <exception cref="UnwritableFileException">Another training saves to the folder of <see cref="Checkpoints"/>.</exception>
    /// <exception cref="ArgumentException">An option of <see cref="Checkpoints"/> is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The trainer has run before.</exception>
    public TrainingProgress Run(IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (_started)
        {
            throw new InvalidOperationException("A trainer runs once.");
        }

        Checkpoints?.Validate();
        _started = true;
        using ITraining training = NewTraining();
        TrainingProgress end = Checkpoints is { } options
            ? new SavedTraining(training, options, NewHeader).Run(progress, cancellationToken)
            : training.Continue(progress, cancellationToken);
        if (training is ExactTraining { IsDone: true, HeldOut: { Total: > 0 } heldOut })
        {
            MeasureHeldOut(heldOut, cancellationToken);
        }

        TextFingerprint = Fingerprint();
        progress?.Report(end);
        return end;
    }

    /// <summary>Measures how well the text held out is predicted. If it is cancelled, the model is whole and only its score is missing.</summary>
    private void MeasureHeldOut(CoOccurrenceCounts heldOut, CancellationToken stop)
    {
        try
        {
            var prediction = new ContextPrediction(Model.InputVectors, Model.Output, Model.OutputBias);
            HeldOutScore = ContextCalibration.Compare(prediction, heldOut, Model.Options.Threads, stop);
        }
        catch (OperationCanceledException)
        {
            HeldOutScore = null;
        }
    }

    /// <summary>The training as it is before it runs: at its start, or where the checkpoint left it.</summary>
    internal ITraining NewTraining()
    {
        ITraining training = TrainingFactory.Create(_corpus, Model);
        if (_from is not null)
        {
            CheckpointFile.Load(_from.Path, training, SequentialFile.Open);
        }

        return training;
    }

    /// <summary>Memory for the tables is only taken where the checkpoint is long enough to fill them.</summary>
    private static void RequireTables(EncodedCorpus corpus, TrainingOptions options, Checkpoint checkpoint)
    {
        long rows = corpus.Vocabulary.Count + (long)options.ActualObjective.OutputRows(corpus.Vocabulary);
        if (checkpoint.Header.StateBytes < rows * PaddedMatrix.PaddedLength(options.Dimension) * sizeof(float))
        {
            throw new UnusableInputException(
                $"{checkpoint.Path}: its state has {checkpoint.Header.StateBytes:N0} bytes, too few for {rows:N0} vectors of {options.Dimension:N0} numbers; it is corrupt");
        }
    }

    private static void RequireSameStart(StartingVectors? start, IReadOnlyCollection<string>? frozenWords, Checkpoint checkpoint)
    {
        if (start?.ComputeFingerprint() != checkpoint.Header.Start)
        {
            throw new UnusableInputException(
                $"{checkpoint.Path}: the model that this training started from {(start is null ? "is missing; give it" : "is another one; give the one it began with")}, or train again from the start");
        }

        if (checkpoint.Header.FrozenWords != FingerprintOf(frozenWords))
        {
            throw new UnusableInputException($"{checkpoint.Path}: the list of frozen words is not the one that this training began with; give the same list, or train again from the start");
        }
    }

    /// <summary>Distinguishes lists of words, whatever their order; <c>null</c> for none.</summary>
    private static string? FingerprintOf(IReadOnlyCollection<string>? words) => words is not { Count: > 0 }
        ? null
        : Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(string.Join('\n', words.Order(StringComparer.Ordinal)))));

    private static void RequireSameText(EncodedCorpus corpus, Checkpoint checkpoint)
    {
        CheckpointHeader before = checkpoint.Header;
        if (before.Ranks is not null)
        {
            throw new UnusableInputException($"{checkpoint.Path}: several processes saved it together; talpa resume continues it");
        }

        if (before.Words != corpus.Vocabulary.Count || before.CorpusTokens != corpus.TokenCount || before.Corpus != corpus.ComputeFingerprint())
        {
            throw new UnusableInputException(
                $"{checkpoint.Path}: the text is not the one that this training began with: it had {before.CorpusTokens:N0} tokens of {before.Words:N0} words, "
                + $"now it has {corpus.TokenCount:N0} of {corpus.Vocabulary.Count:N0}{(before.CorpusTokens == corpus.TokenCount ? " in another order" : "")}; "
                + "bring the old text back, or train again from the start");
        }
    }

    /// <summary>Reads the whole text once, unless a checkpoint has the fingerprint.</summary>
    private string Fingerprint() => _fingerprint ??= _from?.Header.Corpus ?? _corpus.ComputeFingerprint();

    private CheckpointHeader NewHeader() => new()
    {
        Options = Model.Options,
        Corpus = Fingerprint(),
        CorpusTokens = _corpus.TokenCount,
        Start = Start?.ComputeFingerprint(),
        FrozenWords = FingerprintOf(Model.Options.Start?.FrozenWords),
        Words = _corpus.Vocabulary.Count,
        Notes = Checkpoints!.Notes,
    };
}
