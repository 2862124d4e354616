using Talpa.Memory;
using Talpa.Vectors;

namespace Talpa.Evaluation;

/// <summary>
/// The words of analogy questions as numbers: the row of a known word, and numbers behind those of all rows for words whose vectors are composed. Owned by one
/// evaluation.
/// </summary>
/// <param name="vectors">The words and their vectors.</param>
/// <param name="lookup">Finds the known words.</param>
/// <param name="unseen">Composes the vectors of others; <c>null</c> where none are composed.</param>
internal sealed class AnalogyWords(WordVectors vectors, WordLookup lookup, UnseenWords? unseen)
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<QueryWord> _composed = [];

    /// <summary>The words' vectors compared by direction.</summary>
    public Cosines Cosines => vectors.Cosines;

    /// <summary>The row of a known word; −1 for another.</summary>
    public int FindRow(string word) => lookup.Find(word);

    /// <summary>The number of a word; −1 where it has no vector.</summary>
    public int Find(string word)
    {
        if (lookup.Find(word) is >= 0 and int row)
        {
            return row;
        }

        if (!_numbers.TryGetValue(word, out int number))
        {
            number = unseen?.Find(word) is { } composed ? Add(composed) : -1;
            _numbers.Add(word, number);
        }

        return number;
    }

    /// <summary>The vectors of words, scaled to length 1, one below the other.</summary>
    public PaddedMatrix Units(int[] numbers) => Cosines.Units(
        numbers.Length,
        vectors.Dimension,
        i => numbers[i] < vectors.Count ? vectors.Matrix.MemoryOf(numbers[i]) : _composed[numbers[i] - vectors.Count].Vector);

    private int Add(QueryWord composed)
    {
        _composed.Add(composed);
        return vectors.Count + _composed.Count - 1;
    }
}
