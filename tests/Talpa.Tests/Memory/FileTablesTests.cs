using Talpa.Memory;

namespace Talpa.Tests.Memory;

/// <summary>Tables in temporary files behave as tables in memory do, and leave nothing behind.</summary>
public sealed class FileTablesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("talpa-tables-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_table_begins_with_zeros_and_keeps_what_is_written()
    {
        PaddedMatrix table = new FileTables(_folder).NewTable(70_001, 17);
        for (int row = 0; row < table.Rows; row += 1000)
        {
            Assert.Equal(-1, table.PaddedRow(row).IndexOfAnyExcept(0));
            table.Row(row).Fill(row + 0.5f);
        }

        PaddedMatrix expected = new(table.Rows, table.Dimension);
        for (int row = 0; row < table.Rows; row += 1000)
        {
            expected.Row(row).Fill(row + 0.5f);
        }

        Assert.True(expected.Padded.SequenceEqual(table.Padded));
    }

    [Fact]
    public void Two_tables_do_not_share_numbers()
    {
        var tables = new FileTables(_folder);
        PaddedMatrix first = tables.NewTable(3, 5);
        PaddedMatrix second = tables.NewTable(3, 5);
        first.Row(1).Fill(1);
        Assert.Equal(-1, second.Padded.IndexOfAnyExcept(0));
    }

    [Fact]
    public void A_table_without_rows_is_a_table() => Assert.Equal(0, new FileTables(_folder).NewTable(0, 5).Padded.Length);

    [Fact]
    public void No_file_has_a_name_while_a_table_is_used()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows an open file has a name.");
        PaddedMatrix table = new FileTables(_folder).NewTable(3, 5);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
        table.Row(2).Fill(2);
        Assert.Equal(2, table[2][4]);
    }

    [Fact]
    public void A_missing_folder_is_an_error() =>
        Assert.ThrowsAny<IOException>(() => new FileTables(Path.Combine(_folder, "missing")).NewTable(3, 5));
}
