using Talpa.Kernels;

namespace Talpa.Tests.Kernels;

public class PolarFactorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(40)]
    public void The_factor_is_the_one_that_Newtons_iteration_finds(int size)
    {
        double[][] matrix = Random(size, seed: size);

        double[][] factor = PolarFactor.Of(matrix);

        double[][] expected = Newton(matrix);
        Assert.All(Enumerable.Range(0, size), i => Assert.All(Enumerable.Range(0, size), j => Assert.Equal(expected[i][j], factor[i][j], 1e-7)));
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(12, 3)]
    [InlineData(12, 11)]
    public void The_factor_of_a_matrix_without_full_rank_is_orthogonal_and_has_the_largest_trace(int size, int rank)
    {
        double[][] left = Random(size, seed: 1);
        double[][] right = Random(size, seed: 2);
        double[][] matrix = [.. Enumerable.Range(0, size).Select(i => Enumerable.Range(0, size).Select(j => Enumerable.Range(0, rank).Sum(k => left[i][k] * right[j][k])).ToArray())];

        double[][] factor = PolarFactor.Of(matrix);

        for (int i = 0; i < size; i++)
        {
            Assert.All(Enumerable.Range(0, size), j => Assert.Equal(i == j ? 1 : 0, factor[i].Zip(factor[j], (x, y) => x * y).Sum(), 1e-9));
        }

        // Qᵀ · M is symmetric, without negative eigenvalues, exactly where the trace is largest.
        double[][] product = Multiply(Transpose(factor), matrix);
        var random = new Random(3);
        for (int i = 0; i < size; i++)
        {
            Assert.All(Enumerable.Range(0, size), j => Assert.Equal(product[i][j], product[j][i], 1e-9));
            double[] x = [.. Enumerable.Range(0, size).Select(_ => random.NextDouble() - 0.5)];
            Assert.True(product.Select((row, r) => x[r] * row.Zip(x, (a, b) => a * b).Sum()).Sum() > -1e-9);
        }
    }

    /// <summary>X ← (X + X⁻ᵀ) / 2 (Higham 1986).</summary>
    private static double[][] Newton(double[][] matrix)
    {
        double[][] x = matrix;
        for (int step = 0; step < 100; step++)
        {
            double[][] other = Transpose(Inverse(x));
            x = [.. x.Zip(other, (row, inverse) => row.Zip(inverse, (a, b) => (a + b) / 2).ToArray())];
        }

        return x;
    }

    /// <summary>By elimination with pivots.</summary>
    private static double[][] Inverse(double[][] matrix)
    {
        int n = matrix.Length;
        double[][] rows = [.. matrix.Select((row, i) => (double[])[.. row, .. Enumerable.Range(0, n).Select(j => i == j ? 1.0 : 0.0)])];
        for (int column = 0; column < n; column++)
        {
            int pivot = Enumerable.Range(column, n - column).MaxBy(i => Math.Abs(rows[i][column]));
            (rows[column], rows[pivot]) = (rows[pivot], rows[column]);
            rows[column] = [.. rows[column].Select(x => x / rows[column][column])];
            for (int i = 0; i < n; i++)
            {
                double factor = i == column ? 0 : rows[i][column];
                rows[i] = [.. rows[i].Zip(rows[column], (x, p) => x - (factor * p))];
            }
        }

        return [.. rows.Select(row => row[n..])];
    }

    private static double[][] Multiply(double[][] a, double[][] b) =>
        [.. a.Select(row => Enumerable.Range(0, b.Length).Select(j => row.Select((x, k) => x * b[k][j]).Sum()).ToArray())];

    private static double[][] Transpose(double[][] a) => [.. Enumerable.Range(0, a.Length).Select(j => a.Select(row => row[j]).ToArray())];

    private static double[][] Random(int size, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, size).Select(_ => Enumerable.Range(0, size).Select(_ => random.NextDouble() - 0.5).ToArray())];
    }
}
