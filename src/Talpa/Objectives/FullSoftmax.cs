using System.Numerics.Tensors;
using Talpa.CoOccurrence;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Objectives;
using Talpa.Text;

namespace Talpa;

/// <summary>
/// The softmax over the whole vocabulary, a window at a time, as <see cref="Textbook.SkipGram"/> has it, in single precision. With h a hidden vector and C
/// targets o: p(w) = softmax(u(w) · h), loss = − Σ log p(o), error(w) = C · p(w) − times w is a target. One softmax serves all targets of a hidden vector.
/// Cost: 6 · V · dimension operations for each hidden vector.
/// </summary>
public sealed record FullSoftmax : Objective
{
    /// <summary>Output rows that a batch goes through, some tenths of a second's work.</summary>
    private const long BatchRows = 4_000_000;

    /// <inheritdoc/>
    public override string Name => "softmax";

    /// <inheritdoc/>
    public override IReadOnlyList<string> OtherNames => ["full-softmax", "full"];

    /// <inheritdoc/>
    public override string Description => "full softmax";

    /// <inheritdoc/>
    public override bool IsSoftmaxOverWords => true;

    internal override bool PredictsFromCentre => true;

    internal override bool ChangesEveryRow => true;

    internal override int MaxRows(Vocabulary vocabulary, int maxHidden) => 0;

    internal override int MaxBatchTokens(Vocabulary vocabulary) => (int)Math.Clamp(BatchRows / Math.Max(1, vocabulary.Count), 8, int.MaxValue);

    internal override (long Shared, long Learner) EstimateBytes(EncodedCorpus corpus, int ownWords, CoOccurrenceOptions pairs, int dimension) =>
        (0, corpus.Vocabulary.Count * (long)sizeof(float));

    internal override T TrainBy<T>(ITrainingWays<T> ways, ObjectiveContext context) =>
        ways.ByWindows((output, _) => new Step(output));

    internal override void Validate(Architecture architecture)
    {
        // There is nothing to choose.
    }

    /// <summary>A softmax over all rows for each hidden vector.</summary>
    internal readonly struct Step : IObjectiveStep
    {
        private readonly PaddedMatrix _output;
        private readonly PaddedMatrix _scores;

        /// <summary>Makes one learner's step.</summary>
        /// <param name="output">The output vectors, a row for each word.</param>
        public Step(PaddedMatrix output)
        {
            _output = output;
            _scores = new PaddedMatrix(1, output.Rows);
            Ahead = new RowsAhead(maxRows: 0);
        }

        /// <inheritdoc/>
        public int MaxRows => 0;

        /// <inheritdoc/>
        public RowsAhead Ahead { get; }

        /// <inheritdoc/>
        public int Choose(ReadOnlySpan<WordId> targets, int hidden, ref SplitMix64 random, Span<int> rows) => 0;

        /// <inheritdoc/>
        public double Learn(RowSet hidden, Span<float> delta, ReadOnlySpan<WordId> targets, ReadOnlySpan<int> rows, float rate)
        {
            double loss = 0;
            for (int i = 0; i < hidden.Count; i++)
            {
                loss += LearnOne(hidden.Table.PaddedRow(hidden.Rows[i]), delta.Slice(i * _output.Stride, _output.Stride), targets, rate);
            }

            return loss;
        }

        private double LearnOne(ReadOnlySpan<float> hidden, Span<float> delta, ReadOnlySpan<WordId> targets, float rate)
        {
            Span<float> scores = _scores.Padded;
            Softmax.Scores(hidden, _output.Padded, _output.Rows, scores);
            double loss = 0;
            foreach (WordId target in targets)
            {
                loss -= scores[target.Value];
            }

            loss += targets.Length * Softmax.Normalise(scores);

            // From probabilities to −rate · error, in place.
            TensorPrimitives.Multiply(scores, -rate * targets.Length, scores);
            foreach (WordId target in targets)
            {
                scores[target.Value] += rate;
            }

            Softmax.Update(hidden, delta, _output.Padded, _output.Rows, scores);
            return loss;
        }
    }
}
