using System.Buffers;
using Talpa.Memory;
using Talpa.Storage;

namespace Talpa.Formats;

/// <summary>
/// A NumPy array of V × dimension numbers, x.npy, and beside it x.vocab.txt: UTF-8, a word a line in the order of the rows,
/// behind each a tab and its count where counts are known. Written as single or half precision, rows first; double precision,
/// either order of bytes and columns first are read too.
/// </summary>
internal sealed class NpyFormat() : VectorFormat(VectorFileFormat.Npy, "npy", ".npy")
{
    /// <summary>How every .npy file starts.</summary>
    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    public override HeldContent Holds => HeldContent.Counts;

    public override IReadOnlyList<NumberStorage> Numbers => FloatRows.Numbers;

    public override SearchValues<char> ForbiddenInWords => WordRules.LineBreaksAndTab;

    public override bool Recognises(FileHead head) => head.Bytes.StartsWith(Magic);

    public override VectorFileContent Read(VectorSource source, VectorReadOptions options)
    {
        if (!source.IsFile)
        {
            throw UnusableInputException.InFile(source.Name, "an array (npy) has its words in a second file; load it from a path, or use another format");
        }

        Stream stream = source.OpenSeekable();
        var reader = new ByteReader(stream, source.Name);
        NpyHeader header = NpyHeader.Read(reader, source.Name, stream.Length);
        var numbers = new StoredNumbers(reader, header.Kind, header.HighestByteFirst);
        using var words = WordsBeside.Open(source, header.Rows);
        var collector = new VectorCollector(source.Name, header.Rows, header.Columns, options, hasCounts: words.HasCounts);
        return header.ColumnsFirst ? ReadColumns(source, numbers, header, words, collector) : ReadRows(source, numbers, header, words, collector);
    }

    public override void Write(Stream stream, VectorFileContent content)
    {
        WordVectors vectors = content.Vectors;
        NpyHeader.Write(stream, vectors.Count, vectors.Dimension, content.Numbers == NumberStorage.HalfPrecision ? StoredNumber.Float16 : StoredNumber.Float32);
        FloatRows.Write(stream, vectors.Matrix, content.Numbers);
    }

    public override string PathBeside(string path) => WordsBeside.PathBeside(path);

    public override void WriteBeside(Stream stream, VectorFileContent content) => WordsBeside.Write(stream, content.Vectors.Vocabulary);

    private static VectorFileContent ReadRows(VectorSource source, StoredNumbers numbers, NpyHeader header, WordsBeside words, VectorCollector collector)
    {
        for (int row = 0; row < header.Rows && !collector.IsFull; row++)
        {
            RequireRead(numbers.TryRead(collector.NextRow), source.Name);
            words.AddNextTo(collector);
        }

        return Finish(words, collector, header);
    }

    private static VectorFileContent ReadColumns(VectorSource source, StoredNumbers numbers, NpyHeader header, WordsBeside words, VectorCollector collector)
    {
        PaddedMatrix table = VectorCollector.NewTable(source.Name, header.Rows, header.Columns);
        float[] column = new float[header.Rows];
        for (int i = 0; i < header.Columns; i++)
        {
            RequireRead(numbers.TryRead(column), source.Name);
            for (int row = 0; row < column.Length; row++)
            {
                table.Row(row)[i] = column[row];
            }
        }

        for (int row = 0; row < header.Rows && !collector.IsFull; row++)
        {
            table[row].CopyTo(collector.NextRow);
            words.AddNextTo(collector);
        }

        return Finish(words, collector, header);
    }

    private static VectorFileContent Finish(WordsBeside words, VectorCollector collector, NpyHeader header)
    {
        if (!collector.IsFull)
        {
            words.RequireEnd(collector);
        }

        if (header.Kind == StoredNumber.Float64)
        {
            collector.Warn("the file holds double-precision numbers; they were rounded to single precision");
        }

        VectorFileContent content = collector.ToContent();
        return content with { Numbers = FloatRows.NumbersOf(header.Kind), Warnings = [.. content.Warnings, .. ByteOrderMark.WarningFor(content.Vectors.Vocabulary)] };
    }

    private static void RequireRead(bool read, string path)
    {
        if (!read)
        {
            throw UnusableInputException.InFile(path, "the file became shorter while it was read; try again");
        }
    }
}
