namespace Talpa.Text;

/// <summary>
/// Cuts well-formed UTF-8 into lines (ended by LF, CR or CR LF) and gives them to a tokenizer. A line of any length is read in bounded memory:
/// one that does not fit is passed to the tokenizer in parts.
/// </summary>
internal sealed class LineReader(Tokenizer tokenizer, CorpusWriter writer, int blockLength = LineReader.DefaultBlockLength)
{
    /// <summary>Bytes read at a time.</summary>
    public const int DefaultBlockLength = 64 * 1024;

    /// <summary>What a tokenizer may leave besides a word as long as may be: a character that may join.</summary>
    private const int LongestCharacter = 4;

    // A line's rest of up to one block stays while the next block is read, which repairs may make longer.
    private readonly byte[] _window = new byte[(blockLength * (1 + Utf8Repair.Growth)) + LongestCharacter];
    private TokenizerState _state;
    private int _filled;
    private bool _lineIsOpen;
    private bool _isAfterCarriageReturn;

    /// <summary>Reads the next block of a part and hands on its tokens.</summary>
    /// <returns>Whether there was more; at the end of the part its last line is ended.</returns>
    public bool ReadBlock(TextPartReader part)
    {
        int read = part.Read(_window.AsSpan(_filled));
        _filled += read;
        int done = ReadLines(_window.AsSpan(0, _filled));
        ReadOnlySpan<byte> rest = _window.AsSpan(done, _filled - done);
        if (read == 0)
        {
            EndPart(rest);
            _filled = 0;
            return false;
        }

        if (rest.Length > blockLength)
        {
            rest = rest[tokenizer.Read(rest, isLast: false, ref _state, writer)..];
            _lineIsOpen = true;
        }

        rest.CopyTo(_window);
        _filled = rest.Length;
        return true;
    }

    private int ReadLines(ReadOnlySpan<byte> text)
    {
        int start = 0;
        while (true)
        {
            int length = text[start..].IndexOfAny((byte)'\n', (byte)'\r');
            if (length < 0)
            {
                return start;
            }

            bool isRestOfLineEnd = length == 0 && _isAfterCarriageReturn && !_lineIsOpen && text[start] == '\n';
            _isAfterCarriageReturn = text[start + length] == '\r';
            if (!isRestOfLineEnd)
            {
                EndLine(text.Slice(start, length));
            }

            start += length + 1;
        }
    }

    private void EndPart(ReadOnlySpan<byte> rest)
    {
        if (rest.Length > 0 || _lineIsOpen)
        {
            EndLine(rest);
        }

        _isAfterCarriageReturn = false;
    }

    private void EndLine(ReadOnlySpan<byte> line)
    {
        tokenizer.Read(line, isLast: true, ref _state, writer);
        writer.EndLine();
        _lineIsOpen = false;
    }
}
