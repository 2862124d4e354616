using System.Text;
using Talpa.Text;

namespace Talpa.Inputs;

/// <summary>
/// A word's vector is the mean of the word's own row and the rows of its character n-grams. The table has the rows of the V words in id order, then those of the buckets.
/// The rows of all words are found once.
/// </summary>
internal readonly struct SubwordRows : IInputRows
{
    private readonly int[] _rows;

    /// <summary>For each word the place of its first row, and behind them the number of all rows.</summary>
    private readonly int[] _starts;

    /// <summary>Finds the rows of all words.</summary>
    /// <param name="vocabulary">The V words.</param>
    /// <param name="ngrams">The lengths of the n-grams and the number of buckets.</param>
    /// <exception cref="ArgumentException">Words and buckets together exceed 2³¹ − 1 rows.</exception>
    public SubwordRows(Vocabulary vocabulary, CharacterNgrams ngrams)
    {
        if (vocabulary.Count > int.MaxValue - ngrams.Buckets)
        {
            throw new ArgumentException($"{vocabulary.Count:N0} words and {ngrams.Buckets:N0} buckets exceed {int.MaxValue:N0} rows; take fewer buckets.", nameof(ngrams));
        }

        var rows = new List<int>();
        _starts = new int[vocabulary.Count + 1];
        for (int word = 0; word < vocabulary.Count; word++)
        {
            rows.Add(word);
            foreach (int bucket in ngrams.BucketsOf(Encoding.UTF8.GetBytes(vocabulary[word])))
            {
                rows.Add(vocabulary.Count + bucket);
            }

            _starts[word + 1] = rows.Count;
            MaxRowsPerWord = Math.Max(MaxRowsPerWord, rows.Count - _starts[word]);
        }

        _rows = [.. rows];
        TableRows = vocabulary.Count + ngrams.Buckets;
    }

    /// <inheritdoc/>
    public static bool IsSingleRow => false;

    /// <inheritdoc/>
    public int TableRows { get; }

    /// <inheritdoc/>
    public int MaxRowsPerWord { get; }

    /// <inheritdoc/>
    public int Select(WordId word, Span<int> rows)
    {
        ReadOnlySpan<int> found = _rows.AsSpan(_starts[word.Value].._starts[word.Value + 1]);
        found.CopyTo(rows);
        return found.Length;
    }

    /// <inheritdoc/>
    public static float Weight(int rows) => 1f / rows;
}
