using System.Numerics.Tensors;
using Talpa.Studio.Common.Messages;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Studio.Server.Exploring;

/// <summary>
/// Groups words by the direction of their vectors: spherical k-means (Dhillon and Modha 2001) in all dimensions, initialized by k-means++
/// (Arthur and Vassilvitskii 2007). The result is deterministic.
/// </summary>
internal static class Clustering
{
    private const int MaxRounds = 25;
    private const int Examples = 3;
    private const int FrequentMembers = 60;

    /// <summary>Groups words.</summary>
    /// <param name="vectors">All words.</param>
    /// <param name="ids">The words to group, frequent ones first.</param>
    /// <param name="groups">The number of groups, 2 to 255.</param>
    public static Clusters Of(WordVectors vectors, ReadOnlySpan<int> ids, int groups)
    {
        float[][] units = Units(vectors, ids);
        groups = Math.Clamp(groups, 1, Math.Max(1, units.Length));
        float[][] centres = Start(units, groups);
        byte[] members = new byte[units.Length];
        for (int round = 0; round < MaxRounds && Assign(units, centres, members) > 0; round++)
        {
            centres = Centres(units, members, centres);
        }

        int[] sizes = new int[groups];
        foreach (byte member in members)
        {
            sizes[member]++;
        }

        int[] order = ids.ToArray();
        return new Clusters([.. centres.Select((centre, group) => ExamplesOf(vectors, order, units, members, centre, group))], sizes, members);
    }

    private static float[][] Units(WordVectors vectors, ReadOnlySpan<int> ids)
    {
        float[][] units = new float[ids.Length][];
        for (int i = 0; i < units.Length; i++)
        {
            units[i] = vectors[ids[i]].ToArray();
            float length = TensorPrimitives.Norm<float>(units[i]);
            if (length > 0 && float.IsFinite(length))
            {
                TensorPrimitives.Divide(units[i], length, units[i]);
            }
            else
            {
                units[i].AsSpan().Clear();
            }
        }

        return units;
    }

    /// <summary>The first centre is the first word. Each further one is a word drawn with a probability proportional to its distance from the nearest centre so far (k-means++).</summary>
    private static float[][] Start(float[][] units, int groups)
    {
        if (units.Length == 0)
        {
            return [];
        }

        var random = new Random(1);
        float[][] centres = new float[groups][];
        float[] away = new float[units.Length];
        Array.Fill(away, 2);
        int chosen = 0;
        for (int group = 0; group < groups; group++)
        {
            centres[group] = units[chosen];
            double total = 0;
            for (int i = 0; i < units.Length; i++)
            {
                away[i] = Math.Min(away[i], Math.Max(0, 1 - TensorPrimitives.Dot<float>(units[i], centres[group])));
                total += away[i];
            }

            double left = random.NextDouble() * total;
            for (chosen = 0; chosen < units.Length - 1 && left > away[chosen]; chosen++)
            {
                left -= away[chosen];
            }
        }

        return centres;
    }

    private static int Assign(float[][] units, float[][] centres, byte[] members)
    {
        int changed = 0;
        for (int i = 0; i < units.Length; i++)
        {
            int best = 0;
            float nearest = float.NegativeInfinity;
            for (int group = 0; group < centres.Length; group++)
            {
                float cosine = TensorPrimitives.Dot<float>(units[i], centres[group]);
                if (cosine > nearest)
                {
                    (best, nearest) = (group, cosine);
                }
            }

            changed += members[i] == best ? 0 : 1;
            members[i] = (byte)best;
        }

        return changed;
    }

    private static float[][] Centres(float[][] units, byte[] members, float[][] before)
    {
        float[][] centres = [.. before.Select(centre => new float[centre.Length])];
        for (int i = 0; i < units.Length; i++)
        {
            float[] centre = centres[members[i]];
            TensorPrimitives.Add(centre, units[i], centre);
        }

        for (int group = 0; group < centres.Length; group++)
        {
            float length = TensorPrimitives.Norm<float>(centres[group]);
            if (length > 0)
            {
                TensorPrimitives.Divide(centres[group], length, centres[group]);
            }
            else
            {
                centres[group] = before[group];
            }
        }

        return centres;
    }

    /// <summary>The words nearest to the group's centre, among the most frequent of the group: they describe it best.</summary>
    private static string[] ExamplesOf(WordVectors vectors, int[] ids, float[][] units, byte[] members, float[] centre, int group) =>
    [
        .. Enumerable.Range(0, ids.Length).Where(i => members[i] == group).Take(FrequentMembers)
            .OrderByDescending(i => TensorPrimitives.Dot<float>(units[i], centre)).Take(Examples)
            .Select(i => vectors.Vocabulary[ids[i]]),
    ];
}
