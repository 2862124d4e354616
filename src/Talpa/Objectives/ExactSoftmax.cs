using System.Numerics.Tensors;
using Talpa.CoOccurrence;
using Talpa.Memory;
using Talpa.Objectives;
using Talpa.Text;

namespace Talpa;

/// <summary>
/// The softmax over the whole vocabulary, but all of a text's pairs with one centre word are taken at once, from counts: its cost does not depend on the
/// length of the text, and it gives the same bytes for any number of threads. Skip-gram only. An epoch is a sweep over all centre words.
/// docs/exact-softmax.md explains it and shows what the defaults were chosen from.
/// </summary>
public sealed record ExactSoftmax : Objective
{
    /// <inheritdoc/>
    public override string Name => "exact";

    /// <inheritdoc/>
    public override IReadOnlyList<string> OtherNames => ["exact-softmax"];

    /// <inheritdoc/>
    public override string Description => Directional == true ? "exact softmax, contexts before and after" : "exact softmax";

    /// <inheritdoc/>
    public override bool TrainsFromCounts => true;

    /// <inheritdoc/>
    public override bool IsSoftmaxOverWords => true;

    /// <summary>
    /// A centre word's part of the objective weighs as its number of pairs to this power, 0 to 1: with 1 every pair of the text weighs the same, below 1
    /// rare words weigh more. Default: 0.75.
    /// </summary>
    public double WeightExponent { get; init; } = 0.75;

    /// <summary>
    /// Strength of the prior, in pairs, 0 (none) or more: a Gaussian around zero on the vectors of both sides, λ/2 · |x|² for each, in the unit in which a pair
    /// of the text has the loss − log p. It keeps what a few pairs say from being taken for a rule, so that the model predicts other texts better. Default: 8.
    /// </summary>
    public double Prior { get; init; } = 8;

    /// <summary>Centre words whose gradients are added before the output vectors move, 1 to 10,000; fewer where the vocabulary would make less than
    /// 32 blocks. Default: 192.</summary>
    public int BlockSize { get; init; } = 192;

    /// <summary>Centre words up to this rank take part in every sweep, 1 or more. Default: 20,000.</summary>
    public int FrequentWords { get; init; } = 20_000;

    /// <summary>The rarer centre words take part in every n-th sweep only, and weigh n times as much there, 1 to 100; as words to be predicted they take
    /// part in every sweep after the first <see cref="FrequentSweeps"/>. It saves time where there are many rare words, and trains them less. Default: 4.</summary>
    public int RareWordsEvery { get; init; } = 4;

    /// <summary>
    /// The number of sweeps at the start in which only words up to about <see cref="FrequentWords"/> take part, as centre words and as words to be predicted, 0 or more. Such a sweep takes a fraction of
    /// the time of the others. At least three times <see cref="RareWordsEvery"/> sweeps follow, or there are none at the start. Default: 10.
    /// </summary>
    public int FrequentSweeps { get; init; } = 10;

    /// <summary>
    /// Ends the training when each of the last three sweeps (rounds of sweeps, where rare words take part rarely) has lowered the objective by less than this on
    /// average, in nats a pair, 0 or more, but not before the twelfth; after <see cref="FrequentSweeps"/>, when the next round would lower it by less.
    /// 0 runs all sweeps. The objective is the loss and the prior's part together. Default: 0.0015.
    /// </summary>
    public double MinImprovement { get; init; } = 0.0015;

    /// <summary>
    /// The share of the sentences (lines) of the text that are held out, 0 to 0.5: their pairs are not learned, but predicted all along, and at the end with
    /// calibration, which takes about as long as two sweeps (<see cref="TrainingProgress.HeldOutLoss"/>, <see cref="TrainingReport.HeldOut"/>). The seed selects them. Default: 0.
    /// </summary>
    public double HoldOut { get; init; }

    /// <summary>
    /// Whether the words before a centre word and those after it are predicted by output vectors of their own: each word then has two. The vectors then say on which side of each other words
    /// stand, which helps likeness and analogies; a training takes about twice the time. <c>null</c>, the default: where the text has a million tokens or more, (words² + dimension²) × dimension is at most 5 · 10¹⁰
    /// (22,300 words of 100 numbers), and <see cref="KeepCounts"/> is not set. docs/exact-softmax.md shows what it gains.
    /// </summary>
    public bool? Directional { get; init; }

    /// <summary>
    /// Whether the counts of pairs are kept in the model, so that a training that continues it learns from this text as well as from the new one: it then minimises the loss
    /// of both. It takes some 6 bytes for each different pair, in memory and in the file. Default: no.
    /// </summary>
    public bool KeepCounts { get; init; }

    /// <summary>Bytes of tokens and counts to keep in memory at most, 1 MB or more; more go into temporary files. Default: 2 GiB.</summary>
    public long MemoryLimit { get; init; } = 2L << 30;

    /// <summary>The largest number of sweeps: most trainings end sooner, by <see cref="MinImprovement"/>.</summary>
    public override int DefaultEpochs(long tokens) => 40;

    /// <inheritdoc/>
    public override double DefaultMinLearningRate => 0;

    /// <inheritdoc/>
    public override WindowWeighting DefaultWindowWeighting => WindowWeighting.Harmonic;

    /// <summary>Input and output vectors joined: they are similar, because pairs are counted in both directions.</summary>
    public override VectorSide BestSide => VectorSide.Joined;

    /// <summary>The largest (words² + dimension²) × dimension for which sides are distinguished by default: beyond it a training takes more than some two minutes on two cores.</summary>
    private const double MaxDirectionalWork = 5e10;

    /// <summary>In shorter texts the contexts of a word are too few to be divided: their vectors lose as much as they gain (bench/results/objectives.md).</summary>
    private const long MinDirectionalTokens = 1_000_000;

    /// <summary>Words of a tile of output vectors, for the estimate of the memory: there are 336 to 672.</summary>
    private const int TypicalTileWords = 500;

    internal override bool HasBiases => true;

    internal override int ContextSides => Directional == true ? 2 : 1;

    internal override int OutputRows(Vocabulary vocabulary) => vocabulary.Count * ContextSides;

    internal override bool ChangesEveryRow => true;

    /// <summary>The step length of the output vectors, by Adam. Newton's steps of the input vectors have a length of their own, and fall with it.</summary>
    public override double DefaultLearningRate(Architecture architecture) => 0.03;

    internal override int MaxRows(Vocabulary vocabulary, int maxHidden) => 0;

    /// <summary>
    /// The tiles of output vectors and their momenta, a block's scores and the tiles' parts of its input vectors' gradients, the counts; and for Newton's steps the covariance of the output vectors, with its sums in
    /// double precision, and a factor of it for each power of two among the words' pairs.
    /// </summary>
    internal override (long Shared, long Learner) EstimateBytes(EncodedCorpus corpus, int ownWords, CoOccurrenceOptions pairs, int dimension)
    {
        long words = (long)ownWords * ContextSides;
        long row = PaddedMatrix.PaddedLength(dimension) * (long)sizeof(float);
        long factors = (long)Math.Log2(2.0 * pairs.Window * TensorPrimitives.Max(corpus.Vocabulary.Counts)) + 2;
        long newton = dimension * ((factors * row) + (2 * dimension * (long)sizeof(double)) + row);
        long block = BlockSize * ((words * sizeof(float)) + (words / TypicalTileWords * row));
        return ((2 * words * row) + block + newton + CoOccurrenceCounts.EstimateBytes(corpus, pairs), 0);
    }

    /// <summary>A sweep takes some six times as many operations, and a training some twenty sweeps.</summary>
    internal static double Work(double words, double dimension) => ((words * words) + (dimension * dimension)) * dimension;

    internal override Objective WithDefaultsFor(int words, int dimension, long tokens) =>
        this with { Directional = Directional ?? (!KeepCounts && tokens >= MinDirectionalTokens && Work(words, dimension) <= MaxDirectionalWork) };

    internal override T TrainBy<T>(ITrainingWays<T> ways, ObjectiveContext context) => ways.BySweeps(this);

    internal override void Validate(Architecture architecture)
    {
        Check(WeightExponent, 0, 1);
        Check(Prior, 0, 1e9);
        Check(BlockSize, 1, 10_000);
        Check(FrequentWords, 1, int.MaxValue);
        Check(RareWordsEvery, 1, 100);
        Check(FrequentSweeps, 0, int.MaxValue);
        Check(MinImprovement, 0, 100);
        Check(HoldOut, 0, 0.5);
        Check(MemoryLimit, 1 << 20, long.MaxValue);
        if (Directional == true && KeepCounts)
        {
            throw new ArgumentOutOfRangeException(nameof(KeepCounts), KeepCounts, $"{nameof(KeepCounts)} must be false with {nameof(Directional)} (counts that are kept do not distinguish sides), not true.");
        }

        if (architecture != Architecture.SkipGram)
        {
            throw new ArgumentOutOfRangeException(
                nameof(architecture), architecture, $"Architecture must be SkipGram with the exact softmax (CBOW's windows share no distribution), not {architecture}.");
        }
    }
}
