namespace Talpa.Vectors;

/// <summary>The weights a / (a + p) of words, where p is the share of a word's tokens: smooth inverse frequency.</summary>
internal static class InverseFrequencies
{
    /// <summary>The weight of each word.</summary>
    /// <param name="vocabulary">The words, V of them.</param>
    /// <param name="options">The constant a and the counts.</param>
    /// <returns>V numbers above 0, 1 at most; none where all words weigh the same.</returns>
    /// <exception cref="UnusableInputException">There are no counts.</exception>
    public static float[] Of(Vocabulary vocabulary, SentenceOptions options)
    {
        if (options.Smoothing is not { } a)
        {
            return [];
        }

        Vocabulary counts = options.Counts ?? vocabulary;
        if (counts.TotalCount == 0)
        {
            throw new UnusableInputException(
                "The word vectors have no counts of words, from which weights of words are computed; "
                + $"set {nameof(SentenceOptions)}.{nameof(SentenceOptions.Counts)} to a vocabulary with counts, "
                + $"or {nameof(SentenceOptions.Smoothing)} to null for the plain mean.");
        }

        float[] weights = new float[vocabulary.Count];
        for (int id = 0; id < weights.Length; id++)
        {
            double share = (double)CountOf(counts, vocabulary, id) / counts.TotalCount;
            weights[id] = (float)(a / (a + share));
        }

        return weights;
    }

    private static long CountOf(Vocabulary counts, Vocabulary vocabulary, int id)
    {
        if (ReferenceEquals(counts, vocabulary))
        {
            return counts.Counts[id];
        }

        return counts.TryGetId(vocabulary[id], out int other) ? counts.Counts[other] : 0;
    }
}
