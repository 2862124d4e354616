using System.Runtime.CompilerServices;
using Talpa.Kernels;

namespace Talpa.Text;

/// <summary>
/// Hashes words with secrets of its own each time, so that no text can be prepared that makes all words collide. No number depends on it.
/// Sixteen bytes at a time are mixed with a secret and the hash so far, and multiplied to 128 bits, of which the halves are folded; zeros replace
/// what the last sixteen lack, and the length is mixed in (the construction of Wang Yi's wyhash, public domain). Most words take one multiplication.
/// </summary>
/// <remarks>A value, to be copied by the thread that hashes: beside the counter's numbers, which another thread writes, reading it would be slow.</remarks>
internal readonly struct WordHash
{
    private readonly ulong _first;
    private readonly ulong _second;

    private WordHash(ulong first, ulong second)
    {
        _first = first;
        _second = second;
    }

    /// <summary>One with new secrets.</summary>
    public static WordHash Create() => new((ulong)Random.Shared.NextInt64(), (ulong)Random.Shared.NextInt64());

    /// <summary>
    /// One whose secrets are fixed, so that all processes hash alike: to share out words, never to find them in a table. (The fractional digits of √2 and √3.)
    /// </summary>
    public static WordHash Fixed => new(0x6A09E667F3BCC908, 0xBB67AE8584CAA73B);

    /// <summary>The hash of a word.</summary>
    public ulong Of(ReadOnlySpan<byte> word) => Of(WordBytes.Of(word));

    /// <summary>The hash of a word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Of(in WordBytes word)
    {
        ulong hash = Fold(_first ^ (ulong)word.Length, word.Head);
        return word.Rest.IsEmpty ? hash : Of(hash, word.Rest);
    }

    private ulong Of(ulong hash, ReadOnlySpan<byte> rest)
    {
        for (; rest.Length > ByteHead.Length; rest = rest[ByteHead.Length..])
        {
            hash = Fold(hash, ByteHead.Of(rest, ByteHead.Length));
        }

        return Fold(hash, ByteHead.Of(rest, rest.Length));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Fold(ulong hash, ByteHead bytes)
    {
        ulong high = Math.BigMul(hash ^ bytes.Low, _second ^ bytes.High, out ulong low);
        return high ^ low;
    }
}
