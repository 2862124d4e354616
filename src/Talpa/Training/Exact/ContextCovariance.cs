using System.Numerics.Tensors;
using Talpa.CoOccurrence;
using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Training.Exact;

/// <summary>
/// The covariance of the output vectors where a context is drawn by frequency: C = Σ q(v) u(v) u(v)ᵀ − m mᵀ with m = Σ q(v) u(v). Cost: 2 · V · dimension²
/// operations. Tiles are added in their order, so that the result does not depend on threads.
/// </summary>
internal static class ContextCovariance
{
    /// <summary>Computes the covariance.</summary>
    /// <param name="tiles">The output vectors.</param>
    /// <param name="counts">How often each word is a context, at least one of them ever: their shares are q.</param>
    /// <param name="covariance">Dimension rows of dimension numbers, overwritten.</param>
    public static void Compute(OutputTiles tiles, CoOccurrenceCounts counts, double[][] covariance)
    {
        int dimension = tiles.Dimension;
        int columns = OutputTiles.RoundUp(dimension, MatrixTile.InnerColumns);
        var weighted = new PaddedMatrix(OutputTiles.RoundUp(dimension + 1, MatrixTile.InnerRows), tiles.Columns);
        var products = new PaddedMatrix(weighted.Rows, columns);
        double[][] sums = [.. Enumerable.Range(0, dimension + 1).Select(_ => new double[dimension])];
        double[] tileSums = new double[dimension];
        for (int tile = 0; tile < tiles.Count; tile++)
        {
            MatrixView vectors = tiles.Tile(tile, columns);
            Weight(tiles, tile, counts, weighted);
            MatrixTile.Inner(View(weighted, tiles.Columns), vectors, View(products, columns));
            for (int d = 0; d <= dimension; d++)
            {
                TensorPrimitives.ConvertTruncating<float, double>(products[d][..dimension], tileSums);
                TensorPrimitives.Add(sums[d], tileSums, sums[d]);
            }
        }

        double[] mean = sums[dimension];
        for (int d = 0; d < dimension; d++)
        {
            TensorPrimitives.MultiplyAdd<double>(mean, -mean[d], sums[d], covariance[d]);
        }
    }

    /// <summary>The vectors of a tile times q, and a row of q, whose products are the mean.</summary>
    private static void Weight(OutputTiles tiles, int tile, CoOccurrenceCounts counts, PaddedMatrix weighted)
    {
        Span<float> shares = weighted.Row(tiles.Dimension);
        shares.Clear();
        for (int column = 0; column < tiles.WordsIn(tile); column++)
        {
            shares[column] = (float)(counts.Totals[tiles.FirstWord(tile) + column] / counts.Total);
        }

        MatrixView vectors = tiles.Tile(tile, tiles.Dimension);
        for (int d = 0; d < tiles.Dimension; d++)
        {
            TensorPrimitives.Multiply(vectors[d], shares, weighted.Row(d));
        }
    }

    private static MatrixView View(PaddedMatrix matrix, int columns) => new(matrix.Padded, matrix.Rows, columns, matrix.Stride);
}
