using System.Buffers.Binary;
using System.Text;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Storage;
using Talpa.Text;

namespace Talpa.Formats;

/// <summary>
/// Named tensors behind a JSON header. The tensor "vectors" has V × dimension numbers (F32 is written; F16, BF16 and F64 are read too),
/// "words" the UTF-8 of the words with a line feed between (U8), "counts" how often each occurred (I64), "output" the output vectors;
/// further tables have names of their own. The training options are the header's metadata.
/// </summary>
internal static class SafetensorsFormat
{
    public static VectorFileContent Read(SourceFile file)
    {
        using Stream stream = file.OpenBytes();
        SafetensorsHeader header = SafetensorsHeader.Read(stream, file);
        var tensors = new SafetensorsReader(stream, file.Path, header);
        return tensors.Read();
    }

    public static void Write(string path, VectorFileContent content)
    {
        Vocabulary vocabulary = content.Vectors.Vocabulary;
        WordRules.Require(path, vocabulary, VectorFileFormat.Safetensors, WordRules.LineBreak, allowEmpty: true);
        byte[] words = Encoding.UTF8.GetBytes(string.Join('\n', vocabulary.Words));
        var parts = new List<(SafetensorsEntry Entry, Action<Stream> Write)>();

        // Numbers first: each tensor starts at a multiple of its numbers' size, the bytes of the words do no harm at the end.
        if (vocabulary.HasCounts)
        {
            parts.Add((new SafetensorsEntry(TableNames.Counts, "I64", [vocabulary.Count], 0, 8L * vocabulary.Count), stream => LittleEndian.Write(stream, vocabulary.Counts)));
        }

        foreach ((string name, PaddedMatrix table) in TableNames.Of(content))
        {
            long length = (long)table.Rows * table.Dimension * sizeof(float);
            parts.Add((new SafetensorsEntry(name, "F32", [table.Rows, table.Dimension], 0, length), stream => WriteRows(stream, table)));
        }

        parts.Add((new SafetensorsEntry(TableNames.Words, "U8", [words.Length], 0, words.Length), stream => stream.Write(words)));
        AtomicFile.Write(path, stream => WriteParts(stream, parts, content.Options));
    }

    private static void WriteRows(Stream stream, PaddedMatrix table)
    {
        for (int row = 0; row < table.Rows; row++)
        {
            LittleEndian.Write<float>(stream, table[row]);
        }
    }

    private static void WriteParts(Stream stream, List<(SafetensorsEntry Entry, Action<Stream> Write)> parts, IReadOnlyDictionary<string, string> options)
    {
        long offset = 0;
        for (int i = 0; i < parts.Count; i++)
        {
            SafetensorsEntry entry = parts[i].Entry;
            parts[i] = (entry with { Start = offset, End = offset + entry.End }, parts[i].Write);
            offset += entry.End;
        }

        byte[] header = SafetensorsHeader.Encode([.. parts.Select(part => part.Entry)], options);
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach ((_, Action<Stream> write) in parts)
        {
            write(stream);
        }
    }
}
