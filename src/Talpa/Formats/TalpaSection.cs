using System.Buffers.Binary;
using System.Text;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Storage;

namespace Talpa.Formats;

/// <summary>An entry in the directory of a .talpa file.</summary>
/// <param name="Kind">What the section holds.</param>
/// <param name="Name">Its name, at most 32 bytes.</param>
/// <param name="Items">Words, counts, options or rows.</param>
/// <param name="Dimension">Numbers a row of a table, without padding; otherwise 0.</param>
/// <param name="Offset">Where it starts, a multiple of 64.</param>
/// <param name="Length">Its bytes, without what fills up to the next section.</param>
internal sealed record TalpaSection(TalpaSectionKind Kind, string Name, long Items, int Dimension, long Offset, long Length)
{
    /// <summary>Bytes of an entry.</summary>
    public const int Bytes = 64;

    private const int Alignment = 64;

    public static TalpaSection OfBytes(TalpaSectionKind kind, string name, long items, long length) => new(kind, name, items, 0, 0, length);

    public static TalpaSection OfTable(string name, PaddedMatrix table) =>
        new(TalpaSectionKind.Table, name, table.Rows, table.Dimension, 0, (long)table.Rows * table.Stride * sizeof(float));

    /// <summary>Reads the directory and checks that the sections lie one behind the other within the file.</summary>
    public static List<TalpaSection> ReadDirectory(ChecksumReader bytes, string path, long fileLength, int count)
    {
        var sections = new List<TalpaSection>(count);
        long free = bytes.Position + ((long)count * Bytes);
        long end = fileLength - ChecksumReader.ChecksumBytes;
        for (int i = 0; i < count; i++)
        {
            long start = bytes.Position;
            TalpaSection section = Read(bytes);
            bool fits = section.Offset >= free
                && section.Offset - free < Alignment
                && section.Offset % Alignment == 0
                && section.Length >= 0
                && section.Length <= end - section.Offset;
            if (!fits || sections.Exists(other => other.Name == section.Name))
            {
                throw UnusableInputException.AtByte(
                    path, start, $"the section {Quoted.Text(section.Name)} is not within the file or has no name of its own; the file is corrupt, get it again");
            }

            sections.Add(section);
            free = section.Offset + section.Length;
        }

        return sections;
    }

    public void Write(ChecksumWriter writer)
    {
        Span<byte> entry = stackalloc byte[Bytes];
        entry.Clear();
        _ = Encoding.ASCII.GetBytes(Name, entry);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[32..], (uint)Kind);
        BinaryPrimitives.WriteInt32LittleEndian(entry[36..], Dimension);
        BinaryPrimitives.WriteInt64LittleEndian(entry[40..], Items);
        BinaryPrimitives.WriteInt64LittleEndian(entry[48..], Offset);
        BinaryPrimitives.WriteInt64LittleEndian(entry[56..], Length);
        writer.Write<byte>(entry);
    }

    private static TalpaSection Read(ChecksumReader bytes)
    {
        Span<byte> entry = stackalloc byte[Bytes];
        bytes.Read(entry);
        return new TalpaSection(
            (TalpaSectionKind)BinaryPrimitives.ReadUInt32LittleEndian(entry[32..]),
            Encoding.ASCII.GetString(entry[..32].TrimEnd((byte)0)),
            BinaryPrimitives.ReadInt64LittleEndian(entry[40..]),
            BinaryPrimitives.ReadInt32LittleEndian(entry[36..]),
            BinaryPrimitives.ReadInt64LittleEndian(entry[48..]),
            BinaryPrimitives.ReadInt64LittleEndian(entry[56..]));
    }
}
