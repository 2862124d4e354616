using System.IO.Compression;
using Talpa.Storage;

namespace Talpa.Formats;

/// <summary>A file to read vectors from: its name, its length, and whether gzip has packed it.</summary>
internal sealed class SourceFile
{
    private readonly Func<string, Stream> _open;

    private SourceFile(string path, long length, bool isGzip, Func<string, Stream> open)
    {
        Path = path;
        Length = length;
        IsGzip = isGzip;
        _open = open;
    }

    public string Path { get; }

    /// <summary>Length on the disk, in bytes.</summary>
    public long Length { get; }

    public bool IsGzip { get; }

    /// <summary>Looks at a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="open">How it, and what stands beside it, is opened.</param>
    /// <exception cref="UnusableInputException">There is no such file, it may not be read, it is empty or no regular file.</exception>
    public static SourceFile Find(string path, Func<string, Stream> open) => Guard(path, () =>
    {
        if (Directory.Exists(path))
        {
            throw new UnusableInputException($"{path}: this is a folder; name a file of vectors");
        }

        using Stream stream = open(path);
        if (!stream.CanSeek)
        {
            throw new UnusableInputException($"{path}: this is a pipe or device; save the vectors to a file first, its length must be known");
        }

        if (stream.Length == 0)
        {
            throw VectorFormatException.InFile(path, "the file is empty; make it again");
        }

        Span<byte> magic = stackalloc byte[2];
        int read = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        return new SourceFile(path, stream.Length, read == 2 && magic is [0x1F, 0x8B], open);
    });

    /// <summary>Does something with a file and makes what the system says about it into a line that names the file.</summary>
    public static T Guard<T>(string path, Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UnusableInputException($"{path}: there is no such file; check the name", fault);
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new UnusableInputException($"{path}: the file may not be read; change its permissions", fault);
        }
        catch (IOException fault)
        {
            throw Unreadable(path, fault);
        }
    }

    /// <summary>The exception for a fault the system reported while a file was being read.</summary>
    public static UnusableInputException Unreadable(string path, IOException fault) =>
        new($"{path}: the file could not be read; the system says: {fault.Message.ReplaceLineEndings(" ")}", fault);

    /// <summary>The file's bytes as they stand on the disk.</summary>
    public Stream OpenBytes() => _open(Path);

    /// <summary>The bytes of another file that belongs to this one.</summary>
    public Stream OpenBeside(string path) => _open(path);

    /// <summary>The file's text, unpacked where gzip has packed it.</summary>
    public Stream OpenText() => IsGzip ? new UnpackedText(new GZipStream(OpenBytes(), CompressionMode.Decompress), this) : OpenBytes();
}
