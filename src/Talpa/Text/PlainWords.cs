using System.Numerics;
using System.Runtime.CompilerServices;
using Talpa.Kernels;

namespace Talpa.Text;

/// <summary>
/// The words of ASCII letters, digits and underscores in the first bytes of a text, up to the first byte that such words don't explain: one outside ASCII,
/// or one that may join.
/// </summary>
internal readonly struct PlainWords
{
    private readonly ulong _lettersAndDigits;

    private PlainWords(ulong lettersAndDigits, ulong starts, ulong ends, int length)
    {
        _lettersAndDigits = lettersAndDigits;
        Starts = starts;
        Ends = ends;
        Length = length;
    }

    /// <summary>A bit for the first byte of each word. There may be one more than ends: a word that reaches the last byte.</summary>
    public ulong Starts { get; }

    /// <summary>A bit for the byte behind each word.</summary>
    public ulong Ends { get; }

    /// <summary>How many bytes are explained: <see cref="ByteBlock.Length"/>, or fewer.</summary>
    public int Length { get; }

    /// <summary>Looks at a text's first bytes.</summary>
    /// <param name="text">Begins between words, or with a word.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PlainWords In(ReadOnlySpan<byte> text)
    {
        ByteBlock block = ByteBlock.Of(text);
        ulong lettersAndDigits = block.Are((byte)'a', (byte)'z') | block.Are((byte)'A', (byte)'Z') | block.Are((byte)'0', (byte)'9');
        ulong run = lettersAndDigits | block.Are((byte)'_');

        // The ASCII characters of the class Joiner: " ' , . : ;
        ulong joiners = block.Are((byte)'"') | block.Are((byte)'\'') | block.Are((byte)',') | block.Are((byte)'.') | block.Are((byte)':', (byte)';');
        ulong others = block.Are(0x80, 0xFF) | ~ByteBlock.Within(text.Length);
        ulong separators = ~(run | joiners | others);

        // Before a character that joins nothing, a joiner does neither.
        separators |= joiners & (separators >> 1);
        ulong unexplained = ~(run | separators);
        int length = BitOperations.TrailingZeroCount(unexplained);
        run &= ByteBlock.Within(length);
        ulong before = run << 1;
        return new PlainWords(lettersAndDigits, run & ~before, ~run & before & ByteBlock.Within(length), length);
    }

    /// <summary>Whether a run is more than underscores.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HaveLetters(int start, int length) => ((_lettersAndDigits >> start) & ByteBlock.Within(length)) != 0;
}
