using System.Numerics;
using System.Runtime.CompilerServices;
using Talpa.CoOccurrence;
using Talpa.Text;

namespace Talpa;

/// <summary>
/// What to learn and how. The defaults are those of Mikolov et al. (2013a, 2013b) and word2vec.c for a corpus of some millions of tokens.
/// </summary>
public sealed record TrainingOptions
{
    /// <summary>How text becomes ids: tokenizer, lower-casing, minimum count, maximum vocabulary, sentence length.</summary>
    public CorpusOptions Corpus { get; init; } = new();

    /// <summary>Skip-gram (default) or CBOW.</summary>
    public Architecture Architecture { get; init; } = Architecture.SkipGram;

    /// <summary>Negative sampling (default), hierarchical softmax, the full softmax a window at a time, or the exact softmax from counts.</summary>
    public Objective Objective { get; init; } = Objective.NegativeSampling;

    /// <summary>Length of a vector, 1 to 10,000. Default: 100.</summary>
    public int Dimension { get; init; } = 100;

    /// <summary>The farthest context word on either side, in tokens, 1 to 1,000. Default: 5.</summary>
    public int Window { get; init; } = 5;

    /// <summary>
    /// Whether each centre word's window is drawn uniformly from 1 to <see cref="Window"/>, so that near words count more, as in
    /// word2vec.c (default), or is always the full one.
    /// </summary>
    public bool DynamicWindow { get; init; } = true;

    /// <summary>Negative sampling: words drawn from the noise distribution for each true one, 1 to 1,000. Default: 5.</summary>
    public int Negatives { get; init; } = 5;

    /// <summary>
    /// Negative sampling: the noise distribution is the count to this power, −10 to 10. Default: 0.75 (Mikolov et al. 2013b, section 2.2).
    /// </summary>
    public double NoiseExponent { get; init; } = 0.75;

    /// <summary>
    /// Negative sampling: whether the pairs of a window share their samples, as in pWord2Vec (default), or each draws its own, as in word2vec.c: with
    /// skip-gram four times slower and no better. CBOW has one prediction a window, so nothing to share.
    /// </summary>
    public bool SharedNegatives { get; init; } = true;

    /// <summary>Subsampling threshold: words more frequent than this share of the text are thinned out, 0 (off) to 1. Default: 1e-3.</summary>
    public double SubsamplingThreshold { get; init; } = 1e-3;

    /// <summary>How often the text is gone through, 1 to 10,000. Default: 5.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>The learning rate at the start, above 0, at most 10; it falls linearly. Default: 0.025 for skip-gram; 0.1 for
    /// CBOW, whose corrected gradient is shorter, and 0.05 for the older one, as in word2vec.c.</summary>
    public double? LearningRate { get; init; }

    /// <summary>The learning rate does not fall below this, 0 to <see cref="LearningRate"/>. Default: 0.0001, as in word2vec.c.</summary>
    public double MinLearningRate { get; init; } = 0.0001;

    /// <summary>Seed of everything random. With one thread the same seed, text and options give the same bytes. Default: 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Workers that learn at once, sharing the vectors without locks, 1 to 1,024. Default: one for each processor.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Whether the result is the same to the bit for any number of threads, at about two thirds of the speed. The full softmax, of which every step
    /// touches every row, then learns on one thread. Default: no; then only a single thread repeats.
    /// </summary>
    public bool Deterministic { get; init; }

    /// <summary>
    /// CBOW: hand every context word the whole gradient of the mean, as word2vec.c and gensim do, instead of its share of it
    /// (İrsoy, Benton and Stratos 2021, "Corrected CBOW Performs as well as Skip-gram", section 3). For comparison. Default: no.
    /// </summary>
    public bool UncorrectedCbow { get; init; }

    /// <summary>What is peculiar to the exact softmax; not looked at with other objectives.</summary>
    public ExactSoftmaxOptions Exact { get; init; } = new();

    /// <summary>How the exact softmax's pairs are counted.</summary>
    internal CoOccurrenceOptions Pairs => new()
    {
        Window = Window,
        Weighting = DynamicWindow ? Exact.Weighting : WindowWeighting.Even,
        SubsamplingThreshold = SubsamplingThreshold,
        MemoryLimit = Exact.MemoryLimit,
        TemporaryFolder = Corpus.TemporaryFolder,
        Threads = Threads,
    };

    /// <summary>
    /// Whether the workers must be kept in step for the result to repeat: the full softmax then has one worker, and the exact softmax's
    /// threads share nothing that could differ.
    /// </summary>
    internal bool NeedsRounds => Deterministic && Objective is (Objective.NegativeSampling or Objective.HierarchicalSoftmax);

    /// <summary>The most sets of negative samples that a window asks for.</summary>
    internal int SampleSets => !SharedNegatives && Architecture == Architecture.SkipGram ? 2 * Window : 1;

    /// <summary>The learning rate at the start, by default that of the architecture.</summary>
    internal double StartLearningRate => LearningRate ?? this switch
    {
        { Architecture: Architecture.SkipGram } => 0.025,
        { UncorrectedCbow: true } => 0.05,
        _ => 0.1,
    };

    /// <summary>Checks every option against its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it, its value and the range.</exception>
    public void Validate()
    {
        Corpus.Validate();
        Check(Dimension, 1, 10_000);
        Check(Window, 1, 1_000);
        Check(Negatives, 1, 1_000);
        Check(NoiseExponent, -10, 10);
        Check(SubsamplingThreshold, 0, 1);
        Check(Epochs, 1, 10_000);
        if (!(StartLearningRate is > 0 and <= 10))
        {
            throw new ArgumentOutOfRangeException(
                nameof(LearningRate), StartLearningRate, $"{nameof(LearningRate)} must be above 0 and at most 10, not {StartLearningRate}.");
        }

        Check(MinLearningRate, 0, StartLearningRate);
        Check(Threads, 1, 1_024);
        Exact.Validate();
        RefuseExactCbow();
    }

    private void RefuseExactCbow()
    {
        if (Objective == Objective.ExactSoftmax && Architecture != Architecture.SkipGram)
        {
            throw new ArgumentOutOfRangeException(
                nameof(Architecture), Architecture, $"Architecture must be SkipGram with the exact softmax (CBOW's windows share no distribution), not {Architecture}.");
        }
    }

    internal static void Check<T>(T value, T least, T most, [CallerArgumentExpression(nameof(value))] string option = "")
        where T : INumber<T>
    {
        // Written so that not-a-number fails too.
        if (!(value >= least && value <= most))
        {
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be from {least} to {most}, not {value}.");
        }
    }
}
