using Talpa.Vectors;

namespace Talpa.Evaluation;

/// <summary>Composes the vectors of an evaluation's words that are not in the vocabulary.</summary>
internal sealed class UnseenWords
{
    private readonly WordVectors _vectors;
    private readonly Subwords _subwords;
    private readonly bool _ignoreCase;

    /// <param name="vectors">The words and their vectors.</param>
    /// <param name="ignoreCase">Whether a word is lower-cased: of words that were not seen, most texts have the lower-cased form only.</param>
    /// <exception cref="ArgumentException">The model has no subwords.</exception>
    public UnseenWords(WordVectors vectors, bool ignoreCase)
    {
        _vectors = vectors;
        _subwords = vectors.Subwords ?? throw new ArgumentException("The model has no subwords to compose vectors of.", nameof(vectors));
        _ignoreCase = ignoreCase;
    }

    /// <summary>A word with its composed vector; <c>null</c> where it is in the vocabulary, of which the evaluation may use a part only, or has no n-gram with a row.</summary>
    public QueryWord? Find(string word)
    {
        string spelling = _ignoreCase ? word.ToLowerInvariant() : word;
        if (_vectors.Contains(word) || _vectors.Contains(spelling))
        {
            return null;
        }

        float[] vector = new float[_vectors.Dimension];
        return _subwords.TryCompose(spelling, vector) ? new QueryWord(-1, vector) : null;
    }
}
