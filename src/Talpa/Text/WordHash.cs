using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Talpa.Text;

/// <summary>
/// Hashes words with secrets of its own each time, so that nobody can prepare a text that makes all words collide. No number depends on it.
/// Sixteen bytes at a time are mixed with a secret and the hash so far, and multiplied to 128 bits, of which the halves are folded; the last sixteen
/// overlap what came before (the construction of Wang Yi's wyhash, public domain). Most words take one multiplication.
/// </summary>
/// <remarks>A value, to be copied by the thread that hashes: beside the counter's numbers, which another thread writes, reading it would be slow.</remarks>
internal readonly struct WordHash
{
    private const int Half = sizeof(ulong);

    private readonly ulong _first;
    private readonly ulong _second;

    private WordHash(ulong first, ulong second)
    {
        _first = first;
        _second = second;
    }

    /// <summary>One with new secrets.</summary>
    public static WordHash Create() => new((ulong)Random.Shared.NextInt64(), (ulong)Random.Shared.NextInt64());

    /// <summary>The hash of a word.</summary>
    public ulong Of(ReadOnlySpan<byte> word)
    {
        ulong hash = _first ^ (ulong)word.Length;
        if (word.Length < Half)
        {
            return Fold(hash, _second ^ Short(word));
        }

        for (ReadOnlySpan<byte> rest = word; rest.Length > 2 * Half; rest = rest[(2 * Half)..])
        {
            hash = Fold(hash ^ Eight(rest), _second ^ Eight(rest[Half..]));
        }

        // The last sixteen bytes; of a shorter word its first eight and its last, which are the same in part.
        return Fold(hash ^ Eight(word[Math.Max(0, word.Length - (2 * Half))..]), _second ^ Eight(word[^Half..]));
    }

    private static ulong Eight(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    /// <summary>All bytes of a word of seven at most, in one number.</summary>
    private static ulong Short(ReadOnlySpan<byte> word) => word.Length switch
    {
        >= sizeof(uint) =>
            ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(word) << 32) | BinaryPrimitives.ReadUInt32LittleEndian(word[^sizeof(uint)..]),
        > 0 => ((ulong)word[0] << 16) | ((ulong)word[word.Length / 2] << 8) | word[^1],
        _ => 0,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong a, ulong b)
    {
        ulong high = Math.BigMul(a, b, out ulong low);
        return high ^ low;
    }
}
