namespace Talpa.Formats;

/// <summary>
/// The lines of a text: they end in LF, or CR LF, or CR where the text has no LF. White space at a line's end is left out. Counts lines from 1.
/// </summary>
internal sealed class TextLines
{
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    private readonly ByteReader _reader;
    private readonly byte _lineEnd;

    /// <param name="reader">The text, at its start.</param>
    public TextLines(ByteReader reader)
    {
        _reader = reader;
        _lineEnd = LineEndOf(reader.PeekUpTo(FileHead.MaxBytes));
    }

    /// <summary>The number of the line read last.</summary>
    public long Number { get; private set; }

    /// <summary>Whether the line read last had a line end.</summary>
    public bool Ended { get; private set; } = true;

    /// <summary>The byte that ends the lines of a text, from its first bytes.</summary>
    public static byte LineEndOf(ReadOnlySpan<byte> head) =>
        !head.Contains(LineFeed) && head.Contains(CarriageReturn) ? CarriageReturn : LineFeed;

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line without its end; valid until the next call.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        if (_reader.Peek() < 0)
        {
            line = default;
            return false;
        }

        Ended = _reader.TryReadTo(_lineEnd, out line);
        line = TextRows.TrimEnd(line);
        Number++;
        return true;
    }

    /// <summary>Reads the next line that is not blank.</summary>
    public bool TryReadNotBlank(out ReadOnlySpan<byte> line)
    {
        do
        {
            if (!TryRead(out line))
            {
                return false;
            }
        }
        while (line.IsEmpty);

        return true;
    }
}
