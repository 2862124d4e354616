using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using Talpa.Storage;
using Talpa.Vectors;

namespace Talpa.Studio.Server.Replaying;

/// <summary>
/// The file of a replay, beside the file of the vectors: 8 bytes that name the format, the version (4 bytes), the fingerprint of the vectors (16), the length of the
/// content (4), the content with gzip, and a checksum over all of it (16, XXH3). It appears whole or not at all.
/// </summary>
internal static class ReplayFile
{
    internal const int ChecksumBytes = 16;
    private const uint Version = 1;
    private const int HeaderBytes = 8 + sizeof(uint) + VectorsFingerprint.Bytes + sizeof(int);
    private const int MaxContent = 32 << 20;
    private const string Again = "delete it, or train with --watch again";

    /// <summary>No text starts so, and what turns line ends around breaks it.</summary>
    private static ReadOnlySpan<byte> Magic => [0x89, (byte)'T', (byte)'L', (byte)'P', (byte)'R', (byte)'P', 0x0D, 0x0A];

    /// <summary>The file of the replay that belongs to a file of vectors.</summary>
    public static string PathOf(string vectorsPath) => vectorsPath + ".replay";

    /// <summary>Writes a replay. An earlier replay is replaced, any other file is not.</summary>
    /// <exception cref="UnwritableFileException">The file could not be written, or is not a replay; an earlier one is unchanged.</exception>
    public static void Write(string path, Replay replay, WordVectors vectors)
    {
        if (File.Exists(path) && !IsReplay(path))
        {
            throw new UnwritableFileException($"{path}: the replay is not saved, because this file is not a replay and would be replaced; rename it");
        }

        AtomicFile.Write(path, stream => stream.Write(Encode(replay, vectors)));
    }

    /// <summary>Reads a replay.</summary>
    /// <exception cref="UnusableInputException">The file is damaged, of a later version, or of other vectors.</exception>
    public static Replay Read(string path, WordVectors vectors)
    {
        try
        {
            long length = new FileInfo(path).Length;
            return length <= MaxContent ? Decode(File.ReadAllBytes(path), path, vectors) : throw UnusableInputException.InFile(path, $"a replay has at most {MaxContent:N0} bytes, and this file has {length:N0}; {Again}");
        }
        catch (Exception fault) when (SystemFault.Is(fault))
        {
            throw UnusableInputException.InFile(path, $"the replay can't be read ({fault.Message.TrimEnd('.')}); {Again}", fault);
        }
    }

    internal static byte[] Encode(Replay replay, WordVectors vectors) => Seal(ReplayContent.Encode(replay), vectors);

    /// <summary>Makes the file of a content, whatever it is.</summary>
    internal static byte[] Seal(byte[] content, WordVectors vectors)
    {
        using var file = new MemoryStream();
        file.Write(Magic);
        Span<byte> numbers = stackalloc byte[sizeof(uint) + VectorsFingerprint.Bytes + sizeof(int)];
        BinaryPrimitives.WriteUInt32LittleEndian(numbers, Version);
        VectorsFingerprint.Of(vectors).CopyTo(numbers[sizeof(uint)..]);
        BinaryPrimitives.WriteInt32LittleEndian(numbers[^sizeof(int)..], content.Length);
        file.Write(numbers);
        using (var packed = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true))
        {
            packed.Write(content);
        }

        file.Write(XxHash128.Hash(file.GetBuffer().AsSpan(0, (int)file.Length)));
        return file.ToArray();
    }

    internal static Replay Decode(byte[] file, string path, WordVectors vectors)
    {
        if (file.Length < HeaderBytes + ChecksumBytes || !file.AsSpan().StartsWith(Magic))
        {
            throw UnusableInputException.AtByte(path, 0, $"this is not a replay, or only its beginning; {Again}");
        }

        int end = file.Length - ChecksumBytes;
        if (!XxHash128.Hash(file.AsSpan(0, end)).AsSpan().SequenceEqual(file.AsSpan(end)))
        {
            throw UnusableInputException.InFile(path, $"the checksum does not match the content; the file was changed or is incomplete; {Again}");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(Magic.Length)) is var version && version != Version)
        {
            throw UnusableInputException.AtByte(path, Magic.Length, $"the version of the replay is {version}, and this talpa reads {Version}; use a newer talpa, or {Again}");
        }

        if (!file.AsSpan(Magic.Length + sizeof(uint), VectorsFingerprint.Bytes).SequenceEqual(VectorsFingerprint.Of(vectors)))
        {
            throw UnusableInputException.AtByte(path, Magic.Length + sizeof(uint), $"the replay belongs to other vectors than those beside it; {Again}");
        }

        try
        {
            Replay replay = ReplayContent.Decode(Unpack(file, end));
            return replay.Ids.All(id => id < vectors.Count) ? replay : throw new InvalidDataException($"a point has no word; there are {vectors.Count:N0}");
        }
        catch (InvalidDataException fault)
        {
            throw UnusableInputException.AtByte(path, HeaderBytes, $"the replay can't be unpacked ({fault.Message.TrimEnd('.')}); {Again}");
        }
    }

    private static bool IsReplay(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            Span<byte> start = stackalloc byte[Magic.Length];
            return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(Magic);
        }
        catch (Exception fault) when (SystemFault.Is(fault))
        {
            throw UnwritableFileException.For(path, fault);
        }
    }

    private static byte[] Unpack(byte[] file, int end)
    {
        int length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(HeaderBytes - sizeof(int)));
        if (length is < 0 or > MaxContent)
        {
            throw new InvalidDataException($"it declares {length:N0} bytes; at most {MaxContent:N0} are allowed");
        }

        using var unpacked = new GZipStream(new MemoryStream(file, HeaderBytes, end - HeaderBytes, writable: false), CompressionMode.Decompress);
        using var content = new MemoryStream();
        byte[] part = new byte[1 << 16];
        for (int read; (read = unpacked.Read(part)) > 0;)
        {
            content.Write(part, 0, read);
            if (content.Length > length)
            {
                break;
            }
        }

        return content.Length == length ? content.ToArray() : throw new InvalidDataException($"it declares {length:N0} bytes and has another number of them");
    }
}
