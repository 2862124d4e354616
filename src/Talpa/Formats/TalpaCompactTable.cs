using Talpa.Memory;
using Talpa.Storage;
using Talpa.Vectors;

namespace Talpa.Formats;

/// <summary>A section of a .talpa file with a table whose numbers take fewer bytes than those of single precision: 64 bytes, the first four of which state how, then the rows.</summary>
internal static class TalpaCompactTable
{
    private const int HeadNumbers = 16;
    private const int HeadBytes = HeadNumbers * sizeof(int);

    /// <summary>The entry in the directory.</summary>
    public static TalpaSection SectionOf(string name, PaddedMatrix table, NumberStorage numbers) =>
        new(TalpaSectionKind.CompactTable, name, table.Rows, table.Dimension, 0, (long)LengthOf(numbers, table.Rows, table.Dimension));

    /// <summary>Writes the section.</summary>
    public static void Write(ChecksumWriter writer, PaddedMatrix table, NumberStorage numbers)
    {
        Span<int> head = stackalloc int[HeadNumbers];
        head.Clear();
        head[0] = (int)numbers;
        writer.Write<int>(head);
        TalpaRows.Write(writer, CompactRows.Encode(new MatrixRows(table), numbers));
    }

    /// <summary>Reads the section, the bytes of which are known to lie within the file.</summary>
    /// <param name="section">Its entry.</param>
    /// <param name="bytes">The file, positioned at the first byte of the section.</param>
    /// <returns>The rows and how they are stored; <c>null</c> where the section is corrupt or takes more than can be held.</returns>
    public static (IStoredRows Rows, NumberStorage Numbers)? Read(TalpaSection section, ChecksumReader bytes)
    {
        if (section.Dimension < 1 || section.Items is < 0 or > int.MaxValue || section.Length < HeadBytes || !TalpaRows.CanHold(section.Items, section.Dimension))
        {
            return null;
        }

        Span<int> head = stackalloc int[HeadNumbers];
        bytes.Read(head);
        var numbers = (NumberStorage)head[0];
        bool isRight = numbers is NumberStorage.HalfPrecision or NumberStorage.ScaledBytes or NumberStorage.Codes && !head[1..].ContainsAnyExcept(0)
            && section.Length == LengthOf(numbers, section.Items, section.Dimension);
        return isRight ? (TalpaRows.Read(bytes, numbers, (int)section.Items, section.Dimension), numbers) : null;
    }

    private static Int128 LengthOf(NumberStorage numbers, long rows, int dimension) => HeadBytes + TalpaRows.LengthOf(numbers, rows, dimension);
}
