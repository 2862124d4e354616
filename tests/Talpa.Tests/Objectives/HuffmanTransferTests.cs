using Talpa.Memory;
using Talpa.Objectives;
using Talpa.Text;

namespace Talpa.Tests.Objectives;

/// <summary>The vectors of a Huffman tree's nodes from those of another tree.</summary>
public class HuffmanTransferTests
{
    private const int Dimension = 6;

    private readonly int _seed = Random.Shared.Next();

    [Fact]
    public void A_tree_over_the_same_words_with_other_ids_gives_every_word_the_same_probability()
    {
        var random = new Random(_seed);
        (Vocabulary old, PaddedMatrix oldNodes) = RandomTree(random, 40);
        int[] order = [.. Enumerable.Range(0, old.Count).OrderBy(_ => random.Next())];
        var shuffled = new Vocabulary(order.Select(id => old[id]), order.Select(id => old.Counts[id]));
        var nodes = new PaddedMatrix(shuffled.Count - 1, Dimension);

        HuffmanTransfer.Transfer(old, oldNodes, shuffled, nodes);

        float[] hidden = RandomVector(random, 1);
        for (int word = 0; word < old.Count; word++)
        {
            Assert.True(shuffled.TryGetId(old[word], out int id));
            Assert.True(
                Math.Abs(Probability(old, oldNodes, word, hidden) - Probability(shuffled, nodes, id, hidden)) < 1e-5, $"seed {_seed}, word {word}");
        }
    }

    [Fact]
    public void A_tree_with_other_counts_and_new_words_stays_close_to_the_old_probabilities()
    {
        var random = new Random(_seed);
        double transferred = 0;
        double fresh = 0;
        for (int round = 0; round < 10; round++)
        {
            (Vocabulary old, PaddedMatrix oldNodes) = RandomTree(random, 60);
            var vocabulary = new Vocabulary(
                [.. old.Words, .. Enumerable.Range(0, 12).Select(i => $"new{i}")],
                [.. old.Counts.ToArray().Select(count => count + random.Next(0, 15)), .. Enumerable.Range(0, 12).Select(_ => (long)random.Next(1, 15))]);
            var nodes = new PaddedMatrix(vocabulary.Count - 1, Dimension);
            var zeros = new PaddedMatrix(vocabulary.Count - 1, Dimension);
            float[] hidden = RandomVector(random, 0.5f);

            HuffmanTransfer.Transfer(old, oldNodes, vocabulary, nodes);

            transferred += Divergence(old, oldNodes, vocabulary, nodes, hidden);
            fresh += Divergence(old, oldNodes, vocabulary, zeros, hidden);
        }

        Assert.True(transferred < 0.5 * fresh, $"seed {_seed}: {transferred} against {fresh} of a new tree");
    }

    /// <summary>Σ p₀ (log p₀ − log p) over the old words, with p divided by its sum over them.</summary>
    private static double Divergence(Vocabulary old, PaddedMatrix oldNodes, Vocabulary vocabulary, PaddedMatrix nodes, float[] hidden)
    {
        double[] before = [.. Enumerable.Range(0, old.Count).Select(word => Probability(old, oldNodes, word, hidden))];
        double[] after = [.. Enumerable.Range(0, old.Count).Select(word => Probability(vocabulary, nodes, word, hidden))];
        double sum = after.Sum();
        return before.Select((p, word) => p * (Math.Log(p) - Math.Log(after[word] / sum))).Sum();
    }

    private static double Probability(Vocabulary vocabulary, PaddedMatrix nodes, int word, float[] hidden)
    {
        double probability = 1;
        foreach (int branch in new HuffmanTree(vocabulary).Branches(new WordId(word)))
        {
            double score = 0;
            for (int d = 0; d < hidden.Length; d++)
            {
                score += nodes[branch >> 1][d] * (double)hidden[d];
            }

            probability *= 1 / (1 + Math.Exp((branch & 1) == 1 ? -score : score));
        }

        return probability;
    }

    private static (Vocabulary Words, PaddedMatrix Nodes) RandomTree(Random random, int words)
    {
        // Counts that differ, so that the tree does not depend on the ids.
        var vocabulary = new Vocabulary(
            Enumerable.Range(0, words).Select(i => $"w{i}"), Enumerable.Range(0, words).Select(i => (1000L * (i + 1)) + (17L * i * i)).OrderBy(_ => random.Next()));
        var nodes = new PaddedMatrix(words - 1, Dimension);
        for (int node = 0; node < nodes.Rows; node++)
        {
            RandomVector(random, 1).CopyTo(nodes.Row(node));
        }

        return (vocabulary, nodes);
    }

    private static float[] RandomVector(Random random, float length) => [.. Enumerable.Range(0, Dimension).Select(_ => length * ((2 * random.NextSingle()) - 1))];
}
