using Talpa.Storage;

namespace Talpa.Tests.Text;

/// <summary>Repeats the same bytes without storing them. Not seekable.</summary>
internal sealed class RepeatStream(byte[] block, int times) : ReadOnlyStream
{
    private long _at;

    public override int Read(Span<byte> buffer)
    {
        int start = (int)(_at % block.Length);
        int length = (int)Math.Min(Math.Min(buffer.Length, block.Length - start), ((long)block.Length * times) - _at);
        block.AsSpan(start, length).CopyTo(buffer);
        _at += length;
        return length;
    }
}
