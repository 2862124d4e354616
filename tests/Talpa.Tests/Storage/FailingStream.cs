namespace Talpa.Tests.Storage;

/// <summary>A file that can be read only up to a position; reading further throws an I/O error, like a failing disk.</summary>
internal sealed class FailingStream(Stream file, long faultAt) : Stream
{
    public const string Fault = "Input/output error";

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    /// <summary>Opens files that fail at the given position.</summary>
    public static Func<string, Stream> At(long faultAt) => path => new FailingStream(File.OpenRead(path), faultAt);

    public override int Read(Span<byte> buffer)
    {
        // Reading zero bytes, or beyond the end, does not fail.
        long left = faultAt - file.Position;
        return left > 0 || buffer.IsEmpty || file.Position >= file.Length
            ? file.Read(buffer[..(int)Math.Clamp(left, 0, buffer.Length)])
            : throw new IOException(Fault);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }
}
