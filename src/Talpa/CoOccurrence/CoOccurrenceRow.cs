using System.Runtime.InteropServices;

namespace Talpa.CoOccurrence;

/// <summary>The contexts of one centre word: the words it was met with, by ascending id or position, and how often.</summary>
internal readonly struct CoOccurrenceRow
{
    /// <summary>Bytes of a context in memory or file: its id and its weight.</summary>
    internal const int EntryBytes = sizeof(int) + sizeof(float);

    private readonly byte[] _entries;

    internal CoOccurrenceRow(byte[] entries) => _entries = entries;

    /// <summary>Number of different context words.</summary>
    public int Count => _entries.Length / EntryBytes;

    /// <summary>The ids of the context words, or their positions (<see cref="CoOccurrenceCounts.Positions"/>), ascending.</summary>
    public ReadOnlySpan<int> Ids => MemoryMarshal.Cast<byte, int>(_entries.AsSpan(0, Count * sizeof(int)));

    /// <summary>How often each is expected to be a context of the centre word; above 0.</summary>
    public ReadOnlySpan<float> Weights => MemoryMarshal.Cast<byte, float>(_entries.AsSpan(Count * sizeof(int)));

    internal static byte[] Encode(ReadOnlySpan<int> ids, ReadOnlySpan<float> weights)
    {
        byte[] entries = GC.AllocateUninitializedArray<byte>(ids.Length * EntryBytes);
        MemoryMarshal.AsBytes(ids).CopyTo(entries);
        MemoryMarshal.AsBytes(weights).CopyTo(entries.AsSpan(ids.Length * sizeof(int)));
        return entries;
    }
}
