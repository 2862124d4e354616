using Talpa.CoOccurrence;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Objectives;
using Talpa.Text;

namespace Talpa;

/// <summary>
/// Negative sampling (Mikolov et al. 2013b, section 2.2, equation 4): distinguish the true word from words drawn from a noise distribution. For a hidden vector h,
/// a true word o and K noise words n: loss = − log σ(u(o) · h) − Σ log σ(− u(n) · h).
/// </summary>
/// <remarks>
/// The hidden vectors of one window share their K samples (as in pWord2Vec: Ji, Satish, Li, Dubey 2016, "Parallelizing Word2Vec in Shared and Distributed
/// Memory", section 3.2), which turns the work into small matrix products. Differs from word2vec.c, which draws K for every pair, also in that a sample
/// equal to the true word is drawn again instead of left out.
/// </remarks>
public sealed record NegativeSampling : Objective
{
    private const int MaxDraws = 32;

    /// <inheritdoc/>
    public override string Name => "negative";

    /// <inheritdoc/>
    public override IReadOnlyList<string> OtherNames => ["negative-sampling", "ns"];

    /// <inheritdoc/>
    public override string Description => Negatives == 1 ? "1 negative sample" : $"{Negatives} negative samples";

    /// <summary>K: noise words for each true one, 1 to 1,000. Default: 5.</summary>
    public int Negatives { get; init; } = 5;

    /// <summary>The noise distribution is the count to this power, −10 to 10. Default: 0.75 (Mikolov et al. 2013b, section 2.2).</summary>
    public double NoiseExponent { get; init; } = 0.75;

    /// <summary>
    /// Whether the pairs of a window share their samples, as in pWord2Vec (default), or each draws its own, as in word2vec.c: with skip-gram four times slower
    /// and no better. CBOW has one prediction a window.
    /// </summary>
    public bool SharedNegatives { get; init; } = true;

    /// <summary>
    /// 5 × √(20 million ÷ tokens), 5 to 40: the fewer the words of a text, the more often each must be seen. bench/results/objectives.md shows what
    /// it was chosen from.
    /// </summary>
    /// <inheritdoc/>
    public override int DefaultEpochs(long tokens) => (int)Math.Clamp(Math.Round(5 * Math.Sqrt(20e6 / Math.Max(1, tokens))), 5, 40);

    internal override double UntrainedLoss(int words) => (1 + Negatives) * Math.Log(2);

    internal override int MaxRows(Vocabulary vocabulary, int maxHidden) => (SharedNegatives ? 1 : maxHidden) * (1 + Negatives);

    /// <summary>A cell of the alias table is 8 bytes and another 24 while it is built.</summary>
    internal override (long Shared, long Learner) EstimateBytes(EncodedCorpus corpus, int ownWords, CoOccurrenceOptions pairs, int dimension) =>
        (corpus.Vocabulary.Count * 32L, 0);

    internal override T TrainBy<T>(ITrainingWays<T> ways, ObjectiveContext context)
    {
        var noise = new AliasTable(AliasTable.NoiseWeights(context.Vocabulary, NoiseExponent));
        return SharedNegatives
            ? ways.ByWindows((output, maxHidden) => new Step(output, noise, Negatives, maxHidden))
            : ways.ByWindows((output, maxHidden) => new PairStep(new Step(output, noise, Negatives, 1), maxHidden));
    }

    internal override void Validate(Architecture architecture)
    {
        Check(Negatives, 1, 1_000);
        Check(NoiseExponent, -10, 10);
    }

    /// <summary>One set of samples for all hidden vectors of a window.</summary>
    internal readonly struct Step : IObjectiveStep
    {
        private readonly PaddedMatrix _output;
        private readonly AliasTable _noise;
        private readonly LogisticBlock _block;

        /// <summary>Makes one learner's step.</summary>
        /// <param name="output">The output vectors, a row for each word.</param>
        /// <param name="noise">The noise distribution over the same words.</param>
        /// <param name="negatives">K, 1 or more.</param>
        /// <param name="maxHidden">The largest number of hidden vectors in a step.</param>
        public Step(PaddedMatrix output, AliasTable noise, int negatives, int maxHidden)
        {
            _output = output;
            _noise = noise;

            // A single word has no other to be distinguished from.
            MaxRows = 1 + (noise.Count > 1 ? negatives : 0);
            int[] labels = new int[MaxRows];
            labels[0] = 1;
            _block = new LogisticBlock(maxHidden, labels.Length, output.Stride);
            _block.SetLabels(labels);
        }

        /// <inheritdoc/>
        public int MaxRows { get; }

        /// <inheritdoc/>
        public RowsAhead Ahead => _block.Ahead;

        /// <inheritdoc/>
        public int Choose(ReadOnlySpan<WordId> targets, int hidden, ref SplitMix64 random, Span<int> rows)
        {
            for (int i = 0; i < targets.Length; i++)
            {
                int target = targets[i].Value;
                Span<int> chosen = rows.Slice(i * MaxRows, MaxRows);
                chosen[0] = target;
                for (int j = 1; j < chosen.Length; j++)
                {
                    int row = _noise.Draw(ref random);
                    chosen[j] = row != target ? row : DrawAgain(target, ref random);
                }
            }

            return targets.Length * MaxRows;
        }

        /// <inheritdoc/>
        public double Learn(RowSet hidden, Span<float> delta, ReadOnlySpan<WordId> targets, ReadOnlySpan<int> rows, float rate)
        {
            double loss = 0;
            for (int i = 0; i < targets.Length; i++)
            {
                loss += _block.Step(hidden, delta, new RowSet(_output, rows.Slice(i * MaxRows, MaxRows)), rate, accumulate: i > 0);
            }

            return loss;
        }

        /// <summary>A sample that is the true word is drawn again; where the noise hardly has another word, the neighbour by id takes its place.</summary>
        private int DrawAgain(int target, ref SplitMix64 random)
        {
            for (int attempt = 0; attempt < MaxDraws; attempt++)
            {
                int row = _noise.Draw(ref random);
                if (row != target)
                {
                    return row;
                }
            }

            return (target + 1) % _noise.Count;
        }
    }

    /// <summary>
    /// K noise words of its own for every pair of a hidden vector and a true word, as word2vec.c draws them: pair after pair, each with the output vectors that
    /// the pairs before it have moved.
    /// </summary>
    /// <param name="pair">The step of one hidden vector.</param>
    /// <param name="maxHidden">The largest number of hidden vectors in a step.</param>
    internal readonly struct PairStep(Step pair, int maxHidden) : IObjectiveStep
    {
        /// <inheritdoc/>
        public int MaxRows => maxHidden * pair.MaxRows;

        /// <inheritdoc/>
        public RowsAhead Ahead => pair.Ahead;

        /// <inheritdoc/>
        public int Choose(ReadOnlySpan<WordId> targets, int hidden, ref SplitMix64 random, Span<int> rows)
        {
            int count = 0;
            for (int i = 0; i < hidden; i++)
            {
                count += pair.Choose(targets, 1, ref random, rows[count..]);
            }

            return count;
        }

        /// <inheritdoc/>
        public double Learn(RowSet hidden, Span<float> delta, ReadOnlySpan<WordId> targets, ReadOnlySpan<int> rows, float rate)
        {
            double loss = 0;
            int stride = hidden.Table.Stride;
            int chosen = rows.Length / hidden.Count;
            for (int i = 0; i < hidden.Count; i++)
            {
                loss += pair.Learn(hidden.Only(i), delta.Slice(i * stride, stride), targets, rows.Slice(i * chosen, chosen), rate);
            }

            return loss;
        }
    }
}
