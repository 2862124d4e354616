using Talpa.CoOccurrence;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Objectives;
using Talpa.Text;

namespace Talpa;

/// <summary>
/// Hierarchical softmax (Morin and Bengio 2005; Mikolov et al. 2013b, section 2.1, equation 3): a word's probability is the product of the decisions on the
/// way to it in a Huffman tree, p(w) = Π σ(± u(node) · h), so that the probabilities of all words sum to 1 at the cost of log₂ V rows instead of V.
/// The output rows are the V − 1 inner nodes of the tree.
/// </summary>
public sealed record HierarchicalSoftmax : Objective
{
    /// <inheritdoc/>
    public override string Name => "hierarchical";

    /// <inheritdoc/>
    public override IReadOnlyList<string> OtherNames => ["hierarchical-softmax", "hs"];

    /// <inheritdoc/>
    public override string Description => "hierarchical softmax";

    /// <inheritdoc/>
    public override bool OutputRowsAreWords => false;

    /// <summary>
    /// 2.5 × √(20 million ÷ tokens), 5 to 20, half of what negative sampling takes: each step moves more rows. bench/results/objectives.md shows what it was
    /// chosen from.
    /// </summary>
    /// <inheritdoc/>
    public override int DefaultEpochs(long tokens) => (int)Math.Clamp(Math.Round(2.5 * Math.Sqrt(20e6 / Math.Max(1, tokens))), 5, 20);

    internal override int OutputRows(Vocabulary vocabulary) => Math.Max(0, vocabulary.Count - 1);

    internal override void TransferOutput(Vocabulary from, PaddedMatrix output, Vocabulary to, PaddedMatrix table)
    {
        if (from.HasCounts)
        {
            HuffmanTransfer.Transfer(from, output, to, table);
        }
    }

    internal override int MaxRows(Vocabulary vocabulary, int maxHidden) => new HuffmanTree(vocabulary).MaxDepth;

    /// <summary>A path has about log₂ V nodes of 4 bytes; the tree takes 40 bytes a word while it is built.</summary>
    internal override (long Shared, long Learner) EstimateBytes(EncodedCorpus corpus, int ownWords, CoOccurrenceOptions pairs, int dimension)
    {
        long words = corpus.Vocabulary.Count;
        return (words * (long)(4 * Math.Log2(words + 1)) + (words * 40), 0);
    }

    internal override T TrainBy<T>(ITrainingWays<T> ways, ObjectiveContext context)
    {
        var tree = new HuffmanTree(context.Vocabulary);
        return ways.ByWindows((output, maxHidden) => new Step(output, tree, maxHidden));
    }

    internal override void Validate(Architecture architecture)
    {
        // There is nothing to choose.
    }

    /// <summary>A decision at each node on the way to a target.</summary>
    internal readonly struct Step : IObjectiveStep
    {
        private readonly PaddedMatrix _output;
        private readonly HuffmanTree _tree;
        private readonly LogisticBlock _block;

        /// <summary>Makes one learner's step.</summary>
        /// <param name="output">The output vectors, a row for each inner node of the tree.</param>
        /// <param name="tree">The tree over the vocabulary.</param>
        /// <param name="maxHidden">The largest number of hidden vectors in a step.</param>
        public Step(PaddedMatrix output, HuffmanTree tree, int maxHidden)
        {
            _output = output;
            _tree = tree;
            _block = new LogisticBlock(maxHidden, tree.MaxDepth, output.Stride);
        }

        /// <inheritdoc/>
        public int MaxRows => _tree.MaxDepth;

        /// <inheritdoc/>
        public RowsAhead Ahead => _block.Ahead;

        /// <inheritdoc/>
        public int Choose(ReadOnlySpan<WordId> targets, int hidden, ref SplitMix64 random, Span<int> rows)
        {
            int count = 0;
            foreach (WordId target in targets)
            {
                foreach (int branch in _tree.Branches(target))
                {
                    rows[count++] = branch >> 1;
                }
            }

            return count;
        }

        /// <inheritdoc/>
        public double Learn(RowSet hidden, Span<float> delta, ReadOnlySpan<WordId> targets, ReadOnlySpan<int> rows, float rate)
        {
            double loss = 0;
            int first = 0;
            for (int i = 0; i < targets.Length; i++)
            {
                ReadOnlySpan<int> branches = _tree.Branches(targets[i]);
                _block.SetLabels(branches);
                loss += _block.Step(hidden, delta, new RowSet(_output, rows.Slice(first, branches.Length)), rate, accumulate: i > 0);
                first += branches.Length;
            }

            return loss;
        }
    }
}
