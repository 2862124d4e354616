using Talpa.Text;

namespace Talpa.Objectives;

/// <summary>
/// A binary Huffman tree over the vocabulary: frequent words have short paths. A word's path is the inner nodes from the root down to
/// it, and at each of them the direction taken. A vocabulary of V words has V − 1 inner nodes, numbered from 0, the root first, those
/// of rare words last.
/// Immutable; 4 bytes for every node of every path.
/// <para>A node and its label share a number because paths are read in random order: a second array would be a second cache miss.</para>
/// </summary>
internal sealed class HuffmanTree
{
    private readonly int[] _starts;
    private readonly int[] _branches;

    /// <summary>Builds the tree from the vocabulary's counts.</summary>
    /// <param name="vocabulary">The words.</param>
    /// <param name="maxNodes">The largest number of nodes on all paths together: what an array can hold.</param>
    /// <exception cref="UnusableInputException">There are more, which takes some 80 million words.</exception>
    public HuffmanTree(Vocabulary vocabulary, long maxNodes = int.MaxValue / 2)
    {
        ReadOnlySpan<long> counts = vocabulary.Counts;
        int leaves = counts.Length;
        InnerNodes = Math.Max(0, leaves - 1);
        (int[] parents, bool[] isSecond) = Join(counts);

        _starts = new int[leaves + 1];
        for (int word = 0; word < leaves; word++)
        {
            int depth = Depth(parents, word);
            if (depth > maxNodes - _starts[word])
            {
                throw new UnusableInputException(
                    $"The vocabulary of {leaves:N0} words is too large for hierarchical softmax: the paths to its words have more than {maxNodes:N0} nodes; keep fewer words: a smaller MaxVocabulary or a larger MinCount.");
            }

            _starts[word + 1] = _starts[word] + depth;
            MaxDepth = Math.Max(MaxDepth, depth);
        }

        _branches = new int[_starts[leaves]];
        for (int word = 0; word < leaves; word++)
        {
            // Upwards from the leaf, written from the end, so that the path reads from the root.
            int position = _starts[word + 1];
            for (int node = word; parents[node] >= 0; node = parents[node])
            {
                // As in word2vec.c, the label of a branch is 1 − its code.
                int label = isSecond[node] ? 0 : 1;
                _branches[--position] = (2 * (parents.Length - 1 - parents[node])) + label;
            }
        }
    }

    /// <summary>Number of inner nodes: the rows of the output table.</summary>
    public int InnerNodes { get; }

    /// <summary>The length of the longest path.</summary>
    public int MaxDepth { get; }

    /// <summary>The branches taken on the way from the root to a word, each as 2 · inner node + label; the label is 1 or 0.</summary>
    public ReadOnlySpan<int> Branches(WordId word) => _branches.AsSpan(_starts[word.Value].._starts[word.Value + 1]);

    private static int Depth(int[] parents, int leaf)
    {
        int depth = 0;
        for (int node = leaf; parents[node] >= 0; node = parents[node])
        {
            depth++;
        }

        return depth;
    }

    /// <summary>
    /// Joins the two lightest nodes until one is left. Leaves by rising count and inner nodes in order of making are both sorted, so
    /// the lightest is at the head of one of two queues. Leaves are 0 to V − 1, inner nodes V to 2V − 2; the root has no parent (−1).
    /// </summary>
    private static (int[] Parents, bool[] IsSecond) Join(ReadOnlySpan<long> counts)
    {
        int leaves = counts.Length;
        int nodes = Math.Max(leaves, (2 * leaves) - 1);
        long[] weights = new long[nodes];
        for (int word = 0; word < leaves; word++)
        {
            // Words that do not occur would make a chain as long as they are many.
            weights[word] = Math.Max(1, counts[word]);
        }

        int[] byCount = [.. Enumerable.Range(0, leaves)];
        byCount.AsSpan().Sort((a, b) => weights[a] != weights[b] ? weights[a].CompareTo(weights[b]) : b.CompareTo(a));

        int[] parents = new int[nodes];
        bool[] isSecond = new bool[nodes];
        int nextLeaf = 0;
        int nextInner = leaves;
        for (int made = leaves; made < nodes; made++)
        {
            int first = TakeLightest(made);
            int second = TakeLightest(made);
            weights[made] = weights[first] + weights[second];
            parents[first] = made;
            parents[second] = made;
            isSecond[second] = true;
        }

        parents[nodes - 1] = -1;
        return (parents, isSecond);

        int TakeLightest(int made)
        {
            bool leafLeft = nextLeaf < leaves;
            bool innerLeft = nextInner < made;
            return leafLeft && (!innerLeft || weights[byCount[nextLeaf]] < weights[nextInner]) ? byCount[nextLeaf++] : nextInner++;
        }
    }
}
