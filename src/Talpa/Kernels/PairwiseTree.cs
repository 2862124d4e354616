using System.Numerics;
using System.Numerics.Tensors;

namespace Talpa.Kernels;

/// <summary>
/// Sums in the order of a fixed binary tree, which depends on the number of leaves alone:
/// <code>
/// tree(n) = tree(the first p leaves) + tree(the other n − p),    p the largest power of two below n
/// </code>
/// This is the tree over leaves padded to a power of two, without its empty leaves. Each aligned run of 2^k leaves is a subtree, so that
/// threads or machines that own whole subtrees can sum them apart: the same tree over the subtrees' sums gives the same bits as one sum of all.
/// Operations: n − 1 additions of a leaf's length. Memory: each leaf is read once; the sums on the way lie in scratch that fits a cache.
/// </summary>
internal static class PairwiseTree
{
    /// <summary>Computes the node of some leaves.</summary>
    /// <param name="leaf">The leaf, from 0.</param>
    /// <param name="node">Receives its numbers.</param>
    public delegate void Leaf<T>(int leaf, Span<T> node);

    /// <summary>The root of a tree.</summary>
    /// <param name="leaves">The leaves, at least one.</param>
    public static T Fold<T>(ReadOnlySpan<T> leaves)
        where T : struct, IJoinable<T>
    {
        if (leaves.Length == 1)
        {
            return leaves[0];
        }

        int left = LeftLeaves(leaves.Length);
        return T.Join(Fold(leaves[..left]), Fold(leaves[left..]));
    }

    /// <summary>The root of a tree, from the nodes of whole subtrees.</summary>
    /// <param name="nodes">The nodes of subtrees that together have all leaves, in their order.</param>
    /// <param name="leaves">Number of leaves of each, as <see cref="Subtrees"/> gives them for neighbouring runs.</param>
    public static T Fold<T>(ReadOnlySpan<T> nodes, ReadOnlySpan<int> leaves)
        where T : struct, IJoinable<T>
    {
        if (nodes.Length == 1)
        {
            return nodes[0];
        }

        int left = LeftNodes(leaves);
        return T.Join(Fold(nodes[..left], leaves[..left]), Fold(nodes[left..], leaves[left..]));
    }

    /// <summary>The largest subtrees that make up a run of leaves.</summary>
    /// <param name="count">Number of leaves of the whole tree.</param>
    /// <param name="first">The run's first leaf.</param>
    /// <param name="end">The leaf after its last.</param>
    /// <returns>The number of leaves of each subtree, in their order; none for an empty run.</returns>
    public static int[] Subtrees(int count, int first, int end)
    {
        if (first >= end)
        {
            return [];
        }

        if (first == 0 && end == count)
        {
            return [count];
        }

        int left = LeftLeaves(count);
        return [.. Subtrees(left, Math.Min(first, left), Math.Min(end, left)), .. Subtrees(count - left, Math.Max(first - left, 0), Math.Max(end - left, 0))];
    }

    /// <summary>The sum of vectors, element by element.</summary>
    /// <param name="leaves">The first vector, and the others after it.</param>
    /// <param name="count">Number of vectors, at least one.</param>
    /// <param name="distance">From a vector's first element to the next one's.</param>
    /// <param name="sum">Receives the sum; its length is that of a vector.</param>
    /// <param name="scratch">As many elements as <see cref="ScratchVectors"/> vectors have.</param>
    public static void Sum(ReadOnlySpan<float> leaves, int count, int distance, Span<float> sum, Span<float> scratch)
    {
        if (count == 1)
        {
            leaves[..sum.Length].CopyTo(sum);
            return;
        }

        int left = LeftLeaves(count);
        ReadOnlySpan<float> others = leaves[(left * distance)..];
        Sum(leaves, left, distance, sum, scratch);
        if (count - left == 1)
        {
            TensorPrimitives.Add(sum, others[..sum.Length], sum);
            return;
        }

        Span<float> right = scratch[..sum.Length];
        Sum(others, count - left, distance, right, scratch[sum.Length..]);
        TensorPrimitives.Add(sum, right, sum);
    }

    /// <summary>The sum of vectors from those of whole subtrees, element by element.</summary>
    /// <param name="nodes">The sums of subtrees that together have all leaves, one after the other.</param>
    /// <param name="leaves">Number of leaves of each.</param>
    /// <param name="sum">Receives the sum; its length is that of a vector.</param>
    public static void Sum<T>(ReadOnlySpan<T> nodes, ReadOnlySpan<int> leaves, Span<T> sum)
        where T : struct, INumber<T>
    {
        if (leaves.Length == 1)
        {
            nodes[..sum.Length].CopyTo(sum);
            return;
        }

        int left = LeftNodes(leaves);
        T[] right = new T[sum.Length];
        Sum(nodes, leaves[..left], sum);
        Sum(nodes[(left * sum.Length)..], leaves[left..], right);
        TensorPrimitives.Add(sum, right, sum);
    }

    /// <summary>The sum of vectors that are computed when they are needed, element by element.</summary>
    /// <param name="first">The first leaf.</param>
    /// <param name="count">Number of leaves, at least one.</param>
    /// <param name="leaf">Computes a leaf.</param>
    /// <param name="sum">Receives the sum; its length is that of a vector.</param>
    /// <param name="scratch">One vector more than <see cref="ScratchVectors"/>.</param>
    public static void Sum<T>(int first, int count, Leaf<T> leaf, Span<T> sum, Span<T> scratch)
        where T : struct, INumber<T>
    {
        if (count == 1)
        {
            leaf(first, sum);
            return;
        }

        int left = LeftLeaves(count);
        Sum(first, left, leaf, sum, scratch);
        Span<T> right = scratch[..sum.Length];
        Sum(first + left, count - left, leaf, right, scratch[sum.Length..]);
        TensorPrimitives.Add(sum, right, sum);
    }

    /// <summary>How many vectors the scratch of <see cref="Sum"/> must hold.</summary>
    /// <param name="count">Number of vectors to sum.</param>
    public static int ScratchVectors(int count) => Math.Max(0, BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)count)) - 1);

    /// <summary>How many of the subtrees are in the left one of the two that they make up.</summary>
    private static int LeftNodes(ReadOnlySpan<int> leaves)
    {
        int count = 0;
        foreach (int each in leaves)
        {
            count += each;
        }

        int left = LeftLeaves(count);
        int nodes = 0;
        for (int before = 0; before < left; nodes++)
        {
            before += leaves[nodes];
        }

        return nodes;
    }

    /// <summary>How many leaves are in the left one of the two subtrees of a tree of at least two.</summary>
    public static int LeftLeaves(int leaves) => 1 << BitOperations.Log2((uint)(leaves - 1));
}
