namespace Talpa.Formats;

/// <summary>The size of a text once unpacked.</summary>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Lines">Its lines that are not blank.</param>
internal readonly record struct TextMeasure(long Bytes, long Lines)
{
    /// <summary>Goes once through a file's text.</summary>
    /// <exception cref="VectorFormatException">The file is packed with gzip and damaged or cut off.</exception>
    public static TextMeasure Of(SourceFile file)
    {
        using Stream stream = file.OpenText();
        var reader = new ByteReader(stream, file.Path);
        long lines = 0;
        while (reader.Peek() >= 0)
        {
            reader.TryReadTo((byte)'\n', out ReadOnlySpan<byte> line);
            lines += TextRows.TrimEnd(line).IsEmpty ? 0 : 1;
        }

        if (file.IsGzip)
        {
            GzipEnd.Require(file, reader.Position);
        }

        return new TextMeasure(reader.Position, lines);
    }
}
