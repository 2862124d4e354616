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
    private readonly RankedTiles _ranks;

    /// <param name="size">The largest number of words.</param>
    /// <param name="tiles">The output vectors.</param>
    /// <param name="ranks">The ranks.</param>
    /// <param name="holdsOut">Whether there are contexts held out from the training.</param>
    public CentreBlock(int size, OutputTiles tiles, RankedTiles ranks, bool holdsOut = false)
    {
        _tiles = tiles;
        _ranks = ranks;
        SlotsOf = [.. Enumerable.Range(0, ranks.Group.Count).Select(_ => new List<int>())];
        Slots = OutputTiles.RoundUp(size, MatrixTile.OuterRows * MatrixTile.InnerRows / 2);
        Vectors = new PaddedMatrix(Slots, tiles.Rows);
        Transposed = new PaddedMatrix(tiles.Rows, Slots);
        Words = new int[Slots];
        Weights = new float[Slots];
        Columns = tiles.Columns;
        Contexts = new BlockContexts(Slots, tiles);
        HeldOut = holdsOut ? new BlockContexts(Slots, tiles) : null;
    }

    /// <summary>Slots, a multiple of what the matrix products need.</summary>
    public int Slots { get; }

    /// <summary>Words in the block.</summary>
    public int Count { get; private set; }

    /// <summary>Columns of each tile whose contexts take part, a multiple of <see cref="MatrixTile.OuterColumns"/>: the first are the most frequent words. All, unless it is set
    /// before words are taken up.</summary>
    public int Columns { get; set; }

    /// <summary>The centre words' ids.</summary>
    public int[] Words { get; }

    /// <summary>For each rank the slots of the words whose input vectors it has, ascending.</summary>
    public IReadOnlyList<List<int>> SlotsOf { get; }

    /// <summary>The slots of this rank.</summary>
    public List<int> OwnSlots => SlotsOf[_ranks.Group.Rank];

    /// <summary>Whether a rank requests that the training pauses after this block.</summary>
    public bool IsPauseRequested { get; private set; }

    /// <summary>Clears the request to pause.</summary>
    public void EndPause() => IsPauseRequested = false;

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
    /// <param name="input">The input vectors of this rank.</param>
    /// <param name="counts">The counts.</param>
    /// <param name="weights">What each word of the vocabulary weighs.</param>
    /// <param name="heldOut">The counts of the text held out, where there is one.</param>
    /// <param name="requestsPause">Whether this rank requests that the training pauses after this block.</param>
    public void Load(
        ReadOnlySpan<int> words, PaddedMatrix input, CoOccurrenceCounts counts, ReadOnlySpan<float> weights, CoOccurrenceCounts? heldOut = null, bool requestsPause = false)
    {
        Count = words.Length;
        Vectors.Padded.Clear();
        Transposed.Padded.Clear();
        Weights.AsSpan().Clear();
        Contexts.Load(words, counts, Columns);
        if (heldOut is not null)
        {
            HeldOut!.Load(words, heldOut, Columns);
        }

        words.CopyTo(Words);
        ShareOutSlots();
        LoadVectors(input, requestsPause);
        for (int slot = 0; slot < Count; slot++)
        {
            Weights[slot] = weights[words[slot]];
            Span<float> vector = Vectors.Row(slot);
            vector[_tiles.Dimension] = 1;
            for (int d = 0; d <= _tiles.Dimension; d++)
            {
                Transposed.Row(d)[slot] = vector[d];
            }
        }
    }

    private void ShareOutSlots()
    {
        foreach (List<int> slots in SlotsOf)
        {
            slots.Clear();
        }

        for (int slot = 0; slot < Count; slot++)
        {
            SlotsOf[_ranks.OwnerOf(Words[slot])].Add(slot);
        }
    }

    /// <summary>Every rank gets the vectors of all slots from the ranks that have them. One number more from each rank carries its request to pause.</summary>
    private void LoadVectors(PaddedMatrix input, bool requestsPause)
    {
        int dimension = _tiles.Dimension;
        if (_ranks.IsAlone)
        {
            for (int slot = 0; slot < Count; slot++)
            {
                input[Words[slot]].CopyTo(Vectors.Row(slot));
            }

            IsPauseRequested = requestsPause;
            return;
        }

        float[] own = new float[(OwnSlots.Count * dimension) + 1];
        for (int i = 0; i < OwnSlots.Count; i++)
        {
            input[_ranks.Own.RowOf(Words[OwnSlots[i]])].CopyTo(own.AsSpan(i * dimension));
        }

        own[^1] = requestsPause ? 1 : 0;
        ReadOnlySpan<float> all = _ranks.Gather<float>(own, rank => (SlotsOf[rank].Count * dimension) + 1);
        IsPauseRequested = false;
        foreach (List<int> slots in SlotsOf)
        {
            foreach (int slot in slots)
            {
                all[..dimension].CopyTo(Vectors.Row(slot));
                all = all[dimension..];
            }

            IsPauseRequested |= all[0] != 0;
            all = all[1..];
        }
    }
}
