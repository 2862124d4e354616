using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Talpa.Kernels;

/// <summary>
/// A symmetric positive definite matrix as L · Lᵀ with L lower triangular, and equations solved with it (Golub and Van Loan, "Matrix Computations",
/// section 4.2). Factors are computed in double precision, equations in single. Both go through L row by row. Cost: n³ / 3 and 2 · n² operations.
/// </summary>
internal static class Cholesky
{
    /// <summary>Computes L.</summary>
    /// <param name="matrix">n rows of n numbers, of which the lower triangle is read and overwritten with L.</param>
    /// <param name="minPivot">A smaller pivot, which rounding can make, is replaced by this, above 0: so every matrix of finite numbers has a factor.</param>
    public static void Factor(double[][] matrix, double minPivot)
    {
        for (int i = 0; i < matrix.Length; i++)
        {
            double[] row = matrix[i];
            for (int j = 0; j < i; j++)
            {
                row[j] = (row[j] - Dot(row.AsSpan(0, j), matrix[j].AsSpan(0, j))) / matrix[j][j];
            }

            row[i] = Math.Sqrt(Math.Max(minPivot, row[i] - Dot(row.AsSpan(0, i), row.AsSpan(0, i))));
        }
    }

    /// <summary>Solves L · Lᵀ · x = b.</summary>
    /// <param name="factor">L: n rows of at least n numbers, aligned to registers, as those of a padded matrix are.</param>
    /// <param name="x">b, n numbers, aligned alike; overwritten with x.</param>
    public static void Solve(MatrixView factor, Span<float> x)
    {
        for (int i = 0; i < x.Length; i++)
        {
            ReadOnlySpan<float> row = factor[i];
            x[i] = (x[i] - TensorPrimitives.Dot(row[..i], x[..i])) / row[i];
        }

        for (int i = x.Length - 1; i >= 0; i--)
        {
            ReadOnlySpan<float> row = factor[i];
            x[i] /= row[i];
            TensorPrimitives.MultiplyAdd(row[..i], -x[i], x[..i], x[..i]);
        }
    }

    /// <summary>Not that of TensorPrimitives, whose order of addition depends on where in memory the numbers lie.</summary>
    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ReadOnlySpan<Vector<double>> xs = MemoryMarshal.Cast<double, Vector<double>>(x);
        ReadOnlySpan<Vector<double>> ys = MemoryMarshal.Cast<double, Vector<double>>(y);
        Vector<double> sums = default;
        for (int i = 0; i < xs.Length; i++)
        {
            sums += xs[i] * ys[i];
        }

        double sum = Vector.Sum(sums);
        for (int i = xs.Length * Vector<double>.Count; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }
}
