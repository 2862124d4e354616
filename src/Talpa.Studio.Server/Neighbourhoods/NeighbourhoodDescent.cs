using System.Runtime.CompilerServices;

namespace Talpa.Studio.Server.Neighbourhoods;

/// <summary>
/// Moves points so that neighbours are near each other: stochastic gradient descent on UMAP's cross entropy with the curve 1 ÷ (1 + d²). An edge with the weight w attracts its two points in
/// the fraction w of the rounds, and each time one of them is pushed away from some random points. Everything is done in one thread and in a fixed order, with additions, multiplications and divisions only, so that
/// the result follows from the start and the edges alone.
/// </summary>
internal static class NeighbourhoodDescent
{
    private const int Rounds = 300;
    private const int Pushes = 5;
    private const double MaxMove = 4;

    /// <summary>Keeps points at the same place from an infinite push.</summary>
    private const double Softening = 0.001;

    /// <summary>Moves points.</summary>
    /// <param name="start">x and y of each point: the result depends on them continuously at large scale, so that its orientation is theirs.</param>
    /// <param name="edges">The edges between neighbours.</param>
    /// <returns>x and y of each point.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double[] Of(ReadOnlySpan<float> start, IReadOnlyList<(int First, int Second, float Weight)> edges)
    {
        double[] points = Scaled(start);
        ulong random = 1;
        for (int round = 0; round < Rounds; round++)
        {
            double rate = 1 - ((double)round / Rounds);
            for (int e = 0; e < edges.Count; e++)
            {
                (int first, int second, float weight) = edges[e];
                if (Math.Floor((round + 1) * (double)weight) > Math.Floor(round * (double)weight))
                {
                    Attract(points, 2 * first, 2 * second, rate);
                    Push(points, 2 * ((round & 1) == 0 ? first : second), rate, ref random);
                }
            }
        }

        return points;
    }

    /// <summary>Scales the points to the size that the layout will have, about: its area grows with their number.</summary>
    private static double[] Scaled(ReadOnlySpan<float> start)
    {
        double[] points = new double[start.Length];
        double squares = 0;
        for (int i = 0; i < points.Length; i++)
        {
            squares += (double)start[i] * start[i];
        }

        double scale = squares > 0 ? Math.Sqrt(points.Length / 2) / 10 / Math.Sqrt(squares / (points.Length / 2)) : 0;
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = scale * start[i];
        }

        return points;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Attract(double[] points, int a, int b, double rate)
    {
        (double dx, double dy) = (points[a] - points[b], points[a + 1] - points[b + 1]);
        double pull = -2 / (1 + (dx * dx) + (dy * dy));
        (dx, dy) = (rate * Limited(pull * dx), rate * Limited(pull * dy));
        points[a] += dx;
        points[a + 1] += dy;
        points[b] -= dx;
        points[b + 1] -= dy;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Push(double[] points, int a, double rate, ref ulong random)
    {
        for (int i = 0; i < Pushes; i++)
        {
            int b = 2 * (int)(Next(ref random) % (ulong)(points.Length / 2));
            (double dx, double dy) = (points[a] - points[b], points[a + 1] - points[b + 1]);
            double squared = (dx * dx) + (dy * dy);
            double push = 2 / ((Softening + squared) * (1 + squared));
            points[a] += rate * Limited(push * dx);
            points[a + 1] += rate * Limited(push * dy);
        }
    }

    private static double Limited(double move) => Math.Clamp(move, -MaxMove, MaxMove);

    /// <summary>SplitMix64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Next(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
