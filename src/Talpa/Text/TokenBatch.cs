using System.Runtime.CompilerServices;

namespace Talpa.Text;

/// <summary>
/// Tokens on their way from the tokenizer to the counter, and the sentence ends between them: their bytes one after the other, with each
/// token's length and hash. One thread at a time.
/// </summary>
internal sealed class TokenBatch
{
    private const int MostBytes = 1 << 16;
    private const int MostTokens = 1 << 13;
    private const int SentenceEnd = -1;

    private readonly byte[] _bytes = new byte[MostBytes];
    private readonly int[] _lengths = new int[MostTokens];
    private readonly ulong[] _hashes = new ulong[MostTokens];
    private int _used;
    private int _count;

    /// <summary>Whether nothing is in it.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Takes a token, if there is room.</summary>
    /// <returns>Whether there was.</returns>
    public bool TryAdd(ReadOnlySpan<byte> token, ulong hash)
    {
        if (_count == MostTokens || token.Length > MostBytes - _used)
        {
            return false;
        }

        token.CopyTo(_bytes.AsSpan(_used));
        _used += token.Length;
        _hashes[_count] = hash;
        _lengths[_count++] = token.Length;
        return true;
    }

    /// <summary>Takes a sentence end, if there is room.</summary>
    /// <returns>Whether there was.</returns>
    public bool TryAddSentenceEnd()
    {
        if (_count == MostTokens)
        {
            return false;
        }

        _lengths[_count++] = SentenceEnd;
        return true;
    }

    /// <summary>Counts all words in the order they came and appends their numbers, then is empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CountInto(WordCounter words, IdStore ids)
    {
        int at = 0;
        int warmed = 0;
        for (int i = 0; i < _count; i++)
        {
            if (i == warmed)
            {
                warmed = Math.Min(_count, i + WordCounter.LookAhead);
                words.Warm(_hashes.AsSpan(i, warmed - i));
            }

            int length = _lengths[i];
            if (length == SentenceEnd)
            {
                ids.Append(WordId.SentenceEnd.Value);
            }
            else
            {
                ids.Append(words.Add(_bytes.AsSpan(at, length), _hashes[i]));
                at += length;
            }
        }

        _count = 0;
        _used = 0;
    }
}
