using System.Globalization;
using System.Text;

namespace Talpa.Formats;

/// <summary>
/// The first line of word2vec's binary and text files: the number of words, then that of the numbers in a vector. deeplearning4j adds the number
/// of documents; other tools write "1e+05 3" or "400,000 3".
/// </summary>
/// <param name="Words">The number of words.</param>
/// <param name="Dimension">The length of a vector.</param>
/// <param name="HasThirdNumber">Whether a third number follows.</param>
internal readonly record struct Word2VecHeader(int Words, int Dimension, bool HasThirdNumber)
{
    private const int MaxLineBytes = 64;

    /// <summary>Whether a line consists of two or three whole numbers, whether or not they make sense.</summary>
    /// <param name="line">The line.</param>
    /// <param name="header">The numbers; 1 for those that make no sense.</param>
    public static bool TryParse(ReadOnlySpan<byte> line, out Word2VecHeader header)
    {
        header = default;
        if (!TrySplit(line, out string[] fields))
        {
            return false;
        }

        header = new Word2VecHeader(Sensible(fields[0]) ?? 1, Sensible(fields[1]) ?? 1, fields.Length == 3);
        return true;
    }

    /// <summary>Takes the header off the first line of a source and checks that what it declares can be there.</summary>
    /// <param name="source">Stands at the start of the line.</param>
    /// <param name="line">The line.</param>
    /// <param name="number">The line's number, from 1.</param>
    /// <param name="minBytes">The smallest number of bytes of a given number of words and a given dimension.</param>
    /// <param name="allowsThird">Whether a third number may follow.</param>
    /// <exception cref="UnusableInputException">The line is no header, or the file is too short for what it declares.</exception>
    public static Word2VecHeader Parse(VectorSource source, ReadOnlySpan<byte> line, long number, Func<long, long, decimal> minBytes, bool allowsThird = false)
    {
        if (!TrySplit(line, out string[] fields) || (fields.Length == 3 && !allowsThird))
        {
            throw UnusableInputException.AtLine(
                source.Name, number, "the first line is not the number of words and the length of the vectors; the file has another format or is corrupt");
        }

        string declared = $"the first line declares {Describe(fields[0])} words with vectors of {Describe(fields[1])} numbers";
        if (Sensible(fields[0]) is not { } words || Sensible(fields[1]) is not { } dimension)
        {
            throw UnusableInputException.AtLine(source.Name, number, $"{declared}; both must be from 1 to {int.MaxValue:N0}");
        }

        decimal min = minBytes(words, dimension);
        if (source.Length - source.Reader.Position is { } rest && min > rest)
        {
            throw UnusableInputException.AtLine(
                source.Name, number, $"{declared}, which take {min:N0} bytes at least, but {rest:N0} follow; the file was cut off, get it again");
        }

        return new Word2VecHeader(words, dimension, fields.Length == 3);
    }

    /// <summary>Writes the header.</summary>
    public static void Write(Stream stream, int words, int dimension) =>
        stream.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{words} {dimension}\n")));

    private static bool TrySplit(ReadOnlySpan<byte> line, out string[] fields)
    {
        ReadOnlySpan<byte> byteOrderMark = [0xEF, 0xBB, 0xBF];
        line = line.StartsWith(byteOrderMark) ? line[byteOrderMark.Length..] : line;
        fields = line.Length > MaxLineBytes ? [] : Encoding.ASCII.GetString(line).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields.Length is 2 or 3 && fields.All(IsWhole);
    }

    private static bool IsWhole(string field)
    {
        string digits = field.StartsWith('-') || field.StartsWith('+') ? field[1..] : field;
        return digits.Length > 0 && (digits.All(char.IsAsciiDigit) || IsWholeWithExponent(digits) || IsGrouped(digits));
    }

    private static bool IsWholeWithExponent(string digits) =>
        char.IsAsciiDigit(digits[0])
        && digits.Contains('e', StringComparison.OrdinalIgnoreCase)
        && decimal.TryParse(digits, NumberStyles.AllowExponent | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)
        && decimal.Truncate(value) == value;

    private static bool IsGrouped(string digits)
    {
        string[] groups = digits.Split(',');
        return groups.Length > 1
            && groups[0].Length is 1 or 2 or 3
            && groups[1..].All(group => group.Length == 3)
            && groups.All(group => group.All(char.IsAsciiDigit));
    }

    /// <summary>The number from 1 to 2³¹ − 1 in a field; <c>null</c> for another.</summary>
    private static int? Sensible(string field) =>
        decimal.TryParse(field.Replace(",", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
        && value is >= 1 and <= int.MaxValue
            ? (int)value
            : null;

    private static string Describe(string number) =>
        long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? $"{value:N0}" : number;
}
