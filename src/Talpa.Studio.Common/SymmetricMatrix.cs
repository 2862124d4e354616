namespace Talpa.Studio.Common;

/// <summary>The directions along which a small symmetric matrix only stretches, by Jacobi's rotations.</summary>
public static class SymmetricMatrix
{
    private const int MaxSweeps = 60;

    /// <summary>
    /// The eigenvectors, by falling eigenvalue, square on each other and of length 1; each one's largest number is positive, so that it is
    /// one and the same whenever it is asked for. The matrix is used up.
    /// </summary>
    public static double[][] Eigenvectors(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        double[][] vectors = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => i == j ? 1.0 : 0.0).ToArray())];
        for (int sweep = 0; sweep < MaxSweeps; sweep++)
        {
            bool isDone = true;
            for (int p = 0; p < n - 1; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    if (Math.Abs(matrix[p, q]) > 1e-15 * Math.Sqrt(Math.Abs(matrix[p, p] * matrix[q, q])) && matrix[p, q] != 0)
                    {
                        isDone = false;
                        Rotate(matrix, vectors, p, q);
                    }
                }
            }

            if (isDone)
            {
                break;
            }
        }

        return [.. Enumerable.Range(0, n).OrderByDescending(i => matrix[i, i]).Select(i => Upright(vectors[i]))];
    }

    /// <summary>Turns the plane of two axes so that the matrix has a zero where they meet; row i of the vectors goes with axis i.</summary>
    private static void Rotate(double[,] matrix, double[][] vectors, int p, int q)
    {
        double theta = (matrix[q, q] - matrix[p, p]) / (2 * matrix[p, q]);
        double t = double.IsInfinity(theta) ? 0 : (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        double c = 1 / Math.Sqrt((t * t) + 1);
        double s = t * c;
        for (int k = 0; k < vectors.Length; k++)
        {
            (matrix[k, p], matrix[k, q]) = ((c * matrix[k, p]) - (s * matrix[k, q]), (s * matrix[k, p]) + (c * matrix[k, q]));
        }

        for (int k = 0; k < vectors.Length; k++)
        {
            (matrix[p, k], matrix[q, k]) = ((c * matrix[p, k]) - (s * matrix[q, k]), (s * matrix[p, k]) + (c * matrix[q, k]));
            (vectors[p][k], vectors[q][k]) = ((c * vectors[p][k]) - (s * vectors[q][k]), (s * vectors[p][k]) + (c * vectors[q][k]));
        }

        // What the turn makes zero; left to rounding it would never settle.
        matrix[p, q] = 0;
        matrix[q, p] = 0;
    }

    private static double[] Upright(double[] vector) => vector.MaxBy(Math.Abs) < 0 ? [.. vector.Select(x => -x)] : vector;
}
