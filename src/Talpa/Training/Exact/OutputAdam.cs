using Talpa.Kernels;
using Talpa.Training.Checkpoints;

namespace Talpa.Training.Exact;

/// <summary>
/// Moves output vectors: Adam (Kingma and Ba 2015, algorithm 1) with one second moment for a whole vector instead of one for each number. A
/// vector's length of step is scaled, its direction is not bent, so that nothing depends on the choice of axes; and there is a third less to
/// load and store. A bias is a vector of its own.
/// </summary>
internal sealed class OutputAdam : IOutputStep
{
    private const float Decay = 0.9f;
    private const float SquareDecay = 0.999f;

    private readonly OutputTiles _momentum;
    private readonly float[] _squares;
    private readonly float[] _biasSquares;

    public OutputAdam(OutputTiles tiles)
    {
        _momentum = new OutputTiles(tiles.Share, tiles.Dimension);
        _squares = new float[tiles.Count * tiles.Columns];
        _biasSquares = new float[tiles.Count * tiles.Columns];
    }

    /// <summary>The rate of a step.</summary>
    public static AdamRate Rate(double learningRate, long step) => new(learningRate, Decay, SquareDecay, step);

    /// <inheritdoc/>
    public void Apply(OutputTiles tiles, int tile, int firstColumn, MatrixView gradient, AdamRate rate)
    {
        int columns = gradient.Columns;
        int first = (tile * tiles.Columns) + firstColumn;
        MatrixView momentum = _momentum.Tile(tile, tiles.Rows).Part(firstColumn, columns);
        MatrixView vectors = tiles.Tile(tile, tiles.Rows).Part(firstColumn, columns);
        Step(gradient, momentum, vectors, 0, tiles.Dimension, _squares.AsSpan(first, columns), rate);
        Step(gradient, momentum, vectors, tiles.Dimension, 1, _biasSquares.AsSpan(first, columns), rate);
    }

    /// <summary>Saves or restores the momenta and mean squares of a tile.</summary>
    public void Exchange(IStateArchive archive, int tile)
    {
        int columns = _momentum.Columns;
        archive.Exchange(_momentum.Tile(tile, _momentum.Rows).Numbers);
        archive.Exchange(_squares.AsSpan(tile * columns, columns));
        archive.Exchange(_biasSquares.AsSpan(tile * columns, columns));
    }

    private static void Step(
        MatrixView gradient, MatrixView momentum, MatrixView vectors, int firstRow, int rows, Span<float> squares, AdamRate rate)
    {
        Span<float> rates = stackalloc float[MatrixTile.OuterColumns];
        ColumnStep.SumsOfSquares(gradient.PartOfRows(firstRow, rows), rates);
        for (int j = 0; j < squares.Length; j++)
        {
            squares[j] += (1 - SquareDecay) * ((rates[j] / rows) - squares[j]);
            rates[j] = rate.For(squares[j]);
        }

        ColumnStep.Descend(
            gradient.PartOfRows(firstRow, rows), momentum.PartOfRows(firstRow, rows), vectors.PartOfRows(firstRow, rows), Decay, rates);
    }
}
