using Talpa.CoOccurrence;
using Talpa.Text;
using Talpa.Training;

namespace Talpa;

/// <summary>
/// What to learn and how. The defaults are those of Mikolov et al. (2013a, 2013b) and word2vec.c for a corpus of some millions of tokens.
/// What only one objective has is an option of that objective.
/// </summary>
/// <example>
/// <code>
/// var options = new TrainingOptions
/// {
///     Corpus = new CorpusOptions { Lowercase = true, MinCount = 2 },
///     Objective = new NegativeSampling { Negatives = 10 },
///     Dimension = 50,
///     Seed = 3,
/// };
/// </code>
/// </example>
public sealed record TrainingOptions
{
    /// <summary>How text becomes ids: tokenizer, lower-casing, minimum count, maximum vocabulary, sentence length.</summary>
    public CorpusOptions Corpus { get; init; } = new();

    /// <summary>Skip-gram (default) or CBOW.</summary>
    public Architecture Architecture { get; init; } = Architecture.SkipGram;

    /// <summary>
    /// Negative sampling, hierarchical softmax, the full softmax a window at a time, or the exact softmax from counts. Default (<c>null</c>): the one that
    /// suits the text. That is the exact softmax where <see cref="LeavesObjectiveToText"/> holds and the text is small enough: at most 20 million tokens,
    /// and (words² + dimension²) × dimension at most 2 · 10¹¹ (44,700 words of 100 numbers); else it is negative sampling.
    /// </summary>
    public Objective? Objective { get; init; }

    /// <summary>
    /// Character n-grams that words' vectors are composed of; <c>null</c> (default) for vectors of whole words. With the exact softmax each word has a vector of its
    /// own, the prior draws that of a rare word towards the mean of the rows of its n-grams, and rows of n-grams are fitted to the vectors at the end.
    /// </summary>
    public SubwordOptions? Subwords { get; init; }

    /// <summary>What holds the vectors of the model that a training starts from; <c>null</c> for nothing. Without a model to start from it has no effect. Default: <c>null</c>.</summary>
    public StartOptions? Start { get; init; }

    /// <summary>Length of a vector, 1 to 10,000. Default: 100.</summary>
    public int Dimension { get; init; } = 100;

    /// <summary>The farthest context word on either side, in tokens, 1 to 1,000. Default: 5.</summary>
    public int Window { get; init; } = 5;

    /// <summary>
    /// What a context word weighs by its distance from the centre word. Where windows are learned one after another, each window's size is drawn so that a
    /// context word takes part that often. Default (<c>null</c>): linear, as in word2vec.c; harmonic with the exact softmax.
    /// </summary>
    public WindowWeighting? WindowWeighting { get; init; }

    /// <summary>Subsampling threshold: words more frequent than this share of the text are left out at random, 0 (off) to 1. Default: 1e-3.</summary>
    public double SubsamplingThreshold { get; init; } = 1e-3;

    /// <summary>Passes over the text, 1 to 10,000; with the exact softmax the largest number of sweeps over all centre words. Default (<c>null</c>): as the
    /// text's length and the objective need (<see cref="Objective.DefaultEpochs"/>).</summary>
    public int? Epochs { get; init; }

    /// <summary>The learning rate at the start, above 0, at most 10; it falls linearly, with the exact softmax by the same factor with each sweep. Default
    /// (<c>null</c>): 0.025 for skip-gram; 0.1 for CBOW, whose corrected gradient is shorter, and 0.05 for the uncorrected one, as in word2vec.c; 0.03 with the exact softmax.</summary>
    public double? LearningRate { get; init; }

    /// <summary>The learning rate does not fall below this, 0 to <see cref="LearningRate"/>. Default (<c>null</c>): 0.0001, as in word2vec.c, or
    /// <see cref="LearningRate"/> if that is lower; 0 with the exact softmax.</summary>
    public double? MinLearningRate { get; init; }

    /// <summary>Seed of everything random. The same seed, text and options give the same bytes. Default: 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Threads that learn at the same time, 1 to 1,024. Unless <see cref="FreeRunning"/> is set they don't change the result. Default: one for each processor.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Into how many shards the text is divided, 1 to 64: the most threads that can learn at once. Each shard learns on a replica of the vectors, and the
    /// replicas are merged again and again; so their number is part of what decides the result, and their memory adds up. Default (<c>null</c>): what
    /// suits the text: 1 below 250,000 tokens, else 4, 8 from 64 million on, and 16 from 256 million on, halved until the replicas take 16 GiB or less. The full softmax, of which every step changes every
    /// row, has 1; the exact softmax has no use for them.
    /// </summary>
    public int? Shards { get; init; }

    /// <summary>
    /// Whether threads share the vectors without locks (Hogwild: Recht, Ré, Wright and Niu 2011), which takes less memory than <see cref="Shards"/>; with
    /// more than one thread each run then gives other bytes. Default: no.
    /// </summary>
    public bool FreeRunning { get; init; }

    /// <summary>
    /// Whether the size of the text decides between the exact softmax and negative sampling: no objective is set, and nothing that is meant for windows that
    /// are learned one after another, as CBOW, subwords, a number of epochs, a learning rate, shards or an anchor are.
    /// </summary>
    public bool LeavesObjectiveToText =>
        this is { Objective: null, Architecture: Architecture.SkipGram, Subwords: null, Epochs: null, LearningRate: null, MinLearningRate: null, Shards: null, FreeRunning: false, Start: null or { Anchor: 0 } };

    /// <summary>The learning rate at the start: <see cref="LearningRate"/>, or the default of the objective and architecture.</summary>
    internal double ActualLearningRate => LearningRate ?? ActualObjective.DefaultLearningRate(Architecture);

    /// <summary>The floor of the learning rate: <see cref="MinLearningRate"/>, or the default of the objective.</summary>
    internal double ActualMinLearningRate => MinLearningRate ?? Math.Min(ActualObjective.DefaultMinLearningRate, ActualLearningRate);

    /// <summary>The weighting of distances: <see cref="WindowWeighting"/>, or the default of the objective.</summary>
    internal WindowWeighting ActualWindowWeighting => WindowWeighting ?? ActualObjective.DefaultWindowWeighting;

    /// <summary>The objective, which is set: by the caller, or by <see cref="WithDefaultsFor"/>.</summary>
    internal Objective ActualObjective => Objective ?? throw new InvalidOperationException(FollowsFromText(nameof(Objective)));

    /// <summary>The passes over the text, which are set: by the caller, or by <see cref="WithDefaultsFor"/>.</summary>
    internal int ActualEpochs => Epochs ?? throw new InvalidOperationException(FollowsFromText(nameof(Epochs)));

    /// <summary>
    /// Whether the same text, options and seed give the same bytes with any number of <see cref="Threads"/>, on processors of one instruction set: unless
    /// <see cref="FreeRunning"/> is set with an objective that is learned window after window. A single thread that runs free repeats too.
    /// </summary>
    public bool Repeats => !FreeRunning || Objective is { TrainsFromCounts: true };

    /// <summary>Whether a training with these options can have several shards; the objective is set.</summary>
    internal bool HasShards => !FreeRunning && ActualObjective is { TrainsFromCounts: false, ChangesEveryRow: false };

    /// <summary>The number of shards, which is set: by the caller, or by <see cref="WithDefaultsFor"/>.</summary>
    internal int ActualShards => Shards ?? throw new InvalidOperationException(FollowsFromText(nameof(Shards)));

    /// <summary>
    /// The same options with what is left to Talpa chosen for a text and written out: none of the options that may be <c>null</c> for a default is.
    /// A trained model has its options in this form.
    /// </summary>
    /// <param name="corpus">The text as ids.</param>
    /// <param name="start">The vectors to start from, whose output vectors decide <see cref="ExactSoftmax.Directional"/>; <c>null</c> for random ones.</param>
    public TrainingOptions WithDefaultsFor(EncodedCorpus corpus, StartingVectors? start = null)
    {
        ArgumentNullException.ThrowIfNull(corpus);

        // Those of the whole text, where several ranks have a part each.
        long tokens = corpus.Report.TokensKept;
        Objective objective = Objective ?? ObjectiveForText.Choose(this, corpus.Vocabulary.Count, tokens);
        objective = start?.WithSidesOfStart(objective) ?? objective;
        TrainingOptions chosen = this with { Objective = objective.WithDefaultsFor(corpus.Vocabulary.Count, Dimension, tokens) };
        return chosen with
        {
            Shards = Shards ?? ShardsForText.Choose(chosen, corpus.Vocabulary, tokens),
            Epochs = Epochs ?? chosen.ActualObjective.DefaultEpochs(tokens),
            LearningRate = chosen.ActualLearningRate,
            MinLearningRate = chosen.ActualMinLearningRate,
            WindowWeighting = chosen.ActualWindowWeighting,
            Corpus = Corpus with { NormalizeWords = Corpus.ActualNormalizeWords },
        };
    }

    /// <summary>How pairs are counted, for objectives that are trained from counts.</summary>
    internal CoOccurrenceOptions Pairs => new()
    {
        Window = Window,
        Weighting = ActualWindowWeighting,
        SubsamplingThreshold = SubsamplingThreshold,
        MemoryLimit = Objective is ExactSoftmax exact ? exact.MemoryLimit : new ExactSoftmax().MemoryLimit,
        TemporaryFolder = Corpus.TemporaryFolder,
        Sentences = Objective is ExactSoftmax { HoldOut: > 0 and var share } ? new SentenceSplit(share, Seed, TakesHeldOut: false) : null,
        Sides = ActualObjective.ContextSides,
        KeepsSums = Objective is ExactSoftmax { KeepCounts: true },
        Threads = Threads,
    };

    /// <summary>The largest number of hidden vectors of a window.</summary>
    internal int MaxHidden => Architecture == Architecture.SkipGram ? 2 * Window : 1;

    /// <summary>The options as JSON, all that decide the result included; <see cref="FromJson"/> reads them.</summary>
    /// <remarks>A tokenizer of the program's own is noted as such, but can't be written.</remarks>
    public string ToJson() => OptionsJson.Default.Write(this);

    /// <summary>Reads options that <see cref="ToJson"/> wrote. Options that are not named keep their defaults.</summary>
    /// <exception cref="FormatException">It is not JSON, or names an option or objective that there is not.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static TrainingOptions FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return OptionsJson.Default.Read(json);
    }

    /// <summary>Checks every option against its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it, its value and the range.</exception>
    public void Validate()
    {
        Corpus.Validate();
        OptionRange.CheckDefined(Architecture, nameof(Architecture));
        OptionRange.Check(Dimension, 1, 10_000);
        OptionRange.Check(Window, 1, 1_000);
        OptionRange.Check(SubsamplingThreshold, 0, 1);
        OptionRange.Check(Epochs ?? 1, 1, 10_000, nameof(Epochs));
        OptionRange.Check(Threads, 1, 1_024);
        OptionRange.Check(Shards ?? 1, 1, ShardsForText.MaxShards, nameof(Shards));
        if (WindowWeighting is { } weighting)
        {
            OptionRange.CheckDefined(weighting, nameof(WindowWeighting));
        }

        Subwords?.Validate();
        ValidateStart();
        ValidateSchedule();
        ValidateRates();
        Objective?.Validate(Architecture);
    }

    /// <exception cref="ArgumentOutOfRangeException">The exact softmax is to draw vectors back.</exception>
    private void ValidateStart()
    {
        Start?.Validate();
        if (Start is { Anchor: > 0 } && Objective is { TrainsFromCounts: true })
        {
            throw new ArgumentOutOfRangeException(
                nameof(StartOptions.Anchor), Start.Anchor, $"{nameof(StartOptions.Anchor)} must be 0 with the objective {Objective.Name}, which learns the old text again from its counts, not {Start.Anchor}.");
        }
    }

    private static string FollowsFromText(string option) => $"{option} is not set, and follows from the text: {nameof(WithDefaultsFor)} gives it.";

    private void ValidateSchedule()
    {
        if (Shards > 1 && FreeRunning)
        {
            throw new ArgumentOutOfRangeException(nameof(Shards), Shards, $"{nameof(Shards)} must be 1 where threads share the vectors without locks, not {Shards}.");
        }

        if (Shards > 1 && Objective is not null && !HasShards)
        {
            throw new ArgumentOutOfRangeException(nameof(Shards), Shards, $"{nameof(Shards)} must be 1 with the objective {Objective.Name}, not {Shards}.");
        }

        if (FreeRunning && Objective is { TrainsFromCounts: true })
        {
            throw new ArgumentOutOfRangeException(nameof(FreeRunning), "on", $"{nameof(FreeRunning)} must be off with the objective {Objective.Name}, not on.");
        }
    }

    /// <summary>A rate that is set without an objective is one of negative sampling.</summary>
    private void ValidateRates()
    {
        TrainingOptions chosen = Objective is null ? this with { Objective = new NegativeSampling() } : this;
        OptionRange.CheckRate(chosen.ActualLearningRate, nameof(LearningRate));
        OptionRange.Check(chosen.ActualMinLearningRate, 0, chosen.ActualLearningRate, nameof(MinLearningRate));
    }
}
