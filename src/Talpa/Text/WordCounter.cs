using System.IO.Hashing;

namespace Talpa.Text;

/// <summary>
/// Counts words without making a string of each: numbers them by first appearance, from 0.
/// Words stand one after the other in blocks of bytes. An open-addressing table in 256 shards, each grown on its own, finds them,
/// so that growing never moves much at once and leaves no large arrays behind. A word of 8 letters costs about 45 bytes.
/// </summary>
internal sealed class WordCounter
{
    private const int BlockBits = 16;
    private const int BlockLength = 1 << BlockBits;
    private const int EntryBits = 12;
    private const int EntriesPerBlock = 1 << EntryBits;
    private const int Shards = 256;
    private const int FirstShardLength = 64;
    private const int LengthBits = 12;
    private const int LengthMask = (1 << LengthBits) - 1;

    private readonly List<byte[]> _blocks = [];
    private readonly List<Entry[]> _entries = [];
    private readonly ulong[][] _shards = new ulong[Shards][];
    private readonly int[] _shardCounts = new int[Shards];
    private readonly long _seed = Random.Shared.NextInt64();
    private int _blockUsed = BlockLength;

    public WordCounter()
    {
        for (int shard = 0; shard < Shards; shard++)
        {
            _shards[shard] = new ulong[FirstShardLength];
        }
    }

    /// <summary>How many different words were counted.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes of a word.</summary>
    public ReadOnlySpan<byte> this[int number] => BytesOf(EntryOf(number));

    /// <summary>How often a word was counted.</summary>
    public long CountOf(int number) => EntryOf(number).Count;

    /// <summary>Counts a word once.</summary>
    /// <param name="word">Its bytes, 4,095 at most.</param>
    /// <returns>Its number.</returns>
    public int Add(ReadOnlySpan<byte> word)
    {
        // A seed of its own each time: nobody can prepare a text that makes all words collide. No number depends on it.
        ulong hash = XxHash3.HashToUInt64(word, _seed);
        int shard = (int)(hash >> 56);
        ulong[] slots = _shards[shard];

        // A slot holds 32 bits of the hash above the word's number + 1; 0 is free. The same bits choose the slot.
        uint tag = (uint)(hash >> 24);
        int mask = slots.Length - 1;
        for (int at = (int)tag & mask; ; at = (at + 1) & mask)
        {
            ulong slot = slots[at];
            if (slot == 0)
            {
                return AddNew(word, tag, shard, at);
            }

            if ((uint)(slot >> 32) == tag)
            {
                int number = (int)(uint)slot - 1;
                ref Entry entry = ref EntryOf(number);
                if (BytesOf(entry).SequenceEqual(word))
                {
                    entry.Count++;
                    return number;
                }
            }
        }
    }

    private int AddNew(ReadOnlySpan<byte> word, uint tag, int shard, int at)
    {
        int number = Count++;
        if ((number & (EntriesPerBlock - 1)) == 0)
        {
            _entries.Add(new Entry[EntriesPerBlock]);
        }

        EntryOf(number) = new Entry { Place = Store(word), Count = 1 };
        _shards[shard][at] = ((ulong)tag << 32) | (uint)(number + 1);
        if (++_shardCounts[shard] * 3L > _shards[shard].Length * 2L)
        {
            Grow(shard);
        }

        return number;
    }

    private long Store(ReadOnlySpan<byte> word)
    {
        if (word.Length > BlockLength - _blockUsed)
        {
            _blocks.Add(GC.AllocateUninitializedArray<byte>(BlockLength));
            _blockUsed = 0;
        }

        long place = ((long)(_blocks.Count - 1) << BlockBits) + _blockUsed;
        word.CopyTo(_blocks[^1].AsSpan(_blockUsed));
        _blockUsed += word.Length;
        return (place << LengthBits) | (uint)word.Length;
    }

    private void Grow(int shard)
    {
        ulong[] old = _shards[shard];
        var grown = new ulong[old.Length * 2];
        int mask = grown.Length - 1;
        foreach (ulong slot in old)
        {
            if (slot != 0)
            {
                int at = (int)(slot >> 32) & mask;
                while (grown[at] != 0)
                {
                    at = (at + 1) & mask;
                }

                grown[at] = slot;
            }
        }

        _shards[shard] = grown;
    }

    private ref Entry EntryOf(int number) => ref _entries[number >> EntryBits][number & (EntriesPerBlock - 1)];

    private ReadOnlySpan<byte> BytesOf(in Entry entry)
    {
        long place = entry.Place >> LengthBits;
        return _blocks[(int)(place >> BlockBits)].AsSpan((int)place & (BlockLength - 1), (int)entry.Place & LengthMask);
    }

    private struct Entry
    {
        /// <summary>The word's place in the blocks, above its length.</summary>
        public long Place;

        public long Count;
    }
}
