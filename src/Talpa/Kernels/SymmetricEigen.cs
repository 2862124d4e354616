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
        Orthogonalise(matrix, matrix.Length);
        double[][] vectors = [.. matrix.OrderByDescending(Length)];
        Normalise(vectors);
        foreach (double[] vector in vectors)
        {
            if (vector.MaxBy(Math.Abs) < 0)
            {
                Scale(vector, -1);
            }
        }

        return vectors;
    }

    /// <summary>Rotates pairs of rows until all are orthogonal in their first numbers. The numbers behind those take part in the rotations.</summary>
    /// <param name="rows">The rows; overwritten.</param>
    /// <param name="length">How many numbers of a row are made orthogonal.</param>
    internal static void Orthogonalise(double[][] rows, int length)
    {
        for (int round = 0; round < MaxRounds && Rotate(rows, length); round++)
        {
        }
    }

    /// <summary>Scales rows to length 1, and replaces those that are rounding errors by any that complete the others.</summary>
    /// <param name="rows">Orthogonal rows, by descending length; overwritten.</param>
    internal static void Normalise(double[][] rows)
    {
        double shortest = Zero * Length(rows[0]);
        for (int i = 0; i < rows.Length; i++)
        {
            double length = Length(rows[i]);
            if (length > shortest)
            {
                Scale(rows[i], 1 / length);
            }
            else
            {
                Complete(rows, i);
            }
        }
    }

    /// <summary>The length of a vector.</summary>
    internal static double Length(double[] vector) => Math.Sqrt(Products(vector, vector).First);

    /// <summary>Rotates every pair of rows once; false when none needed it.</summary>
    private static bool Rotate(double[][] rows, int length)
    {
        bool rotated = false;
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = i + 1; j < rows.Length; j++)
            {
                (double a, double b, double product) = Products(rows[i].AsSpan(0, length), rows[j].AsSpan(0, length));
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

    private static void Scale(Span<double> vector, double factor)
    {
        foreach (ref double x in vector)
        {
            x *= factor;
        }
    }
}
