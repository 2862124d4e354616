using CsCheck;
using Talpa.Objectives;
using Talpa.Text;

namespace Talpa.Tests.Objectives;

public class HuffmanTreeTests
{
    private static readonly Gen<long[]> Counts = Gen.Long[1, 1000].Array[1, 60];

    [Fact]
    public void A_vocabulary_whose_paths_exceed_an_array_is_refused_with_the_remedy()
    {
        // Four words of equal count have paths of two nodes each.
        var vocabulary = new Vocabulary(["a", "b", "c", "d"], [1, 1, 1, 1]);
        _ = new HuffmanTree(vocabulary, maxNodes: 8);
        string message = Assert.Throws<UnusableInputException>(() => new HuffmanTree(vocabulary, maxNodes: 7)).Message;
        Assert.Contains("4 words is too large for hierarchical softmax", message, StringComparison.Ordinal);
        Assert.Contains("MaxVocabulary", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_paths_equal_those_of_a_tree_worked_by_hand()
    {
        // 5 joins (1 joins 2): root = node 0, with c on one side and node 1 (a, b) on the other.
        HuffmanTree tree = Tree([1, 2, 5]);

        Assert.Equal(2, tree.InnerNodes);
        Assert.Equal([0], Nodes(tree, 2));
        Assert.Equal([0, 1], Nodes(tree, 0));
        Assert.Equal([0, 1], Nodes(tree, 1));
        Assert.Equal(1, Labels(tree, 0)[1] + Labels(tree, 1)[1]);
        Assert.Equal(1, Labels(tree, 0)[0] + Labels(tree, 2)[0]);
    }

    [Fact]
    public void The_mean_path_has_the_minimum_length_of_any_prefix_code() => Counts.Sample(counts =>
    {
        HuffmanTree tree = Tree(counts);
        long cost = 0;
        for (int word = 0; word < counts.Length; word++)
        {
            cost += counts[word] * tree.Branches(new WordId(word)).Length;
        }

        Assert.Equal(OptimalCost(counts), cost);
        Assert.True(tree.MaxDepth < counts.Length);
    });

    [Fact]
    public void Every_word_has_a_unique_path_and_the_paths_fill_the_tree() => Counts.Sample(counts =>
    {
        HuffmanTree tree = Tree(counts);
        var codes = new HashSet<string>(StringComparer.Ordinal);
        double kraft = 0;
        for (int word = 0; word < counts.Length; word++)
        {
            codes.Add(string.Concat(Labels(tree, word)));
            kraft += Math.Pow(2, -tree.Branches(new WordId(word)).Length);
        }

        Assert.Equal(counts.Length, codes.Count);
        Assert.Equal(1, kraft, 12);
    });

    private static int[] Nodes(HuffmanTree tree, int word) => [.. tree.Branches(new WordId(word)).ToArray().Select(branch => branch >> 1)];

    private static int[] Labels(HuffmanTree tree, int word) => [.. tree.Branches(new WordId(word)).ToArray().Select(branch => branch & 1)];

    private static HuffmanTree Tree(long[] counts) =>
        new(new Vocabulary(counts.Select((_, i) => $"w{i}"), counts));

    /// <summary>Huffman's argument: the cost is the sum of the weights of all joins of the two smallest weights.</summary>
    private static long OptimalCost(long[] counts)
    {
        var heap = new PriorityQueue<long, long>(counts.Select(c => (c, c)));
        long cost = 0;
        while (heap.Count > 1)
        {
            long joined = heap.Dequeue() + heap.Dequeue();
            cost += joined;
            heap.Enqueue(joined, joined);
        }

        return cost;
    }
}
