namespace Talpa.Text;

/// <summary>
/// The connectors of phrases by the number of the word, and the sequences of them, such as "of the", as a tree: a node for each sequence, from the
/// empty one. Filled by one thread, then read by any number.
/// </summary>
internal sealed class ConnectorSequences
{
    /// <summary>The empty sequence.</summary>
    public const int Empty = 0;

    /// <summary>A sequence that is not in the tree.</summary>
    public const int Unknown = -1;

    /// <summary>More connectors in a row are no part of a phrase: the tree stays small whatever the text is.</summary>
    private const int MaxDepth = 32;

    /// <summary>Sequences: some 60 MB.</summary>
    private const int MaxNodes = 1 << 20;

    private readonly int[] _indexes;
    private readonly int[] _numbers;
    private readonly List<Node> _nodes = [new Node(Unknown, Unknown, 0)];

    /// <summary>The sequences of one connector, of which most are.</summary>
    private readonly int[] _single;

    /// <summary>The longer ones, by node and connector.</summary>
    private readonly Dictionary<(int Node, int Connector), int> _longer = [];

    /// <summary>Begins with the empty sequence.</summary>
    /// <param name="numbers">The number of each connector, 0 or more.</param>
    public ConnectorSequences(IReadOnlyCollection<int> numbers)
    {
        _numbers = [.. numbers];
        _single = new int[_numbers.Length];
        Array.Fill(_single, Unknown);
        _indexes = new int[_numbers.Length == 0 ? 0 : _numbers.Max() + 1];
        for (int i = 0; i < _numbers.Length; i++)
        {
            _indexes[_numbers[i]] = i + 1;
        }
    }

    /// <summary>Whether there are no connectors.</summary>
    public bool IsEmpty => _numbers.Length == 0;

    /// <summary>The connectors' numbers.</summary>
    public IReadOnlyList<int> Numbers => _numbers;

    /// <summary>The index of a connector, from 0; −1 where the number is that of another word, or negative.</summary>
    public int IndexOf(int number) => (uint)number < (uint)_indexes.Length ? _indexes[number] - 1 : -1;

    /// <summary>The sequence with a connector more; <see cref="Unknown"/> where it is not in the tree.</summary>
    public int Next(int node, int connector) =>
        node == Empty ? _single[connector]
        : node > 0 && _longer.TryGetValue((node, connector), out int longer) ? longer
        : Unknown;

    /// <summary>The sequence with a connector more, which is added where it is not in the tree yet; <see cref="Unknown"/> where it would be too long.</summary>
    public int Extend(int node, int connector)
    {
        int next = Next(node, connector);
        if (next != Unknown || node < 0 || _nodes[node].Depth == MaxDepth || _nodes.Count == MaxNodes)
        {
            return next;
        }

        next = _nodes.Count;
        _nodes.Add(new Node(node, connector, _nodes[node].Depth + 1));
        if (node == Empty)
        {
            _single[connector] = next;
        }
        else
        {
            _longer.Add((node, connector), next);
        }

        return next;
    }

    /// <summary>Adds all sequences of a text that lie between two other words.</summary>
    /// <param name="ids">The numbers of a text.</param>
    public void AddAll(IdStore ids)
    {
        if (IsEmpty)
        {
            return;
        }

        var blocks = new SentenceBlocks(ids);
        while (blocks.TryRead(out Span<int> block))
        {
            int node = Unknown;
            foreach (int number in block)
            {
                int connector = IndexOf(number);
                node = connector >= 0 ? Extend(node, connector) : number < 0 ? Unknown : Empty;
            }
        }
    }

    /// <summary>The numbers of a sequence's connectors.</summary>
    public int[] NumbersOf(int node)
    {
        int[] numbers = new int[_nodes[node].Depth];
        for (int i = numbers.Length - 1; i >= 0; i--)
        {
            numbers[i] = _numbers[_nodes[node].Connector];
            node = _nodes[node].Parent;
        }

        return numbers;
    }

    private readonly record struct Node(int Parent, int Connector, int Depth);
}
