namespace Talpa.Storage;

/// <summary>
/// Data that can be read only once, from a pipe or compressed, kept so that it can be read from any position: in memory where it is short, else in a
/// temporary file.
/// </summary>
internal sealed class SpooledStream : Stream
{
    /// <summary>So many bytes are kept in memory.</summary>
    private const int MemoryBytes = 8 << 20;

    private const string Remedy = "with TMPDIR, or decompress the file first";

    private readonly MemoryStream _memory = new();
    private ScratchFile? _file;
    private long _length;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    /// <summary>Appends bytes.</summary>
    /// <exception cref="UnusableInputException">The temporary file can't be written.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_file is null && _length + bytes.Length > MemoryBytes)
        {
            _file = new ScratchFile(Path.GetTempPath(), "vectors", Remedy);
            _file.Write(0, _memory.GetBuffer().AsSpan(0, (int)_length));
            _memory.SetLength(0);
            _memory.Capacity = 0;
        }

        if (_file is null)
        {
            _memory.Write(bytes);
        }
        else
        {
            _file.Write(_length, bytes);
        }

        _length += bytes.Length;
    }

    public override int Read(Span<byte> buffer)
    {
        int read = (int)Math.Clamp(_length - _position, 0, buffer.Length);
        Span<byte> filled = buffer[..read];
        if (_file is null)
        {
            _memory.GetBuffer().AsSpan((int)Math.Min(_position, _length), read).CopyTo(filled);
        }
        else
        {
            _file.Read(_position, filled);
        }

        _position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Current => _position,
        SeekOrigin.End => _length,
        _ => 0,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file?.Dispose();
            _memory.Dispose();
        }

        base.Dispose(disposing);
    }
}
