using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Talpa.Kernels;

namespace Talpa.Studio.Server.Projecting;

/// <summary>
/// The plane of the first two principal components of vectors. It is computed by subspace iteration over the vectors themselves, with
/// 2 × n × D × 6 multiplications an iteration and without the D × D covariance matrix. The basis is kept between calls: during a training one
/// iteration from the previous basis is enough.
/// </summary>
/// <param name="maxRounds">The maximum number of iterations of the first fit, which ends earlier on convergence.</param>
/// <param name="seed">The seed of the initial directions.</param>
internal sealed class PrincipalPlane(int maxRounds = PrincipalPlane.RoundsOfConstantVectors, int seed = 1)
{
    /// <summary>More than two directions: the iteration converges by the ratio of the first omitted eigenvalue to the second one.</summary>
    private const int MaxDirections = 6;

    /// <summary>The iterations for vectors that don't change.</summary>
    internal const int RoundsOfConstantVectors = 40;

    /// <summary>The iterations for the vectors of a training. Initially they have no principal directions, and each further frame adds an iteration.</summary>
    internal const int RoundsOfTraining = 3;

    private const double Tolerance = 1e-5;

    private float[][] _basis = [];

    /// <summary>Fits the plane to vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public PlaneAxes Fit(CentredVectors vectors)
    {
        if (_basis.Length == 0)
        {
            Start(vectors);
        }

        Advance(vectors);

        // The principal axes within the basis: those of the vectors' coordinates in it.
        int directions = _basis.Length;
        double[][] moments = [.. Enumerable.Range(0, directions).Select(_ => new double[directions])];
        double all = 0;
        float[] coordinates = new float[directions];
        for (int i = 0; i < vectors.Count; i++)
        {
            ReadOnlySpan<float> row = vectors[i];
            for (int k = 0; k < directions; k++)
            {
                coordinates[k] = VectorArithmetic.Dot(row, _basis[k]);
            }

            all += VectorArithmetic.Dot(row, row);
            AddProducts(coordinates, moments);
        }

        double kept = 0;
        double[][] axes = SymmetricEigen.Vectors([.. moments.Select(row => (double[])[.. row])]);
        foreach (double[] axis in axes.Take(2))
        {
            kept += axis.Select((x, k) => x * axis.Select((y, l) => y * moments[k][l]).Sum()).Sum();
        }

        return new PlaneAxes(Combine(axes[0]), axes.Length > 1 ? Combine(axes[1]) : new float[vectors.Dimension], all > 0 ? Math.Min(1, kept / all) : 1);
    }

    private void Start(CentredVectors vectors)
    {
        // Random directions: with probability 1 none is orthogonal to the principal ones.
        var random = new Random(seed);
        _basis = [.. Enumerable.Range(0, Math.Min(MaxDirections, vectors.Dimension)).Select(_ => Enumerable.Range(0, vectors.Dimension).Select(_ => random.NextSingle() - 0.5f).ToArray())];
        Orthonormalize(_basis);
        double before = 0;
        for (int round = 0; round < maxRounds; round++)
        {
            double now = Advance(vectors);
            if (Math.Abs(now - before) <= Tolerance * now)
            {
                return;
            }

            before = now;
        }
    }

    /// <summary>One iteration: multiplies the basis by the covariance matrix and orthonormalizes it.</summary>
    /// <returns>The sum of squares that the previous basis keeps.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Advance(CentredVectors vectors)
    {
        float[][] next = [.. _basis.Select(direction => new float[direction.Length])];
        double kept = 0;
        for (int i = 0; i < vectors.Count; i++)
        {
            ReadOnlySpan<float> row = vectors[i];
            for (int k = 0; k < next.Length; k++)
            {
                float coordinate = VectorArithmetic.Dot(row, _basis[k]);
                VectorArithmetic.AddScaled(next[k], row, coordinate);
                kept += (double)coordinate * coordinate;
            }
        }

        Orthonormalize(next);
        _basis = next;
        return kept;
    }

    /// <summary>Returns the direction with coordinates in the basis.</summary>
    private float[] Combine(double[] coordinates)
    {
        float[] direction = new float[_basis[0].Length];
        for (int k = 0; k < coordinates.Length; k++)
        {
            VectorArithmetic.AddScaled(direction, _basis[k], (float)coordinates[k]);
        }

        return direction;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddProducts(ReadOnlySpan<float> numbers, double[][] sums)
    {
        for (int k = 0; k < numbers.Length; k++)
        {
            for (int l = 0; l < numbers.Length; l++)
            {
                sums[k][l] += (double)numbers[k] * numbers[l];
            }
        }
    }

    /// <summary>Gram–Schmidt, applied twice because of rounding errors. A direction that depends linearly on the previous ones becomes zero.</summary>
    private static void Orthonormalize(float[][] directions)
    {
        for (int k = 0; k < directions.Length; k++)
        {
            for (int pass = 0; pass < 2; pass++)
            {
                for (int l = 0; l < k; l++)
                {
                    TensorPrimitives.MultiplyAdd(directions[l], -TensorPrimitives.Dot<float>(directions[k], directions[l]), directions[k], directions[k]);
                }

                float length = TensorPrimitives.Norm<float>(directions[k]);
                if (length > 0 && float.IsFinite(length))
                {
                    TensorPrimitives.Divide(directions[k], length, directions[k]);
                }
                else
                {
                    directions[k].AsSpan().Clear();
                }
            }
        }
    }
}
