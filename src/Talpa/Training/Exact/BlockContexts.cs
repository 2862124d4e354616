using Talpa.CoOccurrence;

namespace Talpa.Training.Exact;

/// <summary>The contexts of a block's centre words among a rank's words, and where those of each tile begin and end.</summary>
internal sealed class BlockContexts(int slots, OutputTiles tiles)
{
    private readonly CoOccurrenceRow[] _rows = new CoOccurrenceRow[slots];
    private readonly int[] _bounds = new int[slots * tiles.Count * 2];

    /// <summary>n(w): the pairs of each slot's word, 0 where there is none.</summary>
    public double[] Totals { get; } = new double[slots];

    /// <summary>Takes up the contexts of words; the slots beyond them have no pairs.</summary>
    /// <param name="words">The words, at most as many as there are slots.</param>
    /// <param name="counts">Their contexts.</param>
    /// <param name="columns">Contexts in later columns of the tiles are left out.</param>
    public void Load(ReadOnlySpan<int> words, CoOccurrenceCounts counts, int columns)
    {
        Totals.AsSpan(words.Length).Clear();
        for (int slot = 0; slot < words.Length; slot++)
        {
            Totals[slot] = counts.Totals[words[slot]];
            _rows[slot] = counts.Row(words[slot]);
            FindTiles(slot, columns);
        }
    }

    /// <summary>The positions and counts of a centre word's contexts among a tile's words.</summary>
    public void InTile(int tile, int slot, out ReadOnlySpan<int> ids, out ReadOnlySpan<float> counts)
    {
        int at = ((slot * tiles.Count) + tile) * 2;
        ids = _rows[slot].Ids[_bounds[at].._bounds[at + 1]];
        counts = _rows[slot].Weights[_bounds[at].._bounds[at + 1]];
    }

    /// <summary>Σ c · s and Σ c over a centre word's contexts in a tile.</summary>
    /// <param name="scores">The scores s of the tile's words.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="slot">The centre word's slot.</param>
    public (double Scores, double Pairs) Sums(ReadOnlySpan<float> scores, int tile, int slot)
    {
        InTile(tile, slot, out ReadOnlySpan<int> ids, out ReadOnlySpan<float> counts);
        int first = tiles.FirstPosition(tile);
        double sum = 0;
        double pairs = 0;
        for (int i = 0; i < ids.Length; i++)
        {
            sum += (double)counts[i] * scores[ids[i] - first];
            pairs += counts[i];
        }

        return (sum, pairs);
    }

    private void FindTiles(int slot, int columns)
    {
        ReadOnlySpan<int> ids = _rows[slot].Ids;
        Span<int> bounds = _bounds.AsSpan(slot * tiles.Count * 2, tiles.Count * 2);
        int at = 0;
        for (int tile = 0; tile < tiles.Count; tile++)
        {
            at = Find(ids, tiles.FirstPosition(tile), at);
            bounds[2 * tile] = at;
            at = Find(ids, tiles.FirstPosition(tile) + columns, at);
            bounds[(2 * tile) + 1] = at;
        }
    }

    /// <summary>The index of the first position that is not below another; no search where that is the one to start at, as between two whole tiles.</summary>
    private static int Find(ReadOnlySpan<int> positions, int position, int start)
    {
        if (start == positions.Length || positions[start] >= position)
        {
            return start;
        }

        int bound = positions[start..].BinarySearch(position);
        return start + (bound < 0 ? ~bound : bound);
    }
}
