using Talpa.Kernels;

namespace Talpa.Tests.Kernels;

public sealed class ByteBlockTests
{
    [Fact]
    public void Each_byte_of_a_block_of_any_length_sets_its_bit()
    {
        var random = new Random(1);
        for (int length = 0; length <= 70; length++)
        {
            byte[] text = new byte[length];
            random.NextBytes(text);
            ByteBlock block = ByteBlock.Of(text);
            for (int value = 0; value < 256; value++)
            {
                byte highest = (byte)random.Next(value, 256);
                Assert.Equal(Bits(text, one => one == value), block.Are((byte)value) & ByteBlock.Within(length));
                Assert.Equal(Bits(text, one => one >= value && one <= highest), block.Are((byte)value, highest) & ByteBlock.Within(length));
            }
        }
    }

    [Fact]
    public void A_short_text_is_padded_with_zeros() => Assert.Equal(~0b111UL, ByteBlock.Of("abc"u8).Are(0));

    private static ulong Bits(byte[] text, Func<byte, bool> isMeant)
    {
        ulong bits = 0;
        for (int i = 0; i < Math.Min(text.Length, ByteBlock.Length); i++)
        {
            bits |= isMeant(text[i]) ? 1UL << i : 0;
        }

        return bits;
    }
}
