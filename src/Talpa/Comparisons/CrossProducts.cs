using System.Numerics.Tensors;

namespace Talpa.Comparisons;

/// <summary>
/// The weighted products M = Σ w · (x − a) · (y − b)ᵀ of two models' unit vectors x and y of the same words, D × D numbers, where a and b are their weighted means or zeros. In double
/// precision and in the order of the words, whatever the number of threads. Cost: 2 · N · D² operations; rows are read once for the means and once for the products.
/// </summary>
internal sealed class CrossProducts
{
    /// <summary>Words whose rows are in memory at a time.</summary>
    private const int BlockWords = 512;

    /// <summary>Rows of M that one thread adds to at a time.</summary>
    private const int BlockRows = 16;

    private readonly UnitRows _first;
    private readonly UnitRows _second;
    private readonly double[] _weights;

    private CrossProducts(UnitRows first, UnitRows second, double[] weights, bool centre)
    {
        _first = first;
        _second = second;
        _weights = weights;
        FirstMean = centre ? MeanOf(first, weights) : new double[first.Dimension];
        SecondMean = centre ? MeanOf(second, weights) : new double[second.Dimension];
        Sums = [.. Enumerable.Range(0, first.Dimension).Select(_ => new double[second.Dimension])];
    }

    /// <summary>M.</summary>
    public double[][] Sums { get; }

    /// <summary>a.</summary>
    public double[] FirstMean { get; }

    /// <summary>b.</summary>
    public double[] SecondMean { get; }

    /// <summary>Computes the products.</summary>
    public static CrossProducts Of(UnitRows first, UnitRows second, double[] weights, bool centre)
    {
        var products = new CrossProducts(first, second, weights, centre);
        products.Add();
        return products;
    }

    private void Add()
    {
        double[] x = new double[BlockWords * _first.Dimension];
        double[] y = new double[BlockWords * _second.Dimension];
        for (int start = 0; start < _first.Count; start += BlockWords)
        {
            int words = Math.Min(BlockWords, _first.Count - start);
            int first = start;
            _ = Parallel.For(0, words, word =>
            {
                Span<double> row = Fill(_first, first + word, FirstMean, x, word);
                TensorPrimitives.Multiply(row, _weights[first + word], row);
                _ = Fill(_second, first + word, SecondMean, y, word);
            });
            _ = Parallel.For(0, (Sums.Length + BlockRows - 1) / BlockRows, block => AddToRows(block * BlockRows, x, y, words));
        }
    }

    private void AddToRows(int from, double[] x, double[] y, int words)
    {
        int end = Math.Min(Sums.Length, from + BlockRows);
        for (int word = 0; word < words; word++)
        {
            ReadOnlySpan<double> row = y.AsSpan(word * _second.Dimension, _second.Dimension);
            for (int i = from; i < end; i++)
            {
                TensorPrimitives.MultiplyAdd(row, x[(word * _first.Dimension) + i], Sums[i], Sums[i]);
            }
        }
    }

    private static Span<double> Fill(UnitRows rows, int row, double[] mean, double[] block, int position)
    {
        Span<double> unit = block.AsSpan(position * rows.Dimension, rows.Dimension);
        rows.CopyTo(row, unit);
        TensorPrimitives.Subtract(unit, mean, unit);
        return unit;
    }

    private static double[] MeanOf(UnitRows rows, double[] weights)
    {
        double[] mean = new double[rows.Dimension];
        double[] unit = new double[rows.Dimension];
        for (int row = 0; row < rows.Count; row++)
        {
            rows.CopyTo(row, unit);
            TensorPrimitives.MultiplyAdd(unit, weights[row], mean, mean);
        }

        TensorPrimitives.Divide(mean, weights.Sum(), mean);
        return mean;
    }
}
