using Talpa.Storage;

namespace Talpa.Formats;

/// <summary>
/// The text format of GloVe: a line for each word: the word, a space, its numbers with a space between; no header. UTF-8; may be packed with gzip.
/// The first line tells how long a vector is.
/// </summary>
internal static class GloveFormat
{
    public static VectorFileContent Read(SourceFile file)
    {
        TextMeasure measure = TextMeasure.Of(file);
        using Stream stream = file.OpenText();
        var reader = new ByteReader(stream, file.Path);
        int dimension = DimensionOf(reader, file.Path);
        decimal least = TextRows.LeastBytes(measure.Lines, dimension);
        if (measure.Lines > int.MaxValue || least > measure.Bytes)
        {
            throw VectorFormatException.InFile(
                file.Path,
                $"the first line has {dimension:N0} numbers, so the {measure.Lines:N0} lines take {least:N0} bytes at least, but there are {measure.Bytes:N0}; "
                + "lines differ in length, get the file again");
        }

        VectorFileContent content = TextRows.ReadAll(reader, file.Path, (int)measure.Lines, dimension, firstLine: 1);
        return content with { Warnings = [.. content.Warnings, .. ByteOrderMark.WarningFor(content.Vectors.Vocabulary)] };
    }

    public static void Write(string path, VectorFileContent content)
    {
        WordRules.Require(path, content.Vectors.Vocabulary, VectorFileFormat.Glove, WordRules.WhiteSpace, allowEmpty: false);
        AtomicFile.Write(path, stream => TextRows.Write(stream, content.Vectors));
    }

    private static int DimensionOf(ByteReader reader, string path)
    {
        int shown = 1 << 12;
        ReadOnlySpan<byte> head = reader.PeekUpTo(shown);
        while (!head.Contains((byte)'\n') && head.Length == shown)
        {
            shown *= 2;
            head = reader.PeekUpTo(shown);
        }

        int lineEnd = head.IndexOf((byte)'\n');
        int numbers = TextRows.CountNumbersAtEnd(TextRows.TrimEnd(lineEnd < 0 ? head : head[..lineEnd]));
        return numbers > 0
            ? numbers
            : throw VectorFormatException.AtLine(path, 1, "no numbers follow the word; the file has another format or is damaged");
    }
}
