using System.Buffers.Binary;
using Talpa.Kernels;

namespace Talpa.Tests.Kernels;

public sealed class ByteHeadTests
{
    [Fact]
    public void Contains_the_first_bytes_of_a_text_padded_with_zeros()
    {
        var random = new Random(1);
        for (int textLength = 0; textLength <= 40; textLength++)
        {
            byte[] text = new byte[textLength];
            random.NextBytes(text);
            for (int length = 0; length <= textLength; length++)
            {
                byte[] expected = new byte[ByteHead.Length];
                text.AsSpan(0, Math.Min(length, ByteHead.Length)).CopyTo(expected);
                ByteHead head = ByteHead.Of(text, length);
                byte[] written = new byte[ByteHead.Length];
                head.CopyTo(written);
                Assert.Equal(expected, written);
                Assert.Equal(BinaryPrimitives.ReadUInt64LittleEndian(expected), head.Low);
                Assert.Equal(BinaryPrimitives.ReadUInt64LittleEndian(expected.AsSpan(8)), head.High);
                Assert.Equal(expected.All(value => value < 0x80), head.IsAscii);
            }
        }
    }

    [Fact]
    public void Two_are_equal_if_all_their_bytes_are_equal()
    {
        byte[] text = [.. Enumerable.Range(1, ByteHead.Length).Select(value => (byte)value)];
        ByteHead head = ByteHead.Of(text, text.Length);
        Assert.True(head.IsSameAs(ByteHead.Of([.. text, 99], text.Length)));
        for (int i = 0; i < text.Length; i++)
        {
            byte[] other = [.. text];
            other[i] ^= 0x80;
            Assert.False(head.IsSameAs(ByteHead.Of(other, other.Length)));
        }
    }

    [Fact]
    public void Lowercases_only_ASCII_letters()
    {
        for (int first = 0; first < 256; first += ByteHead.Length)
        {
            byte[] text = [.. Enumerable.Range(first, ByteHead.Length).Select(value => (byte)value)];
            byte[] lower = new byte[ByteHead.Length];
            ByteHead.Of(text, text.Length).WithAsciiInLowerCase().CopyTo(lower);
            Assert.Equal(text.Select(value => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value + 32) : value), lower);
        }
    }
    [Fact]
    public void Plain_text_is_detected_from_the_first_bytes_of_its_characters()
    {
        for (int value = 0; value < 256; value++)
        {
            bool isPlain = value is < 0xC0 or (>= 0xC3 and <= 0xCB) or 0xD0 or 0xD1 or (>= 0xE4 and <= 0xE9) or 0xEB or 0xEC;
            for (int position = 0; position < ByteHead.Length; position++)
            {
                byte[] text = [.. Enumerable.Repeat((byte)'a', ByteHead.Length)];
                text[position] = (byte)value;
                Assert.Equal(isPlain, ByteHead.Of(text, text.Length).IsPlainText);
                Assert.True(ByteHead.Of(text, position).IsPlainText);
            }
        }
    }
}
