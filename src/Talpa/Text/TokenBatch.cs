using System.Runtime.CompilerServices;
using Talpa.Kernels;

namespace Talpa.Text;

/// <summary>
/// Tokens on their way from the tokenizer to the counter, and the sentence ends between them: their bytes one after the other, with each
/// token's length and hash. One thread at a time.
/// </summary>
internal sealed class TokenBatch
{
    private const int MaxBytes = 1 << 16;
    private const int MaxTokens = 1 << 13;
    private const short SentenceEnd = -1;
    private const short PartEnd = -2;

    /// <summary>Words between prefetching a slot, prefetching the record that it names, and counting. A power of two, so that the remainder of a division by it is a mask.</summary>
    private const int LookAhead = 32;

    private readonly byte[] _bytes = new byte[MaxBytes + ByteHead.Length];
    private readonly ulong[] _hashes = new ulong[MaxTokens];
    private readonly short[] _lengths = new short[MaxTokens];

    /// <summary>Positions of the records that were prefetched: that of the word with index i is at i modulo <see cref="LookAhead"/>.</summary>
    private readonly long[] _positions = new long[LookAhead];

    private int _used;
    private int _count;

    /// <summary>Whether nothing is in it.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Takes a token, if there is room.</summary>
    /// <returns>Whether there was.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAdd(in WordBytes token, ulong hash)
    {
        int at = _count;
        if ((uint)at >= (uint)_lengths.Length || token.Length > MaxBytes - _used)
        {
            return false;
        }

        token.CopyTo(_bytes.AsSpan(_used));
        _used += token.Length;
        _hashes[at] = hash;
        _lengths[at] = (short)token.Length;
        _count = at + 1;
        return true;
    }

    /// <summary>Takes a sentence end, if there is room.</summary>
    /// <returns>Whether there was.</returns>
    public bool TryAddSentenceEnd() => TryAddMark(SentenceEnd);

    /// <summary>Takes the end of a part of the text, if there is room.</summary>
    /// <returns>Whether there was.</returns>
    public bool TryAddPartEnd() => TryAddMark(PartEnd);

    private bool TryAddMark(short mark)
    {
        if (_count == MaxTokens)
        {
            return false;
        }

        _lengths[_count++] = mark;
        return true;
    }

    /// <summary>Counts all words in the order they came and appends their numbers, then is empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CountInto(WordCounter words, IdStore ids)
    {
        Array.Fill(_positions, WordCounter.NoPosition);
        int start = 0;
        for (int i = 0; i < _count; i++)
        {
            long position = TakePosition(i, words);
            int length = _lengths[i];
            if (length < 0)
            {
                ids.Append(length == SentenceEnd ? WordId.SentenceEnd.Value : WordId.PartEnd.Value);
            }
            else
            {
                ids.Append(Count(WordBytes.In(_bytes, start, length), _hashes[i], position, words));
                start += length;
            }
        }

        _count = 0;
        _used = 0;
    }

    /// <summary>
    /// Returns the position that was prefetched for a word, which is probably that of its record, and prefetches the slot and the record of later words. For speed alone: those of a
    /// rare word are in no cache.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long TakePosition(int index, WordCounter words)
    {
        ref long position = ref _positions[index % LookAhead];
        long found = position;
        if (index + (2 * LookAhead) < _count)
        {
            words.PrefetchSlot(_hashes[index + (2 * LookAhead)]);
            position = words.PrefetchRecord(_hashes[index + LookAhead]);
        }
        else
        {
            position = WordCounter.NoPosition;
        }

        return found;
    }

    /// <summary>Counts a word at a position if the record there is its own, and otherwise where a search finds it.</summary>
    /// <returns>Its number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Count(in WordBytes word, ulong hash, long position, WordCounter words)
    {
        if (words.TryAdd(position, word, out int number))
        {
            return number;
        }

        int moves = words.Moves;
        number = words.Add(word, hash);
        if (words.Moves != moves)
        {
            // Pruning has moved records.
            Array.Fill(_positions, WordCounter.NoPosition);
        }

        return number;
    }
}
