namespace Talpa.Formats;

/// <summary>The first bytes of a file, from which its format is recognised. Nothing is taken from its reader.</summary>
internal sealed class FileHead
{
    /// <summary>So many bytes are looked at.</summary>
    public const int MaxBytes = 1 << 16;

    private readonly ByteReader _reader;
    private readonly Lazy<TextKind> _kind;

    /// <summary>Looks at a file.</summary>
    /// <param name="reader">The file, at its start.</param>
    /// <param name="length">Its bytes; <c>null</c> where not known.</param>
    /// <param name="path">Its name; <c>null</c> for a stream.</param>
    public FileHead(ByteReader reader, long? length, string? path = null)
    {
        Path = path;
        _reader = reader;
        Length = length;
        _kind = new Lazy<TextKind>(() => TextDetection.KindOf(reader));
    }

    /// <summary>The first <see cref="MaxBytes"/> bytes, or all where there are fewer.</summary>
    public ReadOnlySpan<byte> Bytes => _reader.PeekUpTo(MaxBytes);

    /// <summary>The bytes of the file; <c>null</c> where not known.</summary>
    public long? Length { get; }

    /// <summary>The file's name, beside which others may lie; <c>null</c> for a stream.</summary>
    public string? Path { get; }

    /// <summary>What the file is among the formats that begin with a line of text or consist of such.</summary>
    public TextKind Kind => _kind.Value;
}
