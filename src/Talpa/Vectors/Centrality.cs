using System.Numerics.Tensors;

namespace Talpa.Vectors;

/// <summary>Ranks several words by how well each fits with the others: by its cosine with the mean of their directions.</summary>
internal static class Centrality
{
    /// <summary>All words, those that fit best with the others first, each with its cosine with the mean of the words' unit vectors.</summary>
    /// <param name="vectors">The words and their vectors.</param>
    /// <param name="candidates">3 words or more.</param>
    public static IReadOnlyList<Neighbour> Rank(WordVectors vectors, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        string[] words = [.. candidates];
        if (words.Length < 3)
        {
            throw new ArgumentException($"To find the odd one out takes 3 words or more, not {words.Length}.", nameof(candidates));
        }

        float[][] units = [.. words.Select(word => Cosines.Unit(QueryWord.Find(vectors, word).Vector.Span))];
        float[] sum = new float[units[0].Length];
        foreach (float[] unit in units)
        {
            TensorPrimitives.Add(sum, unit, sum);
        }

        float[] centre = Cosines.Unit(sum.AsSpan(0, vectors.Dimension));
        return
        [
            .. words
                .Select((word, i) => new Neighbour(word, Cosines.Clamp(TensorPrimitives.Dot(units[i], centre))))
                .OrderByDescending(neighbour => neighbour.Similarity)
                .ThenByDescending(neighbour => neighbour.Word, StringComparer.Ordinal),
        ];
    }
}
