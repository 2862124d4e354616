using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Training.Checkpoints;

namespace Talpa.Training.Exact;

/// <summary>
/// The output vectors as the sweeps need them: transposed, with a word in each column and a dimension in each row, so that words are in
/// the lanes of a register; the row after the last dimension holds the biases. Cut into tiles of some hundred words, a unit of work each.
/// How many words depends on the vocabulary alone, so that the sums are the same for any number of threads.
/// </summary>
internal sealed class OutputTiles : IResumable
{
    /// <summary>Stands in for a bias where there is no word: its probability is 0.</summary>
    private const float NoWord = -1e30f;

    private const int MaxWords = 14 * MatrixTile.OuterColumns;

    private readonly PaddedMatrix _table;
    private readonly int _words;

    public OutputTiles(int words, int dimension)
    {
        _words = words;
        Dimension = dimension;
        Rows = RoundUp(dimension + 1, MatrixTile.OuterRows);
        Count = (words + MaxWords - 1) / MaxWords;
        Columns = RoundUp((words + Count - 1) / Count, MatrixTile.OuterColumns);
        _table = new PaddedMatrix(Count * Rows, Columns);
    }

    /// <summary>Length of a vector.</summary>
    public int Dimension { get; }

    /// <summary>Rows of a tile: the dimensions, the bias, and padding of zeros.</summary>
    public int Rows { get; }

    /// <summary>Words of a tile.</summary>
    public int Columns { get; }

    /// <summary>Number of tiles.</summary>
    public int Count { get; }

    /// <summary>The id of the first word of a tile.</summary>
    public int FirstWord(int tile) => tile * Columns;

    /// <summary>How many columns of a tile are words; the rest is padding.</summary>
    public int WordsIn(int tile) => Math.Clamp(_words - FirstWord(tile), 0, Columns);

    /// <summary>The first rows of a tile.</summary>
    public MatrixView Tile(int tile, int rows) => new(_table.Padded.Slice(tile * Rows * Columns, Rows * Columns), rows, Columns, Columns);

    /// <summary>Takes over vectors and biases.</summary>
    public void CopyFrom(PaddedMatrix vectors, PaddedMatrix biases)
    {
        for (int tile = 0; tile < Count; tile++)
        {
            MatrixView target = Tile(tile, Rows);
            target[Dimension].Fill(NoWord);
            for (int column = 0; column < WordsIn(tile); column++)
            {
                int word = FirstWord(tile) + column;
                ReadOnlySpan<float> vector = vectors[word];
                for (int d = 0; d < Dimension; d++)
                {
                    target.Numbers[(d * Columns) + column] = vector[d];
                }

                target[Dimension][column] = biases[0][word];
            }
        }
    }

    /// <summary>Hands vectors and biases back.</summary>
    public void CopyTo(PaddedMatrix vectors, PaddedMatrix biases)
    {
        for (int tile = 0; tile < Count; tile++)
        {
            MatrixView source = Tile(tile, Rows);
            for (int column = 0; column < WordsIn(tile); column++)
            {
                int word = FirstWord(tile) + column;
                Span<float> vector = vectors.Row(word);
                for (int d = 0; d < Dimension; d++)
                {
                    vector[d] = source.Numbers[(d * Columns) + column];
                }

                biases.Row(0)[word] = source[Dimension][column];
            }
        }
    }

    /// <inheritdoc/>
    public void Exchange(IStateArchive archive) => archive.Exchange(_table.Padded);

    internal static int RoundUp(int number, int multiple) => (number + multiple - 1) / multiple * multiple;
}
