using System.Globalization;
using System.Text;

namespace Talpa.Formats;

/// <summary>The first line of word2vec's binary and text files: the number of words, then that of the numbers in a vector.</summary>
internal readonly record struct Word2VecHeader(int Words, int Dimension)
{
    private const int LongestLine = 64;

    /// <summary>Whether a line consists of two whole numbers, be they sensible or not.</summary>
    /// <param name="line">The line.</param>
    /// <param name="dimension">The second number, the length of a vector; 1 where it is beyond all sense.</param>
    public static bool IsHeader(ReadOnlySpan<byte> line, out int dimension)
    {
        bool isHeader = TrySplit(line, out string[] fields) && fields.All(IsWhole);
        dimension = isHeader && int.TryParse(fields[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : 1;
        return isHeader;
    }

    /// <summary>Reads the header and checks that its promises could be kept.</summary>
    /// <param name="reader">Stands at the start of the file.</param>
    /// <param name="path">The file's name for messages.</param>
    /// <param name="leastBytes">The fewest bytes that so many words with vectors so long can take.</param>
    /// <param name="length">The bytes of the file.</param>
    /// <exception cref="VectorFormatException">There is no header, or the file is too short for what it promises.</exception>
    public static Word2VecHeader Read(ByteReader reader, string path, Func<long, long, decimal> leastBytes, long length)
    {
        reader.TryReadTo((byte)'\n', out ReadOnlySpan<byte> line);
        if (!TrySplit(line, out string[] fields) || !fields.All(IsWhole))
        {
            throw VectorFormatException.AtLine(
                path, 1, "the first line is not the number of words and the length of the vectors; the file has another format or is damaged");
        }

        string promise = $"the first line promises {Describe(fields[0])} words with vectors of {Describe(fields[1])} numbers";
        if (!int.TryParse(fields[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int words)
            || !int.TryParse(fields[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int dimension)
            || words < 1
            || dimension < 1)
        {
            throw VectorFormatException.AtLine(path, 1, $"{promise}; both must be from 1 to {int.MaxValue:N0}");
        }

        decimal least = leastBytes(words, dimension);
        if (least > length - reader.Position)
        {
            throw VectorFormatException.AtLine(
                path, 1, $"{promise}, which take {least:N0} bytes at least, but {length - reader.Position:N0} follow; the file was cut off, get it again");
        }

        return new Word2VecHeader(words, dimension);
    }

    /// <summary>Writes the header.</summary>
    public static void Write(Stream stream, int words, int dimension) =>
        stream.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{words} {dimension}\n")));

    private static bool TrySplit(ReadOnlySpan<byte> line, out string[] fields)
    {
        ReadOnlySpan<byte> byteOrderMark = [0xEF, 0xBB, 0xBF];
        line = line.StartsWith(byteOrderMark) ? line[byteOrderMark.Length..] : line;
        fields = line.Length > LongestLine ? [] : Encoding.ASCII.GetString(line).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == 2;
    }

    private static bool IsWhole(string field)
    {
        string digits = field.StartsWith('-') || field.StartsWith('+') ? field[1..] : field;
        return digits.Length > 0 && digits.All(char.IsAsciiDigit);
    }

    private static string Describe(string number) =>
        long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? $"{value:N0}" : number;
}
