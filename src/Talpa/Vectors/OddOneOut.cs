using System.Numerics.Tensors;

namespace Talpa.Vectors;

/// <summary>Tells which of several words does not go with the others: the one that points farthest from the mean of their directions.</summary>
public static class OddOneOut
{
    /// <summary>The word that goes least with the others.</summary>
    /// <param name="vectors">The words and their vectors.</param>
    /// <param name="words">3 words or more.</param>
    /// <exception cref="ArgumentException">There are fewer than 3 words: of two, neither is the odd one.</exception>
    /// <exception cref="UnknownWordException">One of the words is not in the vocabulary.</exception>
    public static string Find(WordVectors vectors, IReadOnlyList<string> words) => Rank(vectors, words)[^1].Word;

    /// <summary>All the words, those that go best with the others first, each with its cosine with the mean of the words' unit vectors.</summary>
    /// <inheritdoc cref="Find"/>
    public static IReadOnlyList<Neighbour> Rank(WordVectors vectors, IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        ArgumentNullException.ThrowIfNull(words);
        if (words.Count < 3)
        {
            throw new ArgumentException($"To tell the odd one out takes 3 words or more; {words.Count} given.", nameof(words));
        }

        Cosines cosines = vectors.Cosines;
        float[][] units = [.. words.Select(word => cosines.Unit(vectors.IdOf(word).Value))];
        float[] sum = new float[units[0].Length];
        foreach (float[] unit in units)
        {
            TensorPrimitives.Add(sum, unit, sum);
        }

        float[] centre = cosines.Unit(sum.AsSpan(0, vectors.Dimension));
        return
        [
            .. words
                .Select((word, i) => new Neighbour(word, Cosines.Clamp(TensorPrimitives.Dot(units[i], centre))))
                .OrderByDescending(neighbour => neighbour.Similarity)
                .ThenByDescending(neighbour => neighbour.Word, StringComparer.Ordinal),
        ];
    }
}
