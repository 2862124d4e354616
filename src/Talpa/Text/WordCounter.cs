using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using Talpa.Kernels;

namespace Talpa.Text;

/// <summary>
/// Counts words without making a string of each: numbers them by first appearance, from 0.
/// Words are stored one after the other in blocks of bytes, each behind its count, number and length. An open-addressing table in 256 shards,
/// each grown on its own, finds them, so that growing never moves much at once and leaves no large arrays behind.
/// A word of 8 letters costs 24 bytes in the blocks and 12 to 24 in the table. Where there are more words than allowed, the rarest are pruned.
/// </summary>
internal sealed partial class WordCounter
{
    /// <summary>The longest word: one with its count, number and length fits into a block.</summary>
    private const int MaxWordLength = 4095;

    private const int BlockBits = 16;
    private const int BlockLength = 1 << BlockBits;
    private const int NumberOffset = sizeof(long);
    private const int LengthOffset = NumberOffset + sizeof(int);
    private const int WordOffset = LengthOffset + sizeof(ushort);

    /// <summary>Room behind a block, so that the start of a record, and the head of a word with it, can be read and written anywhere in it.</summary>
    private const int BlockEnd = WordOffset + ByteHead.Length;

    private const int Shards = 256;
    private const int FirstShardLength = 64;

    /// <summary>A slot holds a word's position + 1 in its lower bits and a part of its hash, the tag, above; 0 is free.</summary>
    private const int PositionBits = 38;
    private const ulong PositionMask = (1UL << PositionBits) - 1;

    private readonly List<byte[]> _blocks = [];
    private readonly ulong[][] _shards = new ulong[Shards][];
    private readonly int[] _shardCounts = new int[Shards];

    private int _maxWords;
    private int _blockUsed = BlockLength;
    private bool _isClosed;

    /// <param name="maxWords">The most words to keep at a time.</param>
    public WordCounter(int maxWords = int.MaxValue)
    {
        _maxWords = maxWords;
        for (int shard = 0; shard < Shards; shard++)
        {
            _shards[shard] = new ulong[FirstShardLength];
        }
    }

    /// <summary>
    /// A counter of the words of a vocabulary, numbered by their ids: no word is added to them. Each has been counted once before the first token, and any
    /// other word has the number behind the last.
    /// </summary>
    /// <exception cref="ArgumentException">A word is too long, or is not well-formed Unicode.</exception>
    public static WordCounter Of(Vocabulary vocabulary)
    {
        WordCounter counter = Beginning(vocabulary);
        counter._isClosed = true;
        return counter;
    }

    /// <summary>
    /// A counter that begins with the words of a vocabulary, numbered by their ids, and counts other words as well. Each of the vocabulary's words has been counted once before
    /// the first token, and is never pruned.
    /// </summary>
    /// <param name="vocabulary">The words.</param>
    /// <param name="maxOthers">The most other words to keep at a time.</param>
    /// <exception cref="ArgumentException">A word is too long, or is not well-formed Unicode.</exception>
    public static WordCounter Extending(Vocabulary vocabulary, int maxOthers)
    {
        WordCounter counter = Beginning(vocabulary);
        counter._protected = vocabulary.Count;
        counter._maxWords = (int)Math.Min(int.MaxValue, maxOthers + (long)vocabulary.Count);
        return counter;
    }

    private static WordCounter Beginning(Vocabulary vocabulary)
    {
        var counter = new WordCounter();
        for (int id = 0; id < vocabulary.Count; id++)
        {
            if (counter.Add(Encoding.UTF8.GetBytes(vocabulary[id])) != id)
            {
                throw new ArgumentException($"The word {Quoted.Text(vocabulary[id])} is not well-formed Unicode.", nameof(vocabulary));
            }
        }

        return counter;
    }

    /// <summary>How many different words there are, without those pruned.</summary>
    public int Count { get; private set; }

    /// <summary>How many words were given a number, those pruned among them: the next number.</summary>
    public int Numbered { get; private set; }

    /// <summary>Tokens of other words than those of a given vocabulary.</summary>
    public long TokensUnknown { get; private set; }

    /// <summary>What hashes words for this counter.</summary>
    public WordHash Hash { get; } = WordHash.Create();

    /// <summary>Counts a word once.</summary>
    /// <param name="word">Its bytes, 4,095 at most.</param>
    /// <returns>Its number.</returns>
    public int Add(ReadOnlySpan<byte> word) => Add(WordBytes.Of(word), Hash.Of(word));

    /// <summary>Counts a word once.</summary>
    /// <param name="word">Its bytes, 4,095 at most.</param>
    /// <param name="hash">Its <see cref="Hash"/>.</param>
    /// <returns>Its number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Add(in WordBytes word, ulong hash)
    {
        int shard = (int)(hash >> 56);
        ulong[] slots = _shards[shard];
        ulong tag = TagOf(hash);
        int mask = slots.Length - 1;
        for (int at = (int)tag & mask; ; at = (at + 1) & mask)
        {
            ulong slot = slots[at];
            if (slot == 0)
            {
                if (_isClosed)
                {
                    TokensUnknown++;
                    return Numbered;
                }

                slots[at] = (tag << PositionBits) | (ulong)(Store(word) + 1);
                GrowIfFull(shard);
                return NumberNext();
            }

            if (slot >> PositionBits == tag)
            {
                Span<byte> record = Record((long)(slot & PositionMask) - 1);
                if (IsOf(record, word))
                {
                    return CountOnce(record);
                }
            }
        }
    }

    /// <summary>The word at a position that the enumerator returned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CountedWord At(long position)
    {
        ReadOnlySpan<byte> record = Record(position);
        return new CountedWord(position, NumberOf(record), CountOf(record), WordOf(record));
    }

    /// <summary>All words with their counts, in the order of their numbers.</summary>
    public Enumerator GetEnumerator() => new(this);

    private static ulong TagOf(ulong hash) => hash << 8 >> PositionBits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsOf(ReadOnlySpan<byte> record, in WordBytes word) => WordBytes.In(record, WordOffset, LengthOf(record)).IsSameAs(word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CountOnce(Span<byte> record)
    {
        SetCount(record, CountOf(record) + 1);
        return NumberOf(record);
    }

    private static long CountOf(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadInt64LittleEndian(record);

    private static int NumberOf(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadInt32LittleEndian(record[NumberOffset..]);

    private static int LengthOf(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadUInt16LittleEndian(record[LengthOffset..]);

    private static ReadOnlySpan<byte> WordOf(ReadOnlySpan<byte> record) => record.Slice(WordOffset, LengthOf(record));

    private Span<byte> Record(long position) => _blocks[(int)(position >> BlockBits)].AsSpan((int)position & (BlockLength - 1));

    private long Store(in WordBytes word)
    {
        if (word.Length > MaxWordLength)
        {
            throw new ArgumentException($"A word has {MaxWordLength:N0} bytes at most, not {word.Length:N0}.", nameof(word));
        }

        if (WordOffset + word.Length > BlockLength - _blockUsed)
        {
            // Zeroed, so that the unused rest of a block has a count of 0, which means "no word".
            _blocks.Add(new byte[BlockLength + BlockEnd]);
            _blockUsed = 0;
        }

        long position = ((long)(_blocks.Count - 1) << BlockBits) + _blockUsed;
        Span<byte> record = Record(position);
        BinaryPrimitives.WriteInt64LittleEndian(record, 1);
        BinaryPrimitives.WriteInt32LittleEndian(record[NumberOffset..], Numbered);
        BinaryPrimitives.WriteUInt16LittleEndian(record[LengthOffset..], (ushort)word.Length);
        word.CopyTo(record[WordOffset..]);
        _blockUsed += WordOffset + word.Length;
        return position;
    }

    private void GrowIfFull(int shard)
    {
        ulong[] old = _shards[shard];
        if (++_shardCounts[shard] * 3L <= old.Length * 2L)
        {
            return;
        }

        ulong[] grown = new ulong[old.Length * 2];
        int mask = grown.Length - 1;
        foreach (ulong slot in old)
        {
            if (slot != 0)
            {
                int at = (int)(slot >> PositionBits) & mask;
                while (grown[at] != 0)
                {
                    at = (at + 1) & mask;
                }

                grown[at] = slot;
            }
        }

        _shards[shard] = grown;
    }

    /// <summary>Goes through all words in the order of their numbers.</summary>
    public ref struct Enumerator(WordCounter words)
    {
        private long _next;

        public CountedWord Current { get; private set; }

        // Optimised at once: it is called a million times before the runtime would replace the first version.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public bool MoveNext()
        {
            while (_next >> BlockBits < words._blocks.Count)
            {
                Current = words.At(_next);
                if (Current.Count > 0)
                {
                    _next += WordOffset + Current.Word.Length;
                    return true;
                }

                _next = ((_next >> BlockBits) + 1) << BlockBits;
            }

            return false;
        }
    }

    /// <summary>A word, its number, how often it was counted, and where to find it again.</summary>
    public readonly ref struct CountedWord(long position, int number, long count, ReadOnlySpan<byte> word)
    {
        public long Position { get; } = position;

        public int Number { get; } = number;

        public long Count { get; } = count;

        public ReadOnlySpan<byte> Word { get; } = word;
    }
}
