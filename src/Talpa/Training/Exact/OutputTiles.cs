using System.Numerics;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Ranks;

namespace Talpa.Training.Exact;

/// <summary>
/// The output vectors of a rank as the sweeps need them: transposed, with a context, a word or one side of it, in each column and a dimension in each row, so that contexts are in
/// the lanes of a register; the row after the last dimension holds the biases. Cut into tiles of some hundred contexts, a unit of work each.
/// The number of tiles of all ranks is a power of two that depends on the vocabulary alone, so that the sums are the same for any number of threads and ranks.
/// </summary>
internal sealed class OutputTiles
{
    /// <summary>Stands in for a bias where there is no context: its probability is 0.</summary>
    private const float NoContext = -1e30f;

    private const int MaxColumns = 14 * MatrixTile.OuterColumns;

    private readonly PaddedMatrix _table;

    /// <summary>Allocates the tiles of all words.</summary>
    public OutputTiles(int words, int dimension)
        : this(TileShare.For(Deal(words), 1)[0], dimension)
    {
    }

    /// <summary>Allocates the tiles of one rank.</summary>
    public OutputTiles(TileShare share, int dimension)
    {
        Share = share;
        Dimension = dimension;
        Rows = RoundUp(dimension + 1, MatrixTile.OuterRows);
        _table = new PaddedMatrix(Count * Rows, Columns);
    }

    /// <summary>The rank's tiles among all, and their words.</summary>
    public TileShare Share { get; }

    /// <summary>Length of a vector.</summary>
    public int Dimension { get; }

    /// <summary>Rows of a tile: the dimensions, the bias, and padding of zeros.</summary>
    public int Rows { get; }

    /// <summary>Contexts of a tile.</summary>
    public int Columns => Share.Words.Columns;

    /// <summary>Number of tiles of this rank.</summary>
    public int Count => Share.Tiles;

    /// <summary>The position of the first column of a tile (<see cref="TiledWords"/>).</summary>
    public int FirstPosition(int tile) => (Share.First + tile) * Columns;

    /// <summary>The context of a column of a tile, one that is no padding.</summary>
    public int ContextAt(int tile, int column) => Share.Words.ContextAt(Share.First + tile, column);

    /// <summary>How many columns of a tile are contexts; the rest is padding.</summary>
    public int ContextsIn(int tile) => Share.Words.ContextsIn(Share.First + tile);

    /// <summary>Deals words to as many tiles as all ranks together have.</summary>
    /// <param name="words">Number of words.</param>
    /// <param name="sides">Contexts of a word.</param>
    /// <param name="maxColumns">No tile has more contexts.</param>
    public static TiledWords Deal(int words, int sides = 1, int maxColumns = MaxColumns)
    {
        int tiles = (int)BitOperations.RoundUpToPowerOf2((uint)(((words * sides) + maxColumns - 1) / maxColumns));
        return new TiledWords(words, tiles, RoundUp((words + tiles - 1) / tiles * sides, MatrixTile.OuterColumns), sides);
    }

    /// <summary>The first rows of a tile.</summary>
    public MatrixView Tile(int tile, int rows) => new(_table.Padded.Slice(tile * Rows * Columns, Rows * Columns), rows, Columns, Columns);

    /// <summary>Takes over vectors and biases.</summary>
    /// <param name="vectors">A row for each context of the share's words.</param>
    /// <param name="biases">A number for each.</param>
    public void CopyFrom(PaddedMatrix vectors, PaddedMatrix biases)
    {
        for (int tile = 0; tile < Count; tile++)
        {
            MatrixView target = Tile(tile, Rows);
            target[Dimension].Fill(NoContext);
            for (int column = 0; column < ContextsIn(tile); column++)
            {
                int row = RowOf(tile, column);
                ReadOnlySpan<float> vector = vectors[row];
                for (int d = 0; d < Dimension; d++)
                {
                    target.Numbers[(d * Columns) + column] = vector[d];
                }

                target[Dimension][column] = biases[0][row];
            }
        }
    }

    /// <summary>Hands vectors and biases back.</summary>
    /// <param name="vectors">A row for each context of the share's words.</param>
    /// <param name="biases">A number for each.</param>
    public void CopyTo(PaddedMatrix vectors, PaddedMatrix biases)
    {
        for (int tile = 0; tile < Count; tile++)
        {
            MatrixView source = Tile(tile, Rows);
            for (int column = 0; column < ContextsIn(tile); column++)
            {
                int row = RowOf(tile, column);
                Span<float> vector = vectors.Row(row);
                for (int d = 0; d < Dimension; d++)
                {
                    vector[d] = source.Numbers[(d * Columns) + column];
                }

                biases.Row(0)[row] = source[Dimension][column];
            }
        }
    }

    private int RowOf(int tile, int column) => Share.RowOfContext(ContextAt(tile, column));

    internal static int RoundUp(int number, int multiple) => (number + multiple - 1) / multiple * multiple;
}
