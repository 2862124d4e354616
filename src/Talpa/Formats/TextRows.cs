using System.Buffers;
using System.Globalization;
using System.Text;

namespace Talpa.Formats;

/// <summary>
/// The lines that the text formats share: a word, then its numbers, with a space before each. Tabs and several spaces are read as one,
/// spaces at a line's end are left out. A word may hold spaces when all the line's last numbers are there (GloVe has such words).
/// </summary>
internal sealed class TextRows
{
    private static readonly SearchValues<byte> Separators = SearchValues.Create(" \t"u8);

    private readonly VectorSource _source;
    private readonly TextLines _lines;
    private readonly int _dimension;
    private readonly VectorReadOptions _options;
    private readonly bool _isBase64;
    private int _badRows;
    private long _firstBadLine;

    /// <param name="source">Where the rows come from.</param>
    /// <param name="lines">Stands before the first row.</param>
    /// <param name="dimension">How many numbers a row has.</param>
    /// <param name="options">What to keep.</param>
    /// <param name="isBase64">Whether words may be in base64, as deeplearning4j writes them.</param>
    public TextRows(VectorSource source, TextLines lines, int dimension, VectorReadOptions options, bool isBase64)
    {
        _source = source;
        _lines = lines;
        _dimension = dimension;
        _options = options;
        _isBase64 = isBase64;
    }

    /// <summary>Reads all rows, after which nothing may come.</summary>
    /// <param name="count">How many the header declares; <c>null</c> where there is none.</param>
    /// <exception cref="UnusableInputException">A row is missing or has another length, or there is more.</exception>
    public VectorFileContent ReadAll(int? count)
    {
        var collector = new VectorCollector(_source.Name, count, _dimension, _options, isChecked: _source.Length is not null, rowsExpected: _source.RowsExpected);
        int row = 0;
        bool ended = true;
        while (!collector.IsFull && row != count && TryReadRow(row, count, out ReadOnlySpan<byte> line))
        {
            ended = _lines.Ended;
            if (TryParse(line, collector, out ReadOnlySpan<byte> word))
            {
                collector.Add(_isBase64 ? Base64Words.Decode(word) : word);
            }

            row++;
        }

        if (!collector.IsFull)
        {
            RequireEnd(row, count);
        }

        if (_badRows > 0)
        {
            collector.WarnOfLinesLeftOut(_badRows, $"no word with {_dimension:N0} numbers", $", the first is line {_firstBadLine:N0}");
        }

        if (!ended)
        {
            collector.WarnOfMissingEnd("the last line");
        }

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
    public static decimal MinBytes(long rows, long dimension) => (rows * ((2m * dimension) + 1)) - 1;

    /// <summary>A line without the white space at its end.</summary>
    public static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> line) => line.TrimEnd(" \t\r\v\f"u8);

    /// <summary>How many fields a line has.</summary>
    public static int CountFields(ReadOnlySpan<byte> line)
    {
        int count = 1;
        while (TryTakeLast(ref line, out _))
        {
            count++;
        }

        return count;
    }

    /// <summary>How many of a line's last fields are numbers, or would be with a decimal point for a comma; the first field does not count.</summary>
    /// <param name="line">The line.</param>
    /// <param name="most">Counting ends there.</param>
    public static int CountNumbersAtEnd(ReadOnlySpan<byte> line, int most = int.MaxValue)
    {
        int count = 0;
        while (count < most && TryTakeLast(ref line, out ReadOnlySpan<byte> field) && (FloatText.TryParse(field, out _) || FloatText.HasDecimalComma(field)))
        {
            count++;
        }

        return count;
    }

    /// <summary>Reads the next row. Blank lines before the first row of a file without a header, and behind the last row, are left out.</summary>
    private bool TryReadRow(int row, int? count, out ReadOnlySpan<byte> line)
    {
        // Behind a header a blank line may be part of a word.
        bool any = row == 0 && count is null ? _lines.TryReadNotBlank(out line) : _lines.TryRead(out line);
        if (!any || !line.IsEmpty)
        {
            return any;
        }

        long blank = _lines.Number;
        if (!_lines.TryReadNotBlank(out line))
        {
            return false;
        }

        return _options.SkipBadRows ? true : throw Blank(blank, row, count);
    }

    private void RequireEnd(int rows, int? count)
    {
        if (rows < count)
        {
            throw Blank(_lines.Number + 1, rows, count);
        }

        if (_lines.TryReadNotBlank(out _))
        {
            throw UnusableInputException.AtLine(
                _source.Name, _lines.Number, $"the file continues after the {count:N0} words that its first line declares; correct the number in the first line");
        }
    }

    private UnusableInputException Blank(long line, int row, int? count) => UnusableInputException.AtLine(
        _source.Name,
        line,
        $"the line is empty after {row:N0} {(count is { } all ? $"of {all:N0} " : "")}words; the file is corrupt or was cut off, get it again");

    /// <summary>Fills the collector's next row with a line's numbers.</summary>
    /// <returns>Whether the line is a row; else it is left out.</returns>
    private bool TryParse(ReadOnlySpan<byte> line, VectorCollector collector, out ReadOnlySpan<byte> word)
    {
        // A header may lie: no memory is taken for numbers that the line can't hold.
        word = default;
        if (line.Length >= 2L * _dimension && TryParse(line, collector.NextRow, out word))
        {
            return true;
        }

        if (!_options.SkipBadRows)
        {
            throw NotARow(line);
        }

        _firstBadLine = _badRows++ == 0 ? _lines.Number : _firstBadLine;
        return false;
    }

    private static bool TryParse(ReadOnlySpan<byte> line, Span<float> row, out ReadOnlySpan<byte> word)
    {
        int wordEnd = line.IndexOfAny(Separators);
        word = wordEnd < 0 ? line : line[..wordEnd];
        if (wordEnd >= 0 && TryParseNumbers(line[wordEnd..], row, out int wordSpaces))
        {
            word = line[..(wordEnd + wordSpaces)];
            return true;
        }

        word = line;
        bool hasWideGaps = false;
        for (int i = row.Length - 1; i >= 0; i--)
        {
            hasWideGaps |= i < row.Length - 1 && word.EndsWith(" "u8);
            if (!TryTakeLast(ref word, out ReadOnlySpan<byte> field) || !FloatText.TryParse(field, out row[i]))
            {
                return false;
            }
        }

        word = hasWideGaps ? word.TrimEnd(" \t"u8) : word;

        // More numbers than a row has are a fault of the row, not a word with spaces.
        return !AreNumbersBehindFirst(word);
    }

    /// <summary>Fills a row with all that follows a word.</summary>
    /// <param name="fields">A space, the numbers with spaces between.</param>
    /// <param name="row">Takes the numbers.</param>
    /// <param name="wordSpaces">
    /// How many of the first spaces belong to the word: where one space is between all numbers, only one is before the first.
    /// </param>
    private static bool TryParseNumbers(ReadOnlySpan<byte> fields, Span<float> row, out int wordSpaces)
    {
        int before = CountSeparators(fields) - 1;
        fields = fields[(before + 1)..];
        int between = 0;
        wordSpaces = 0;
        for (int i = 0; i < row.Length; i++)
        {
            if (i > 0)
            {
                int separators = CountSeparators(fields);
                between |= separators - 1;
                fields = fields[separators..];
            }

            if (!FloatText.TryParseFirst(fields, out row[i], out int length))
            {
                return false;
            }

            fields = fields[length..];
        }

        wordSpaces = between == 0 ? before : 0;
        return fields.IsEmpty;
    }

    /// <summary>How many spaces and tabs come first.</summary>
    private static int CountSeparators(ReadOnlySpan<byte> text)
    {
        int count = 0;
        while (count < text.Length && text[count] is (byte)' ' or (byte)'\t')
        {
            count++;
        }

        return count;
    }

    /// <summary>Takes the last field off a line that has another before it.</summary>
    private static bool TryTakeLast(ref ReadOnlySpan<byte> line, out ReadOnlySpan<byte> field)
    {
        ReadOnlySpan<byte> trimmed = line.TrimEnd(" \t"u8);
        int start = trimmed.LastIndexOfAny(Separators);
        field = trimmed[(start + 1)..];
        if (start < 0)
        {
            return false;
        }

        line = trimmed[..start];
        return true;
    }

    private static bool AreNumbersBehindFirst(ReadOnlySpan<byte> fields)
    {
        bool any = false;
        while (TryTakeLast(ref fields, out ReadOnlySpan<byte> field))
        {
            any = true;
            if (!FloatText.TryParse(field, out _))
            {
                return false;
            }
        }

        return any;
    }

    private UnusableInputException NotARow(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> rest = line;
        int fields = 0;
        string? notANumber = null;
        bool hasComma = false;
        while (TryTakeLast(ref rest, out ReadOnlySpan<byte> field))
        {
            fields++;
            if (!FloatText.TryParse(field, out _))
            {
                notANumber = Encoding.UTF8.GetString(field);
                hasComma |= FloatText.HasDecimalComma(field);
            }
        }

        string word = Quoted.Text(Encoding.UTF8.GetString(rest));
        string fault = hasComma
            ? $"the numbers have decimal commas ({Quoted.Text(notANumber!)}); write them with decimal points"
            : fields == _dimension && notANumber is not null
            ? $"{Quoted.Text(notANumber)} in the vector of {word} is not a number; the file is corrupt or was cut off, get it again"
            : $"the word {word} is followed by {fields:N0} numbers instead of {_dimension:N0}; the file is corrupt or was cut off, get it again";
        return UnusableInputException.AtLine(_source.Name, _lines.Number, fault);
    }
}
