using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Talpa.Storage;

namespace Talpa.Formats;

/// <summary>Reads numbers of any stored kind as single-precision ones. One thread at a time.</summary>
internal sealed class StoredNumbers
{
    /// <summary>A long row or column is read in parts, so that the buffer does not double what it takes.</summary>
    private const int SliceLength = 1 << 16;

    private readonly ByteReader _reader;
    private readonly StoredNumber _kind;
    private readonly bool _highestByteFirst;
    private byte[] _buffer = [];

    public StoredNumbers(ByteReader reader, StoredNumber kind, bool highestByteFirst)
    {
        _reader = reader;
        _kind = kind;
        _highestByteFirst = highestByteFirst;
    }

    /// <summary>Bytes of one number.</summary>
    public static int SizeOf(StoredNumber kind) => kind switch
    {
        StoredNumber.Float64 => 8,
        StoredNumber.Float32 => 4,
        _ => 2,
    };

    /// <summary>Fills a span with the next numbers.</summary>
    /// <returns>Whether there were enough.</returns>
    public bool TryRead(Span<float> numbers)
    {
        for (int start = 0; start < numbers.Length; start += SliceLength)
        {
            if (!TryReadSlice(numbers[start..Math.Min(numbers.Length, start + SliceLength)]))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryReadSlice(Span<float> numbers)
    {
        int bytes = numbers.Length * SizeOf(_kind);
        if (_buffer.Length < bytes)
        {
            _buffer = new byte[bytes];
        }

        Span<byte> stored = _buffer.AsSpan(0, bytes);
        if (!_reader.TryRead(stored))
        {
            return false;
        }

        switch (_kind)
        {
            case StoredNumber.Float16:
                TensorPrimitives.ConvertToSingle(Order<Half>(stored), numbers);
                break;
            case StoredNumber.BFloat16:
                FromUpperHalves(Order<ushort>(stored), numbers);
                break;
            case StoredNumber.Float32:
                Order<float>(stored).CopyTo(numbers);
                break;
            default:
                TensorPrimitives.ConvertTruncating<double, float>(Order<double>(stored), numbers);
                break;
        }

        return true;
    }

    private Span<T> Order<T>(Span<byte> stored)
        where T : unmanaged
    {
        Span<T> numbers = MemoryMarshal.Cast<byte, T>(stored);
        if (_highestByteFirst == BitConverter.IsLittleEndian)
        {
            LittleEndian.Reverse(numbers);
        }

        return numbers;
    }

    private static void FromUpperHalves(ReadOnlySpan<ushort> halves, Span<float> numbers)
    {
        for (int i = 0; i < halves.Length; i++)
        {
            numbers[i] = BitConverter.UInt32BitsToSingle((uint)halves[i] << 16);
        }
    }
}
