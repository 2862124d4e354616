using System.Buffers;
using System.Text;

namespace Talpa.Text;

/// <summary>Replaces what is no UTF-8, as the Unicode Standard recommends (section 3.9, "U+FFFD Substitution of Maximal Subparts").</summary>
internal static class Utf8Repair
{
    /// <summary>The most by which a repaired text is longer: each single byte may become the three of U+FFFD.</summary>
    public const int Growth = 3;

    /// <summary>Copies the text with each maximal ill-formed sequence replaced by U+FFFD.</summary>
    /// <param name="text">Bytes that should be UTF-8. A sequence cut off at the end counts as ill-formed.</param>
    /// <param name="repaired">At least <see cref="Growth"/> times as long.</param>
    /// <param name="replaced">How many sequences were replaced.</param>
    /// <returns>Bytes written.</returns>
    public static int Copy(ReadOnlySpan<byte> text, Span<byte> repaired, out int replaced)
    {
        replaced = 0;
        int written = 0;
        while (!text.IsEmpty)
        {
            int ascii = text.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            ascii = ascii < 0 ? text.Length : ascii;
            text[..ascii].CopyTo(repaired[written..]);
            written += ascii;
            text = text[ascii..];
            if (text.IsEmpty)
            {
                break;
            }

            if (Rune.DecodeFromUtf8(text, out Rune character, out int length) != OperationStatus.Done)
            {
                replaced++;
            }

            written += character.EncodeToUtf8(repaired[written..]);
            text = text[length..];
        }

        return written;
    }

    /// <summary>How many bytes at the end, 0 to 3, are a sequence that only lacks its rest.</summary>
    public static int UnfinishedTail(ReadOnlySpan<byte> text)
    {
        for (int tail = 1; tail <= 3 && tail <= text.Length; tail++)
        {
            if (Rune.DecodeFromUtf8(text[^tail..], out _, out int length) == OperationStatus.NeedMoreData && length == tail)
            {
                return tail;
            }
        }

        return 0;
    }
}
