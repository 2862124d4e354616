using System.Buffers;
using System.Buffers.Binary;

namespace Talpa.Mpi.Text;

/// <summary>A word with its count as bytes between ranks: the count (8 bytes, little-endian), the length of the word (2 bytes), the word in UTF-8.</summary>
internal static class WordRecord
{
    private const int LengthAt = sizeof(long);
    private const int WordAt = LengthAt + sizeof(ushort);

    /// <summary>Appends a word.</summary>
    /// <returns>The bytes written.</returns>
    public static int Write(IBufferWriter<byte> target, ReadOnlySpan<byte> word, long count)
    {
        int length = WordAt + word.Length;
        Span<byte> record = target.GetSpan(length)[..length];
        BinaryPrimitives.WriteInt64LittleEndian(record, count);
        BinaryPrimitives.WriteUInt16LittleEndian(record[LengthAt..], checked((ushort)word.Length));
        word.CopyTo(record[WordAt..]);
        target.Advance(length);
        return length;
    }

    /// <summary>Takes the next word from the front of bytes.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool TryTake(ref ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> word, out long count)
    {
        if (bytes.IsEmpty)
        {
            word = [];
            count = 0;
            return false;
        }

        count = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        int length = BinaryPrimitives.ReadUInt16LittleEndian(bytes[LengthAt..]);
        word = bytes.Slice(WordAt, length);
        bytes = bytes[(WordAt + length)..];
        return true;
    }
}
