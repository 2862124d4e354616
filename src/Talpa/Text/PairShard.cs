using System.Numerics;
using System.Runtime.CompilerServices;
using Talpa.Kernels;

namespace Talpa.Text;

/// <summary>
/// Counts pairs of numbers with a sequence of connectors between, in an open-addressing table of 16 bytes a slot. Where there are more than allowed, the
/// rarest are pruned (<see cref="WordCounter"/>). A count stays at 2³² − 1 when it would exceed it. One thread at a time.
/// </summary>
internal sealed class PairShard(int maxPairs)
{
    private const int FirstLength = 256;

    private Slot[] _slots = new Slot[FirstLength];
    private uint _rarity;

    /// <summary>Different pairs, without those pruned.</summary>
    public int Count { get; private set; }

    /// <summary>All slots; those with a count of 0 are free.</summary>
    public ReadOnlySpan<Slot> Slots => _slots;

    /// <summary>The hash of a pair, which depends on nothing else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong HashOf(ulong pair, int between)
    {
        ulong high = Math.BigMul(pair ^ 0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93 ^ ((ulong)(uint)between << 17), out ulong low);
        ulong hash = high ^ low;
        return (hash ^ (hash >> 29)) * 0xBF58_476D_1CE4_E5B9;
    }

    /// <summary>Prefetches the slot where a pair of this hash is looked for first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(ulong hash) => CacheLine.Prefetch(in _slots[(int)(hash >> 16) & (_slots.Length - 1)].Pair);

    /// <summary>Counts a pair once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ulong pair, int between, ulong hash)
    {
        Slot[] slots = _slots;
        for (int at = (int)(hash >> 16); ; at++)
        {
            ref Slot slot = ref slots[at & (slots.Length - 1)];
            if (slot.Count == 0)
            {
                slot = new Slot { Pair = pair, Between = between, Count = 1 };
                Count++;
                MakeRoom();
                return;
            }

            if (slot.Pair == pair && slot.Between == between)
            {
                slot.Count += slot.Count == uint.MaxValue ? 0U : 1;
                return;
            }
        }
    }

    /// <summary>A pair's count; 0 where it was not counted.</summary>
    public long CountOf(ulong pair, int between, ulong hash)
    {
        for (int at = (int)(hash >> 16); ; at++)
        {
            ref readonly Slot slot = ref _slots[at & (_slots.Length - 1)];
            if (slot.Count == 0 || (slot.Pair == pair && slot.Between == between))
            {
                return slot.Count;
            }
        }
    }

    private void MakeRoom()
    {
        if (Count > maxPairs)
        {
            while (Count > maxPairs - (maxPairs / 4L))
            {
                KeepMoreFrequentThan(++_rarity);
            }
        }
        else if (Count * 3L > _slots.Length * 2L)
        {
            Rebuild(_slots.Length * 2, 0);
        }
    }

    private void KeepMoreFrequentThan(uint rarity)
    {
        int kept = 0;
        foreach (ref readonly Slot slot in _slots.AsSpan())
        {
            kept += slot.Count > rarity ? 1 : 0;
        }

        Rebuild(Math.Max(FirstLength, (int)BitOperations.RoundUpToPowerOf2((uint)(kept * 2L))), rarity);
    }

    private void Rebuild(int length, uint rarity)
    {
        var rebuilt = new Slot[length];
        Count = 0;
        foreach (ref readonly Slot slot in _slots.AsSpan())
        {
            if (slot.Count > rarity)
            {
                int at = (int)(HashOf(slot.Pair, slot.Between) >> 16);
                while (rebuilt[at & (length - 1)].Count != 0)
                {
                    at++;
                }

                rebuilt[at & (length - 1)] = slot;
                Count++;
            }
        }

        _slots = rebuilt;
    }

    /// <summary>A pair, the sequence between its words, and its count.</summary>
    public struct Slot
    {
        /// <summary>The first word's number in the upper half, the last one's in the lower.</summary>
        public ulong Pair;

        /// <summary>The node of the sequence (<see cref="ConnectorSequences"/>).</summary>
        public int Between;

        /// <summary>How often it was counted; 0 where the slot is free.</summary>
        public uint Count;

        /// <summary>The first word's number.</summary>
        public readonly int First => (int)(Pair >> 32);

        /// <summary>The last word's number.</summary>
        public readonly int Last => (int)Pair;
    }
}
