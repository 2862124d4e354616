using System.Numerics.Tensors;

namespace Talpa.Kernels;

/// <summary>
/// Eigenvectors of a symmetric matrix without negative eigenvalues, such as a table of products. One-sided Jacobi (Hestenes 1958): rotations turn pairs of rows until
/// all stand at right angles; a row is then an eigenvector times its eigenvalue. Only rows are touched, so that it runs in the lanes; as exact as double
/// precision allows, small eigenvalues included. Cost: about 30 · n³ operations.
/// </summary>
internal static class SymmetricEigen
{
    private const int MaxRounds = 40;

    /// <summary>Below this cosine two rows stand at right angles.</summary>
    private const double RightAngle = 1e-12;

    /// <summary>Eigenvectors of length 1, that of the largest eigenvalue first. Where an eigenvalue is 0, zeros stand instead.</summary>
    /// <param name="matrix">n rows of n numbers; spoiled.</param>
    public static double[][] Vectors(double[][] matrix)
    {
        for (int round = 0; round < MaxRounds && Rotate(matrix); round++)
        {
        }

        double largest = matrix.Max(row => TensorPrimitives.Norm<double>(row));
        double[][] vectors = [.. matrix.OrderByDescending(row => TensorPrimitives.Norm<double>(row))];
        foreach (double[] vector in vectors)
        {
            double length = TensorPrimitives.Norm<double>(vector);
            TensorPrimitives.Multiply(vector, length > 1e-12 * largest ? 1 / length : 0, vector);
        }

        return vectors;
    }

    /// <summary>Turns every pair of rows once; false when none needed it.</summary>
    private static bool Rotate(double[][] rows)
    {
        bool turned = false;
        double[] scratch = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = i + 1; j < rows.Length; j++)
            {
                double a = TensorPrimitives.SumOfSquares<double>(rows[i]);
                double b = TensorPrimitives.SumOfSquares<double>(rows[j]);
                double product = TensorPrimitives.Dot<double>(rows[i], rows[j]);
                if (Math.Abs(product) > RightAngle * Math.Sqrt(a * b))
                {
                    Turn(rows[i], rows[j], (b - a) / (2 * product), scratch);
                    turned = true;
                }
            }
        }

        return turned;
    }

    /// <summary>The rotation after which two rows stand at right angles, given the cotangent of twice its angle.</summary>
    private static void Turn(double[] first, double[] second, double cotangent, double[] scratch)
    {
        double tangent = Math.CopySign(1 / (Math.Abs(cotangent) + Math.Sqrt(1 + (cotangent * cotangent))), cotangent);
        double cosine = 1 / Math.Sqrt(1 + (tangent * tangent));
        double sine = tangent * cosine;
        TensorPrimitives.Multiply(first, sine, scratch);
        TensorPrimitives.Multiply(first, cosine, first);
        TensorPrimitives.MultiplyAdd(second, -sine, first, first);
        TensorPrimitives.MultiplyAdd(second, cosine, scratch, second);
    }
}
