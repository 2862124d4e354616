using System.Buffers;
using System.Numerics.Tensors;
using System.Text;
using Talpa.Inputs;
using Talpa.Memory;
using Talpa.Vectors;

namespace Talpa;

/// <summary>
/// The rows of character n-grams that a model with subwords has besides those of its words, from which it composes a vector for any word: the mean of the rows of
/// the word's n-grams. Immutable, so that any number of threads may use it at once.
/// </summary>
/// <remarks>
/// P. Bojanowski, E. Grave, A. Joulin and T. Mikolov, "Enriching Word Vectors with Subword Information", 2017, section 3.2. The vectors are those of
/// <c>fasttext print-word-vectors</c>.
/// </remarks>
public sealed class Subwords
{
    /// <summary>Words of up to so many bytes are encoded on the stack.</summary>
    private const int StackBytes = 512;

    private readonly CharacterNgrams _ngrams;
    private readonly IStoredRows _rows;
    private readonly Dictionary<int, int>? _rowOfBucket;

    /// <summary>Takes the rows of all buckets.</summary>
    /// <param name="ngrams">The lengths of the n-grams and the number of buckets.</param>
    /// <param name="rows">A row for each bucket.</param>
    internal Subwords(CharacterNgrams ngrams, IStoredRows rows)
        : this(ngrams, rows, null)
    {
    }

    /// <summary>Takes the rows of some buckets.</summary>
    /// <param name="ngrams">The lengths of the n-grams and the number of buckets.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="rowOfBucket">The row of each bucket that has one; <c>null</c> where row i is that of bucket i.</param>
    internal Subwords(CharacterNgrams ngrams, IStoredRows rows, Dictionary<int, int>? rowOfBucket)
    {
        _ngrams = ngrams;
        _rows = rows;
        _rowOfBucket = rowOfBucket;
    }

    /// <summary>Takes the rows of the buckets that the words of a vocabulary use.</summary>
    /// <param name="ngrams">The lengths of the n-grams and the number of buckets.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="rowOfBucket">The row of each bucket that has one.</param>
    /// <returns>What composes vectors; <c>null</c> where there are no rows.</returns>
    internal static Subwords? WithRows(CharacterNgrams ngrams, PaddedMatrix rows, Dictionary<int, int> rowOfBucket) =>
        rows.Rows > 0 ? new Subwords(ngrams, new MatrixRows(rows), rowOfBucket) : null;

    /// <summary>Characters of the shortest n-grams, the marks at both ends of a word included (fastText's minn).</summary>
    public int MinLength => _ngrams.MinLength;

    /// <summary>Characters of the longest n-grams, the marks at both ends of a word included (fastText's maxn).</summary>
    public int MaxLength => _ngrams.MaxLength;

    /// <summary>Number of buckets: n-grams with the same hash share a bucket and its row.</summary>
    public int Buckets => _ngrams.Buckets;

    /// <summary>Number of rows: <see cref="Buckets"/>, or fewer where only the n-grams of the vocabulary have one, or the model was pruned. An n-gram without a row is left out.</summary>
    public int Rows => _rows.Rows;

    /// <summary>Length of a vector.</summary>
    public int Dimension => _rows.Dimension;

    /// <summary>How many n-grams of a word have a row; one that occurs twice counts twice. Allocates nothing.</summary>
    public int CountNgrams(ReadOnlySpan<char> word) => AddRows(word, []);

    /// <summary>Composes the vector of a word from its n-grams alone, whether the vocabulary has it or not. Allocates nothing.</summary>
    /// <param name="word">The word.</param>
    /// <param name="vector">Receives <see cref="Dimension"/> numbers; zeros where the word has no n-gram with a row.</param>
    /// <returns>Whether the word has an n-gram with a row.</returns>
    /// <exception cref="ArgumentException"><paramref name="vector"/> has another length.</exception>
    public bool TryCompose(ReadOnlySpan<char> word, Span<float> vector) => TryCompose(word, vector, out _);

    /// <summary>Composes the vector of a word from its n-grams alone, whether the vocabulary has it or not. Allocates nothing.</summary>
    /// <param name="word">The word.</param>
    /// <param name="vector">Receives <see cref="Dimension"/> numbers; zeros where the word has no n-gram with a row.</param>
    /// <param name="ngrams">How many n-grams the vector is the mean of; one that occurs twice counts twice.</param>
    /// <returns>Whether the word has an n-gram with a row.</returns>
    /// <exception cref="ArgumentException"><paramref name="vector"/> has another length.</exception>
    public bool TryCompose(ReadOnlySpan<char> word, Span<float> vector, out int ngrams)
    {
        if (vector.Length != Dimension)
        {
            throw new ArgumentException($"The vector has {vector.Length} numbers, but the rows have {Dimension}.", nameof(vector));
        }

        vector.Clear();
        ngrams = AddRows(word, vector);
        if (ngrams == 0)
        {
            return false;
        }

        TensorPrimitives.Multiply(vector, 1f / ngrams, vector);
        return true;
    }

    /// <summary>Makes the row of a word its vector: the mean of the row and the rows of its n-grams.</summary>
    /// <param name="word">The word's bytes in UTF-8, or what is in their place.</param>
    /// <param name="row">The row; receives the vector.</param>
    internal void Compose(ReadOnlySpan<byte> word, Span<float> row) => Average(AddRows(word, row), row);

    /// <summary>Makes the row of a word its vector.</summary>
    /// <param name="word">The word.</param>
    /// <param name="row">The row; receives the vector.</param>
    internal void Compose(ReadOnlySpan<char> word, Span<float> row) => Average(AddRows(word, row), row);

    /// <summary>The rows of the n-grams of some words, copied; <c>null</c> where they have none.</summary>
    internal Subwords? Of(IEnumerable<string> words)
    {
        var rowOfBucket = new Dictionary<int, int>();
        var kept = new List<int>();
        foreach (string word in words)
        {
            foreach (int bucket in _ngrams.BucketsOf(Encoding.UTF8.GetBytes(word)))
            {
                int row = bucket;
                if (_rowOfBucket?.TryGetValue(bucket, out row) != false && rowOfBucket.TryAdd(bucket, kept.Count))
                {
                    kept.Add(row);
                }
            }
        }

        var table = new PaddedMatrix(kept.Count, Dimension);
        for (int row = 0; row < kept.Count; row++)
        {
            _rows.AddTo(kept[row], table.Row(row));
        }

        return WithRows(_ngrams, table, rowOfBucket);
    }

    /// <summary>Whether every bucket has a row, row i that of bucket i.</summary>
    internal bool IsComplete => _rowOfBucket is null && Rows == Buckets;

    /// <summary>The row of each bucket that has one; <c>null</c> where row i is that of bucket i.</summary>
    internal IReadOnlyDictionary<int, int>? RowOfBucket => _rowOfBucket;

    /// <summary>The rows.</summary>
    internal IStoredRows Table => _rows;

    /// <summary>The buckets that have a row, in order, each with its row.</summary>
    internal (int Bucket, int Row)[] Order() => _rowOfBucket is { } rows
        ? [.. rows.Select(entry => (entry.Key, entry.Value)).OrderBy(entry => entry.Key)]
        : [.. Enumerable.Range(0, Rows).Select(row => (row, row))];

    /// <summary>The same with rows that are stored otherwise.</summary>
    /// <param name="rows">The rows, in the same order.</param>
    internal Subwords With(IStoredRows rows) => new(_ngrams, rows, _rowOfBucket);

    /// <summary>
    /// Computes the row of a word from its vector: row = (1 + n) · vector − Σ rows of its n n-grams. Exact to some units of
    /// the last digit.
    /// </summary>
    /// <param name="word">The word's bytes in UTF-8.</param>
    /// <param name="vector">The vector; receives the row.</param>
    /// <param name="sum">Scratch memory, <see cref="Dimension"/> numbers.</param>
    /// <param name="countsAll">Whether n-grams without a row count as rows of zeros; else they don't count.</param>
    internal void Decompose(ReadOnlySpan<byte> word, Span<float> vector, Span<float> sum, bool countsAll)
    {
        sum.Clear();
        int ngrams = AddRows(word, sum);
        TensorPrimitives.Multiply(vector, 1f + (countsAll ? CountBuckets(word) : ngrams), vector);
        TensorPrimitives.Subtract(vector, sum, vector);
    }

    /// <summary>Whether a bucket has a row.</summary>
    internal bool HasRow(int bucket) => _rowOfBucket?.ContainsKey(bucket) ?? bucket < Rows;

    /// <summary>Adds the row of a bucket to a vector, where it has one.</summary>
    internal void AddBucket(int bucket, Span<float> sum)
    {
        if (_rowOfBucket is null)
        {
            _rows.AddTo(bucket, sum);
        }
        else if (_rowOfBucket.TryGetValue(bucket, out int row))
        {
            _rows.AddTo(row, sum);
        }
    }

    /// <summary>Adds the rows of a word's n-grams to a vector.</summary>
    /// <param name="word">The word's bytes in UTF-8, or what is in their place.</param>
    /// <param name="sum"><see cref="Dimension"/> numbers; none to count the rows alone.</param>
    /// <returns>How many rows there are.</returns>
    internal int AddRows(ReadOnlySpan<byte> word, Span<float> sum)
    {
        int added = 0;
        foreach (int bucket in _ngrams.BucketsOf(word))
        {
            int row = bucket;
            if (_rowOfBucket?.TryGetValue(bucket, out row) == false)
            {
                continue;
            }

            if (!sum.IsEmpty)
            {
                _rows.AddTo(row, sum);
            }

            added++;
        }

        return added;
    }

    private int CountBuckets(ReadOnlySpan<byte> word)
    {
        int buckets = 0;
        foreach (int bucket in _ngrams.BucketsOf(word))
        {
            buckets++;
        }

        return buckets;
    }

    /// <summary>Divides the sum of a word's row and those of its n-grams by their number.</summary>
    private static void Average(int ngrams, Span<float> sum)
    {
        if (ngrams > 0)
        {
            TensorPrimitives.Multiply(sum, 1f / (1 + ngrams), sum);
        }
    }

    private int AddRows(ReadOnlySpan<char> word, Span<float> sum)
    {
        int most = Encoding.UTF8.GetMaxByteCount(word.Length);
        byte[]? rented = most > StackBytes ? ArrayPool<byte>.Shared.Rent(most) : null;
        Span<byte> bytes = rented ?? stackalloc byte[StackBytes];
        int added = AddRows(bytes[..Encoding.UTF8.GetBytes(word, bytes)], sum);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return added;
    }
}
