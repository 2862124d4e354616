using Talpa.Storage;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Formats;

/// <summary>
/// A NumPy array of V × dimension numbers, x.npy, and beside it x.vocab.txt: UTF-8, a word a line in the order of the rows,
/// behind each a tab and its count where counts are known. Written as single precision, rows first; half and double precision,
/// either order of bytes and columns first are read too.
/// </summary>
internal static class NpyFormat
{
    /// <summary>How every .npy file starts.</summary>
    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    public static VectorFileContent Read(SourceFile file)
    {
        using Stream stream = file.OpenBytes();
        var reader = new ByteReader(stream, file.Path);
        NpyHeader header = NpyHeader.Read(reader, file);
        var numbers = new StoredNumbers(reader, header.Kind, header.HighestByteFirst);
        return header.ColumnsFirst ? ReadColumns(file, numbers, header) : ReadRows(file, numbers, header);
    }

    public static void Write(string path, VectorFileContent content)
    {
        WordVectors vectors = content.Vectors;
        WordRules.Require(path, vectors.Vocabulary, VectorFileFormat.Npy, WordRules.LineBreaksAndTab, allowEmpty: true);

        // Both files are written before either gets its name.
        using var words = new AtomicFile(NpyWords.PathBeside(path));
        using var array = new AtomicFile(path);
        words.Fill(stream => NpyWords.Write(stream, vectors.Vocabulary));
        array.Fill(stream =>
        {
            NpyHeader.Write(stream, vectors.Count, vectors.Dimension);
            for (int id = 0; id < vectors.Count; id++)
            {
                LittleEndian.Write(stream, vectors[id]);
            }
        });
        words.Commit();
        array.Commit();
    }

    private static VectorFileContent ReadRows(SourceFile file, StoredNumbers numbers, NpyHeader header)
    {
        using var words = NpyWords.Open(file, header.Rows);
        var collector = new VectorCollector(file.Path, header.Rows, header.Columns, words.HasCounts);
        for (int row = 0; row < header.Rows; row++)
        {
            RequireRead(numbers.TryRead(collector.NextRow), file.Path);
            words.AddNextTo(collector);
        }

        return Finish(words, collector, header);
    }

    private static VectorFileContent ReadColumns(SourceFile file, StoredNumbers numbers, NpyHeader header)
    {
        using var words = NpyWords.Open(file, header.Rows);
        var table = VectorCollector.NewTable(file.Path, header.Rows, header.Columns);
        float[] column = new float[header.Rows];
        for (int i = 0; i < header.Columns; i++)
        {
            RequireRead(numbers.TryRead(column), file.Path);
            for (int row = 0; row < column.Length; row++)
            {
                table.Row(row)[i] = column[row];
            }
        }

        var collector = new VectorCollector(file.Path, header.Rows, header.Columns, words.HasCounts);
        for (int row = 0; row < header.Rows; row++)
        {
            table[row].CopyTo(collector.NextRow);
            words.AddNextTo(collector);
        }

        return Finish(words, collector, header);
    }

    private static VectorFileContent Finish(NpyWords words, VectorCollector collector, NpyHeader header)
    {
        words.RequireEnd(collector);
        if (header.Kind == StoredNumber.Float64)
        {
            collector.Warn("the file holds double-precision numbers; they were rounded to single precision");
        }

        VectorFileContent content = collector.ToContent();
        return content with { Warnings = [.. content.Warnings, .. ByteOrderMark.WarningFor(content.Vectors.Vocabulary)] };
    }

    private static void RequireRead(bool read, string path)
    {
        if (!read)
        {
            throw VectorFormatException.InFile(path, "the file became shorter while it was read; try again");
        }
    }
}
