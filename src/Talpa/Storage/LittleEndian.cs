using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Talpa.Storage;

/// <summary>Numbers as all the formats write them, the lowest byte first, on machines of either kind.</summary>
internal static class LittleEndian
{
    /// <summary>Turns numbers just read from a file, or about to be written, around where the machine keeps the highest byte first.</summary>
    public static void Swap<T>(Span<T> numbers)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
        {
            Reverse(numbers);
        }
    }

    /// <summary>Turns the bytes of each number around.</summary>
    public static void Reverse<T>(Span<T> numbers)
        where T : unmanaged
    {
        switch (Unsafe.SizeOf<T>())
        {
            case 2:
                Span<short> halves = MemoryMarshal.Cast<T, short>(numbers);
                BinaryPrimitives.ReverseEndianness(halves, halves);
                break;
            case 4:
                Span<int> singles = MemoryMarshal.Cast<T, int>(numbers);
                BinaryPrimitives.ReverseEndianness(singles, singles);
                break;
            case 8:
                Span<long> doubles = MemoryMarshal.Cast<T, long>(numbers);
                BinaryPrimitives.ReverseEndianness(doubles, doubles);
                break;
            default:
                break;
        }
    }

    /// <summary>Writes numbers to a stream.</summary>
    public static void Write<T>(Stream stream, ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        // Slices keep the count of bytes below 2³¹, and the copy small where one is needed.
        const int Slice = 1 << 16;
        for (int start = 0; start < numbers.Length; start += Slice)
        {
            ReadOnlySpan<T> part = numbers[start..Math.Min(numbers.Length, start + Slice)];
            if (!BitConverter.IsLittleEndian)
            {
                T[] copy = part.ToArray();
                Reverse<T>(copy);
                part = copy;
            }

            stream.Write(MemoryMarshal.AsBytes(part));
        }
    }
}
