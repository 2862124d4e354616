using Talpa.Text;

namespace Talpa.Evaluation;

/// <summary>
/// Finds words as gensim's evaluations do: only among the first words of the vocabulary (those most frequent, where it is sorted so),
/// and where case does not count, upper-cased, the first of several variants standing for all.
/// </summary>
internal sealed class WordLookup
{
    private readonly Dictionary<string, int> _rows;
    private readonly bool _ignoreCase;

    /// <param name="vocabulary">The words.</param>
    /// <param name="restriction">How many words from the first are known; <c>null</c> for all.</param>
    /// <param name="ignoreCase">Whether variants in case are one word.</param>
    public WordLookup(Vocabulary vocabulary, int? restriction, bool ignoreCase)
    {
        if (restriction is < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(restriction), restriction, "The vocabulary is restricted to 1 word or more, or not at all (null).");
        }

        Rows = Math.Min(restriction ?? vocabulary.Count, vocabulary.Count);
        _ignoreCase = ignoreCase;
        _rows = new Dictionary<string, int>(Rows, StringComparer.Ordinal);
        Representative = new int[Rows];
        for (int row = 0; row < Rows; row++)
        {
            string folded = Fold(vocabulary[row]);
            _rows.TryAdd(folded, row);
            Representative[row] = _rows[folded];
        }
    }

    /// <summary>How many words are known, variants counted.</summary>
    public int Rows { get; }

    /// <summary>For each known row, the first row whose word equals its word when case is ignored; for most rows the row itself.</summary>
    public int[] Representative { get; }

    /// <summary>The row used for a word; −1 when it is not known.</summary>
    public int Find(string word)
    {
        if (_rows.TryGetValue(Fold(word), out int row))
        {
            return row;
        }

        foreach (string variant in SpellingVariants.Of(word))
        {
            if (_rows.TryGetValue(Fold(variant), out row))
            {
                return row;
            }
        }

        return -1;
    }

    private string Fold(string word) => _ignoreCase ? word.ToUpperInvariant() : word;
}
