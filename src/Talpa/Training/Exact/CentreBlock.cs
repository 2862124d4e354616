using Talpa.CoOccurrence;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Text;

namespace Talpa.Training.Exact;

/// <summary>
/// A block of centre words at work: their vectors, side by side and turned round, and where in every tile their contexts lie. Has a fixed
/// number of places; those beyond <see cref="Count"/> hold zeros and weigh nothing.
/// </summary>
internal sealed class CentreBlock
{
    private readonly CoOccurrenceRow[] _contexts;
    private readonly int[] _firstContexts;
    private readonly OutputTiles _tiles;

    public CentreBlock(int size, OutputTiles tiles)
    {
        _tiles = tiles;
        Places = OutputTiles.RoundUp(size, MatrixTile.OuterRows * MatrixTile.InnerRows / 2);
        Vectors = new PaddedMatrix(Places, tiles.Rows);
        Turned = new PaddedMatrix(tiles.Rows, Places);
        Words = new int[Places];
        Weights = new float[Places];
        Totals = new double[Places];
        _contexts = new CoOccurrenceRow[Places];
        _firstContexts = new int[Places * (tiles.Count + 1)];
    }

    /// <summary>Places, a multiple of what the matrix products want.</summary>
    public int Places { get; }

    /// <summary>Words in the block.</summary>
    public int Count { get; private set; }

    /// <summary>The centre words' ids.</summary>
    public int[] Words { get; }

    /// <summary>What each centre word weighs in the objective.</summary>
    public float[] Weights { get; }

    /// <summary>n(w): the pairs of each centre word.</summary>
    public double[] Totals { get; }

    /// <summary>The centre words' input vectors, each followed by a 1, the factor of the bias: places × rows of a tile.</summary>
    public PaddedMatrix Vectors { get; }

    /// <summary>The same, turned round: rows of a tile × places.</summary>
    public PaddedMatrix Turned { get; }

    /// <summary>Takes up words.</summary>
    /// <param name="words">At most as many as there are places.</param>
    /// <param name="input">All input vectors.</param>
    /// <param name="counts">The counts.</param>
    /// <param name="weights">What each word of the vocabulary weighs.</param>
    public void Load(ReadOnlySpan<int> words, PaddedMatrix input, CoOccurrenceCounts counts, ReadOnlySpan<float> weights)
    {
        Count = words.Length;
        Vectors.Padded.Clear();
        Turned.Padded.Clear();
        Weights.AsSpan().Clear();
        Totals.AsSpan().Clear();
        for (int place = 0; place < Count; place++)
        {
            int word = words[place];
            Words[place] = word;
            Weights[place] = weights[word];
            Totals[place] = counts.Totals[word];
            _contexts[place] = counts.Row(word);
            FindTiles(place);
            Span<float> vector = Vectors.Row(place);
            input[word].CopyTo(vector);
            vector[_tiles.Dimension] = 1;
            for (int d = 0; d <= _tiles.Dimension; d++)
            {
                Turned.Row(d)[place] = vector[d];
            }
        }
    }

    /// <summary>The ids and counts of a centre word's contexts among a tile's words.</summary>
    public void ContextsIn(int tile, int place, out ReadOnlySpan<int> ids, out ReadOnlySpan<float> counts)
    {
        int first = _firstContexts[(place * (_tiles.Count + 1)) + tile];
        int end = _firstContexts[(place * (_tiles.Count + 1)) + tile + 1];
        ids = _contexts[place].Ids[first..end];
        counts = _contexts[place].Weights[first..end];
    }

    private void FindTiles(int place)
    {
        ReadOnlySpan<int> ids = _contexts[place].Ids;
        Span<int> firsts = _firstContexts.AsSpan(place * (_tiles.Count + 1), _tiles.Count + 1);
        int at = 0;
        for (int tile = 0; tile < firsts.Length; tile++)
        {
            int bound = ids[at..].BinarySearch(_tiles.FirstWord(tile));
            at += bound < 0 ? ~bound : bound;
            firsts[tile] = at;
        }
    }
}
