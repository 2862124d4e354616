namespace Talpa.Vectors;

/// <summary>Keeps the best rows of all that are offered: the higher score wins, of equal scores the lower row. A bounded heap; one thread at a time.</summary>
internal sealed class BestRows
{
    private readonly int _capacity;
    private readonly PriorityQueue<int, ScoredRow> _heap;
    private ScoredRow _worst;

    /// <param name="capacity">The most rows to keep, 1 or more.</param>
    public BestRows(int capacity)
    {
        _capacity = capacity;
        _heap = new PriorityQueue<int, ScoredRow>(WorstFirst.Instance);
    }

    /// <summary>Offers the rows from <paramref name="firstRow"/> on with their scores, none of them NaN.</summary>
    public void Offer(int firstRow, ReadOnlySpan<float> scores)
    {
        for (int i = 0; i < scores.Length; i++)
        {
            if (_heap.Count < _capacity || scores[i] >= _worst.Score)
            {
                Offer(new ScoredRow(scores[i], firstRow + i));
            }
        }
    }

    /// <summary>Offers all that another has kept.</summary>
    public void Offer(BestRows other)
    {
        foreach ((_, ScoredRow candidate) in other._heap.UnorderedItems)
        {
            Offer(candidate);
        }
    }

    /// <summary>The rows kept, the best first.</summary>
    public IEnumerable<(int Row, float Score)> InOrder() =>
        _heap.UnorderedItems.Select(item => item.Priority).OrderDescending(WorstFirst.Instance).Select(candidate => (candidate.Row, candidate.Score));

    private void Offer(ScoredRow candidate)
    {
        if (_heap.Count < _capacity)
        {
            _heap.Enqueue(candidate.Row, candidate);
        }
        else
        {
            _heap.EnqueueDequeue(candidate.Row, candidate);
        }

        _heap.TryPeek(out _, out _worst);
    }

    /// <summary>A row with its score.</summary>
    private readonly record struct ScoredRow(float Score, int Row);

    /// <summary>The better candidate is the greater one.</summary>
    private sealed class WorstFirst : IComparer<ScoredRow>
    {
        public static readonly WorstFirst Instance = new();

        public int Compare(ScoredRow x, ScoredRow y)
        {
            int byScore = x.Score.CompareTo(y.Score);
            return byScore != 0 ? byScore : y.Row.CompareTo(x.Row);
        }
    }
}
