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

    /// <summary>How many vectors the scratch of <see cref="Sum"/> must hold.</summary>
    /// <param name="count">Number of vectors to sum.</param>
    public static int ScratchVectors(int count) => Math.Max(0, BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)count)) - 1);

    private static int LeftLeaves(int leaves) => 1 << BitOperations.Log2((uint)(leaves - 1));
}
