using System.Buffers.Binary;

namespace Talpa.Formats;

/// <summary>The words of a fastText model with their counts, and which buckets have a row. Owned by one reader.</summary>
internal sealed class FastTextDictionary
{
    /// <summary>A word of no bytes takes a NUL, a count and a kind.</summary>
    private const int MinWordBytes = 1 + sizeof(long) + 1;

    private const byte WordKind = 0;
    private const byte LabelKind = 1;

    private readonly int[] _ends;
    private byte[] _bytes = [];

    private FastTextDictionary(int words)
    {
        Counts = new long[words];
        _ends = new int[words];
    }

    /// <summary>How often each word occurred.</summary>
    public long[] Counts { get; }

    /// <summary>Whether counts are known: a model that was made of vectors has zeros.</summary>
    public bool HasCounts => Counts.AsSpan().ContainsAnyExcept(0L);

    /// <summary>Number of words.</summary>
    public int Words => Counts.Length;

    /// <summary>Number of labels of a classifier, which have no row in the input matrix.</summary>
    public int Labels { get; private set; }

    /// <summary>For each bucket that has a row, the row; <c>null</c> where all buckets have one.</summary>
    public Dictionary<int, int>? RowOfBucket { get; private set; }

    /// <summary>The bytes of a word.</summary>
    /// <param name="word">0 to <see cref="Words"/> − 1.</param>
    public ReadOnlySpan<byte> this[int word] => _bytes.AsSpan()[(word == 0 ? 0 : _ends[word - 1]).._ends[word]];

    /// <summary>Reads a dictionary.</summary>
    /// <param name="bytes">The file, positioned at the first byte of the dictionary.</param>
    /// <param name="mayBePruned">Whether the number of buckets that have a row precedes the words, as it does in all files with a version.</param>
    /// <param name="buckets">Buckets of the model.</param>
    /// <exception cref="UnusableInputException">It is corrupt.</exception>
    public static FastTextDictionary Read(CheckedBytes bytes, bool mayBePruned, int buckets)
    {
        int entries = bytes.Read<int>();
        int words = bytes.Read<int>();
        int labels = bytes.Read<int>();
        long tokens = bytes.Read<long>();
        long pruned = mayBePruned ? bytes.Read<long>() : -1;
        if (words <= 0 || labels < 0 || tokens < 0 || pruned < -1 || entries != (long)words + labels)
        {
            throw bytes.Fault(0, $"the header declares {entries:N0} entries, {words:N0} words, {labels:N0} labels and {tokens:N0} tokens, which do not belong together");
        }

        bytes.Require(entries, MinWordBytes);
        var dictionary = new FastTextDictionary(words) { Labels = labels };
        dictionary.ReadEntries(bytes);
        dictionary.RowOfBucket = pruned < 0 ? null : ReadBuckets(bytes, pruned, buckets);
        return dictionary;
    }

    private void ReadEntries(CheckedBytes bytes)
    {
        int used = 0;
        Span<byte> tail = stackalloc byte[sizeof(long) + 1];
        for (int entry = 0; entry < Words + Labels; entry++)
        {
            ReadOnlySpan<byte> word = bytes.ReadWord();
            if (entry < Words)
            {
                used = Append(word, used, bytes);
                _ends[entry] = used;
            }

            bytes.Read(tail);
            long count = BinaryPrimitives.ReadInt64LittleEndian(tail);
            byte kind = tail[^1];
            if (count < 0 || kind != (entry < Words ? WordKind : LabelKind))
            {
                throw bytes.Fault(-MinWordBytes + 1, $"entry {entry + 1:N0} has the count {count:N0} and the kind {kind}");
            }

            if (entry < Words)
            {
                Counts[entry] = count;
            }
        }
    }

    private int Append(ReadOnlySpan<byte> word, int used, CheckedBytes bytes)
    {
        if (word.Length > Array.MaxLength - used)
        {
            throw UnusableInputException.AtByte(bytes.Path, bytes.Position, $"the words take more than {Array.MaxLength:N0} bytes");
        }

        if (word.Length > _bytes.Length - used)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(2L * _bytes.Length, used + word.Length)));
        }

        word.CopyTo(_bytes.AsSpan(used));
        return used + word.Length;
    }

    /// <summary>Pairs of a bucket and its row, which are counted from the first row behind those of the words.</summary>
    private static Dictionary<int, int> ReadBuckets(CheckedBytes bytes, long count, int buckets)
    {
        bytes.Require(count, 2 * sizeof(int));
        var rows = new Dictionary<int, int>((int)Math.Min(count, Array.MaxLength));
        var taken = new HashSet<int>();
        for (long i = 0; i < count; i++)
        {
            int bucket = bytes.Read<int>();
            int row = bytes.Read<int>();
            if (bucket < 0 || bucket >= buckets || row < 0 || row >= count || !taken.Add(row) || !rows.TryAdd(bucket, row))
            {
                throw bytes.Fault(-2 * sizeof(int), $"bucket {bucket:N0} with row {row:N0} of {count:N0} is out of range or occurs twice");
            }
        }

        return rows;
    }
}
