using System.Numerics;
using System.Runtime.InteropServices;

namespace Talpa.Kernels;

/// <summary>
/// Eigenvectors of a symmetric matrix without negative eigenvalues, such as a table of products. One-sided Jacobi (Hestenes 1958): rotations
/// of pairs of rows until all are orthogonal; a row is then an eigenvector times its eigenvalue. As exact as double precision allows, small
/// eigenvalues included. Cost: about 30 · n³ operations; two rows are read twice and written once for each rotation.
/// Vectors of the core library do it, and not TensorPrimitives: Studio's page, which is downloaded, uses this too and has no use for more.
/// </summary>
internal static class SymmetricEigen
{
    private const int MaxRounds = 40;

    /// <summary>Two rows whose cosine is below this are orthogonal.</summary>
    private const double RightAngle = 1e-12;

    /// <summary>An eigenvalue below this part of the largest one is 0: its row is rounding errors.</summary>
    private const double Zero = 1e-12;

    /// <summary>
    /// n orthogonal eigenvectors of length 1, that of the largest eigenvalue first. Each one's largest number is positive, so that signs do not
    /// depend on the order of rotations. Eigenvectors of the eigenvalue 0 are any that complete the others.
    /// </summary>
    /// <param name="matrix">n rows of n numbers; overwritten.</param>
    public static double[][] Vectors(double[][] matrix)
    {
        for (int round = 0; round < MaxRounds && Rotate(matrix); round++)
        {
        }

        double[][] vectors = [.. matrix.OrderByDescending(Length)];
        double least = Zero * Length(vectors[0]);
        for (int i = 0; i < vectors.Length; i++)
        {
            double length = Length(vectors[i]);
            if (length > least)
            {
                Scale(vectors[i], 1 / length);
            }
            else
            {
                Complete(vectors, i);
            }

            if (vectors[i].MaxBy(Math.Abs) < 0)
            {
                Scale(vectors[i], -1);
            }
        }

        return vectors;
    }

    /// <summary>Rotates every pair of rows once; false when none needed it.</summary>
    private static bool Rotate(double[][] rows)
    {
        bool rotated = false;
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = i + 1; j < rows.Length; j++)
            {
                (double a, double b, double product) = Products(rows[i], rows[j]);
                if (Math.Abs(product) > RightAngle * Math.Sqrt(a * b))
                {
                    Rotate(rows[i], rows[j], (b - a) / (2 * product));
                    rotated = true;
                }
            }
        }

        return rotated;
    }

    /// <summary>x · x, y · y and x · y, in one pass.</summary>
    private static (double First, double Second, double Both) Products(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ReadOnlySpan<Vector<double>> xs = MemoryMarshal.Cast<double, Vector<double>>(x);
        ReadOnlySpan<Vector<double>> ys = MemoryMarshal.Cast<double, Vector<double>>(y);
        Vector<double> first = default, second = default, both = default;
        for (int i = 0; i < xs.Length && i < ys.Length; i++)
        {
            first += xs[i] * xs[i];
            second += ys[i] * ys[i];
            both += xs[i] * ys[i];
        }

        (double a, double b, double product) = (Vector.Sum(first), Vector.Sum(second), Vector.Sum(both));
        for (int i = xs.Length * Vector<double>.Count; i < x.Length; i++)
        {
            a += x[i] * x[i];
            b += y[i] * y[i];
            product += x[i] * y[i];
        }

        return (a, b, product);
    }

    /// <summary>The rotation that makes two rows orthogonal, given the cotangent of twice its angle.</summary>
    private static void Rotate(Span<double> x, Span<double> y, double cotangent)
    {
        double tangent = Math.CopySign(1 / (Math.Abs(cotangent) + Math.Sqrt(1 + (cotangent * cotangent))), cotangent);
        double cosine = 1 / Math.Sqrt(1 + (tangent * tangent));
        double sine = tangent * cosine;
        Span<Vector<double>> xs = MemoryMarshal.Cast<double, Vector<double>>(x);
        Span<Vector<double>> ys = MemoryMarshal.Cast<double, Vector<double>>(y);
        for (int i = 0; i < xs.Length && i < ys.Length; i++)
        {
            Vector<double> was = xs[i];
            xs[i] = (cosine * was) - (sine * ys[i]);
            ys[i] = (sine * was) + (cosine * ys[i]);
        }

        for (int i = xs.Length * Vector<double>.Count; i < x.Length; i++)
        {
            (x[i], y[i]) = ((cosine * x[i]) - (sine * y[i]), (sine * x[i]) + (cosine * y[i]));
        }
    }

    /// <summary>Makes a vector orthogonal to those before it, of length 1: what they leave of the axis that they have the least part in.</summary>
    private static void Complete(double[][] vectors, int position)
    {
        double[] vector = vectors[position];
        int axis = Enumerable.Range(0, vector.Length).MinBy(d => vectors.Take(position).Sum(other => other[d] * other[d]));
        Array.Clear(vector);
        vector[axis] = 1;

        // Twice, since once leaves what rounding left.
        for (int pass = 0; pass < 2; pass++)
        {
            foreach (double[] other in vectors.AsSpan(0, position))
            {
                double along = Products(vector, other).Both;
                for (int d = 0; d < vector.Length; d++)
                {
                    vector[d] -= along * other[d];
                }
            }

            Scale(vector, 1 / Length(vector));
        }
    }

    private static double Length(double[] vector) => Math.Sqrt(Products(vector, vector).First);

    private static void Scale(Span<double> vector, double factor)
    {
        foreach (ref double x in vector)
        {
            x *= factor;
        }
    }
}
