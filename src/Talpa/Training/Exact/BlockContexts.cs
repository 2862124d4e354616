using Talpa.CoOccurrence;

namespace Talpa.Training.Exact;

/// <summary>The contexts of a block's centre words among a rank's words, and where those of each tile begin.</summary>
internal sealed class BlockContexts(int slots, OutputTiles tiles)
{
    private readonly CoOccurrenceRow[] _rows = new CoOccurrenceRow[slots];
    private readonly int[] _firsts = new int[slots * (tiles.Count + 1)];

    /// <summary>n(w): the pairs of each slot's word, 0 where there is none.</summary>
    public double[] Totals { get; } = new double[slots];

    /// <summary>Takes up the contexts of words; the slots beyond them have no pairs.</summary>
    public void Load(ReadOnlySpan<int> words, CoOccurrenceCounts counts)
    {
        Totals.AsSpan(words.Length).Clear();
        for (int slot = 0; slot < words.Length; slot++)
        {
            Totals[slot] = counts.Totals[words[slot]];
            _rows[slot] = counts.Row(words[slot]);
            FindTiles(slot);
        }
    }

    /// <summary>The positions and counts of a centre word's contexts among a tile's words.</summary>
    public void InTile(int tile, int slot, out ReadOnlySpan<int> ids, out ReadOnlySpan<float> counts)
    {
        int first = _firsts[(slot * (tiles.Count + 1)) + tile];
        int end = _firsts[(slot * (tiles.Count + 1)) + tile + 1];
        ids = _rows[slot].Ids[first..end];
        counts = _rows[slot].Weights[first..end];
    }

    /// <summary>Σ c · s over a centre word's contexts in a tile.</summary>
    /// <param name="scores">The scores s of the tile's words.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="slot">The centre word's slot.</param>
    public double SumScores(ReadOnlySpan<float> scores, int tile, int slot)
    {
        InTile(tile, slot, out ReadOnlySpan<int> ids, out ReadOnlySpan<float> counts);
        int first = tiles.FirstPosition(tile);
        double sum = 0;
        for (int i = 0; i < ids.Length; i++)
        {
            sum += (double)counts[i] * scores[ids[i] - first];
        }

        return sum;
    }

    private void FindTiles(int slot)
    {
        ReadOnlySpan<int> ids = _rows[slot].Ids;
        Span<int> firsts = _firsts.AsSpan(slot * (tiles.Count + 1), tiles.Count + 1);
        int at = 0;
        for (int tile = 0; tile < firsts.Length; tile++)
        {
            int bound = ids[at..].BinarySearch(tiles.FirstPosition(tile));
            at += bound < 0 ? ~bound : bound;
            firsts[tile] = at;
        }
    }
}
