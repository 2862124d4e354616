using System.Runtime.CompilerServices;

namespace Talpa.Studio.Server.Neighbourhoods;

/// <summary>Measures how many neighbours in all dimensions are neighbours on a map.</summary>
internal static class KeptNeighbours
{
    /// <summary>The number of neighbours that are compared.</summary>
    internal const int Neighbours = 10;

    /// <summary>Returns the mean share of a word's nearest words that are among its nearest points.</summary>
    /// <param name="graph">The nearest words.</param>
    /// <param name="points">x and y of each word.</param>
    public static double Share(NeighbourGraph graph, float[] points)
    {
        int count = Math.Min(Neighbours, graph.Degree);
        if (count == 0)
        {
            return 1;
        }

        int[] kept = new int[graph.Count];
        Parallel.For(0, graph.Count, word =>
        {
            ReadOnlySpan<int> near = NearestPoints(points, word, count, stackalloc int[Neighbours], stackalloc float[Neighbours]);
            foreach (int neighbour in graph.NeighboursOf(word)[..count])
            {
                kept[word] += near.Contains(neighbour) ? 1 : 0;
            }
        });
        return (double)kept.Sum() / (count * graph.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ReadOnlySpan<int> NearestPoints(float[] points, int word, int count, Span<int> nearest, Span<float> squares)
    {
        (float x, float y) = (points[2 * word], points[(2 * word) + 1]);
        var list = new NearestList(nearest[..count], squares[..count]);
        for (int other = 0; 2 * other < points.Length; other++)
        {
            (float dx, float dy) = (points[2 * other] - x, points[(2 * other) + 1] - y);
            list.Offer(other, other == word ? float.PositiveInfinity : (dx * dx) + (dy * dy));
        }

        return nearest[..count];
    }
}
