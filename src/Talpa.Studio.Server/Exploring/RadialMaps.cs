using Talpa.Studio.Common.Messages;
using Talpa.Vectors;

namespace Talpa.Studio.Server.Exploring;

/// <summary>
/// Places a word's neighbours around it. The distance of each from the word is exact: that between vectors of length 1, √(2 − 2 cos). Only
/// the direction is free. Coordinate descent over the directions minimizes the squared error of the distances among the neighbours.
/// </summary>
internal static class RadialMaps
{
    private const int Directions = 120;
    private const int MaxRounds = 30;

    /// <summary>Computes the map of a word.</summary>
    /// <param name="vectors">All words.</param>
    /// <param name="word">The word in the middle.</param>
    /// <param name="neighbours">Its neighbours, the nearest first.</param>
    public static RadialMap Of(WordVectors vectors, string word, IReadOnlyList<Neighbour> neighbours)
    {
        int count = neighbours.Count;
        double[] radii = [.. neighbours.Select(neighbour => Chord(neighbour.Similarity))];
        double[,] distances = new double[count, count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                distances[i, j] = distances[j, i] = Chord(vectors.Similarity(neighbours[i].Word, neighbours[j].Word));
            }
        }

        int[] directions = new int[count];
        for (int i = 1; i < count; i++)
        {
            directions[i] = Best(i, i, directions, radii, distances);
        }

        for (int round = 0; round < MaxRounds && ImproveAll(directions, radii, distances); round++)
        {
            // Each round improves the direction of every neighbour once.
        }

        MapPoint[] points = [.. neighbours.Select((neighbour, i) =>
        {
            (double x, double y) = PointAt(directions[i], radii[i]);
            return new MapPoint(neighbour.Word, x, y, neighbour.Similarity);
        })];
        return new RadialMap(word, points, Strain(points, distances));
    }

    private static bool ImproveAll(int[] directions, double[] radii, double[,] distances)
    {
        bool improved = false;
        for (int i = 0; i < directions.Length; i++)
        {
            int best = Best(i, directions.Length, directions, radii, distances);
            improved |= best != directions[i];
            directions[i] = best;
        }

        return improved;
    }

    /// <summary>Returns the direction of a neighbour with the smallest error relative to the first <paramref name="among"/> neighbours.</summary>
    private static int Best(int neighbour, int among, int[] directions, double[] radii, double[,] distances)
    {
        // Start with the current direction, so that an equal one does not replace it.
        int best = directions[neighbour];
        double min = SquaredError(best);
        for (int direction = 0; direction < Directions; direction++)
        {
            double error = SquaredError(direction);
            if (error < min - 1e-12)
            {
                (best, min) = (direction, error);
            }
        }

        return best;

        double SquaredError(int direction)
        {
            (double x, double y) = PointAt(direction, radii[neighbour]);
            double sum = 0;
            for (int other = 0; other < among; other++)
            {
                (double otherX, double otherY) = PointAt(directions[other], radii[other]);
                double off = other == neighbour ? 0 : double.Hypot(x - otherX, y - otherY) - distances[neighbour, other];
                sum += off * off;
            }

            return sum;
        }
    }

    private static double Strain(MapPoint[] points, double[,] distances)
    {
        double off = 0;
        double all = 0;
        for (int i = 0; i < points.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double drawn = double.Hypot(points[i].X - points[j].X, points[i].Y - points[j].Y);
                off += (drawn - distances[i, j]) * (drawn - distances[i, j]);
                all += distances[i, j] * distances[i, j];
            }
        }

        return all > 0 ? Math.Sqrt(off / all) : 0;
    }

    private static (double X, double Y) PointAt(int direction, double radius)
    {
        (double sin, double cos) = Math.SinCos(2 * Math.PI * direction / Directions);
        return (radius * cos, radius * sin);
    }

    private static double Chord(float cosine) => Math.Sqrt(Math.Max(0, 2 - (2.0 * cosine)));
}
