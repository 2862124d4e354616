using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Talpa.Kernels;

/// <summary>The first sixteen bytes of a text in a register, with zeros behind a shorter one: compared and lower-cased without a branch on its length.</summary>
internal readonly struct ByteHead
{
    /// <summary>Bytes of a head.</summary>
    public const int Length = 16;

    private const byte C = 1;
    private const byte D = 2;
    private const byte E = 4;
    private const byte F = 8;

    private readonly Vector128<byte> _bytes;

    private ByteHead(Vector128<byte> bytes) => _bytes = bytes;

    /// <summary>The first eight bytes, the lowest first.</summary>
    public ulong Low => _bytes.AsUInt64()[0];

    /// <summary>The last eight bytes, the lowest first.</summary>
    public ulong High => _bytes.AsUInt64()[1];

    /// <summary>Whether all bytes are ASCII.</summary>
    public bool IsAscii => _bytes.ExtractMostSignificantBits() == 0;

    /// <summary>
    /// Whether every byte is ASCII or belongs to a character of which none is invisible, a combining mark or part of another one: U+00C0 to U+02FF,
    /// U+0400 to U+047F, U+4000 to U+9FFF and U+B000 to U+CFFF, recognised by their first bytes. What follows a first byte (80 to BF) counts as such.
    /// </summary>
    public bool IsPlainText
    {
        // A bit for each row of first bytes (C, D, E, F) in which the last four bits are those of another character.
        get
        {
            var rows = Vector128.Create((byte)0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, C, D, E, F);
            var others = Vector128.Create(
                (byte)(C | E | F), C | E | F, C | D | E | F, D | E | F, D | F, D | F, D | F, D | F, D | F, D | F, D | E | F, D | F, C | D | F, C | D | E | F, C | D | E | F, C | D | E | F);
            Vector128<byte> lastFour = Vector128.Create((byte)0x0F);
            Vector128<byte> row = Vector128.ShuffleNative(rows, (_bytes.AsUInt16() >> 4).AsByte() & lastFour);
            return (row & Vector128.ShuffleNative(others, _bytes & lastFour)) == Vector128<byte>.Zero;
        }
    }

    /// <summary>The head of the text that begins a longer one.</summary>
    /// <param name="text">Read up to the head's length, and only there without a copy.</param>
    /// <param name="length">Bytes to take, 0 or more; what is behind sixteen is left out.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByteHead Of(ReadOnlySpan<byte> text, int length)
    {
        Vector128<byte> bytes = text.Length >= Length ? Vector128.Create(text) : Padded(text);
        Vector128<sbyte> isTaken = Vector128.LessThan(Vector128<sbyte>.Indices, Vector128.Create((sbyte)Math.Min(length, Length)));
        return new ByteHead(bytes & isTaken.AsByte());
    }

    /// <summary>Whether another has the same bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsSameAs(ByteHead other) => _bytes == other._bytes;

    /// <summary>Writes all sixteen bytes.</summary>
    /// <param name="bytes">Room for sixteen.</param>
    public void CopyTo(Span<byte> bytes) => _bytes.CopyTo(bytes);

    /// <summary>With a to z for A to Z.</summary>
    public ByteHead WithAsciiInLowerCase()
    {
        Vector128<byte> isUpper = Vector128.LessThanOrEqual(_bytes - Vector128.Create((byte)'A'), Vector128.Create((byte)('Z' - 'A')));
        return new ByteHead(_bytes | (isUpper & Vector128.Create((byte)('a' - 'A'))));
    }

    // Not inlined: because of its array on the stack, the frame of a caller's loop over words would be cleared and checked for each word.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<byte> Padded(ReadOnlySpan<byte> text)
    {
        Span<byte> padded = stackalloc byte[Length];
        padded.Clear();
        text.CopyTo(padded);
        return Vector128.Create((ReadOnlySpan<byte>)padded);
    }
}
