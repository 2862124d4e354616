using System.Runtime.CompilerServices;
using Talpa.Kernels;

namespace Talpa.Text;

/// <summary>
/// Prefetching, for many words in a row: the slot and the record of a rare word are in no cache. A word is counted at the position that its prefetch found, which is nearly always
/// that of its record.
/// </summary>
internal sealed partial class WordCounter
{
    /// <summary>Instead of the position of a record: there is none.</summary>
    public const long NoPosition = -1;

    /// <summary>Prefetches the slot where a word of this hash is looked for first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PrefetchSlot(ulong hash) => CacheLine.Prefetch(in FirstSlot(hash));

    /// <summary>Prefetches the record that the slot names.</summary>
    /// <returns>Its position, for <see cref="TryAdd"/>; <see cref="NoPosition"/> where the slot is free.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long PrefetchRecord(ulong hash)
    {
        long position = (long)(FirstSlot(hash) & PositionMask) - 1;
        if (position != NoPosition)
        {
            CacheLine.Prefetch(in _blocks[(int)(position >> BlockBits)][(int)position & (BlockLength - 1)]);
        }

        return position;
    }

    /// <summary>Counts a word once, without a search, if the record at a position is the word's.</summary>
    /// <param name="position">From <see cref="PrefetchRecord"/>, while <see cref="Moves"/> is the same; or <see cref="NoPosition"/>.</param>
    /// <param name="word">The word.</param>
    /// <param name="number">The word's number, or −1.</param>
    /// <returns>Whether it is.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAdd(long position, in WordBytes word, out int number)
    {
        if (position != NoPosition)
        {
            Span<byte> record = Record(position);
            if (IsOf(record, word))
            {
                number = CountOnce(record);
                return true;
            }
        }

        number = -1;
        return false;
    }

    private ref readonly ulong FirstSlot(ulong hash)
    {
        ulong[] shard = _shards[(int)(hash >> 56)];
        return ref shard[(int)TagOf(hash) & (shard.Length - 1)];
    }
}
