using System.Buffers.Binary;

namespace Talpa.Text;

/// <summary>
/// Words whose counts change other than one by one: when words of the text are joined to phrases, phrases become words, and the words in them are counted less often; and counts of
/// several processes are added up.
/// </summary>
internal sealed partial class WordCounter
{
    /// <summary>The number of a word; −1 where it was not counted, or was pruned.</summary>
    public int NumberOfWord(ReadOnlySpan<byte> word) => PositionOf(word) is >= 0 and long position ? NumberOf(Record(position)) : -1;

    /// <summary>How often a word was counted; 0 where it was not counted, or was pruned.</summary>
    public long CountOfWord(ReadOnlySpan<byte> word) => PositionOf(word) is >= 0 and long position ? CountOf(Record(position)) : 0;

    /// <summary>Keeps all words from now on: the text has been counted.</summary>
    public void EndPruning() => _maxWords = int.MaxValue;

    /// <summary>Corrects the counts of words. A word with a count of 0 is no longer there.</summary>
    /// <param name="changes">What is added to the counts, by the words' numbers.</param>
    public void Correct(IReadOnlyDictionary<int, long> changes)
    {
        int before = Count;
        KeepOnly(word => word.Count + changes.GetValueOrDefault(word.Number));
        WordsDissolved += before - Count;
    }

    /// <summary>Counts a word several times, such as those that another process has counted.</summary>
    /// <param name="word">Its bytes, 4,095 at most.</param>
    /// <param name="count">How often, 1 or more.</param>
    public void Add(ReadOnlySpan<byte> word, long count)
    {
        Add(word);
        if (count > 1)
        {
            Span<byte> record = Record(PositionOf(word));
            SetCount(record, CountOf(record) + count - 1);
        }
    }

    private long PositionOf(ReadOnlySpan<byte> word)
    {
        ulong hash = Hash.Of(word);
        ulong[] slots = _shards[(int)(hash >> 56)];
        ulong tag = TagOf(hash);
        int mask = slots.Length - 1;
        for (int at = (int)tag & mask; slots[at] != 0; at = (at + 1) & mask)
        {
            if (slots[at] >> PositionBits == tag)
            {
                long position = (long)(slots[at] & PositionMask) - 1;
                if (WordOf(Record(position)).SequenceEqual(word))
                {
                    return position;
                }
            }
        }

        return NoPosition;
    }

    private static void SetCount(Span<byte> record, long count) => BinaryPrimitives.WriteInt64LittleEndian(record, count);
}
