using Talpa.Storage;

namespace Talpa.Formats;

/// <summary>
/// What vectors are read from: a file or a stream, plain or compressed. It is read once from front to back (<see cref="Reader"/>); a format that
/// must seek in it takes <see cref="OpenSeekable"/> instead.
/// </summary>
internal sealed class VectorSource : IDisposable
{
    /// <summary>Numbers in text compress to a third of their size; data that decompresses to far more was made to fill memory.</summary>
    private static readonly DecompressionLimit Limit = new(200, "decompress it first");

    private readonly Func<string, Stream>? _open;
    private readonly Stream _stored;
    private readonly DecompressedStream _content;
    private SpooledStream? _spooled;

    private VectorSource(string name, Stream stored, Func<string, Stream>? open)
    {
        Name = name;
        _stored = stored;
        _open = open;

        // Places count from the start of the content.
        bool isWhole = stored.CanSeek && stored.Position == 0;
        _content = Decompress(open is null ? new UnownedStream(stored) : stored, name);
        Length = isWhole && Compression == Compression.None ? stored.Length : null;
        Reader = new ByteReader(_content, name);
    }

    /// <summary>What messages call it: a file's path.</summary>
    public string Name { get; }

    /// <summary>Whether it is a file, beside which others may lie, and not a stream or pipe.</summary>
    public bool IsFile => _open is not null && _stored.CanSeek;

    /// <summary>How it is stored.</summary>
    public Compression Compression => _content.Compression;

    /// <summary>The bytes of its content; <c>null</c> where they can't be known before all is read.</summary>
    public long? Length { get; }

    /// <summary>The content, decompressed, from its start.</summary>
    public ByteReader Reader { get; }

    /// <summary>A file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="open">How it, and what lies beside it, is opened.</param>
    /// <exception cref="UnusableInputException">There is no such file, it may not be read, or it is empty.</exception>
    public static VectorSource OfFile(string path, Func<string, Stream> open)
    {
        if (Directory.Exists(path))
        {
            throw new UnusableInputException($"{path}: this is a folder; name a file of vectors");
        }

        return Guard(path, () => NotEmpty(new VectorSource(path, open(path), open)));
    }

    /// <summary>A caller's stream, from its current position; it stays open.</summary>
    public static VectorSource OfStream(Stream stream, string name) => NotEmpty(new VectorSource(name, stream, null));

    /// <summary>Does something with a file and makes what the system reports about it into a line that names the file.</summary>
    public static T Guard<T>(string path, Func<T> use) => SystemFault.Guard(path, use);

    /// <summary>How many rows there are in all, by the share of the source that those read take; <c>null</c> where that can't be known.</summary>
    public long? RowsExpected(int rows)
    {
        long length = _stored.CanSeek ? _stored.Length : 0;
        long read = Compression == Compression.None ? Reader.Position : _content.StoredBytes;
        return length > 0 && read > 0 ? (long)((double)length / read * rows) + 1 : null;
    }

    /// <summary>
    /// The content from its start as a stream that can seek and has a length: the file itself, or a copy where it is compressed or comes from a pipe.
    /// Nothing may have been taken from <see cref="Reader"/>, which can't be used afterwards. The stream is disposed with this.
    /// </summary>
    public Stream OpenSeekable()
    {
        if (Length is not null)
        {
            _stored.Position = 0;
            return _stored;
        }

        _spooled = new SpooledStream();
        byte[] piece = new byte[1 << 16];
        for (int read; (read = Reader.ReadSome(piece)) > 0;)
        {
            _spooled.Append(piece.AsSpan(0, read));
        }

        return _spooled;
    }

    /// <summary>The last byte of the content; <c>null</c> where it can't be known before all is read. The reader is left where it is.</summary>
    public byte? LastByte()
    {
        if (Length is not > 0)
        {
            return null;
        }

        long position = _stored.Position;
        _stored.Position = Length.Value - 1;
        int last = _stored.ReadByte();
        _stored.Position = position;
        return last < 0 ? null : (byte)last;
    }

    /// <summary>The decompressed content of another file that belongs to this one.</summary>
    public DecompressedStream OpenBeside(string path) => Decompress(_open!(path), path);

    public void Dispose()
    {
        _content.Dispose();
        _spooled?.Dispose();
    }

    private static DecompressedStream Decompress(Stream stored, string name) =>
        new(stored, Limit, (fault, cause) => UnusableInputException.InFile(name, $"the file {fault}", cause));

    private static VectorSource NotEmpty(VectorSource source)
    {
        try
        {
            return source.Reader.Peek() >= 0 ? source : throw UnusableInputException.InFile(source.Name, "the file is empty; make it again");
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }
}
