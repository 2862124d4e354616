namespace Talpa.Storage;

/// <summary>Counts the stored bytes that were read, and lets the first few be looked at before they are read.</summary>
internal sealed class MeteredStream(Stream stored) : ReadOnlyStream
{
    private byte[] _head = [];
    private int _headRead;

    /// <summary>Stored bytes handed out so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>The first <paramref name="count"/> bytes, fewer only when the stream is shorter. Before the first read only.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        byte[] head = new byte[count];
        int filled = stored.ReadAtLeast(head, count, throwOnEndOfStream: false);
        _head = head[..filled];
        return _head;
    }

    public override int Read(Span<byte> buffer)
    {
        int read = _headRead < _head.Length ? ReadHead(buffer) : stored.Read(buffer);
        BytesRead += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stored.Dispose();
        }

        base.Dispose(disposing);
    }

    private int ReadHead(Span<byte> buffer)
    {
        int read = Math.Min(buffer.Length, _head.Length - _headRead);
        _head.AsSpan(_headRead, read).CopyTo(buffer);
        _headRead += read;
        return read;
    }
}
