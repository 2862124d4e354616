using Talpa.Text;

namespace Talpa.Tests.Text;

public sealed class WordHashTests
{
    [Fact]
    public void Every_bit_of_a_word_of_any_length_changes_its_hash()
    {
        var hash = WordHash.Create();
        var random = new Random(1);
        for (int length = 1; length <= 70; length++)
        {
            byte[] word = new byte[length];
            random.NextBytes(word);
            ulong before = hash.Of(word);
            Assert.Equal(before, hash.Of([.. word]));
            for (int bit = 0; bit < 8 * length; bit++)
            {
                word[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.NotEqual(before, hash.Of(word));
                word[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }
    }

    [Fact]
    public void The_fixed_hash_is_the_same_on_all_machines()
    {
        // Computed from the formula with Python's long integers.
        Assert.Equal(0x59398f874cb1a0eaUL, WordHash.Fixed.Of("mole"u8));
        Assert.Equal(0x6eb50ed517c984b8UL, WordHash.Fixed.Of("größerundgrößer"u8));
    }

    [Fact]
    public void A_word_with_an_appended_zero_byte_has_another_hash()
    {
        var hash = WordHash.Create();
        HashSet<ulong> hashes = [];
        for (int length = 0; length <= 70; length++)
        {
            Assert.True(hashes.Add(hash.Of(new byte[length])), $"{length} zero bytes");
        }
    }

    [Fact]
    public void Similar_words_are_spread_evenly()
    {
        // The secrets are new each time. With a few of them these words, which take one multiplication each, are spread less evenly.
        int even = Enumerable.Range(0, 20).Count(_ => SpreadsEvenly(WordHash.Create()));
        Assert.InRange(even, 17, 20);
    }

    [Fact]
    public void Two_counters_use_different_hash_secrets() => Assert.NotEqual(WordHash.Create().Of("word"u8), WordHash.Create().Of("word"u8));

    /// <summary>2^16 words into 256 groups by their first and by their last 8 bits used: 256 each, with a standard deviation of 16.</summary>
    private static bool SpreadsEvenly(WordHash hash)
    {
        int[] first = new int[256];
        int[] last = new int[256];
        Span<byte> word = stackalloc byte[16];
        for (int i = 0; i < 1 << 16; i++)
        {
            Assert.True(i.TryFormat(word, out int length));
            ulong found = hash.Of(word[..length]);
            first[(int)(found >> 56)]++;
            last[(int)(found >> 30) & 255]++;
        }

        return first.Concat(last).All(count => count is >= 256 - 112 and <= 256 + 112);
    }
}
