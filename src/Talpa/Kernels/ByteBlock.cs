using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Talpa.Kernels;

/// <summary>
/// Sixty-four bytes of a text in a register, with tests for kinds of bytes; a result has a bit for each byte, the lowest for the first.
/// Going from bit to bit costs a step a word instead of one a byte, and nothing has to be guessed about the length of words.
/// </summary>
internal readonly struct ByteBlock
{
    /// <summary>Bytes of a block, and bits of an answer.</summary>
    public const int Length = 64;

    private readonly Vector512<byte> _bytes;

    private ByteBlock(Vector512<byte> bytes) => _bytes = bytes;

    /// <summary>The block at the beginning of a text; zeros behind a text that is shorter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByteBlock Of(ReadOnlySpan<byte> text) => new(text.Length >= Length ? Vector512.Create(text) : Padded(text));

    /// <summary>Bits for the bytes of a block that begins a text: all, or as many as there are.</summary>
    public static ulong Within(int textLength) => textLength >= Length ? ulong.MaxValue : (1UL << textLength) - 1;

    /// <summary>Which bytes have a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Are(byte value) => Vector512.Equals(_bytes, Vector512.Create(value)).ExtractMostSignificantBits();

    /// <summary>Which bytes are in a range, its ends included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Are(byte lowest, byte highest) =>
        Vector512.LessThanOrEqual(_bytes - Vector512.Create(lowest), Vector512.Create((byte)(highest - lowest))).ExtractMostSignificantBits();

    private static Vector512<byte> Padded(ReadOnlySpan<byte> text)
    {
        Span<byte> padded = stackalloc byte[Length];
        padded.Clear();
        text.CopyTo(padded);
        return Vector512.Create((ReadOnlySpan<byte>)padded);
    }
}
