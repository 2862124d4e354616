using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Talpa.Storage;

/// <summary>Reads a file from its start to its end and computes its checksum on the way: XXH3 with 128 bits over all bytes before it.</summary>
internal sealed class ChecksumReader
{
    /// <summary>Bytes of the checksum, the last of the file.</summary>
    public const int ChecksumBytes = 16;

    /// <summary>What is read is hashed while it is still in the cache.</summary>
    private const int SliceBytes = 1 << 20;

    private readonly Stream _stream;
    private readonly Func<long?, string, UnusableInputException> _corrupt;
    private readonly XxHash128 _hash = new();

    /// <summary>Makes a reader.</summary>
    /// <param name="stream">Where the bytes come from.</param>
    /// <param name="corrupt">Makes the exception for a fault, given the byte it is at, if it is at one, and what is wrong.</param>
    public ChecksumReader(Stream stream, Func<long?, string, UnusableInputException> corrupt)
    {
        _stream = stream;
        _corrupt = corrupt;
    }

    /// <summary>Offset of the next byte.</summary>
    public long Position { get; private set; }

    /// <summary>Fills a span with the next numbers. The caller has checked that the file is long enough.</summary>
    public void Read<T>(Span<T> numbers)
        where T : unmanaged
    {
        int slice = SliceBytes / Unsafe.SizeOf<T>();
        for (int start = 0; start < numbers.Length; start += slice)
        {
            Span<T> part = numbers[start..Math.Min(numbers.Length, start + slice)];
            Span<byte> bytes = MemoryMarshal.AsBytes(part);
            _stream.ReadExactly(bytes);
            _hash.Append(bytes);
            Position += bytes.Length;
            LittleEndian.Swap(part);
        }
    }

    /// <summary>Adds the next numbers, which are in memory already, from the stream's position, as a little-endian machine holds them.</summary>
    public void GoOver(ReadOnlySpan<float> numbers)
    {
        const int Slice = SliceBytes / sizeof(float);
        for (int start = 0; start < numbers.Length; start += Slice)
        {
            ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(numbers[start..Math.Min(numbers.Length, start + Slice)]);
            _hash.Append(bytes);
            Position += bytes.Length;
            _ = _stream.Seek(bytes.Length, SeekOrigin.Current);
        }
    }

    /// <summary>Goes over the bytes that fill up to the next section.</summary>
    public void SkipZeros(long count)
    {
        Span<byte> filler = stackalloc byte[64];
        if (count >= filler.Length)
        {
            throw _corrupt(Position, $"{count:N0} bytes belong to no section; the file is corrupt, get it again");
        }

        filler = filler[..(int)count];
        Read(filler);
        if (filler.ContainsAnyExcept((byte)0))
        {
            throw _corrupt(Position - count, "the bytes between two sections are not zero; the file is corrupt, get it again");
        }
    }

    /// <summary>Goes over bytes of any kind.</summary>
    public void SkipAny(long count)
    {
        byte[] skipped = new byte[Math.Min(count, SliceBytes)];
        for (long left = count; left > 0; left -= skipped.Length)
        {
            Read(skipped.AsSpan(0, (int)Math.Min(left, skipped.Length)));
        }
    }

    /// <summary>Reads the checksum and compares it.</summary>
    /// <exception cref="UnusableInputException">It is not that of the bytes read.</exception>
    public void RequireChecksum()
    {
        Span<byte> expected = stackalloc byte[ChecksumBytes];
        Span<byte> actual = stackalloc byte[ChecksumBytes];
        _stream.ReadExactly(expected);
        _ = _hash.GetCurrentHash(actual);
        if (!expected.SequenceEqual(actual))
        {
            throw _corrupt(null, "the checksum does not match the content; the file was changed after it was written, get it again");
        }
    }
}
