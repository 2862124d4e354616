namespace Talpa.Vectors;

/// <summary>Keeps the best rows of all that are offered: the higher score wins, of equal scores the lower row. A bounded heap; one thread at a time.</summary>
internal sealed class BestRows
{
    private readonly int _capacity;
    private readonly PriorityQueue<int, Standing> _heap;
    private Standing _worst;

    /// <param name="capacity">The most rows to keep, 1 or more.</param>
    public BestRows(int capacity)
    {
        _capacity = capacity;
        _heap = new PriorityQueue<int, Standing>(WorstFirst.Instance);
    }

    /// <summary>Offers the rows from <paramref name="firstRow"/> on with their scores, none of them NaN.</summary>
    public void Offer(int firstRow, ReadOnlySpan<float> scores)
    {
        for (int i = 0; i < scores.Length; i++)
        {
            if (_heap.Count < _capacity || scores[i] >= _worst.Score)
            {
                Offer(new Standing(scores[i], firstRow + i));
            }
        }
    }

    /// <summary>Offers all that another has kept.</summary>
    public void Offer(BestRows other)
    {
        foreach ((_, Standing standing) in other._heap.UnorderedItems)
        {
            Offer(standing);
        }
    }

    /// <summary>The rows kept, the best first.</summary>
    public IEnumerable<(int Row, float Score)> InOrder() =>
        _heap.UnorderedItems.Select(item => item.Priority).OrderDescending(WorstFirst.Instance).Select(standing => (standing.Row, standing.Score));

    private void Offer(Standing standing)
    {
        if (_heap.Count < _capacity)
        {
            _heap.Enqueue(standing.Row, standing);
        }
        else
        {
            _heap.EnqueueDequeue(standing.Row, standing);
        }

        _heap.TryPeek(out _, out _worst);
    }

    /// <summary>A row with its score.</summary>
    private readonly record struct Standing(float Score, int Row);

    /// <summary>The better standing is the greater one.</summary>
    private sealed class WorstFirst : IComparer<Standing>
    {
        public static readonly WorstFirst Instance = new();

        public int Compare(Standing x, Standing y)
        {
            int byScore = x.Score.CompareTo(y.Score);
            return byScore != 0 ? byScore : y.Row.CompareTo(x.Row);
        }
    }
}
