using System.IO.Compression;
using System.Security.Cryptography;

namespace Talpa.Studio.Server;

/// <summary>A file of the page, Brotli-compressed or uncompressed.</summary>
internal sealed class PageFile
{
    private readonly byte[] _stored;
    private readonly Lazy<byte[]> _plain;

    public PageFile(string path, byte[] stored, bool isBrotli)
    {
        _stored = stored;
        _plain = new Lazy<byte[]>(() => isBrotli ? Decompress(stored) : stored);
        IsBrotli = isBrotli;
        IsFingerprinted = path.StartsWith("_framework/", StringComparison.Ordinal);
        ContentType = TypeOf(path);
        ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(stored).AsSpan(0, 12))}\"";
    }

    public bool IsBrotli { get; }

    /// <summary>Whether the file's name contains a hash of its content, so that the browser can cache it indefinitely.</summary>
    public bool IsFingerprinted { get; }

    public string ContentType { get; }

    public string ETag { get; }

    public ReadOnlyMemory<byte> Stored => _stored;

    public ReadOnlyMemory<byte> Plain => _plain.Value;

    private static byte[] Decompress(byte[] brotli)
    {
        using var source = new BrotliStream(new MemoryStream(brotli), CompressionMode.Decompress);
        using var target = new MemoryStream();
        source.CopyTo(target);
        return target.ToArray();
    }

    private static string TypeOf(string path) => Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".json" => "application/json",
        ".wasm" => "application/wasm",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        _ => "application/octet-stream",
    };
}
