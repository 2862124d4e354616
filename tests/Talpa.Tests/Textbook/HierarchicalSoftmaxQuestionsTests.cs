using CsCheck;
using Talpa.Textbook;

namespace Talpa.Tests.Textbook;

public sealed class HierarchicalSoftmaxQuestionsTests
{
    private static readonly Gen<int[]> Counts = Gen.Int[1, 50].Array[2, 12];

    [Fact]
    public void The_probabilities_of_all_words_sum_to_one() => Gen.Select(Counts, Gen.Double[-2, 2].Array[24]).Sample((counts, numbers) =>
    {
        var tree = new HierarchicalSoftmaxQuestions(counts);
        double[][] nodes = [.. Enumerable.Range(0, tree.Nodes).Select(n => numbers.AsSpan(2 * n, 2).ToArray())];
        var model = new BinarySkipGram([[0.7, -1.1]], nodes);
        double sum = Enumerable.Range(0, counts.Length).Sum(word => Math.Exp(-model.Loss(0, tree.Path(word))));
        Assert.Equal(1, sum, 1e-12);
    });

    [Fact]
    public void The_tree_has_the_minimum_mean_path_of_Huffmans_algorithm() => Counts.Sample(counts =>
    {
        var tree = new HierarchicalSoftmaxQuestions(counts);
        int length = counts.Select((count, word) => count * tree.Path(word).Count).Sum();

        // The sum of all joined counts is the length of the best code (Huffman 1952).
        var queue = new PriorityQueue<int, int>(counts.Select(count => (count, count)));
        int best = 0;
        while (queue.Count > 1)
        {
            int joined = queue.Dequeue() + queue.Dequeue();
            best += joined;
            queue.Enqueue(joined, joined);
        }

        Assert.Equal(best, length);
    });

    [Fact]
    public void No_path_is_a_prefix_of_another() => Counts.Sample(counts =>
    {
        var tree = new HierarchicalSoftmaxQuestions(counts);
        string[] paths = [.. counts.Select((_, word) => string.Concat(tree.Path(word).Select(turn => $"{turn.Row}{(turn.Answer > 0 ? "r" : "l")} ")))];
        Assert.DoesNotContain(paths, a => paths.Any(b => !ReferenceEquals(a, b) && b.StartsWith(a, StringComparison.Ordinal)));
    });

    [Fact]
    public void A_context_trains_the_turns_of_each_of_its_words()
    {
        var tree = new HierarchicalSoftmaxQuestions([5, 3, 1]);
        Assert.Equal([.. tree.Path(0), .. tree.Path(2)], tree.Questions([0, 2]));
        Assert.Equal([1, 2, 2], Enumerable.Range(0, 3).Select(word => tree.Path(word).Count));
    }
}
