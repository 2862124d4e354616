using Talpa.Storage;
using Talpa.Text;

namespace Talpa.Formats;

/// <summary>Files that users try to read as vectors, recognised so that the message can say what to do instead.</summary>
internal static class ForeignFormats
{
    private static readonly (byte[] Start, string Description)[] Starts =
    [
        ([0x89, (byte)'H', (byte)'D', (byte)'F'], "an HDF5 file; export the vectors as safetensors or .npy"),
        ([.. "PAR1"u8], "a Parquet file; export the vectors as text, or as .npy with the words beside it"),
        ([.. "SQLite format 3\0"u8], "an SQLite database (such as magnitude's); export the vectors as text, a word and its numbers a line"),
        ([.. "FiFu"u8], "a finalfusion file; convert it to word2vec or text first (finalfusion convert)"),
        ([.. "GGUF"u8], "a GGUF model; export its table of embeddings as safetensors or .npy"),
        ([.. "(dp"u8], Pickle),
        ([.. "(lp"u8], Pickle),
        ([.. "ccopy_reg"u8], Pickle),
        ([.. "cgensim"u8], Pickle),
        ([.. "cnumpy"u8], Pickle),
    ];

    private const string Pickle = "a Python pickle (gensim's save writes such); export it with gensim's save_word2vec_format";

    /// <summary>What a file is and what to do with it; <c>null</c> when it is not known either.</summary>
    /// <param name="head">The first bytes.</param>
    /// <param name="name">The file's name, for a command.</param>
    /// <param name="compression">How it is stored, for a command.</param>
    public static string? Recognise(ReadOnlySpan<byte> head, string name, Compression compression)
    {
        if ((StoredText.EncodingOfMark(head) ?? StoredText.EncodingWithNuls(head)) is { } encoding)
        {
            return $"{encoding}, not UTF-8; convert it first: {StoredText.Iconv(encoding, compression, name)}";
        }

        foreach ((byte[] start, string description) in Starts)
        {
            if (head.StartsWith(start))
            {
                return description;
            }
        }

        if (Containers.Recognise(head, name) is { } container)
        {
            return $"{container.Kind} data; extract it first, for example with {container.Command}";
        }

        if (head.Length > 2 && head[0] == 0x80 && head[1] is >= 2 and <= 5)
        {
            return Pickle;
        }

        return IsCsv(head) ? "CSV, numbers with commas or semicolons between; put a space between them instead, and decimal points into the numbers" : null;
    }

    /// <summary>Whether one of the first two lines ends in several numbers with commas or semicolons between.</summary>
    private static bool IsCsv(ReadOnlySpan<byte> head)
    {
        for (int line = 0; line < 2; line++)
        {
            int end = head.IndexOf((byte)'\n');
            if (HasSeparatedNumbers(TextRows.TrimEnd(end < 0 ? head : head[..end])))
            {
                return true;
            }

            head = end < 0 ? [] : head[(end + 1)..];
        }

        return false;
    }

    private static bool HasSeparatedNumbers(ReadOnlySpan<byte> line)
    {
        const int Enough = 2;
        byte separator = line.Contains((byte)';') ? (byte)';' : (byte)',';
        int numbers = 0;
        while (line.LastIndexOf(separator) is >= 0 and int at && numbers < Enough)
        {
            ReadOnlySpan<byte> field = line[(at + 1)..].Trim(" \"\t"u8);
            if (!FloatText.TryParse(field, out _) && !FloatText.HasDecimalComma(field))
            {
                return false;
            }

            numbers++;
            line = line[..at];
        }

        return numbers >= Enough;
    }
}
