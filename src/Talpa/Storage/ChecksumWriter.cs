using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Talpa.Storage;

/// <summary>Writes a file and computes its checksum on the way.</summary>
internal sealed class ChecksumWriter
{
    private const int SliceBytes = 1 << 20;

    private readonly Stream _stream;
    private readonly XxHash128 _hash = new();

    public ChecksumWriter(Stream stream) => _stream = stream;

    /// <summary>Writes numbers, the lowest byte first.</summary>
    public void Write<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        int slice = SliceBytes / Unsafe.SizeOf<T>();
        for (int start = 0; start < numbers.Length; start += slice)
        {
            ReadOnlySpan<T> part = numbers[start..Math.Min(numbers.Length, start + slice)];
            if (!BitConverter.IsLittleEndian)
            {
                T[] copy = part.ToArray();
                LittleEndian.Reverse<T>(copy);
                part = copy;
            }

            ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(part);
            _hash.Append(bytes);
            _stream.Write(bytes);
        }
    }

    /// <summary>Fills up to the next section; fewer than 64 bytes.</summary>
    public void WriteZeros(long count)
    {
        Span<byte> zeros = stackalloc byte[64];
        zeros.Clear();
        Write<byte>(zeros[..(int)count]);
    }

    /// <summary>Ends the file.</summary>
    public void WriteChecksum() => _stream.Write(_hash.GetCurrentHash());
}
