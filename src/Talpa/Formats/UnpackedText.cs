using Talpa.Text;

namespace Talpa.Formats;

/// <summary>
/// The text of a packed file of vectors. Numbers in text pack to a third of their size; what unpacks to far more than that was made to fill memory,
/// which is found out here before it does.
/// </summary>
internal sealed class UnpackedText(Stream text, SourceFile file) : ReadOnlyStream
{
    private const long MostRatio = 200;

    private long _read;

    public override int Read(Span<byte> buffer)
    {
        int read = text.Read(buffer);
        _read += read;
        return _read <= UnpackingLimit.Free || _read / MostRatio < file.Length
            ? read
            : throw VectorFormatException.InFile(file.Path, $"it unpacks to more than {MostRatio:N0} times its size, as no vectors do; if it can be trusted, unpack it first (gunzip)");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            text.Dispose();
        }

        base.Dispose(disposing);
    }
}
