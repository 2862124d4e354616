namespace Talpa.Vectors;

/// <summary>A word of a question with its vector: a row of the vocabulary's matrix, or composed of n-grams.</summary>
/// <param name="Id">Its id; −1 where it is not in the vocabulary.</param>
/// <param name="Vector">Its vector.</param>
internal readonly record struct QueryWord(int Id, ReadOnlyMemory<float> Vector)
{
    /// <summary>Whether it is in the vocabulary.</summary>
    public bool IsKnown => Id >= 0;

    /// <summary>A word with its vector, composed where it is not in the vocabulary.</summary>
    /// <exception cref="UnknownWordException">The word has no vector.</exception>
    public static QueryWord Find(WordVectors vectors, string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return TryFind(vectors, word, out QueryWord found) ? found : throw UnknownWordException.For(word, vectors.Vocabulary);
    }

    /// <summary>Finds a word with its vector, composed where it is not in the vocabulary.</summary>
    public static bool TryFind(WordVectors vectors, string word, out QueryWord found)
    {
        if (vectors.Vocabulary.TryGetId(word, out int id))
        {
            found = new QueryWord(id, vectors.MemoryOf(id));
            return true;
        }

        float[] vector = vectors.Subwords is null ? [] : new float[vectors.Dimension];
        found = new QueryWord(-1, vector);
        return vectors.Subwords?.TryCompose(word, vector) == true;
    }

    /// <summary>The ids of those that are in the vocabulary.</summary>
    public static int[] IdsOf(params ReadOnlySpan<QueryWord> words)
    {
        var ids = new List<int>(words.Length);
        foreach (QueryWord word in words)
        {
            if (word.IsKnown)
            {
                ids.Add(word.Id);
            }
        }

        return [.. ids];
    }
}
