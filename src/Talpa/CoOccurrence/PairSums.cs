using System.Runtime.InteropServices;

namespace Talpa.CoOccurrence;

/// <summary>
/// The pairs of a text as <see cref="RowCounter"/> has summed them up, so that those of another text can be added as if both had been counted as one: the sums are whole
/// numbers. Each context of a word takes its distance from the one before and its sum in the variable-length form of LEB128, some 5 to 6 bytes. Immutable.
/// </summary>
internal sealed class PairSums
{
    /// <summary>About how many bytes a context takes.</summary>
    public const int TypicalEntryBytes = 6;

    private const int Payload = 7;
    private const byte More = 1 << Payload;

    private readonly float[] _kept;
    private readonly byte[][] _rows;

    /// <summary>Takes the parts.</summary>
    /// <param name="kept">For each of V words the share of its tokens that subsampling kept.</param>
    /// <param name="rows">For each word its contexts, as <see cref="Encode"/> makes them.</param>
    public PairSums(float[] kept, byte[][] rows)
    {
        _kept = kept;
        _rows = rows;
    }

    /// <summary>Number of words, V.</summary>
    public int Words => _rows.Length;

    /// <summary>For each word the share of its tokens that subsampling kept.</summary>
    public ReadOnlySpan<float> Kept => _kept;

    /// <summary>Bytes of all rows.</summary>
    public long Bytes => _rows.Sum(row => (long)row.Length);

    /// <summary>The contexts of a word, encoded.</summary>
    public byte[] this[int word] => _rows[word];

    /// <summary>Encodes what <see cref="RowCounter.TakeSums"/> gave.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> sums)
    {
        int count = sums.Length / RowCounter.EntryBytes;
        ReadOnlySpan<long> values = MemoryMarshal.Cast<byte, long>(sums[..(count * sizeof(long))]);
        ReadOnlySpan<int> ids = MemoryMarshal.Cast<byte, int>(sums[(count * sizeof(long))..]);
        var bytes = new List<byte>(count * TypicalEntryBytes);
        int before = -1;
        for (int i = 0; i < count; i++)
        {
            Append(bytes, (ulong)(ids[i] - before));
            Append(bytes, (ulong)values[i]);
            before = ids[i];
        }

        return [.. bytes];
    }

    /// <summary>Adds the contexts of a word to a counter.</summary>
    public void AddTo(RowCounter counter, int word)
    {
        ReadOnlySpan<byte> row = _rows[word];
        int id = -1;
        while (TryTake(ref row, _rows.Length, ref id, out long sum))
        {
            counter.Add(id, sum);
        }
    }

    /// <summary>Whether bytes are a row of contexts among so many words: ascending ids, sums above 0, and nothing else.</summary>
    public static bool IsRow(ReadOnlySpan<byte> row, int words)
    {
        int id = -1;
        while (TryTake(ref row, words, ref id, out _))
        {
        }

        return row.IsEmpty;
    }

    private static void Append(List<byte> bytes, ulong value)
    {
        for (; value >= More; value >>= Payload)
        {
            bytes.Add((byte)(value | More));
        }

        bytes.Add((byte)value);
    }

    /// <summary>Takes the next context; false at the end, or where there is none in the bytes that are left.</summary>
    private static bool TryTake(ref ReadOnlySpan<byte> row, int words, ref int id, out long sum)
    {
        ReadOnlySpan<byte> rest = row;
        sum = 0;
        if (!TryTake(ref rest, out ulong distance) || distance == 0 || distance >= (ulong)(words - id) || !TryTake(ref rest, out ulong value) || value is 0 or > long.MaxValue / 4)
        {
            return false;
        }

        id += (int)distance;
        sum = (long)value;
        row = rest;
        return true;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (int i = 0; i < bytes.Length && i * Payload < 64; i++)
        {
            value |= (ulong)(bytes[i] & (More - 1)) << (i * Payload);
            if (bytes[i] < More)
            {
                bytes = bytes[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
