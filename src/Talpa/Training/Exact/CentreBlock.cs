using Talpa.CoOccurrence;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Text;

namespace Talpa.Training.Exact;

/// <summary>
/// The block of current centre words: their vectors, side by side and transposed, and their contexts. Has a fixed number of slots; those beyond
/// <see cref="Count"/> hold zeros and weigh nothing.
/// </summary>
internal sealed class CentreBlock
{
    private readonly OutputTiles _tiles;

    /// <param name="size">The largest number of words.</param>
    /// <param name="tiles">The output vectors.</param>
    /// <param name="holdsOut">Whether there are contexts held out from the training.</param>
    public CentreBlock(int size, OutputTiles tiles, bool holdsOut = false)
    {
        _tiles = tiles;
        Slots = OutputTiles.RoundUp(size, MatrixTile.OuterRows * MatrixTile.InnerRows / 2);
        Vectors = new PaddedMatrix(Slots, tiles.Rows);
        Transposed = new PaddedMatrix(tiles.Rows, Slots);
        Words = new int[Slots];
        Weights = new float[Slots];
        Contexts = new BlockContexts(Slots, tiles);
        HeldOut = holdsOut ? new BlockContexts(Slots, tiles) : null;
    }

    /// <summary>Slots, a multiple of what the matrix products want.</summary>
    public int Slots { get; }

    /// <summary>Words in the block.</summary>
    public int Count { get; private set; }

    /// <summary>The centre words' ids.</summary>
    public int[] Words { get; }

    /// <summary>What each centre word weighs in the objective.</summary>
    public float[] Weights { get; }

    /// <summary>The contexts that are learned from.</summary>
    public BlockContexts Contexts { get; }

    /// <summary>The contexts of the same words in the text held out, where there is one.</summary>
    public BlockContexts? HeldOut { get; }

    /// <summary>n(w): the pairs of each centre word that are learned from.</summary>
    public double[] Totals => Contexts.Totals;

    /// <summary>The centre words' input vectors, each followed by a 1, the factor of the bias: slots × rows of a tile.</summary>
    public PaddedMatrix Vectors { get; }

    /// <summary>The same, transposed: rows of a tile × slots.</summary>
    public PaddedMatrix Transposed { get; }

    /// <summary>Takes up words.</summary>
    /// <param name="words">At most as many as there are slots.</param>
    /// <param name="input">All input vectors.</param>
    /// <param name="counts">The counts.</param>
    /// <param name="weights">What each word of the vocabulary weighs.</param>
    /// <param name="heldOut">The counts of the text held out, where there is one.</param>
    public void Load(ReadOnlySpan<int> words, PaddedMatrix input, CoOccurrenceCounts counts, ReadOnlySpan<float> weights, CoOccurrenceCounts? heldOut = null)
    {
        Count = words.Length;
        Vectors.Padded.Clear();
        Transposed.Padded.Clear();
        Weights.AsSpan().Clear();
        Contexts.Load(words, counts);
        if (heldOut is not null)
        {
            HeldOut!.Load(words, heldOut);
        }

        for (int slot = 0; slot < Count; slot++)
        {
            int word = words[slot];
            Words[slot] = word;
            Weights[slot] = weights[word];
            Span<float> vector = Vectors.Row(slot);
            input[word].CopyTo(vector);
            vector[_tiles.Dimension] = 1;
            for (int d = 0; d <= _tiles.Dimension; d++)
            {
                Transposed.Row(d)[slot] = vector[d];
            }
        }
    }
}
