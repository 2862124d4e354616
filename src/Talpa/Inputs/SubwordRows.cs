using System.Text;
using Talpa.Text;

namespace Talpa.Inputs;

/// <summary>
/// A word's vector is the mean of the word's own row and the rows of its character n-grams. The table has the rows of the V words in id order, then those of the
/// buckets that some word uses, by falling number of uses in the text. The rows of all words are found once.
/// </summary>
internal readonly struct SubwordRows : IInputRows
{
    private readonly int[] _rows;

    /// <summary>For each word the place of its first row, and behind them the number of all rows.</summary>
    private readonly int[] _starts;

    private SubwordRows(int[] rows, int[] starts, IReadOnlyList<int> buckets)
    {
        _rows = rows;
        _starts = starts;
        Buckets = buckets;
        MaxRowsPerWord = Enumerable.Range(0, Words).Max(word => starts[word + 1] - starts[word]);
    }

    /// <summary>Finds the rows of all words.</summary>
    /// <param name="vocabulary">The V words, with their counts where known; 1 or more.</param>
    /// <param name="ngrams">The lengths of the n-grams and the number of buckets.</param>
    /// <exception cref="ArgumentException">Words and buckets together exceed 2³¹ − 1 rows.</exception>
    public static SubwordRows Of(Vocabulary vocabulary, CharacterNgrams ngrams)
    {
        var rows = new List<int>();
        int[] starts = new int[vocabulary.Count + 1];
        Dictionary<int, long> uses = CountUses(vocabulary, ngrams);
        if (vocabulary.Count > int.MaxValue - uses.Count)
        {
            throw new ArgumentException($"{vocabulary.Count:N0} words and {uses.Count:N0} buckets exceed {int.MaxValue:N0} rows; take fewer buckets.", nameof(ngrams));
        }

        int[] buckets = [.. uses.OrderByDescending(bucket => bucket.Value).ThenBy(bucket => bucket.Key).Select(bucket => bucket.Key)];
        var rowOf = new Dictionary<int, int>(buckets.Length);
        for (int i = 0; i < buckets.Length; i++)
        {
            rowOf.Add(buckets[i], vocabulary.Count + i);
        }

        for (int word = 0; word < vocabulary.Count; word++)
        {
            rows.Add(word);
            foreach (int bucket in ngrams.BucketsOf(Encoding.UTF8.GetBytes(vocabulary[word])))
            {
                rows.Add(rowOf[bucket]);
            }

            starts[word + 1] = rows.Count;
        }

        return new SubwordRows([.. rows], starts, buckets);
    }

    /// <summary>How many buckets the words of a vocabulary use.</summary>
    public static int CountBuckets(Vocabulary vocabulary, CharacterNgrams ngrams) => CountUses(vocabulary, ngrams).Count;

    /// <inheritdoc/>
    public static bool IsSingleRow => false;

    /// <summary>Number of words, V.</summary>
    public int Words => _starts.Length - 1;

    /// <summary>The bucket of each row behind those of the words.</summary>
    public IReadOnlyList<int> Buckets { get; }

    /// <inheritdoc/>
    public int TableRows => Words + Buckets.Count;

    /// <inheritdoc/>
    public int MaxRowsPerWord { get; }

    /// <summary>The rows of a word, its own first.</summary>
    public ReadOnlySpan<int> RowsOf(int word) => _rows.AsSpan(_starts[word].._starts[word + 1]);

    /// <summary>The row of each bucket that has one, counted from the first row behind those of the words.</summary>
    public Dictionary<int, int> RowOfBucket()
    {
        var rowOf = new Dictionary<int, int>(Buckets.Count);
        for (int i = 0; i < Buckets.Count; i++)
        {
            rowOf.Add(Buckets[i], i);
        }

        return rowOf;
    }

    /// <inheritdoc/>
    public int Select(WordId word, Span<int> rows)
    {
        ReadOnlySpan<int> found = RowsOf(word.Value);
        found.CopyTo(rows);
        return found.Length;
    }

    /// <inheritdoc/>
    public static float Weight(int rows) => 1f / rows;

    /// <summary>
    /// All of it, as in fastText, so that a word's vector changes as much as one of a single row does: a step along the gradient would change it by a part
    /// that falls with the length of the word.
    /// </summary>
    public static float ShareOfChange(int rows) => 1;

    /// <summary>For each bucket that a word uses, how often the text does.</summary>
    private static Dictionary<int, long> CountUses(Vocabulary vocabulary, CharacterNgrams ngrams)
    {
        var uses = new Dictionary<int, long>();
        for (int word = 0; word < vocabulary.Count; word++)
        {
            long count = vocabulary.HasCounts ? vocabulary.Counts[word] : 1;
            foreach (int bucket in ngrams.BucketsOf(Encoding.UTF8.GetBytes(vocabulary[word])))
            {
                uses[bucket] = uses.GetValueOrDefault(bucket) + count;
            }
        }

        return uses;
    }
}
