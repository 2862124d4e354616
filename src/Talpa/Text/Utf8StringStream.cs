using System.Buffers;
using System.Text.Unicode;
using Talpa.Storage;

namespace Talpa.Text;

/// <summary>
/// Strings as UTF-8 bytes, one after the other, each with <paramref name="ending"/> behind it.
/// A surrogate without its partner becomes one byte that is no UTF-8, to be replaced and counted further on.
/// </summary>
internal sealed class Utf8StringStream(IEnumerable<string> strings, string ending) : ReadOnlyStream
{
    private const byte NoUtf8 = 0xFF;

    private readonly IEnumerator<string> _strings = strings.GetEnumerator();
    private readonly byte[] _encoded = new byte[16 * 1024];
    private string _string = "";
    private int _at;
    private int _start;
    private int _end;

    public override int Read(Span<byte> buffer)
    {
        while (_start == _end)
        {
            if (_at == _string.Length && !NextString())
            {
                return 0;
            }

            Encode();
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

        _string = _strings.Current + ending;
        _at = 0;
        return true;
    }

    private void Encode()
    {
        _start = 0;
        OperationStatus status = Utf8.FromUtf16(
            _string.AsSpan(_at), _encoded, out int read, out _end, replaceInvalidSequences: false, isFinalBlock: true);
        _at += read;
        if (status == OperationStatus.InvalidData && _end < _encoded.Length)
        {
            _encoded[_end++] = NoUtf8;
            _at++;
        }
    }
}
