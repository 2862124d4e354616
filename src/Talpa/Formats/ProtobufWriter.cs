using System.Buffers;
using System.Text;

namespace Talpa.Formats;

/// <summary>Writes the fields of a message in the encoding of Protocol Buffers, in memory.</summary>
/// <remarks>https://protobuf.dev/programming-guides/encoding. A field is a number and a kind, then a varint, or a length and bytes.</remarks>
internal sealed class ProtobufWriter
{
    private const int VarintKind = 0;
    private const int BytesKind = 2;
    private const int MaxVarintBytes = 10;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>The bytes written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    /// <summary>Writes an integer, 0 or more.</summary>
    public ProtobufWriter Integer(int field, long value)
    {
        Varint((field << 3) | VarintKind);
        Varint(value);
        return this;
    }

    /// <summary>Writes bytes.</summary>
    public ProtobufWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Begin(field, value.Length);
        _bytes.Write(value);
        return this;
    }

    /// <summary>Writes a text.</summary>
    public ProtobufWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Writes a message.</summary>
    public ProtobufWriter Message(int field, ProtobufWriter value) => Bytes(field, value.Written);

    /// <summary>Writes what precedes bytes that follow elsewhere.</summary>
    public ProtobufWriter Begin(int field, long length)
    {
        Varint((field << 3) | BytesKind);
        Varint(length);
        return this;
    }

    /// <summary>Writes all fields of another message behind those of this one.</summary>
    public ProtobufWriter Append(ProtobufWriter other)
    {
        _bytes.Write(other.Written);
        return this;
    }

    private void Varint(long value)
    {
        Span<byte> bytes = stackalloc byte[MaxVarintBytes];
        int used = 0;
        for (; value > 0x7F; value >>= 7)
        {
            bytes[used++] = (byte)(value | 0x80);
        }

        bytes[used++] = (byte)value;
        _bytes.Write(bytes[..used]);
    }
}
