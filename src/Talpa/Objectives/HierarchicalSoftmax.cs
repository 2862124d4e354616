using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Text;

namespace Talpa.Objectives;

/// <summary>
/// Hierarchical softmax (Morin and Bengio 2005; Mikolov et al. 2013b, section 2.1, equation 3): a word's probability is the product of
/// the decisions on the way to it in a Huffman tree, p(w) = Π σ(± u(node) · h), so that the probabilities of all words sum to 1 at
/// the cost of log₂ V rows instead of V.
/// </summary>
internal readonly struct HierarchicalSoftmax : ISampledObjective
{
    private readonly PaddedMatrix _output;
    private readonly HuffmanTree _tree;
    private readonly LogisticBlock _block;

    /// <summary>Makes one worker's objective.</summary>
    /// <param name="output">The output vectors, a row for each inner node of the tree; there may be spare rows behind them.</param>
    /// <param name="tree">The tree over the vocabulary.</param>
    /// <param name="maxHidden">The most hidden vectors in a step.</param>
    public HierarchicalSoftmax(PaddedMatrix output, HuffmanTree tree, int maxHidden)
    {
        _output = output;
        _tree = tree;
        _block = new LogisticBlock(maxHidden, tree.MaxDepth, output.Stride);
    }

    /// <inheritdoc/>
    public Span<int> DrawnAhead => [];

    /// <inheritdoc/>
    public RowsAhead Ahead => _block.Ahead;

    /// <inheritdoc/>
    public void Begin(ref SplitMix64 random)
    {
        // Nothing is drawn.
    }

    /// <inheritdoc/>
    public double Learn(RowSet hidden, Span<float> delta, ReadOnlySpan<WordId> targets, float rate, ref SplitMix64 random)
    {
        double loss = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            _block.SetLabels(_tree.Labels(targets[i]));
            loss += _block.Step(hidden, delta, new RowSet(_output, _tree.Path(targets[i])), rate, accumulate: i > 0);
        }

        return loss;
    }

    /// <inheritdoc/>
    public int MaxAsked => _tree.MaxDepth;

    /// <inheritdoc/>
    public int Ask(WordId target, int hidden, int share, ref SplitMix64 random, Span<int> rows)
    {
        ReadOnlySpan<int> path = _tree.Path(target);
        path.CopyTo(rows);
        return path.Length;
    }

    /// <inheritdoc/>
    public double LearnAsked(RowSet hidden, Span<float> delta, WordId target, ReadOnlySpan<int> rows, float rate)
    {
        _block.SetLabels(_tree.Labels(target));
        return _block.Step(hidden, delta, new RowSet(_output, rows), rate);
    }

    /// <inheritdoc/>
    public void Prefetch(WordId target)
    {
        foreach (int node in _tree.Path(target))
        {
            Ahead.Add(_output, node);
        }
    }
}
