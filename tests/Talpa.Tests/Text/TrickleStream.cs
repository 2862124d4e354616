using Talpa.Storage;

namespace Talpa.Tests.Text;

/// <summary>Like a pipe: not seekable, and each read returns an arbitrary number of bytes.</summary>
internal sealed class TrickleStream(byte[] bytes, Func<int> nextLength) : ReadOnlyStream
{
    private int _at;

    public bool IsDisposed { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        int length = Math.Min(Math.Min(buffer.Length, Math.Max(1, nextLength())), bytes.Length - _at);
        bytes.AsSpan(_at, length).CopyTo(buffer);
        _at += length;
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
