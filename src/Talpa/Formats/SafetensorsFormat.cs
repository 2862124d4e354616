using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Talpa.Memory;
using Talpa.Storage;

namespace Talpa.Formats;

/// <summary>
/// Named tensors behind a JSON header. The tensor "vectors" has V × dimension numbers (F32 or F16 is written; BF16 and F64 are read too),
/// "words" the UTF-8 of the words with a line feed between (U8), "counts" how often each occurred (I64), "output" the output vectors;
/// further tables have names of their own. The training options are the header's metadata.
/// </summary>
internal sealed class SafetensorsFormat() : VectorFormat(VectorFileFormat.Safetensors, "safetensors", ".safetensors")
{
    public override HeldContent Holds => HeldContent.AllOfWords;

    public override IReadOnlyList<NumberStorage> Numbers => FloatRows.Numbers;

    public override SearchValues<char> ForbiddenInWords => WordRules.LineBreak;

    public override bool Recognises(FileHead head)
    {
        ReadOnlySpan<byte> bytes = head.Bytes;
        return bytes.Length > 8 && bytes[8] == '{' && BinaryPrimitives.ReadUInt64LittleEndian(bytes) <= (ulong)(head.Length ?? SafetensorsHeader.MaxBytes);
    }

    public override VectorFileContent Read(VectorSource source, VectorReadOptions options)
    {
        Stream stream = source.OpenSeekable();
        SafetensorsHeader header = SafetensorsHeader.Read(stream, source.Name);
        return new SafetensorsReader(stream, source, header, options).Read();
    }

    public override void Write(Stream stream, VectorFileContent content)
    {
        Vocabulary vocabulary = content.Vectors.Vocabulary;
        byte[] words = Encoding.UTF8.GetBytes(string.Join('\n', vocabulary.Words));
        var parts = new List<(SafetensorsEntry Entry, Action<Stream> Write)>();

        // Large numbers first: each tensor starts at a multiple of its numbers' size, the bytes of the words do no harm at the end.
        if (vocabulary.HasCounts)
        {
            parts.Add((new SafetensorsEntry(TableNames.Counts, "I64", [vocabulary.Count], 0, 8L * vocabulary.Count), target => LittleEndian.Write(target, vocabulary.Counts)));
        }

        var tables = TableNames.Of(content).Select(entry => (entry.Name, entry.Table, Numbers: TableNames.IsOfWords(content, entry.Table) ? content.Numbers : NumberStorage.SinglePrecision));
        foreach ((string name, PaddedMatrix table, NumberStorage numbers) in tables.OrderBy(entry => entry.Numbers))
        {
            (string type, int bytes) = numbers == NumberStorage.HalfPrecision ? ("F16", 2) : ("F32", sizeof(float));
            parts.Add((new SafetensorsEntry(name, type, [table.Rows, table.Dimension], 0, (long)table.Rows * table.Dimension * bytes), target => FloatRows.Write(target, table, numbers)));
        }

        parts.Add((new SafetensorsEntry(TableNames.Words, "U8", [words.Length], 0, words.Length), target => target.Write(words)));
        WriteParts(stream, parts, content.Options);
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
