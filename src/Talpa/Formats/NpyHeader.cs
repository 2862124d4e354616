using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Talpa.Formats;

/// <summary>The header of a .npy file: what kind of numbers, how many rows and columns, and in which order.</summary>
internal sealed record NpyHeader(StoredNumber Kind, bool HighestByteFirst, bool ColumnsFirst, int Rows, int Columns)
{
    /// <summary>NumPy's own headers have about 128 bytes.</summary>
    private const int LongestHeader = 1 << 16;

    /// <summary>Reads the header and checks that the file has exactly the bytes that it declares.</summary>
    public static NpyHeader Read(ByteReader reader, string path, long fileLength)
    {
        string text = ReadText(reader, path, fileLength);
        if (!PythonLiteral.TryParse(text, out object? literal)
            || literal is not Dictionary<string, object?> fields
            || fields.GetValueOrDefault("descr") is not string type
            || fields.GetValueOrDefault("fortran_order") is not bool columnsFirst
            || fields.GetValueOrDefault("shape") is not List<object?> { Count: 2 } shape
            || shape is not [BigInteger { Sign: >= 0 } rows, BigInteger { Sign: >= 0 } columns])
        {
            throw UnusableInputException.AtByte(
                path, 10, "the header does not describe a table of numbers with rows and columns; save the array with two dimensions and a float type");
        }

        bool hasOrder = type.Length > 0 && type[0] is '<' or '>' or '=' or '|';
        StoredNumber kind = type[(hasOrder ? 1 : 0)..] switch
        {
            "f2" => StoredNumber.Float16,
            "f4" => StoredNumber.Float32,
            "f8" => StoredNumber.Float64,
            string other => throw UnusableInputException.AtByte(path, 10, $"the numbers are of type {Quoted.Text(other)}; save the array as float16, float32 or float64"),
        };
        long length = fileLength - reader.Position;
        if (rows < 1 || columns < 1 || rows * columns * StoredNumbers.SizeOf(kind) != length)
        {
            throw UnusableInputException.AtByte(
                path, 10, $"the header declares {rows:N0} rows of {columns:N0} numbers, but {length:N0} bytes follow; the file is corrupt, empty or was cut off, get it again");
        }

        if (rows > int.MaxValue || columns > int.MaxValue)
        {
            throw UnusableInputException.AtByte(path, 10, $"{rows:N0} rows of {columns:N0} numbers are more than one table can hold; keep fewer words");
        }

        return new NpyHeader(kind, type[0] == '>', columnsFirst, (int)rows, (int)columns);
    }

    /// <summary>Writes a header of version 1.0, filled with spaces so that the numbers start at a multiple of 64.</summary>
    public static void Write(Stream stream, int rows, int columns, StoredNumber kind)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '{(kind == StoredNumber.Float16 ? "<f2" : "<f4")}', 'fortran_order': False, 'shape': ({rows}, {columns}), }}");
        int start = NpyFormat.Magic.Length + 4;
        int length = ((start + text.Length + 1 + 63) / 64 * 64) - start;
        Span<byte> lengthBytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(lengthBytes, (ushort)length);
        stream.Write(NpyFormat.Magic);
        stream.Write([1, 0]);
        stream.Write(lengthBytes);
        stream.Write(Encoding.ASCII.GetBytes(text.PadRight(length - 1)));
        stream.WriteByte((byte)'\n');
    }

    /// <summary>The dictionary, in Python's notation, after the magic bytes, the version and its length.</summary>
    private static string ReadText(ByteReader reader, string path, long fileLength)
    {
        Span<byte> start = stackalloc byte[8];
        Span<byte> lengthBytes = stackalloc byte[4];
        lengthBytes.Clear();
        bool hasStart = reader.TryRead(start) && start.StartsWith(NpyFormat.Magic);
        if (hasStart && start[6] is not (1 or 2 or 3))
        {
            throw UnusableInputException.AtByte(path, 6, $"version {start[6]} of the .npy format; save the array with a version from 1 to 3");
        }

        bool hasLength = hasStart && reader.TryRead(start[6] == 1 ? lengthBytes[..2] : lengthBytes);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(lengthBytes);
        if (!hasLength || length > LongestHeader || length > fileLength - reader.Position)
        {
            throw UnusableInputException.AtByte(path, 0, "the file does not start with the header of a .npy file; it is corrupt or was cut off, get it again");
        }

        byte[] text = new byte[length];
        _ = reader.TryRead(text);
        return Encoding.Latin1.GetString(text);
    }
}
