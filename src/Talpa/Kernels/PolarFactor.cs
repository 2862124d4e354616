namespace Talpa.Kernels;

/// <summary>
/// The orthogonal matrix nearest to a square matrix M, which maximises trace(Qᵀ · M): Q = U · Vᵀ of the singular value decomposition M = U · S · Vᵀ. Rotations of pairs of rows
/// (one-sided Jacobi, as in <see cref="SymmetricEigen"/>) make Uᵀ · M = S · Vᵀ, whose rows are orthogonal, and collect Uᵀ beside it.
/// Cost: about 60 · n³ operations.
/// </summary>
internal static class PolarFactor
{
    /// <summary>Q, n rows of n numbers. Where M has not full rank, singular vectors of the value 0 are any that complete the others.</summary>
    /// <param name="matrix">n rows of n finite numbers, 1 or more.</param>
    public static double[][] Of(double[][] matrix)
    {
        int n = matrix.Length;
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++)
        {
            rows[i] = new double[2 * n];
            matrix[i].CopyTo(rows[i], 0);
            rows[i][n + i] = 1;
        }

        SymmetricEigen.Orthogonalise(rows, n);
        (double[] Right, double[] Left)[] pairs = [.. rows.Select(row => (row[..n], row[n..])).OrderByDescending(pair => SymmetricEigen.Length(pair.Item1))];
        double[][] right = [.. pairs.Select(pair => pair.Right)];
        SymmetricEigen.Normalise(right);
        return Product(pairs, right);
    }

    /// <summary>Σ u · vᵀ.</summary>
    private static double[][] Product((double[] Right, double[] Left)[] pairs, double[][] right)
    {
        int n = right.Length;
        double[][] product = new double[n][];
        for (int i = 0; i < n; i++)
        {
            double[] sums = new double[n];
            for (int k = 0; k < n; k++)
            {
                double factor = pairs[k].Left[i];
                for (int j = 0; j < n; j++)
                {
                    sums[j] += factor * right[k][j];
                }
            }

            product[i] = sums;
        }

        return product;
    }
}
