using System.Buffers.Binary;
using System.IO.Hashing;

namespace Talpa.Formats;

/// <summary>
/// Makes sure that a file packed with gzip has not been cut off: .NET unpacks such a file without a word as far as it goes.
/// A whole file ends with the checksum and the length of what its last member holds (RFC 1952); most files have one member.
/// </summary>
internal static class GzipEnd
{
    private const int TrailerBytes = 8;

    /// <param name="file">The packed file.</param>
    /// <param name="unpacked">The bytes that came out of it.</param>
    /// <exception cref="VectorFormatException">The file was cut off.</exception>
    public static void Require(SourceFile file, long unpacked)
    {
        (uint checksum, uint length) = ReadTrailer(file);

        // Of a single member the length suffices: the checksum was compared while unpacking, if it was there.
        bool isWhole = (uint)unpacked == length || (length <= unpacked && checksum == ChecksumFrom(file, unpacked - length));
        if (!isWhole)
        {
            throw VectorFormatException.InFile(file.Path, "the gzip compression ends too early; the file was cut off, get it again");
        }
    }

    private static (uint Checksum, uint Length) ReadTrailer(SourceFile file)
    {
        if (file.Length < TrailerBytes)
        {
            return (0, uint.MaxValue);
        }

        Span<byte> trailer = stackalloc byte[TrailerBytes];
        using Stream stream = file.OpenBytes();
        stream.Position = file.Length - TrailerBytes;
        stream.ReadExactly(trailer);
        return (BinaryPrimitives.ReadUInt32LittleEndian(trailer), BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]));
    }

    /// <summary>The checksum of what comes out of the file from an offset to the end.</summary>
    private static uint ChecksumFrom(SourceFile file, long offset)
    {
        using Stream stream = file.OpenText();
        byte[] buffer = new byte[1 << 16];
        var checksum = new Crc32();
        for (long at = 0, read; (read = stream.Read(buffer)) > 0; at += read)
        {
            int skipped = (int)Math.Clamp(offset - at, 0, read);
            checksum.Append(buffer.AsSpan(skipped, (int)read - skipped));
        }

        return checksum.GetCurrentHashAsUInt32();
    }
}
