using System.Text;

namespace Talpa.Formats;

/// <summary>Reads the fields of nested messages in the encoding of Protocol Buffers from front to back. A length is accepted only where it lies within the message around it.</summary>
/// <param name="bytes">The file, at its start.</param>
internal sealed class ProtobufReader(CheckedBytes bytes)
{
    private const int VarintKind = 0;
    private const int EightBytesKind = 1;
    private const int BytesKind = 2;
    private const int FourBytesKind = 5;
    private const int MaxShift = 63;

    /// <summary>The longest text: no word or option is near it, and memory is not taken for more.</summary>
    private const int MaxBytes = 1 << 30;

    private readonly Stack<long> _ends = new([bytes.Position + bytes.Left]);
    private int _kind;
    private long _value;

    /// <summary>The number of the field that was read last.</summary>
    public int Field { get; private set; }

    /// <summary>Bytes of the field that was read last.</summary>
    public long Length => _kind == BytesKind ? _value : throw WrongKind();

    /// <summary>Reads the start of the next field of the open message. Its bytes must be taken or skipped before the next one.</summary>
    /// <returns>Whether there is one; else the message is closed.</returns>
    /// <exception cref="UnusableInputException">The file is corrupt.</exception>
    public bool Next()
    {
        if (bytes.Position == _ends.Peek())
        {
            _ = _ends.Pop();
            return false;
        }

        long key = Varint();
        (Field, _kind) = ((int)(key >> 3), (int)key & 7);
        _value = _kind switch
        {
            VarintKind or BytesKind => Varint(),
            EightBytesKind => 8,
            FourBytesKind => 4,
            _ => throw WrongKind(),
        };
        if (bytes.Position > _ends.Peek() || (_kind != VarintKind && (_value < 0 || _value > _ends.Peek() - bytes.Position)))
        {
            throw Fault("a field is longer than what it lies in");
        }

        return true;
    }

    /// <summary>The integer that was read.</summary>
    public long Integer() => _kind == VarintKind ? _value : throw WrongKind();

    /// <summary>Opens the message that was read: the fields that follow are its own.</summary>
    public void Open() => _ends.Push(bytes.Position + Length);

    /// <summary>Takes the bytes of the field.</summary>
    public byte[] Bytes()
    {
        if (Length > MaxBytes)
        {
            throw Fault($"a text of {Length:N0} bytes is too long");
        }

        byte[] value = new byte[Length];
        bytes.Read<byte>(value);
        return value;
    }

    /// <summary>Takes the text of the field.</summary>
    public string Text() => Encoding.UTF8.GetString(Bytes());

    /// <summary>Takes numbers of a field of raw bytes.</summary>
    public void Numbers(Span<float> numbers) => bytes.Read(numbers);

    /// <summary>Leaves out some bytes of a field of raw bytes.</summary>
    public void SkipBytes(long count) => bytes.Skip(count);

    /// <summary>Leaves the field out.</summary>
    public void Skip()
    {
        if (_kind != VarintKind)
        {
            bytes.Skip(_value);
        }
    }

    /// <summary>A fault of the file at the next byte.</summary>
    public UnusableInputException Fault(string fault) => bytes.Fault(0, fault);

    private UnusableInputException WrongKind() => Fault($"field {Field} is of another kind than it must be");

    private long Varint()
    {
        long value = 0;
        for (int shift = 0; shift <= MaxShift; shift += 7)
        {
            byte next = bytes.Read<byte>();
            value |= (long)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Fault("an integer has more than 64 bits");
    }
}
