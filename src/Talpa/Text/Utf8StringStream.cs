using System.Buffers;
using System.Text.Unicode;
using Talpa.Storage;

namespace Talpa.Text;

/// <summary>
/// Strings as UTF-8 bytes, one after the other: either text, whose line breaks end sentences, or a sentence each, whose line breaks become spaces.
/// A surrogate without its partner becomes one byte that is no UTF-8, which the reader replaces and counts.
/// </summary>
/// <param name="strings">The strings.</param>
/// <param name="areSentences">Whether each string is a sentence.</param>
internal sealed class Utf8StringStream(IEnumerable<string> strings, bool areSentences) : ReadOnlyStream
{
    private const byte NoUtf8 = 0xFF;

    private static readonly SearchValues<byte> LineBreaks = SearchValues.Create("\n\r"u8);

    private readonly IEnumerator<string> _strings = strings.GetEnumerator();
    private readonly byte[] _encoded = new byte[16 * 1024];
    private string _string = "";
    private int _at;
    private int _start;
    private int _end;
    private bool _needsLineEnd;

    public override int Read(Span<byte> buffer)
    {
        while (_start == _end)
        {
            if (_at < _string.Length)
            {
                Encode();
            }
            else if (_needsLineEnd)
            {
                EndLine();
            }
            else if (!NextString())
            {
                return 0;
            }
        }

        int read = Math.Min(buffer.Length, _end - _start);
        _encoded.AsSpan(_start, read).CopyTo(buffer);
        _start += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _strings.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool NextString()
    {
        if (!_strings.MoveNext())
        {
            return false;
        }

        _string = _strings.Current;
        _at = 0;
        _needsLineEnd = areSentences;
        return true;
    }

    private void EndLine()
    {
        _encoded[0] = (byte)'\n';
        (_start, _end) = (0, 1);
        _needsLineEnd = false;
    }

    private void Encode()
    {
        _start = 0;
        OperationStatus status = Utf8.FromUtf16(
            _string.AsSpan(_at), _encoded, out int read, out _end, replaceInvalidSequences: false, isFinalBlock: true);
        _at += read;
        if (areSentences)
        {
            _encoded.AsSpan(0, _end).ReplaceAny(LineBreaks, (byte)' ');
        }

        if (status == OperationStatus.InvalidData && _end < _encoded.Length)
        {
            _encoded[_end++] = NoUtf8;
            _at++;
        }
    }
}
