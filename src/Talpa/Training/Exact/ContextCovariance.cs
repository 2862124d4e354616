using System.Numerics.Tensors;
using Talpa.CoOccurrence;
using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Training.Exact;

/// <summary>
/// The covariance of the output vectors where a context is drawn by frequency: C = Σ q(v) u(v) u(v)ᵀ − m mᵀ with m = Σ q(v) u(v). Cost: 2 · V · dimension²
/// operations, which the ranks share. Tiles are summed by a <see cref="PairwiseTree"/>, so that the result does not depend on threads or ranks.
/// </summary>
internal sealed class ContextCovariance
{
    private readonly OutputTiles _tiles;
    private readonly RankedTiles _ranks;
    private readonly PaddedMatrix _weighted;
    private readonly PaddedMatrix _products;

    /// <summary>Allocates the scratch of a tile.</summary>
    /// <param name="tiles">The output vectors of this rank.</param>
    /// <param name="ranks">The ranks.</param>
    public ContextCovariance(OutputTiles tiles, RankedTiles ranks)
    {
        _tiles = tiles;
        _ranks = ranks;
        _weighted = new PaddedMatrix(OutputTiles.RoundUp(tiles.Dimension + 1, MatrixTile.InnerRows), tiles.Columns);
        _products = new PaddedMatrix(_weighted.Rows, OutputTiles.RoundUp(tiles.Dimension, MatrixTile.InnerColumns));
    }

    /// <summary>Computes the covariance.</summary>
    /// <param name="counts">How often each word is a context, at least one of them ever: their shares are q.</param>
    /// <param name="covariance">Dimension rows of dimension numbers, overwritten.</param>
    public void Compute(CoOccurrenceCounts counts, double[][] covariance)
    {
        int dimension = _tiles.Dimension;
        double[] sums = _ranks.SumOverTiles<double>((dimension + 1) * dimension, (tile, node) => Products(tile, counts, node));
        ReadOnlySpan<double> mean = sums.AsSpan(dimension * dimension);
        for (int d = 0; d < dimension; d++)
        {
            TensorPrimitives.MultiplyAdd(mean, -mean[d], sums.AsSpan(d * dimension, dimension), covariance[d]);
        }
    }

    /// <summary>Σ q u uᵀ over the words of a tile, row by row, and Σ q u behind.</summary>
    private void Products(int tile, CoOccurrenceCounts counts, Span<double> sums)
    {
        int dimension = _tiles.Dimension;
        Weight(tile, counts);
        MatrixTile.Inner(View(_weighted, _tiles.Columns), _tiles.Tile(tile, _products.Dimension), View(_products, _products.Dimension));
        for (int d = 0; d <= dimension; d++)
        {
            TensorPrimitives.ConvertTruncating<float, double>(_products[d][..dimension], sums.Slice(d * dimension, dimension));
        }
    }

    /// <summary>The vectors of a tile times q, and a row of q, whose products are the mean.</summary>
    private void Weight(int tile, CoOccurrenceCounts counts)
    {
        int sides = _tiles.Share.Words.Sides;
        Span<float> shares = _weighted.Row(_tiles.Dimension);
        shares.Clear();
        for (int column = 0; column < _tiles.ContextsIn(tile); column++)
        {
            // A word is about as often before others as after them, except at the ends of sentences.
            shares[column] = (float)(counts.Totals[_tiles.ContextAt(tile, column) / sides] / sides / counts.Total);
        }

        MatrixView vectors = _tiles.Tile(tile, _tiles.Dimension);
        for (int d = 0; d < _tiles.Dimension; d++)
        {
            TensorPrimitives.Multiply(vectors[d], shares, _weighted.Row(d));
        }
    }

    private static MatrixView View(PaddedMatrix matrix, int columns) => new(matrix.Padded, matrix.Rows, columns, matrix.Stride);
}
