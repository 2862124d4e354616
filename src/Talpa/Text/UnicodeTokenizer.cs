using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using Talpa.Kernels;

namespace Talpa.Text;

/// <summary>Words by the rules described at <see cref="Tokenizer.Unicode"/>.</summary>
internal sealed class UnicodeTokenizer : Tokenizer
{
    /// <summary>In the table of ASCII classes: not ASCII, see <see cref="WordClasses"/>. No character has this class.</summary>
    private const WordClass NotAscii = (WordClass)0xFF;

    /// <summary>A class for each byte.</summary>
    private static readonly WordClass[] ByteClasses = FillByteClasses();

    internal override bool Normalizes => true;

    // Optimised at once: a text is often read before tiered compilation would optimise it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override int Read(ReadOnlySpan<byte> text, bool isLast, ref TokenizerState state, TokenSink sink)
    {
        int at = 0;
        if (state.IsInOverlong)
        {
            at = SkipOverlong(text, isLast, ref state);
            if (state.IsInOverlong)
            {
                return at;
            }
        }

        while (true)
        {
            int start = FindWord(text, ReadPlainWords(text, at, sink));
            if (start == text.Length)
            {
                return start;
            }

            WordClass last = WordClass.None;
            WordClass seen = WordClass.None;
            int end = FindEnd(text, start, ref last, ref seen, out bool mayGoOn);
            if (mayGoOn && !isLast)
            {
                return LeaveOpen(text, start, end, last, ref state, sink);
            }

            at = end;
            if (end - start > MaxTokenLength)
            {
                sink.AddOverlong();
            }
            else if (seen != WordClass.Connector)
            {
                sink.AddAny(text, start, end - start);
            }
        }
    }

    /// <summary>
    /// Nothing here but speed: takes the words of ASCII letters, digits and underscores that end at an ASCII character which joins nothing.
    /// Stops where the first other word may begin, or before.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int ReadPlainWords(ReadOnlySpan<byte> text, int at, TokenSink sink)
    {
        while (at < text.Length)
        {
            ReadOnlySpan<byte> rest = text[at..];
            PlainWords words = PlainWords.In(rest);
            ulong starts = words.Starts;
            for (ulong ends = words.Ends; ends != 0; ends &= ends - 1, starts &= starts - 1)
            {
                int start = BitOperations.TrailingZeroCount(starts);
                int length = BitOperations.TrailingZeroCount(ends) - start;
                if (words.HaveLetters(start, length))
                {
                    sink.Add(text, at + start, length);
                }
            }

            int done = starts != 0 ? BitOperations.TrailingZeroCount(starts) : words.Length;
            at += done;
            if (words.Length < ByteBlock.Length || done == 0)
            {
                break;
            }
        }

        return at;
    }

    /// <summary>A word reaches the end of a part: it is read again with the next part, or, where it is too long already, its rest will be skipped.</summary>
    private static int LeaveOpen(ReadOnlySpan<byte> text, int start, int end, WordClass last, ref TokenizerState state, TokenSink sink)
    {
        // A joiner behind the word, of which it is not known yet whether it joins, does not make the word longer.
        if (end - start <= MaxTokenLength)
        {
            return start;
        }

        sink.AddOverlong();
        state.IsInOverlong = true;
        state.LastClass = last;
        return end;
    }

    private static int SkipOverlong(ReadOnlySpan<byte> text, bool isLast, ref TokenizerState state)
    {
        WordClass seen = WordClass.None;
        int end = FindEnd(text, 0, ref state.LastClass, ref seen, out bool mayGoOn);
        if (!mayGoOn || isLast)
        {
            state = default;
        }

        return end;
    }

    /// <summary>The next character that begins a word, or the text's length.</summary>
    private static int FindWord(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length)
        {
            WordClass next = ClassAt(text, at, out int length);
            if (next != WordClass.None && next < WordClass.Mark)
            {
                return at;
            }

            at += length;
        }

        return at;
    }

    /// <summary>Follows a word to its end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where to continue.</param>
    /// <param name="last">The class of the word's last character so far, marks left aside; none before its first.</param>
    /// <param name="seen">All classes in the word, marks left aside.</param>
    /// <param name="mayGoOn">Whether more text might make the word longer.</param>
    private static int FindEnd(ReadOnlySpan<byte> text, int at, ref WordClass last, ref WordClass seen, out bool mayGoOn)
    {
        while (at < text.Length)
        {
            if (last <= WordClass.Run)
            {
                at = FollowAsciiRun(text, at, ref last, ref seen);
                if (at == text.Length)
                {
                    break;
                }
            }

            WordClass next = ClassAt(text, at, out int length);
            if ((next & WordClass.Mark) != WordClass.None)
            {
                at += length;
            }
            else if (Joins(last, next))
            {
                last = next;
                seen |= next;
                at += length;
            }
            else
            {
                int after = FollowJoiner(text, at + length, next, ref last, ref seen, out mayGoOn);
                if (after < 0)
                {
                    return at;
                }

                at = after;
            }
        }

        mayGoOn = true;
        return at;
    }

    /// <summary>Follows a word over a joining character to the letter or digit behind it; −1 if there is none of the right class, so that the word ends.</summary>
    private static int FollowJoiner(ReadOnlySpan<byte> text, int after, WordClass joiner, ref WordClass last, ref WordClass seen, out bool mayGoOn)
    {
        mayGoOn = false;
        WordClass joined = joiner >= WordClass.Joiner ? joiner & last : WordClass.None;
        if (joined == WordClass.None)
        {
            return -1;
        }

        if (after == text.Length)
        {
            mayGoOn = true;
            return -1;
        }

        WordClass next = ClassAt(text, after, out int length);
        while (next == WordClass.Invisible)
        {
            after += length;
            if (after == text.Length)
            {
                mayGoOn = true;
                return -1;
            }

            next = ClassAt(text, after, out length);
        }

        if (next > WordClass.Run || (next & joined) == WordClass.None)
        {
            return -1;
        }

        last = next;
        seen |= next;
        return after + length;
    }

    /// <summary>Most words are nothing but this.</summary>
    private static int FollowAsciiRun(ReadOnlySpan<byte> text, int at, ref WordClass last, ref WordClass seen)
    {
        WordClass[] classes = ByteClasses;
        WordClass runLast = last;
        WordClass runSeen = seen;
        while ((uint)at < (uint)text.Length)
        {
            WordClass next = classes[text[at]];
            if (next is WordClass.None or > WordClass.Run)
            {
                break;
            }

            runLast = next;
            runSeen |= next;
            at++;
        }

        last = runLast;
        seen = runSeen;
        return at;
    }

    /// <summary>Whether a character of a class continues the word that ends in a character of another class.</summary>
    private static bool Joins(WordClass last, WordClass next) => last switch
    {
        WordClass.None => true,
        WordClass.Katakana => next is WordClass.Katakana or WordClass.Connector,
        WordClass.Ideograph => false,
        WordClass.Connector => next is not WordClass.None and <= WordClass.Katakana,
        _ => next is not WordClass.None and <= WordClass.Run,
    };

    private static WordClass ClassAt(ReadOnlySpan<byte> text, int at, out int length)
    {
        WordClass found = ByteClasses[text[at]];
        if (found != NotAscii)
        {
            length = 1;
            return found;
        }

        // Well-formed UTF-8: the lead byte gives the length.
        int lead = text[at];
        if (lead < 0xE0)
        {
            length = 2;
            return WordClasses.OfBasic(((lead & 0x1F) << 6) | (text[at + 1] & 0x3F));
        }

        if (lead < 0xF0)
        {
            length = 3;
            return WordClasses.OfBasic(((lead & 0x0F) << 12) | ((text[at + 1] & 0x3F) << 6) | (text[at + 2] & 0x3F));
        }

        Rune.DecodeFromUtf8(text[at..], out Rune character, out length);
        return WordClasses.Of(character.Value);
    }

    private static WordClass[] FillByteClasses()
    {
        var classes = new WordClass[256];
        for (int value = 0; value < classes.Length; value++)
        {
            classes[value] = value < 0x80 ? WordClasses.Of(value) : NotAscii;
        }

        return classes;
    }
}
