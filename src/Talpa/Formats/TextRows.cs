using System.Buffers;
using System.Globalization;
using System.Text;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Formats;

/// <summary>
/// The lines that the text formats share: a word, then its numbers, with a space before each. Tabs and several spaces are read as one,
/// spaces at a line's end are overlooked. A word may hold spaces when all the line's last numbers are there (GloVe has such words).
/// </summary>
internal sealed class TextRows
{
    private static readonly SearchValues<byte> Separators = SearchValues.Create(" \t"u8);

    private readonly ByteReader _reader;
    private readonly string _path;
    private readonly int _dimension;
    private long _line;

    /// <param name="reader">Stands at the start of the first row.</param>
    /// <param name="path">The file's name for messages.</param>
    /// <param name="dimension">How many numbers a row has.</param>
    /// <param name="firstLine">The number of the first row's line, from 1.</param>
    public TextRows(ByteReader reader, string path, int dimension, long firstLine)
    {
        _reader = reader;
        _path = path;
        _dimension = dimension;
        _line = firstLine;
    }

    /// <summary>Reads <paramref name="count"/> rows, after which nothing may come.</summary>
    /// <exception cref="VectorFormatException">A row is missing or has another length, or there is more.</exception>
    public static VectorFileContent ReadAll(ByteReader reader, string path, int count, int dimension, long firstLine)
    {
        var collector = new VectorCollector(path, count, dimension);
        var rows = new TextRows(reader, path, dimension, firstLine);
        bool ended = true;
        for (int row = 0; row < count; row++)
        {
            ended = rows.ReadInto(collector, row, count);
        }

        if (!ended)
        {
            collector.Warn("the last line has no line end; the file may have been cut off there");
        }

        rows.RequireEnd(count);
        return collector.ToContent();
    }

    /// <summary>Writes all words with their vectors, the numbers in the fewest digits from which they can be read back exactly.</summary>
    public static void Write(Stream stream, WordVectors vectors)
    {
        byte[] buffer = new byte[1 << 16];
        for (int id = 0; id < vectors.Count; id++)
        {
            stream.Write(Encoding.UTF8.GetBytes(vectors.Vocabulary[id]));
            int used = 0;
            foreach (float number in vectors[id])
            {
                if (buffer.Length - used < 64)
                {
                    stream.Write(buffer, 0, used);
                    used = 0;
                }

                buffer[used++] = (byte)' ';
                _ = number.TryFormat(buffer.AsSpan(used), out int written, default, CultureInfo.InvariantCulture);
                used += written;
            }

            buffer[used++] = (byte)'\n';
            stream.Write(buffer, 0, used);
        }
    }

    /// <summary>The fewest bytes that rows can take: no word, a space and a digit for each number, a line end but for the last.</summary>
    public static decimal LeastBytes(long rows, long dimension) => (rows * ((2m * dimension) + 1)) - 1;

    /// <summary>A line without the white space at its end.</summary>
    public static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> line) => line.TrimEnd(" \t\r\v\f"u8);

    /// <summary>Where a line's first field ends.</summary>
    public static int FieldEnd(ReadOnlySpan<byte> line)
    {
        int end = line.IndexOfAny(Separators);
        return end < 0 ? line.Length : end;
    }

    /// <summary>How many of a line's last fields are numbers, the first field not being asked.</summary>
    public static int CountNumbersAtEnd(ReadOnlySpan<byte> line)
    {
        int count = 0;
        while (TryTakeLast(ref line, out ReadOnlySpan<byte> field) && FloatText.TryParse(field, out _))
        {
            count++;
        }

        return count;
    }

    private bool ReadInto(VectorCollector collector, int row, int count)
    {
        bool ended = _reader.TryReadTo((byte)'\n', out ReadOnlySpan<byte> line);
        line = TrimEnd(line);
        if (line.IsEmpty)
        {
            throw VectorFormatException.AtLine(
                _path, _line, $"the line is empty after {row:N0} of {count:N0} words; the file is damaged or was cut off, get it again");
        }

        collector.Add(Parse(line, collector.NextRow));
        _line++;
        return ended;
    }

    private void RequireEnd(int count)
    {
        while (_reader.Peek() >= 0)
        {
            _reader.TryReadTo((byte)'\n', out ReadOnlySpan<byte> line);
            if (!TrimEnd(line).IsEmpty)
            {
                throw VectorFormatException.AtLine(
                    _path, _line, $"the file goes on after the {count:N0} words that its first line promises; correct the number in the first line");
            }

            _line++;
        }
    }

    /// <summary>Fills a row with a line's numbers and returns its word.</summary>
    private ReadOnlySpan<byte> Parse(ReadOnlySpan<byte> line, Span<float> row)
    {
        int wordEnd = line.IndexOfAny(Separators);
        if (wordEnd >= 0 && TryParseNumbers(line[wordEnd..], row))
        {
            return line[..wordEnd];
        }

        ReadOnlySpan<byte> rest = line;
        for (int i = row.Length - 1; i >= 0; i--)
        {
            if (!TryTakeLast(ref rest, out ReadOnlySpan<byte> field) || !FloatText.TryParse(field, out row[i]))
            {
                throw NotARow(line);
            }
        }

        // More numbers than a row has are a fault of the row, not a word with spaces.
        return AreNumbersBehindFirst(rest) ? throw NotARow(line) : rest;
    }

    private static bool TryParseNumbers(ReadOnlySpan<byte> fields, Span<float> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            fields = fields.TrimStart(" \t"u8);
            ReadOnlySpan<byte> field = fields[..FieldEnd(fields)];
            if (!FloatText.TryParse(field, out row[i]))
            {
                return false;
            }

            fields = fields[field.Length..];
        }

        return fields.IsEmpty;
    }

    /// <summary>Takes the last field off a line that has another before it.</summary>
    private static bool TryTakeLast(ref ReadOnlySpan<byte> line, out ReadOnlySpan<byte> field)
    {
        int start = line.LastIndexOfAny(Separators);
        field = line[(start + 1)..];
        if (start < 0)
        {
            return false;
        }

        // The first space of all may stand behind an empty word.
        line = line[..start].TrimEnd(" \t"u8);
        return true;
    }

    private static bool AreNumbersBehindFirst(ReadOnlySpan<byte> fields)
    {
        while (TryTakeLast(ref fields, out ReadOnlySpan<byte> field))
        {
            if (!FloatText.TryParse(field, out _))
            {
                return false;
            }
        }

        return true;
    }

    private VectorFormatException NotARow(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> rest = line;
        int fields = 0;
        string? notANumber = null;
        while (TryTakeLast(ref rest, out ReadOnlySpan<byte> field))
        {
            fields++;
            notANumber = FloatText.TryParse(field, out _) ? notANumber : Encoding.UTF8.GetString(field);
        }

        string word = Quoted.Text(Encoding.UTF8.GetString(rest));
        string fault = fields == _dimension && notANumber is not null
            ? $"{Quoted.Text(notANumber)} in the vector of {word} is not a number"
            : $"the word {word} is followed by {fields:N0} numbers instead of {_dimension:N0}";
        return VectorFormatException.AtLine(_path, _line, $"{fault}; the file is damaged or was cut off, get it again");
    }
}
