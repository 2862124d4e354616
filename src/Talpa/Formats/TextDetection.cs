using System.Buffers;
using System.Text;

namespace Talpa.Formats;

/// <summary>
/// Distinguishes text from binary by whole rows, read from their end: a row of text ends in as many numbers as a vector has, with any characters in its word.
/// Single bytes decide only where no row can: the bytes of binary numbers hold control characters everywhere, text nearly nowhere.
/// </summary>
internal static class TextDetection
{
    /// <summary>So many rows are looked at.</summary>
    private const int MaxRows = 8;

    /// <summary>A row may be longer than the head; beyond this it is no row.</summary>
    private const int MaxRowBytes = 1 << 28;

    /// <summary>Fewer bytes may look like text by chance.</summary>
    private const int FewBytes = 64;

    /// <summary>Of fewer numbers, binary ones may look like text by chance.</summary>
    private const int FewNumbers = 3;

    /// <summary>What a file is.</summary>
    /// <param name="reader">The file, at its start; nothing is taken from it.</param>
    public static TextKind KindOf(ByteReader reader)
    {
        ReadOnlySpan<byte> head = WithWholeRow(reader);
        byte lineEnd = TextLines.LineEndOf(head);
        ReadOnlySpan<byte> rest = head;
        ReadOnlySpan<byte> first = NextRow(ref rest, lineEnd);
        if (Word2VecHeader.TryParse(first, out Word2VecHeader header) && !IsRowOfTwoNumbers(header, rest, lineEnd))
        {
            return IsText(rest, lineEnd, header.Dimension) ? TextKind.HeadedRows : TextKind.HeadedBinary;
        }

        return IsRow(first, rest, lineEnd) ? TextKind.Rows : TextKind.None;
    }

    /// <summary>How many numbers a row of text without a header has.</summary>
    /// <param name="reader">The text, at its start; nothing is taken from it.</param>
    /// <returns>The numbers at the end of the first row, or, where all further rows have fewer and agree, as many as those: a word may hold numbers.</returns>
    public static int DimensionOf(ByteReader reader)
    {
        ReadOnlySpan<byte> rest = WithWholeRow(reader);
        byte lineEnd = TextLines.LineEndOf(rest);
        int first = TextRows.CountNumbersAtEnd(NextRow(ref rest, lineEnd));
        int others = 0;
        int agreeing = 0;
        for (int row = 0; row < MaxRows && HasWholeRow(rest, lineEnd); row++)
        {
            int numbers = TextRows.CountNumbersAtEnd(NextRow(ref rest, lineEnd));
            if (row > 0 && numbers != others)
            {
                return first;
            }

            others = numbers;
            agreeing++;
        }

        return agreeing > 1 && others > 0 && others < first ? others : first;
    }

    /// <summary>The first bytes of a file, and as many more as the first rows take.</summary>
    private static ReadOnlySpan<byte> WithWholeRow(ByteReader reader)
    {
        int shown = FileHead.MaxBytes;
        ReadOnlySpan<byte> head = reader.PeekUpTo(shown);
        while (head.Length == shown && shown < MaxRowBytes && !HoldsHeaderAndRow(head) && !LooksBinary(head))
        {
            shown *= 2;
            head = reader.PeekUpTo(shown);
        }

        return head;
    }

    private static bool HoldsHeaderAndRow(ReadOnlySpan<byte> head)
    {
        byte lineEnd = TextLines.LineEndOf(head);
        if (!HasWholeRow(head, lineEnd))
        {
            return false;
        }

        ReadOnlySpan<byte> first = NextRow(ref head, lineEnd);
        return !Word2VecHeader.TryParse(first, out _) || HasWholeRow(head, lineEnd);
    }

    private static bool HasWholeRow(ReadOnlySpan<byte> text, byte lineEnd) => text.TrimStart("\r\n \t"u8).Contains(lineEnd);

    /// <summary>Takes the next line that is not blank.</summary>
    private static ReadOnlySpan<byte> NextRow(ref ReadOnlySpan<byte> text, byte lineEnd)
    {
        while (!text.IsEmpty)
        {
            int end = text.IndexOf(lineEnd);
            ReadOnlySpan<byte> line = TextRows.TrimEnd(end < 0 ? text : text[..end]);
            text = end < 0 ? [] : text[(end + 1)..];
            if (!line.IsEmpty)
            {
                return line;
            }
        }

        return [];
    }

    /// <summary>Whether what looks like a header of three numbers is a row of vectors with two.</summary>
    private static bool IsRowOfTwoNumbers(Word2VecHeader header, ReadOnlySpan<byte> body, byte lineEnd)
    {
        if (!header.HasThirdNumber)
        {
            return false;
        }

        ReadOnlySpan<byte> row = NextRow(ref body, lineEnd);
        int numbers = TextRows.CountNumbersAtEnd(row, Math.Max(header.Dimension, 3));
        return !Base64Words.IsOne(row) && (header.Dimension == 2 || numbers == 2 || numbers < header.Dimension);
    }

    /// <summary>Whether what follows word2vec's header is lines of text.</summary>
    private static bool IsText(ReadOnlySpan<byte> body, byte lineEnd, int dimension)
    {
        if (body.TrimStart("\r\n \t"u8).IsEmpty)
        {
            return true;
        }

        bool looksBinary = LooksBinary(body);
        ReadOnlySpan<byte> rest = body;
        bool someNumbers = false;
        bool allFit = true;
        for (int row = 0; row < MaxRows && !rest.TrimStart("\r\n \t"u8).IsEmpty; row++)
        {
            int numbers = TextRows.CountNumbersAtEnd(NextRow(ref rest, lineEnd), dimension);
            if (numbers >= dimension && (dimension >= FewNumbers || !looksBinary))
            {
                return true;
            }

            someNumbers |= numbers > 0;
            allFit &= numbers >= dimension;
        }

        if (allFit)
        {
            return true;
        }

        // A text may be corrupt, or its header wrong.
        return !looksBinary && (someNumbers || body.Length >= FewBytes);
    }

    /// <summary>Whether the first line is a word and its numbers. A word with spaces is believed where the next row has as many numbers.</summary>
    private static bool IsRow(ReadOnlySpan<byte> first, ReadOnlySpan<byte> rest, byte lineEnd)
    {
        int numbers = TextRows.CountNumbersAtEnd(first);
        if (numbers == 0 || (numbers < FewNumbers && rest.IsEmpty && LooksBinary(first)))
        {
            return false;
        }

        ReadOnlySpan<byte> second = NextRow(ref rest, lineEnd);
        return numbers == TextRows.CountFields(first) - 1 || (numbers > 1 && (second.IsEmpty || TextRows.CountNumbersAtEnd(second, numbers) > 0));
    }

    /// <summary>
    /// Whether bytes hold more control characters and broken UTF-8 than text does by accident. Of binary numbers one byte in eight is a control
    /// character, and nearly every second byte no UTF-8.
    /// </summary>
    private static bool LooksBinary(ReadOnlySpan<byte> bytes)
    {
        const int AllowedShare = 100;
        bytes = bytes[..Math.Min(bytes.Length, FileHead.MaxBytes)];
        int allowed = Math.Max(1, bytes.Length / AllowedShare);
        int strange = 0;
        for (int at = 0; at < bytes.Length && strange <= allowed;)
        {
            bool isValid = Rune.DecodeFromUtf8(bytes[at..], out Rune rune, out int length) == OperationStatus.Done;
            strange += !isValid || (rune.Value < ' ' && rune.Value is < '\t' or > '\r') ? 1 : 0;
            at += length;
        }

        return strange > allowed;
    }
}
