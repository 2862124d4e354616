using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Talpa.Formats;

/// <summary>The bytes of a model in a file from front to back. A number is read only where it lies in the file.</summary>
/// <param name="stream">The file, at its start; it can seek.</param>
/// <param name="path">Its name for messages.</param>
internal sealed class CheckedBytes(Stream stream, string path)
{
    private readonly ByteReader _reader = new(stream, path);
    private readonly long _length = stream.Length;

    /// <summary>Its name for messages.</summary>
    public string Path => path;

    /// <summary>Offset of the next byte.</summary>
    public long Position => _reader.Position;

    /// <summary>Bytes from the next one to the end of the file.</summary>
    public long Left => _length - _reader.Position;

    /// <summary>Reads a number.</summary>
    /// <exception cref="UnusableInputException">The file ends before.</exception>
    public T Read<T>()
        where T : unmanaged
    {
        Span<T> number = stackalloc T[1];
        Read(number);
        return number[0];
    }

    /// <summary>Takes the next four bytes if they are a certain number.</summary>
    public bool TryTake(int number)
    {
        ReadOnlySpan<byte> next = _reader.PeekUpTo(sizeof(int));
        bool isThere = next.Length == sizeof(int) && BinaryPrimitives.ReadInt32LittleEndian(next) == number;
        _reader.Skip(isThere ? sizeof(int) : 0);
        return isThere;
    }

    /// <summary>Reads a truth value: a byte, 0 or 1.</summary>
    /// <exception cref="UnusableInputException">The file ends before, or the byte is another.</exception>
    public bool ReadBoolean()
    {
        byte value = Read<byte>();
        return value <= 1 ? value == 1 : throw Fault(-1, $"a byte that must be 0 or 1 is {value}");
    }

    /// <summary>Fills a span with numbers.</summary>
    /// <exception cref="UnusableInputException">The file ends before.</exception>
    public void Read<T>(Span<T> numbers)
        where T : unmanaged
    {
        Require(numbers.Length, Unsafe.SizeOf<T>());
        if (!_reader.TryRead(numbers))
        {
            throw CutOff();
        }
    }

    /// <summary>Reads the bytes up to a NUL, which is taken too. They are valid until the next call.</summary>
    /// <exception cref="UnusableInputException">There is none.</exception>
    public ReadOnlySpan<byte> ReadWord() => _reader.TryReadTo(0, out ReadOnlySpan<byte> word) ? word : throw CutOff();

    /// <summary>Reads the size of a matrix that is stored as it is, and makes sure that the file is long enough for it.</summary>
    /// <param name="dimension">The length that its rows must have.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="UnusableInputException">The rows have another length, or the file ends before.</exception>
    public long ReadSize(int dimension)
    {
        long rows = Read<long>();
        long columns = Read<long>();
        if (columns != dimension)
        {
            throw Fault(-sizeof(long), $"a matrix has rows of {columns:N0} numbers, but the vectors have {dimension:N0}");
        }

        Require(rows, (long)dimension * sizeof(float));
        return rows;
    }

    /// <summary>Leaves out bytes.</summary>
    /// <exception cref="UnusableInputException">There are fewer.</exception>
    public void Skip(long count)
    {
        Require(count, 1);
        _reader.SkipFar(count);
    }

    /// <summary>Makes sure that the file is long enough for so many items of so many bytes, before memory is taken for them.</summary>
    /// <exception cref="UnusableInputException">It is not.</exception>
    public void Require(long items, long itemBytes)
    {
        if (items < 0 || (Int128)items * itemBytes > Left)
        {
            throw CutOff();
        }
    }

    /// <summary>Makes sure that nothing follows.</summary>
    /// <exception cref="UnusableInputException">Something does.</exception>
    public void RequireEnd()
    {
        if (Left > 0)
        {
            throw Fault(0, $"{Left:N0} bytes follow the end of the model");
        }
    }

    /// <summary>A fault of the file.</summary>
    /// <param name="shift">Where it is, counted from the next byte.</param>
    /// <param name="fault">What is wrong.</param>
    public UnusableInputException Fault(long shift, string fault) => UnusableInputException.AtByte(path, Math.Max(0, Position + shift), $"{fault}; the file is corrupt, get it again");

    private UnusableInputException CutOff() =>
        UnusableInputException.AtByte(path, Position, $"the model takes more than the {_length:N0} bytes of the file; it was cut off or is corrupt, get it again");
}
