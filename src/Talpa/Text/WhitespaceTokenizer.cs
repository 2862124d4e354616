using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using Talpa.Kernels;

namespace Talpa.Text;

/// <summary>Splits at white space and nowhere else.</summary>
internal sealed class WhitespaceTokenizer : Tokenizer
{
    // Optimised at once: a text is often read before tiered compilation would optimise it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override int Read(ReadOnlySpan<byte> text, bool isLast, ref TokenizerState state, TokenSink sink)
    {
        // Behind the start of the line, or of a word that was left open, or within one too long, of which the rest will be skipped.
        int open = state.IsInOverlong ? 0 : -1;
        ulong isSpaceBefore = state.IsInOverlong ? 0UL : 1UL;
        ulong reachesOver = 0;
        bool openIsAny = true;
        for (int at = 0; at < text.Length; at += ByteBlock.Length)
        {
            ReadOnlySpan<byte> rest = text[at..];
            ulong spaces = FindSpaces(rest, ref reachesOver, out bool isAscii);
            ulong before = (spaces << 1) | isSpaceBefore;
            ulong starts = ~spaces & before & ByteBlock.Within(rest.Length);
            ulong ends = spaces & ~before;
            isSpaceBefore = spaces >> (ByteBlock.Length - 1);
            if (open >= 0 && ends != 0)
            {
                Add(text, open, at + BitOperations.TrailingZeroCount(ends), isAscii && !openIsAny, ref state, sink);
                ends &= ends - 1;
                open = -1;
            }

            for (; ends != 0; ends &= ends - 1, starts &= starts - 1)
            {
                Add(text, at + BitOperations.TrailingZeroCount(starts), at + BitOperations.TrailingZeroCount(ends), isAscii, ref state, sink);
            }

            if (starts != 0)
            {
                open = at + BitOperations.TrailingZeroCount(starts);
                openIsAny = false;
            }

            openIsAny |= !isAscii;
        }

        return open < 0 ? text.Length : ReadOpen(text, open, isLast, ref state, sink);
    }

    private static void Add(ReadOnlySpan<byte> text, int start, int end, bool isAscii, ref TokenizerState state, TokenSink sink)
    {
        if (state.IsInOverlong)
        {
            state.IsInOverlong = false;
        }
        else if (end - start > MaxTokenLength)
        {
            sink.AddOverlong();
        }
        else if (isAscii)
        {
            sink.Add(text, start, end - start);
        }
        else
        {
            sink.AddAny(text, start, end - start);
        }
    }

    /// <summary>A word reaches the end of the text.</summary>
    private static int ReadOpen(ReadOnlySpan<byte> text, int start, bool isLast, ref TokenizerState state, TokenSink sink)
    {
        if (isLast)
        {
            Add(text, start, text.Length, isAscii: false, ref state, sink);
            return text.Length;
        }

        if (!state.IsInOverlong && text.Length - start <= MaxTokenLength)
        {
            return start;
        }

        if (!state.IsInOverlong)
        {
            sink.AddOverlong();
        }

        state.IsInOverlong = true;
        return text.Length;
    }

    /// <summary>Which of the first bytes of a text are white space.</summary>
    /// <param name="text">The text.</param>
    /// <param name="reachesOver">Bits for white space that began in the block before; set for what reaches into the next.</param>
    /// <param name="isAscii">Whether they are all ASCII.</param>
    private static ulong FindSpaces(ReadOnlySpan<byte> text, ref ulong reachesOver, out bool isAscii)
    {
        ByteBlock block = ByteBlock.Of(text);
        ulong spaces = block.Are((byte)' ') | block.Are((byte)'\t', (byte)'\r') | reachesOver;
        reachesOver = 0;
        isAscii = block.Are(0x80, 0xFF) == 0;
        if (isAscii)
        {
            return spaces;
        }

        // Outside ASCII it begins with C2, E1, E2 or E3, and so does much else.
        for (ulong others = block.Are(0xC2) | block.Are(0xE1, 0xE3); others != 0; others &= others - 1)
        {
            int position = BitOperations.TrailingZeroCount(others);
            Rune.DecodeFromUtf8(text[position..], out Rune character, out int length);
            if (Rune.IsWhiteSpace(character))
            {
                ulong bits = (1UL << length) - 1;
                spaces |= bits << position;
                reachesOver |= position + length > ByteBlock.Length ? bits >> (ByteBlock.Length - position) : 0;
            }
        }

        return spaces;
    }
}
