using System.IO.Compression;
using ZstdSharp;

namespace Talpa.Storage;

/// <summary>How a compression is recognised, and the endings of file names that stand for it.</summary>
internal static class Compressions
{
    /// <summary>So many first bytes decide.</summary>
    public const int HeadLength = 8;

    private static readonly (Compression Compression, string Ending)[] Endings = [(Compression.Gzip, ".gz"), (Compression.Zstd, ".zst")];

    /// <summary>The compression of stored bytes.</summary>
    /// <param name="head">The first <see cref="HeadLength"/> bytes, or all where there are fewer.</param>
    public static Compression Of(ReadOnlySpan<byte> head) => head switch
    {
        [0x1F, 0x8B, ..] => Compression.Gzip,
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Compression.Zstd,

        // A skippable frame.
        [>= 0x50 and <= 0x5F, 0x2A, 0x4D, 0x18, ..] => Compression.Zstd,
        _ => Compression.None,
    };

    /// <summary>The compression that the ending of a file's name stands for.</summary>
    public static Compression OfFileName(string path) => Array.Find(Endings, entry => HasEnding(path, entry.Ending)).Compression;

    /// <summary>A file's name without the ending that stands for a compression.</summary>
    public static string WithoutEnding(string path) =>
        Array.Find(Endings, entry => HasEnding(path, entry.Ending)).Ending is { } ending ? path[..^ending.Length] : path;

    /// <summary>Writes content to a stream, compressed. The stream stays open.</summary>
    public static void Write(Stream target, Compression compression, Action<Stream> write)
    {
        if (compression == Compression.None)
        {
            write(target);
            return;
        }

        using Stream compressed = compression == Compression.Gzip
            ? new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true)
            : new CompressionStream(target, leaveOpen: true);

        // The formats write a few bytes at a time.
        using var buffered = new BufferedStream(compressed, 1 << 16);
        write(buffered);
    }

    private static bool HasEnding(string path, string ending) => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
