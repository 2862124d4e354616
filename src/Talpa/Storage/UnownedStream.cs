namespace Talpa.Storage;

/// <summary>A stream that belongs to the caller: disposing this leaves it open.</summary>
internal sealed class UnownedStream(Stream stream) : ReadOnlyStream
{
    public override int Read(Span<byte> buffer) => stream.Read(buffer);
}
