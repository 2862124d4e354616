using System.Buffers.Binary;
using System.Text.Unicode;
using Talpa.Storage;

namespace Talpa.Formats;

/// <summary>Tells the format of a file from its first bytes, whatever its name is.</summary>
public static class FormatDetection
{
    private const int HeadBytes = 1 << 16;

    /// <summary>So many fields of a line are looked at.</summary>
    private const int FewFields = 8;

    /// <summary>So few bytes may look like text by chance.</summary>
    private const int FewBytes = 64;

    /// <summary>The format of a file of vectors.</summary>
    /// <exception cref="VectorFormatException">The file has none of the formats; the message says what it looks like.</exception>
    /// <exception cref="UnusableInputException">The file can't be read.</exception>
    public static VectorFileFormat Of(string path) => SourceFile.Guard(path, () => Of(SourceFile.Find(path, SequentialFile.Open)));

    internal static VectorFileFormat Of(SourceFile file)
    {
        using Stream stream = file.OpenText();
        var reader = new ByteReader(stream, file.Path);
        ReadOnlySpan<byte> head = reader.PeekUpTo(HeadBytes);
        VectorFileFormat? format = OfBinary(head, file) ?? OfText(head);
        if (format is { } found)
        {
            return found;
        }

        string looks = ForeignFormats.Recognise(head) ?? $"no file of vectors in a format known here ({string.Join(", ", VectorFileFormats.Names)})";
        throw VectorFormatException.InFile(file.Path, $"this is {looks}");
    }

    private static VectorFileFormat? OfBinary(ReadOnlySpan<byte> head, SourceFile file)
    {
        if (head.StartsWith(TalpaFormat.Magic))
        {
            return VectorFileFormat.Talpa;
        }

        if (head.StartsWith(NpyFormat.Magic))
        {
            return VectorFileFormat.Npy;
        }

        bool isSafetensors = head.Length > 8
            && head[8] == '{'
            && !file.IsGzip
            && BinaryPrimitives.ReadUInt64LittleEndian(head) <= (ulong)file.Length;
        return isSafetensors ? VectorFileFormat.Safetensors : null;
    }

    private static VectorFileFormat? OfText(ReadOnlySpan<byte> head)
    {
        int lineEnd = head.IndexOf((byte)'\n');
        ReadOnlySpan<byte> first = lineEnd < 0 ? head : head[..lineEnd];
        if (Word2VecHeader.IsHeader(first, out int dimension))
        {
            return IsText(lineEnd < 0 ? [] : head[(lineEnd + 1)..], dimension) ? VectorFileFormat.Text : VectorFileFormat.Word2Vec;
        }

        return StartsWithRow(head, leastNumbers: 1) ? VectorFileFormat.Glove : null;
    }

    /// <summary>Whether what follows word2vec's header is lines of text. The numbers of binary files hold control characters sooner or later.</summary>
    private static bool IsText(ReadOnlySpan<byte> body, int dimension)
    {
        if (StartsWithRow(body, leastNumbers: Math.Clamp(dimension, 1, FewFields)))
        {
            return true;
        }

        foreach (byte character in body)
        {
            if (character < ' ' && character is not ((byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return false;
            }
        }

        // A line of text may have too few numbers; then at least it must have one.
        return (body.Length is 0 or >= FewBytes || StartsWithRow(body, leastNumbers: 1)) && Utf8.IsValid(WithoutCutCharacter(body));
    }

    /// <summary>
    /// Whether a word comes first, then at least so many numbers, and nothing but numbers for the next few fields.
    /// Asked from the front: among the bytes of a binary file a space and a digit may stand before a line feed by chance.
    /// </summary>
    private static bool StartsWithRow(ReadOnlySpan<byte> body, int leastNumbers)
    {
        int lineEnd = body.IndexOf((byte)'\n');
        bool isCut = lineEnd < 0 && body.Length == HeadBytes;
        ReadOnlySpan<byte> line = TextRows.TrimEnd(lineEnd < 0 ? body : body[..lineEnd]);
        int count = 0;
        for (int start = TextRows.FieldEnd(line); start < line.Length && count < FewFields; count++)
        {
            ReadOnlySpan<byte> rest = line[start..].TrimStart(" \t"u8);
            ReadOnlySpan<byte> field = rest[..TextRows.FieldEnd(rest)];
            if (isCut && field.Length == rest.Length)
            {
                break;
            }

            if (!FloatText.TryParse(field, out _))
            {
                return false;
            }

            start = line.Length - rest.Length + field.Length;
        }

        return count >= leastNumbers || (isCut && count > 0);
    }

    /// <summary>The bytes without those of a last character that the end of the head has cut in two.</summary>
    private static ReadOnlySpan<byte> WithoutCutCharacter(ReadOnlySpan<byte> text)
    {
        int start = text.Length;
        while (start > 0 && text.Length - start < 3 && (text[start - 1] & 0xC0) == 0x80)
        {
            start--;
        }

        return start > 0 && text[start - 1] >= 0xC0 ? text[..(start - 1)] : text;
    }
}
