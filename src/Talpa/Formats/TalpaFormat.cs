using System.Buffers;
using System.Buffers.Binary;
using Talpa.Memory;
using Talpa.Storage;

namespace Talpa.Formats;

/// <summary>
/// Talpa's own format: a header, a directory of sections, the sections, a checksum over all of it. docs/formats.md describes it byte by byte.
/// Tables lie in the file as they lie in memory: rows padded to 64 bytes, from an offset that is a multiple of 64.
/// </summary>
internal sealed class TalpaFormat() : VectorFormat(VectorFileFormat.Talpa, "talpa", ".talpa")
{
    private const int HeaderBytes = 64;
    private const uint Version = 1;
    private const int MaxSections = 1024;

    /// <summary>No text starts so, and what turns line ends around breaks it.</summary>
    public static ReadOnlySpan<byte> Magic => [0x89, (byte)'T', (byte)'A', (byte)'L', (byte)'P', (byte)'A', 0x0D, 0x0A];

    public override HeldContent Holds => HeldContent.All;

    public override IReadOnlyList<NumberStorage> Numbers => Enum.GetValues<NumberStorage>();

    public override SearchValues<char> ForbiddenInWords => WordRules.Nothing;

    public override bool Recognises(FileHead head) => head.Bytes.StartsWith(Magic);

    public override VectorFileContent Read(VectorSource source, VectorReadOptions options) => Read(source.OpenSeekable(), source.Name, options, null);

    public override VectorFileContent? Map(string path)
    {
        var mapped = new MappedMatrices(path);
        try
        {
            using Stream stream = mapped.Open();
            return Read(stream, path, new VectorReadOptions(), mapped);
        }
        catch
        {
            mapped.Abandon();
            throw;
        }
    }

    private static VectorFileContent Read(Stream stream, string path, VectorReadOptions options, MappedMatrices? mapped)
    {
        var bytes = new ChecksumReader(stream, (position, fault) => position is { } at
            ? UnusableInputException.AtByte(path, at, fault)
            : UnusableInputException.InFile(path, fault));
        List<TalpaSection> sections = TalpaSection.ReadDirectory(bytes, path, stream.Length, ReadHeader(bytes, path, stream.Length));
        var content = new TalpaSections(path, options, mapped);
        foreach (TalpaSection section in sections)
        {
            bytes.SkipZeros(section.Offset - bytes.Position);
            content.Read(section, bytes);
        }

        bytes.SkipZeros(stream.Length - ChecksumReader.ChecksumBytes - bytes.Position);
        bytes.RequireChecksum();
        return content.ToContent();
    }

    public override void Write(Stream stream, VectorFileContent content)
    {
        var parts = new List<(TalpaSection Section, Action<ChecksumWriter> Write)>();
        Vocabulary vocabulary = content.Vectors.Vocabulary;
        byte[] words = PrefixedText.Encode(vocabulary.Words);
        parts.Add((TalpaSection.OfBytes(TalpaSectionKind.Words, TableNames.Words, vocabulary.Count, words.Length), writer => writer.Write<byte>(words)));
        if (vocabulary.HasCounts)
        {
            parts.Add((
                TalpaSection.OfBytes(TalpaSectionKind.Counts, TableNames.Counts, vocabulary.Count, 8L * vocabulary.Count),
                writer => writer.Write(vocabulary.Counts)));
        }

        byte[] options = PrefixedText.Encode([.. content.Options.OrderBy(o => o.Key, StringComparer.Ordinal).SelectMany(o => new[] { o.Key, o.Value })]);
        parts.Add((TalpaSection.OfBytes(TalpaSectionKind.Options, TableNames.Options, content.Options.Count, options.Length), writer => writer.Write<byte>(options)));
        parts.AddRange(TableNames.Of(content).Select(entry => content.Numbers != NumberStorage.SinglePrecision && TableNames.IsOfWords(content, entry.Table)
            ? (TalpaCompactTable.SectionOf(entry.Name, entry.Table, content.Numbers), writer => TalpaCompactTable.Write(writer, entry.Table, content.Numbers))
            : (TalpaSection.OfTable(entry.Name, entry.Table), WriterOf(entry.Table))));
        if (content.Vectors.Subwords is { } subwords)
        {
            parts.Add((TalpaNgrams.SectionOf(subwords, content.Numbers), writer => TalpaNgrams.Write(writer, subwords, content.Numbers)));
        }

        if (content.Pairs is { } pairs)
        {
            parts.Add((TalpaPairs.SectionOf(pairs), writer => TalpaPairs.Write(writer, pairs)));
        }

        WriteParts(stream, parts);
    }

    private static Action<ChecksumWriter> WriterOf(PaddedMatrix table) => writer => writer.Write<float>(table.Padded);

    private static void WriteParts(Stream stream, List<(TalpaSection Section, Action<ChecksumWriter> Write)> parts)
    {
        long offset = HeaderBytes + ((long)parts.Count * TalpaSection.Bytes);
        for (int i = 0; i < parts.Count; i++)
        {
            parts[i] = (parts[i].Section with { Offset = offset }, parts[i].Write);
            offset = Align(offset + parts[i].Section.Length);
        }

        var writer = new ChecksumWriter(stream);
        Span<byte> header = stackalloc byte[HeaderBytes];
        header.Clear();
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], Version);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], (uint)parts.Count);
        BinaryPrimitives.WriteInt64LittleEndian(header[16..], offset + ChecksumReader.ChecksumBytes);
        writer.Write<byte>(header);
        foreach ((TalpaSection section, _) in parts)
        {
            section.Write(writer);
        }

        foreach ((TalpaSection section, Action<ChecksumWriter> write) in parts)
        {
            write(writer);
            writer.WriteZeros(Align(section.Length) - section.Length);
        }

        writer.WriteChecksum();
    }

    private static long Align(long offset) => (offset + 63) / 64 * 64;

    /// <summary>Reads the header and returns the number of sections.</summary>
    private static int ReadHeader(ChecksumReader bytes, string path, long fileLength)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (fileLength < HeaderBytes + ChecksumReader.ChecksumBytes)
        {
            throw UnusableInputException.InFile(path, $"the file has {fileLength:N0} bytes, too few for a .talpa file; it was cut off, get it again");
        }

        bytes.Read(header);
        if (!header.StartsWith(Magic))
        {
            throw UnusableInputException.AtByte(path, 0, "this is no .talpa file; leave the format out to have it detected from the content");
        }

        uint version = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        if (version != Version)
        {
            throw UnusableInputException.AtByte(path, 8, $"version {version} of the format; this Talpa knows version {Version}, use a newer one");
        }

        long length = BinaryPrimitives.ReadInt64LittleEndian(header[16..]);
        if (length != fileLength)
        {
            throw UnusableInputException.AtByte(
                path, 16, $"the header declares {length:N0} bytes, but the file has {fileLength:N0}; it was cut off or is corrupt, get it again");
        }

        uint sections = BinaryPrimitives.ReadUInt32LittleEndian(header[12..]);
        if (sections > MaxSections || HeaderBytes + (sections * (long)TalpaSection.Bytes) > fileLength - ChecksumReader.ChecksumBytes)
        {
            throw UnusableInputException.AtByte(path, 12, $"the header declares {sections:N0} sections, more than the file can hold; it is corrupt, get it again");
        }

        return (int)sections;
    }
}
