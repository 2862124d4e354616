using System.Text;

namespace Talpa.Text;

/// <summary>The lines of a vocabulary file, which end in LF or CR LF, in one buffer of fixed length. Blank lines are passed over.</summary>
/// <param name="content">The file's content.</param>
/// <param name="name">What messages call it.</param>
/// <param name="form">What a line of the file is.</param>
internal sealed class VocabularyLines(Stream content, string name, string form = VocabularyLines.Vocabulary)
{
    /// <summary>The longest line: far longer than any word that a tokenizer finds.</summary>
    private const int MaxLength = 1 << 14;

    private const int LongestCount = 24;
    private const string Vocabulary = "this is no vocabulary of a word and its count a line";

    private readonly byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _atEnd;

    /// <summary>The number of the line read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Whether a line can hold a word and its count.</summary>
    public static bool Fits(string word) => Encoding.UTF8.GetByteCount(word) <= MaxLength - LongestCount;

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line without its end; valid until the next call.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="UnusableInputException">A line is too long.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        do
        {
            if (!TryReadAny(out line))
            {
                return false;
            }
        }
        while (line.IsEmpty);

        return true;
    }

    /// <summary>A fault of the line read last.</summary>
    public UnusableInputException Fault(string fault) => new($"{name}, line {Number:N0}: {fault}");

    private bool TryReadAny(out ReadOnlySpan<byte> line)
    {
        int length;
        while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n')) < 0 && _end - _start <= MaxLength && Fill())
        {
        }

        line = _buffer.AsSpan(_start, length < 0 ? _end - _start : length);
        Number++;
        if (line.Length > MaxLength)
        {
            throw Fault($"it is longer than {MaxLength:N0} bytes, so {form}");
        }

        _start += length < 0 ? line.Length : length + 1;
        bool isLine = length >= 0 || line.Length > 0;
        line = Number == 1 ? line[StoredText.ByteOrderMark(line)..] : line;
        line = line.TrimEnd((byte)'\r');
        return isLine;
    }

    private bool Fill()
    {
        if (_atEnd)
        {
            return false;
        }

        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        int read = content.Read(_buffer.AsSpan(_end));
        _end += read;
        _atEnd = read == 0;
        return true;
    }
}
