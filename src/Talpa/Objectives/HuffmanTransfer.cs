using System.Numerics.Tensors;
using Talpa.Memory;
using Talpa.Text;

namespace Talpa.Objectives;

/// <summary>
/// Vectors for the inner nodes of a Huffman tree from those of another tree over some of its words, so that both give nearly the same probabilities. Near h = 0
/// <code>
/// log p(w|h) = log p(w|0) + g(w)·h,   g(w) = ½ Σ ±u(node) over the path of w,   p(w|0) = 2^(−depth of w)
/// </code>
/// A node decides between the words on its left, L, and on its right, R: the logarithm of p(L|h) / p(R|h) has the gradient
/// <code>
/// u = Σ_L p(w|0) g(w) / Σ_L p(w|0)  −  the same over R
/// </code>
/// For a subtree that both trees have this is the old vector. Nodes that have no old word on one side start at zero, as in a new training. Cost: V · depth · dimension.
/// </summary>
internal static class HuffmanTransfer
{
    /// <summary>Fills the table of the new tree's inner nodes.</summary>
    /// <param name="old">The words of the old tree, with counts.</param>
    /// <param name="oldNodes">The vectors of its inner nodes.</param>
    /// <param name="vocabulary">The words of the new tree, with counts.</param>
    /// <param name="nodes">Receives the vectors of its inner nodes.</param>
    public static void Transfer(Vocabulary old, PaddedMatrix oldNodes, Vocabulary vocabulary, PaddedMatrix nodes)
    {
        var oldTree = new HuffmanTree(old);
        var tree = new HuffmanTree(vocabulary);
        var sides = new Sides[nodes.Rows];
        var left = new PaddedMatrix(nodes.Rows, nodes.Dimension);
        nodes.Padded.Clear();
        Span<float> gradient = new float[nodes.Dimension];
        for (int word = 0; word < old.Count; word++)
        {
            if (!vocabulary.TryGetId(old[word], out int id))
            {
                continue;
            }

            ReadOnlySpan<int> oldPath = oldTree.Branches(new WordId(word));
            Gradient(oldPath, oldNodes, gradient);
            double probability = Math.ScaleB(1, -oldPath.Length);
            foreach (int branch in tree.Branches(new WordId(id)))
            {
                int node = branch >> 1;
                bool isLeft = (branch & 1) == 1;
                sides[node].Add(isLeft, probability);
                Add((isLeft ? left : nodes).Row(node), gradient, (float)probability);
            }
        }

        for (int node = 0; node < sides.Length; node++)
        {
            Subtract(left.Row(node), sides[node], nodes.Row(node));
        }
    }

    /// <summary>g(w): a branch of label 1 has the probability σ(u·h), of label 0 σ(−u·h).</summary>
    private static void Gradient(ReadOnlySpan<int> path, PaddedMatrix nodes, Span<float> gradient)
    {
        gradient.Clear();
        foreach (int branch in path)
        {
            Add(gradient, nodes[branch >> 1], (branch & 1) == 1 ? 0.5f : -0.5f);
        }
    }

    private static void Add(Span<float> sum, ReadOnlySpan<float> vector, float factor) =>
        TensorPrimitives.MultiplyAdd(vector, factor, sum, sum);

    /// <summary>Makes the vector of a node of the sums over its sides.</summary>
    /// <param name="left">The sum over the left side.</param>
    /// <param name="sides">The probabilities of both.</param>
    /// <param name="row">The sum over the right side; receives the vector.</param>
    private static void Subtract(Span<float> left, Sides sides, Span<float> row)
    {
        if (sides.Left == 0 || sides.Right == 0)
        {
            row.Clear();
            return;
        }

        TensorPrimitives.Multiply(row, (float)(-1 / sides.Right), row);
        Add(row, left, (float)(1 / sides.Left));
    }

    /// <summary>The probabilities of the old words on both sides of a node.</summary>
    private struct Sides
    {
        public double Left;
        public double Right;

        public void Add(bool isLeft, double probability)
        {
            if (isLeft)
            {
                Left += probability;
            }
            else
            {
                Right += probability;
            }
        }
    }
}
