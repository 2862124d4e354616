using System.Text;
using System.Text.Json;
using CsCheck;
using Talpa.Inputs;

namespace Talpa.Tests.Inputs;

/// <summary>The n-grams of words and their buckets, compared with those that fastText printed and with a slow enumeration of substrings.</summary>
public class CharacterNgramsTests
{
    [Fact]
    public void The_buckets_of_a_word_are_those_that_fastText_uses()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(TestFile.Path("fasttext-ngrams.json")));
        JsonElement file = json.RootElement;
        var ngrams = new CharacterNgrams(file.GetProperty("min").GetInt32(), file.GetProperty("max").GetInt32(), file.GetProperty("buckets").GetInt32());
        int compared = 0;
        foreach (JsonElement word in file.GetProperty("words").EnumerateArray())
        {
            byte[] bytes = Convert.FromHexString(word.GetProperty("word").GetString()!);
            int[] expected = [.. word.GetProperty("ngrams").EnumerateArray().Select(ngram => ngram[1].GetInt32())];
            Assert.Equal(expected, Buckets(ngrams, bytes));
            compared += expected.Length;
        }

        Assert.True(compared > 150);
    }

    [Fact]
    public void The_buckets_of_any_bytes_are_the_hashes_of_all_substrings_of_the_lengths() =>
        Gen.Select(Gen.OneOf(Gen.Byte, Gen.OneOf<byte>(0x61, 0x80, 0xC3, 0xE5, 0xF0)).Array[0, 12], Gen.Int[0, 7], Gen.Int[1, 7], Gen.Int[1, 5000]).Sample(
            (word, min, max, buckets) => Assert.Equal(Expected(word, min, max, buckets), Buckets(new CharacterNgrams(min, max, buckets), word)),
            iter: Repetitions.Of(1000));

    [Fact]
    public void The_end_of_a_sentence_has_no_ngrams() => Assert.Empty(Buckets(new CharacterNgrams(1, 6, 10), "</s>"u8));

    [Fact]
    public void Enumeration_allocates_nothing()
    {
        var ngrams = new CharacterNgrams(3, 6, 1000);
        byte[] word = Encoding.UTF8.GetBytes("Maulwürfe");
        long sum = Sum(ngrams, word);
        long before = GC.GetAllocatedBytesForCurrentThread();
        sum -= Sum(ngrams, word);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(0, sum);
    }

    [Theory]
    [InlineData(-1, 6, 10)]
    [InlineData(3, 0, 10)]
    [InlineData(3, 65, 10)]
    [InlineData(3, 6, 0)]
    public void Numbers_out_of_their_range_are_refused(int min, int max, int buckets) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CharacterNgrams(min, max, buckets));

    private static long Sum(CharacterNgrams ngrams, ReadOnlySpan<byte> word)
    {
        long sum = 0;
        foreach (int bucket in ngrams.BucketsOf(word))
        {
            sum += bucket;
        }

        return sum;
    }

    private static int[] Buckets(CharacterNgrams ngrams, ReadOnlySpan<byte> word)
    {
        var buckets = new List<int>();
        foreach (int bucket in ngrams.BucketsOf(word))
        {
            buckets.Add(bucket);
        }

        return [.. buckets];
    }

    /// <summary>Divides the marked word into characters, takes every run of them of the right length, and hashes its bytes in 64 bits.</summary>
    private static IEnumerable<int> Expected(byte[] word, int min, int max, int buckets)
    {
        var characters = new List<List<byte>>();
        foreach (byte next in (byte[])[(byte)'<', .. word, (byte)'>'])
        {
            if ((next & 0xC0) == 0x80)
            {
                characters[^1].Add(next);
            }
            else
            {
                characters.Add([next]);
            }
        }

        for (int start = 0; start < characters.Count; start++)
        {
            for (int length = Math.Max(1, min); length <= max && start + length <= characters.Count; length++)
            {
                if (length > 1 || (start > 0 && start < characters.Count - 1))
                {
                    yield return (int)(Hash(characters.Skip(start).Take(length).SelectMany(character => character)) % buckets);
                }
            }
        }
    }

    private static long Hash(IEnumerable<byte> bytes)
    {
        long hash = 2166136261;
        foreach (byte next in bytes)
        {
            long extended = next < 128 ? next : next | 0xFFFFFF00;
            hash = (hash ^ extended) * 16777619 % (1L << 32);
        }

        return hash;
    }
}
