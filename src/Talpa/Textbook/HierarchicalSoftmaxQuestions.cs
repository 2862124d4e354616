namespace Talpa.Textbook;

/// <summary>
/// The hierarchical softmax: the words are the leaves of a Huffman tree, and each inner node has an output vector that predicts
/// whether to turn right (yes) or left (no). A word's probability is the product along its path, so all words' sum to 1, and a step
/// touches about log₂ of the vocabulary. Source: Morin and Bengio (2005); Mikolov et al. (2013), section 2.1.
/// </summary>
internal sealed class HierarchicalSoftmaxQuestions
{
    private readonly BinaryQuestion[][] _paths;

    /// <summary>Builds the tree: the two rarest are joined, again and again; of equals the one made first.</summary>
    /// <param name="counts">How often each word occurs, by id; two words or more.</param>
    public HierarchicalSoftmaxQuestions(IReadOnlyList<int> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentOutOfRangeException.ThrowIfLessThan(counts.Count, 2, nameof(counts));
        _paths = [.. counts.Select(_ => Array.Empty<BinaryQuestion>())];

        var queue = new PriorityQueue<int[], (long Count, int Age)>();
        for (int w = 0; w < counts.Count; w++)
        {
            queue.Enqueue([w], (counts[w], w));
        }

        // An inner node's number is its row among the output vectors; the root is made last.
        for (int node = 0; node < Nodes; node++)
        {
            queue.TryDequeue(out int[]? left, out (long Count, int Age) rarest);
            queue.TryDequeue(out int[]? right, out (long Count, int Age) second);
            Prepend(left!, new BinaryQuestion(node, 0));
            Prepend(right!, new BinaryQuestion(node, 1));
            queue.Enqueue([.. left!, .. right!], (rarest.Count + second.Count, counts.Count + node));
        }
    }

    /// <summary>How many inner nodes there are, and so output vectors: one less than words.</summary>
    public int Nodes => _paths.Length - 1;

    /// <summary>The turns from the root to a word.</summary>
    public IReadOnlyList<BinaryQuestion> Path(int word) => _paths[word];

    /// <summary>The questions of a context: every turn on the way to each of its words.</summary>
    public IReadOnlyList<BinaryQuestion> Questions(IEnumerable<int> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return [.. context.SelectMany(o => _paths[o])];
    }

    private void Prepend(int[] words, BinaryQuestion turn)
    {
        foreach (int w in words)
        {
            _paths[w] = [turn, .. _paths[w]];
        }
    }
}
