using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Tests.Kernels;

public class CholeskyTests
{
    [Fact]
    public void Solutions_satisfy_their_equations_for_every_size()
    {
        for (int n = 1; n <= 70; n++)
        {
            var random = new Random(n);
            double[][] a = PositiveDefinite(random, n);
            double[][] factor = [.. a.Select(row => (double[])row.Clone())];
            Cholesky.Factor(factor, minPivot: 1e-12);
            var single = new PaddedMatrix(n, n);
            var x = new PaddedMatrix(1, n);
            float[] b = [.. Enumerable.Range(0, n).Select(_ => random.NextSingle() - 0.5f)];
            for (int i = 0; i < n; i++)
            {
                Array.ConvertAll(factor[i][..(i + 1)], number => (float)number).CopyTo(single.Row(i));
            }

            b.CopyTo(x.Row(0));
            Cholesky.Solve(new MatrixView(single.Padded, n, n, single.Stride), x.Row(0));

            for (int i = 0; i < n; i++)
            {
                Assert.Equal(b[i], a[i].Select((number, j) => number * x[0][j]).Sum(), 1e-4);
                for (int j = 0; j <= i; j++)
                {
                    Assert.Equal(a[i][j], Enumerable.Range(0, j + 1).Sum(k => factor[i][k] * factor[j][k]), 1e-10);
                }
            }
        }
    }

    [Fact]
    public void A_singular_matrix_has_a_factor_of_finite_numbers()
    {
        double[][] ones = [.. Enumerable.Range(0, 20).Select(_ => Enumerable.Repeat(1.0, 20).ToArray())];
        Cholesky.Factor(ones, minPivot: 1e-12);
        Assert.All(ones.SelectMany(row => row), number => Assert.True(double.IsFinite(number)));
        Assert.All(Enumerable.Range(0, 20), i => Assert.True(ones[i][i] > 0));
    }

    /// <summary>R Rᵀ + I/2 with random R.</summary>
    private static double[][] PositiveDefinite(Random random, int n)
    {
        double[][] r = [.. Enumerable.Range(0, n).Select(_ => Enumerable.Range(0, n).Select(_ => random.NextDouble() - 0.5).ToArray())];
        return [.. r.Select((x, i) => r.Select((y, j) => x.Zip(y, (p, q) => p * q).Sum() + (i == j ? 0.5 : 0)).ToArray())];
    }
}
