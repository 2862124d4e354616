using System.Diagnostics;
using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server.Exploring;
using Talpa.Studio.Server.Projecting;
using Talpa.Vectors;

namespace Talpa.Studio.Server.Neighbourhoods;

/// <summary>
/// Computes maps that keep neighbourhoods of one set of vectors, one at a time, and keeps the last one, which several pages may request. On one computer the same
/// vectors give the same map, except for its rotation. Thread-safe.
/// </summary>
/// <param name="maxWords">The number of words that make a map: the search of their neighbours takes time with its square.</param>
internal sealed class NeighbourhoodMaps(int maxWords = NeighbourhoodMaps.MaxWords)
{
    /// <summary>The usual number of words that make a map.</summary>
    internal const int MaxWords = 5000;

    private const int Degree = 15;
    private const int Groups = 10;

    private readonly Lock _lock = new();
    private (long Tokens, bool IsFinal) _of;
    private NeighbourhoodMap? _map;

    /// <summary>Returns the map of words.</summary>
    /// <param name="vectors">All words.</param>
    /// <param name="ids">The words with points, frequent ones first. The first ones make the map, and the others are placed on it.</param>
    /// <param name="frame">The words on the plane that the page shows. The map gets its orientation.</param>
    /// <param name="isFinal">Whether the vectors don't change any more.</param>
    public NeighbourhoodMap Of(WordVectors vectors, int[] ids, Frame frame, bool isFinal)
    {
        lock (_lock)
        {
            // Not by the object of the vectors: a training creates one for each query, with numbers that change.
            if (_map is null || _of != (frame.Tokens, isFinal))
            {
                float[] plane = QuantizedPoints.Decode(frame.Unit, frame.Positions);
                int count = Math.Min(Math.Min(maxWords, ids.Length), plane.Length / 2);
                _map = Compute(vectors, ids[..count], ids[count..], plane[..(2 * count)]);
                _of = (frame.Tokens, isFinal);
            }

            return _map;
        }
    }

    private static NeighbourhoodMap Compute(WordVectors vectors, int[] ids, int[] rarer, float[] plane)
    {
        long start = Stopwatch.GetTimestamp();
        var graph = NeighbourGraph.Of(vectors, ids, Degree);
        float[] points = [.. NeighbourhoodDescent.Of(StartOf(vectors, ids), NeighbourEdges.Of(graph)).Select(x => (float)x)];

        // The words keep about the places that they have on the plane.
        Centre(points);
        PlaneRotation.Align(points, plane).Apply(points);
        var range = new MapReach();
        range.Fit(points);
        Clusters clusters = Clustering.Of(vectors, ids, Groups);
        (float[] others, byte[] groups) = RarerWords.Place(vectors, rarer, ids, points, clusters.Members, Degree);
        (double unit, byte[] positions) = QuantizedPoints.Encode([.. points, .. others]);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new NeighbourhoodMap(ids.Length, rarer.Length, seconds, range.Reach, unit, positions, clusters with { Members = [.. clusters.Members, .. groups] })
        {
            Kept = KeptNeighbours.Share(graph, points),
            KeptByPlane = KeptNeighbours.Share(graph, plane),
            Centres = [.. clusters.Sizes.Select((_, group) => CentreOf(points, clusters.Members, group))],
        };
    }

    /// <summary>The plane of principal components of these words alone: the plane that the page shows is rotated onto earlier frames, and would not be the same each time.</summary>
    private static float[] StartOf(WordVectors vectors, int[] ids)
    {
        var centred = new CentredVectors();
        centred.Load(vectors, ids);
        float[] points = new float[2 * ids.Length];
        new PrincipalPlane().Fit(centred).Project(vectors, ids, centred.Mean, points);
        return points;
    }

    private static void Centre(float[] points)
    {
        (double x, double y) = (0, 0);
        for (int i = 0; i < points.Length; i += 2)
        {
            (x, y) = (x + points[i], y + points[i + 1]);
        }

        for (int i = 0; i < points.Length; i += 2)
        {
            points[i] -= (float)(2 * x / points.Length);
            points[i + 1] -= (float)(2 * y / points.Length);
        }
    }

    /// <summary>The medians of x and y of a group: words far from the others do not count.</summary>
    private static float[] CentreOf(float[] points, byte[] members, int group)
    {
        int[] words = [.. Enumerable.Range(0, members.Length).Where(i => members[i] == group)];
        return words.Length == 0 ? [0, 0] : [Median(words.Select(i => points[2 * i])), Median(words.Select(i => points[(2 * i) + 1]))];
    }

    private static float Median(IEnumerable<float> numbers)
    {
        float[] sorted = [.. numbers.Order()];
        return sorted[sorted.Length / 2];
    }
}
