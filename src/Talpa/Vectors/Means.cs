using System.Numerics.Tensors;

namespace Talpa.Vectors;

/// <summary>Means of several words' vectors, summed in double precision.</summary>
internal static class Means
{
    /// <summary>The mean, all words being known.</summary>
    public static float[] Of(WordVectors vectors, IEnumerable<string> words, bool unitLength)
    {
        ArgumentNullException.ThrowIfNull(words);
        int[] ids = [.. words.Select(vectors.IdOf)];
        return ids.Length > 0 ? Of(vectors, ids, unitLength) : throw new ArgumentException("There are no words to take the mean of.", nameof(words));
    }

    /// <summary>The mean of the words that are known; zeros when none is.</summary>
    public static float[] OfKnown(WordVectors vectors, IEnumerable<string> words, bool unitLength, out int unknown)
    {
        ArgumentNullException.ThrowIfNull(words);
        var ids = new List<int>();
        unknown = 0;
        foreach (string word in words)
        {
            if (vectors.Vocabulary.TryGetId(word, out int id))
            {
                ids.Add(id);
            }
            else
            {
                unknown++;
            }
        }

        return Of(vectors, ids, unitLength);
    }

    /// <summary>The sum of some words' unit vectors less those of others.</summary>
    public static float[] Direction(WordVectors vectors, ReadOnlySpan<int> added, ReadOnlySpan<int> subtracted)
    {
        if (added.IsEmpty && subtracted.IsEmpty)
        {
            throw new ArgumentException("There are no words to find the neighbours of.", nameof(added));
        }

        float[] direction = new float[vectors.Dimension];
        foreach (int id in added)
        {
            TensorPrimitives.Add(direction, vectors.Cosines.Unit(id).AsSpan(0, direction.Length), direction);
        }

        foreach (int id in subtracted)
        {
            TensorPrimitives.Subtract(direction, vectors.Cosines.Unit(id).AsSpan(0, direction.Length), direction);
        }

        return direction;
    }

    private static float[] Of(WordVectors vectors, IReadOnlyCollection<int> ids, bool unitLength)
    {
        double[] sum = new double[vectors.Dimension];
        foreach (int id in ids)
        {
            ReadOnlySpan<float> vector = unitLength ? vectors.Cosines.Unit(id) : vectors[id];
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += vector[i];
            }
        }

        return [.. sum.Select(number => (float)(number / Math.Max(1, ids.Count)))];
    }
}
