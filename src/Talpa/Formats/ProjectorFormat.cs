using System.Buffers;
using System.Globalization;
using System.Text;

namespace Talpa.Formats;

/// <summary>
/// The pair of files that the TensorFlow Embedding Projector loads: x.tsv with a vector a line, its numbers with tabs between and no header,
/// and beside it x-metadata.tsv with a word a line in the same order. A single column of words has no header there either.
/// </summary>
internal sealed class ProjectorFormat() : VectorFormat(VectorFileFormat.Projector, "projector", ".tsv")
{
    private const byte Tab = (byte)'\t';

    /// <summary>So many rows are looked at.</summary>
    private const int MaxRows = 8;

    public override HeldContent Holds => HeldContent.VectorsOnly;

    public override SearchValues<char> ForbiddenInWords => WordRules.LineBreaksAndTab;

    public override bool HoldsEmptyWords => false;

    /// <summary>The projector leaves out blank lines, so that all words behind one would get the vector of another.</summary>
    public override bool HoldsBlankWords => false;

    /// <summary>
    /// Rows of numbers alone. Where no words lie beside them, the first column may be words that are whole numbers, as in tables of nodes of a graph.
    /// </summary>
    public override bool Recognises(FileHead head)
    {
        ReadOnlySpan<byte> rest = head.Bytes;
        bool isCut = rest.Length == FileHead.MaxBytes;
        int columns = 0;
        bool hasFraction = head.Path is { } path && ProjectorWords.Find(path) is not null;
        for (int row = 0; row < MaxRows && !rest.IsEmpty; row++)
        {
            int end = rest.IndexOf((byte)'\n');
            if (end < 0 && isCut)
            {
                // The first row may be longer than the head.
                end = row == 0 ? rest.LastIndexOf(Tab) : -1;
                rest = end < 0 ? [] : rest[..(end + 1)];
            }

            ReadOnlySpan<byte> line = TextRows.TrimEnd(end < 0 ? rest : rest[..end]);
            if (line.IsEmpty)
            {
                break;
            }

            int numbers = CountNumbers(line, out bool firstHasFraction);
            if (numbers == 0 || (row > 0 && numbers != columns))
            {
                return false;
            }

            columns = numbers;
            hasFraction |= firstHasFraction;
            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return columns > 0 && hasFraction;
    }

    public override VectorFileContent Read(VectorSource source, VectorReadOptions options)
    {
        if (!source.IsFile)
        {
            throw UnusableInputException.InFile(source.Name, "these vectors (projector) have their words in a second file; load them from a path, or use another format");
        }

        using var words = ProjectorWords.Open(source);
        var lines = new TextLines(source.Reader);
        VectorCollector? collector = null;
        int skipped = 0;
        while (collector is not { IsFull: true } && lines.TryReadNotBlank(out ReadOnlySpan<byte> line))
        {
            ReadOnlySpan<byte> word = words.Next();
            collector ??= new VectorCollector(source.Name, null, line.Count(Tab) + 1, options, isChecked: false, rowsExpected: source.RowsExpected);
            if (TryParse(line, collector.NextRow))
            {
                collector.Add(word);
            }
            else
            {
                skipped += options.SkipBadRows ? 1 : throw NotARow(source.Name, lines.Number, line, collector.NextRow.Length);
            }
        }

        if (collector is not { IsFull: true })
        {
            words.RequireEnd();
            if (!lines.Ended || !words.Ended)
            {
                collector!.WarnOfMissingEnd($"the last line of the {(lines.Ended ? "words" : "vectors")}");
            }
        }

        if (skipped > 0)
        {
            collector!.WarnOfLinesLeftOut(skipped, "no vector");
        }

        VectorFileContent content = collector!.ToContent();
        return content with { Warnings = [.. content.Warnings, .. ByteOrderMark.WarningFor(content.Vectors.Vocabulary)] };
    }

    public override void Write(Stream stream, VectorFileContent content)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true);
        for (int id = 0; id < content.Vectors.Count; id++)
        {
            ReadOnlySpan<float> vector = content.Vectors[id];
            for (int i = 0; i < vector.Length; i++)
            {
                writer.Write(i == 0 ? "" : "\t");
                writer.Write(vector[i].ToString(CultureInfo.InvariantCulture));
            }

            writer.Write('\n');
        }
    }

    public override string PathBeside(string path) => ProjectorWords.PathBeside(path);

    public override void WriteBeside(Stream stream, VectorFileContent content)
    {
        foreach (string word in content.Vectors.Vocabulary.Words)
        {
            stream.Write(Encoding.UTF8.GetBytes(word + "\n"));
        }
    }

    /// <summary>How many numbers with tabs between make up a line; 0 where there is anything else.</summary>
    private static int CountNumbers(ReadOnlySpan<byte> line, out bool firstHasFraction)
    {
        int first = line.IndexOf(Tab);
        firstHasFraction = (first < 0 ? line : line[..first]).IndexOfAny(".eE"u8) >= 0;
        int count = 0;
        foreach (Range field in line.Split(Tab))
        {
            if (!FloatText.TryParse(line[field], out _))
            {
                return 0;
            }

            count++;
        }

        return count;
    }

    private static bool TryParse(ReadOnlySpan<byte> line, Span<float> row)
    {
        int column = 0;
        foreach (Range field in line.Split(Tab))
        {
            if (column == row.Length || !FloatText.TryParse(line[field], out row[column++]))
            {
                return false;
            }
        }

        return column == row.Length;
    }

    private static UnusableInputException NotARow(string path, long number, ReadOnlySpan<byte> line, int dimension)
    {
        int fields = line.Count(Tab) + 1;
        return UnusableInputException.AtLine(
            path,
            number,
            fields == dimension ? "a field is no number; the file is corrupt, get it again" : $"{fields:N0} numbers instead of {dimension:N0} as in the first line; the file is corrupt, get it again");
    }
}
