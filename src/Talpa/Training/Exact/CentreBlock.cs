using Talpa.CoOccurrence;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Text;

namespace Talpa.Training.Exact;

/// <summary>
/// The block of current centre words: their vectors, side by side and transposed, and the positions of their contexts in every tile. Has a fixed
/// number of slots; those beyond <see cref="Count"/> hold zeros and weigh nothing.
/// </summary>
internal sealed class CentreBlock
{
    private readonly CoOccurrenceRow[] _contexts;
    private readonly int[] _firstContexts;
    private readonly OutputTiles _tiles;

    public CentreBlock(int size, OutputTiles tiles)
    {
        _tiles = tiles;
        Slots = OutputTiles.RoundUp(size, MatrixTile.OuterRows * MatrixTile.InnerRows / 2);
        Vectors = new PaddedMatrix(Slots, tiles.Rows);
        Transposed = new PaddedMatrix(tiles.Rows, Slots);
        Words = new int[Slots];
        Weights = new float[Slots];
        Totals = new double[Slots];
        _contexts = new CoOccurrenceRow[Slots];
        _firstContexts = new int[Slots * (tiles.Count + 1)];
    }

    /// <summary>Slots, a multiple of what the matrix products want.</summary>
    public int Slots { get; }

    /// <summary>Words in the block.</summary>
    public int Count { get; private set; }

    /// <summary>The centre words' ids.</summary>
    public int[] Words { get; }

    /// <summary>What each centre word weighs in the objective.</summary>
    public float[] Weights { get; }

    /// <summary>n(w): the pairs of each centre word.</summary>
    public double[] Totals { get; }

    /// <summary>The centre words' input vectors, each followed by a 1, the factor of the bias: slots × rows of a tile.</summary>
    public PaddedMatrix Vectors { get; }

    /// <summary>The same, transposed: rows of a tile × slots.</summary>
    public PaddedMatrix Transposed { get; }

    /// <summary>Takes up words.</summary>
    /// <param name="words">At most as many as there are slots.</param>
    /// <param name="input">All input vectors.</param>
    /// <param name="counts">The counts.</param>
    /// <param name="weights">What each word of the vocabulary weighs.</param>
    public void Load(ReadOnlySpan<int> words, PaddedMatrix input, CoOccurrenceCounts counts, ReadOnlySpan<float> weights)
    {
        Count = words.Length;
        Vectors.Padded.Clear();
        Transposed.Padded.Clear();
        Weights.AsSpan().Clear();
        Totals.AsSpan().Clear();
        for (int slot = 0; slot < Count; slot++)
        {
            int word = words[slot];
            Words[slot] = word;
            Weights[slot] = weights[word];
            Totals[slot] = counts.Totals[word];
            _contexts[slot] = counts.Row(word);
            FindTiles(slot);
            Span<float> vector = Vectors.Row(slot);
            input[word].CopyTo(vector);
            vector[_tiles.Dimension] = 1;
            for (int d = 0; d <= _tiles.Dimension; d++)
            {
                Transposed.Row(d)[slot] = vector[d];
            }
        }
    }

    /// <summary>The ids and counts of a centre word's contexts among a tile's words.</summary>
    public void ContextsIn(int tile, int slot, out ReadOnlySpan<int> ids, out ReadOnlySpan<float> counts)
    {
        int first = _firstContexts[(slot * (_tiles.Count + 1)) + tile];
        int end = _firstContexts[(slot * (_tiles.Count + 1)) + tile + 1];
        ids = _contexts[slot].Ids[first..end];
        counts = _contexts[slot].Weights[first..end];
    }

    private void FindTiles(int slot)
    {
        ReadOnlySpan<int> ids = _contexts[slot].Ids;
        Span<int> firsts = _firstContexts.AsSpan(slot * (_tiles.Count + 1), _tiles.Count + 1);
        int at = 0;
        for (int tile = 0; tile < firsts.Length; tile++)
        {
            int bound = ids[at..].BinarySearch(_tiles.FirstWord(tile));
            at += bound < 0 ? ~bound : bound;
            firsts[tile] = at;
        }
    }
}
