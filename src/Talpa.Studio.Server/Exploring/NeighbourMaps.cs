using Talpa.Studio.Common.Messages;
using Talpa.Vectors;

namespace Talpa.Studio.Server.Exploring;

/// <summary>
/// Draws a word's neighbours around it. Each stands at its true distance from the word, that between vectors of length 1, √(2 − 2 cos); only the direction is
/// free. The directions are turned one after the other to where the distances to the other neighbours fit best, until none gains.
/// </summary>
internal static class NeighbourMaps
{
    private const int Directions = 120;
    private const int MaxRounds = 30;

    /// <summary>The map of a word.</summary>
    /// <param name="vectors">All words.</param>
    /// <param name="word">The word in the middle.</param>
    /// <param name="neighbours">Those around it, the nearest first.</param>
    public static NeighbourMap Of(WordVectors vectors, string word, IReadOnlyList<Neighbour> neighbours)
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

        for (int round = 0; round < MaxRounds && TurnAll(directions, radii, distances); round++)
        {
            // Each round turns every neighbour once.
        }

        MapPlace[] places = [.. neighbours.Select((neighbour, i) =>
        {
            (double x, double y) = Place(directions[i], radii[i]);
            return new MapPlace(neighbour.Word, x, y, neighbour.Similarity);
        })];
        return new NeighbourMap(word, places, Strain(places, distances));
    }

    private static bool TurnAll(int[] directions, double[] radii, double[,] distances)
    {
        bool gained = false;
        for (int i = 0; i < directions.Length; i++)
        {
            int best = Best(i, directions.Length, directions, radii, distances);
            gained |= best != directions[i];
            directions[i] = best;
        }

        return gained;
    }

    /// <summary>The direction for a neighbour that fits best among the first ones.</summary>
    private static int Best(int neighbour, int among, int[] directions, double[] radii, double[,] distances)
    {
        // Where it stands comes first, so that equal directions change nothing.
        int best = directions[neighbour];
        double min = Misfit(best);
        for (int direction = 0; direction < Directions; direction++)
        {
            double misfit = Misfit(direction);
            if (misfit < min - 1e-12)
            {
                (best, min) = (direction, misfit);
            }
        }

        return best;

        double Misfit(int direction)
        {
            (double x, double y) = Place(direction, radii[neighbour]);
            double sum = 0;
            for (int other = 0; other < among; other++)
            {
                (double otherX, double otherY) = Place(directions[other], radii[other]);
                double off = other == neighbour ? 0 : double.Hypot(x - otherX, y - otherY) - distances[neighbour, other];
                sum += off * off;
            }

            return sum;
        }
    }

    private static double Strain(MapPlace[] places, double[,] distances)
    {
        double off = 0;
        double all = 0;
        for (int i = 0; i < places.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double drawn = double.Hypot(places[i].X - places[j].X, places[i].Y - places[j].Y);
                off += (drawn - distances[i, j]) * (drawn - distances[i, j]);
                all += distances[i, j] * distances[i, j];
            }
        }

        return all > 0 ? Math.Sqrt(off / all) : 0;
    }

    private static (double X, double Y) Place(int direction, double radius)
    {
        (double sin, double cos) = Math.SinCos(2 * Math.PI * direction / Directions);
        return (radius * cos, radius * sin);
    }

    private static double Chord(float cosine) => Math.Sqrt(Math.Max(0, 2 - (2.0 * cosine)));
}
