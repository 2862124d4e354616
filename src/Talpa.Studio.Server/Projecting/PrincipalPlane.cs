using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Talpa.Kernels;

namespace Talpa.Studio.Server.Projecting;

/// <summary>
/// The plane that keeps the most of some vectors' variance: their first two principal components. Found by subspace iteration over the
/// vectors themselves, n × D × 6 multiplications twice a round, without the D × D covariances. It remembers where it was: as a training
/// goes on, one more round from there is enough.
/// </summary>
/// <param name="maxRounds">Rounds at the start, at most; fewer where the plane has settled before.</param>
/// <param name="seed">Draws the directions it starts from.</param>
internal sealed class PrincipalPlane(int maxRounds = PrincipalPlane.RoundsToSettle, int seed = 1)
{
    /// <summary>More directions than two, since the iteration gets nearer by the ratio of the first eigenvalue left out to the second one.</summary>
    private const int MaxDirections = 6;

    /// <summary>As many rounds as vectors that don't change are worth.</summary>
    internal const int RoundsToSettle = 40;

    /// <summary>Rounds for vectors that are being learned: they have no directions yet, and the next frames go on from here.</summary>
    internal const int RoundsToBegin = 3;

    private const double Settled = 1e-5;

    private float[][] _basis = [];
    private float[] _along = [];

    /// <summary>Fits the plane to the first vectors of a cloud and drops all of them onto it.</summary>
    /// <param name="cloud">The vectors.</param>
    /// <param name="fitted">How many of them, from the first on, the plane is fitted to.</param>
    /// <param name="points">Receives x and y of each.</param>
    /// <returns>The share of the fitted vectors' variance that the plane keeps, 0 to 1.</returns>
    public double Project(Cloud cloud, int fitted, Span<float> points)
    {
        if (_basis.Length == 0)
        {
            Start(cloud, fitted);
        }

        Advance(cloud, fitted);
        return Drop(cloud, fitted, points);
    }

    private void Start(Cloud cloud, int fitted)
    {
        // Any directions do, as long as none is square on the ones sought.
        var random = new Random(seed);
        _basis = [.. Enumerable.Range(0, Math.Min(MaxDirections, cloud.Dimension)).Select(_ => Enumerable.Range(0, cloud.Dimension).Select(_ => random.NextSingle() - 0.5f).ToArray())];
        Straighten(_basis);
        double before = 0;
        for (int round = 0; round < maxRounds; round++)
        {
            double now = Advance(cloud, fitted);
            if (Math.Abs(now - before) <= Settled * now)
            {
                return;
            }

            before = now;
        }
    }

    /// <summary>One round: the basis times the covariances, made straight again.</summary>
    /// <returns>The sum of squares that the basis before kept.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Advance(Cloud cloud, int fitted)
    {
        float[][] next = [.. _basis.Select(direction => new float[direction.Length])];
        double kept = 0;
        for (int i = 0; i < fitted; i++)
        {
            ReadOnlySpan<float> row = cloud[i];
            for (int k = 0; k < next.Length; k++)
            {
                float along = Sums.Dot(row, _basis[k]);
                Sums.AddScaled(next[k], row, along);
                kept += (double)along * along;
            }
        }

        Straighten(next);
        _basis = next;
        return kept;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Drop(Cloud cloud, int fitted, Span<float> points)
    {
        int directions = _basis.Length;
        double[][] moments = [.. Enumerable.Range(0, directions).Select(_ => new double[directions])];
        double all = 0;
        if (_along.Length < cloud.Count * directions)
        {
            _along = new float[cloud.Count * directions];
        }

        for (int i = 0; i < cloud.Count; i++)
        {
            ReadOnlySpan<float> row = cloud[i];
            Span<float> own = _along.AsSpan(i * directions, directions);
            for (int k = 0; k < directions; k++)
            {
                own[k] = Sums.Dot(row, _basis[k]);
            }

            if (i < fitted)
            {
                all += Sums.Dot(row, row);
                AddProducts(own, moments);
            }
        }

        double[][] axes = SymmetricEigen.Vectors(moments);
        float[] across = [.. axes[0].Select(x => (float)x)];
        float[] up = axes.Length > 1 ? [.. axes[1].Select(x => (float)x)] : new float[directions];
        double kept = 0;
        for (int i = 0; i < cloud.Count; i++)
        {
            ReadOnlySpan<float> own = _along.AsSpan(i * directions, directions);
            points[2 * i] = Sums.Dot(own, across);
            points[(2 * i) + 1] = Sums.Dot(own, up);
            kept += i < fitted ? Square(points[2 * i]) + Square(points[(2 * i) + 1]) : 0;
        }

        return all > 0 ? Math.Min(1, kept / all) : 1;
    }

    private static double Square(double x) => x * x;

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

    /// <summary>Makes directions square on each other and of length 1, twice over, since once leaves what rounding left. Where none is left, it is zero.</summary>
    private static void Straighten(float[][] directions)
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
