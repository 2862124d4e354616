using System.Numerics.Tensors;

namespace Talpa.Vectors;

/// <summary>Means of several words' vectors, summed in double precision.</summary>
internal static class Means
{
    /// <summary>The mean, all words having a vector.</summary>
    public static float[] Of(WordVectors vectors, IEnumerable<string> words, bool unitLength)
    {
        ArgumentNullException.ThrowIfNull(words);
        QueryWord[] found = [.. words.Select(word => QueryWord.Find(vectors, word))];
        return found.Length > 0 ? Of(vectors, found, unitLength) : throw new ArgumentException("There are no words to take the mean of.", nameof(words));
    }

    /// <summary>The mean of the words that have a vector; zeros when none has.</summary>
    public static float[] OfKnown(WordVectors vectors, IEnumerable<string> words, bool unitLength, out int unknown)
    {
        ArgumentNullException.ThrowIfNull(words);
        var found = new List<QueryWord>();
        unknown = 0;
        foreach (string word in words)
        {
            if (QueryWord.TryFind(vectors, word, out QueryWord one))
            {
                found.Add(one);
            }
            else
            {
                unknown++;
            }
        }

        return Of(vectors, found, unitLength);
    }

    /// <summary>The sum of some words' unit vectors less those of others.</summary>
    public static float[] Direction(WordVectors vectors, ReadOnlySpan<QueryWord> added, ReadOnlySpan<QueryWord> subtracted)
    {
        if (added.IsEmpty && subtracted.IsEmpty)
        {
            throw new ArgumentException("There are no words to find the neighbours of.", nameof(added));
        }

        float[] direction = new float[vectors.Dimension];
        foreach (QueryWord word in added)
        {
            TensorPrimitives.Add(direction, Cosines.Unit(word.Vector.Span).AsSpan(0, direction.Length), direction);
        }

        foreach (QueryWord word in subtracted)
        {
            TensorPrimitives.Subtract(direction, Cosines.Unit(word.Vector.Span).AsSpan(0, direction.Length), direction);
        }

        return direction;
    }

    private static float[] Of(WordVectors vectors, IReadOnlyCollection<QueryWord> words, bool unitLength)
    {
        double[] sum = new double[vectors.Dimension];
        foreach (QueryWord word in words)
        {
            ReadOnlySpan<float> vector = unitLength ? Cosines.Unit(word.Vector.Span) : word.Vector.Span;
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += vector[i];
            }
        }

        return [.. sum.Select(number => (float)(number / Math.Max(1, words.Count)))];
    }
}
