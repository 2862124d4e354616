using System.Numerics;
using Talpa.Kernels;

namespace Talpa.Tests.Kernels;

public class PairwiseTreeTests
{
    [Theory]
    [InlineData(1, "0")]
    [InlineData(2, "(0 1)")]
    [InlineData(3, "((0 1) 2)")]
    [InlineData(5, "(((0 1) (2 3)) 4)")]
    [InlineData(7, "(((0 1) (2 3)) ((4 5) 6))")]
    [InlineData(8, "(((0 1) (2 3)) ((4 5) (6 7)))")]
    public void The_tree_equals_that_of_leaves_padded_to_a_power_of_two(int leaves, string tree)
    {
        Node[] nodes = [.. Enumerable.Range(0, leaves).Select(leaf => new Node($"{leaf}"))];
        Assert.Equal(tree, PairwiseTree.Fold<Node>(nodes).Text);
    }

    [Fact]
    public void Owners_of_whole_subtrees_build_the_same_tree_together()
    {
        for (int leaves = 1; leaves <= 40; leaves++)
        {
            Node[] nodes = [.. Enumerable.Range(0, leaves).Select(leaf => new Node($"{leaf}"))];
            string whole = PairwiseTree.Fold<Node>(nodes).Text;
            foreach (int owners in new[] { 1, 2, 4, 8 })
            {
                Node[] roots = [.. Owned(leaves, owners).Select(own => PairwiseTree.Fold<Node>(nodes.AsSpan()[own]))];
                Assert.Equal(whole, PairwiseTree.Fold<Node>(roots).Text);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(30)]
    [InlineData(149)]
    public void The_sum_of_vectors_has_the_same_bits_for_1_2_4_and_8_owners_of_whole_subtrees(int leaves)
    {
        const int Length = 37, Distance = 41;
        var random = new Random(leaves);
        float[] numbers = [.. Enumerable.Range(0, leaves * Distance).Select(_ => (random.NextSingle() - 0.5f) * MathF.Pow(10, random.Next(6)))];
        float[] whole = Sum(numbers, leaves, Length, Distance);
        foreach (int owners in new[] { 1, 2, 4, 8 })
        {
            float[] roots = [.. Owned(leaves, owners).SelectMany(own =>
            {
                (int first, int count) = own.GetOffsetAndLength(leaves);
                return Sum(numbers.AsSpan(first * Distance), count, Length, Distance);
            })];
            Assert.Equal(Bits(whole), Bits(Sum(roots, roots.Length / Length, Length, Length)));
        }

        // The sum of each element is that of the same tree over numbers.
        for (int i = 0; i < Length; i++)
        {
            Number[] element = [.. Enumerable.Range(0, leaves).Select(leaf => new Number(numbers[(leaf * Distance) + i]))];
            Assert.Equal(BitConverter.SingleToInt32Bits(PairwiseTree.Fold<Number>(element).Value), BitConverter.SingleToInt32Bits(whole[i]));
        }
    }

    [Fact]
    public void A_sum_in_another_order_has_different_bits()
    {
        // Without this, the tests above would prove nothing.
        var random = new Random(7);
        float[] numbers = [.. Enumerable.Range(0, 149 * 37).Select(_ => random.NextSingle())];
        float[] inLine = new float[37];
        for (int i = 0; i < numbers.Length; i++)
        {
            inLine[i % 37] += numbers[i];
        }

        Assert.NotEqual(Bits(inLine), Bits(Sum(numbers, 149, 37, 37)));
    }

    /// <summary>The leaves of each owner that has any; each owner has one subtree of the padded tree.</summary>
    private static IEnumerable<Range> Owned(int leaves, int owners)
    {
        int size = Math.Max(1, (int)BitOperations.RoundUpToPowerOf2((uint)leaves) / owners);
        for (int first = 0; first < leaves; first += size)
        {
            yield return first..Math.Min(leaves, first + size);
        }
    }

    private static float[] Sum(ReadOnlySpan<float> numbers, int count, int length, int distance)
    {
        float[] sum = new float[length];
        PairwiseTree.Sum(numbers, count, distance, sum, new float[PairwiseTree.ScratchVectors(count) * length]);
        return sum;
    }

    private static int[] Bits(float[] numbers) => Array.ConvertAll(numbers, BitConverter.SingleToInt32Bits);

    private readonly record struct Node(string Text) : IJoinable<Node>
    {
        public static Node Join(Node left, Node right) => new($"({left.Text} {right.Text})");
    }

    private readonly record struct Number(float Value) : IJoinable<Number>
    {
        public static Number Join(Number left, Number right) => new(left.Value + right.Value);
    }
}
