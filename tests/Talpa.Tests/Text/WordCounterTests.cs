using System.Text;
using CsCheck;
using Talpa.Text;

namespace Talpa.Tests.Text;

public sealed class WordCounterTests
{
    private static readonly Gen<string> Word = Gen.Frequency(
        (10, Gen.Char['a', 'c'].Array[1, 3].Select(chars => new string(chars))),
        (3, Gen.Char['a', 'z'].Array[1, 20].Select(chars => new string(chars))),
        (1, Gen.Int[1, 4095].Select(length => new string('x', length))));

    [Fact]
    public void Counts_of_several_counters_are_added_up()
    {
        var counter = new WordCounter();
        counter.Add("a"u8, 3);
        counter.Add("b"u8, 1);
        counter.Add("a"u8, 1L << 40);
        Assert.Equal((2, 3 + (1L << 40), 1), (counter.Count, counter.CountOfWord("a"u8), counter.CountOfWord("b"u8)));
    }

    [Fact]
    public void A_counter_that_may_not_prune_refuses_a_word_too_many()
    {
        var counter = new WordCounter(maxWords: 2) { MayPrune = false };
        counter.Add("a"u8);
        counter.Add("b"u8);
        counter.Add("a"u8);
        Assert.Throws<UnusableInputException>(() => counter.Add("c"u8));
    }

    [Fact]
    public void Counts_like_a_dictionary_of_strings_and_numbers_words_by_first_occurrence() =>
        Word.Array[0, 2000].Sample(
            words =>
            {
                var expected = new Dictionary<string, (int Number, long Count)>(StringComparer.Ordinal);
                var counter = new WordCounter();
                foreach (string word in words)
                {
                    (int number, long count) = expected.GetValueOrDefault(word, (expected.Count, 0));
                    expected[word] = (number, count + 1);
                    Assert.Equal(number, counter.Add(Encoding.UTF8.GetBytes(word)));
                }

                Assert.Equal(expected.Count, counter.Count);
                var found = new List<(string Word, int Number, long Count)>();
                foreach (WordCounter.CountedWord word in counter)
                {
                    Assert.True(counter.At(word.Position).Word.SequenceEqual(word.Word));
                    found.Add((Encoding.UTF8.GetString(word.Word), word.Number, word.Count));
                }

                Assert.Equal(expected.Select(entry => (entry.Key, entry.Value.Number, entry.Value.Count)).OrderBy(entry => entry.Number), found);
            },
            iter: 200);

    [Fact]
    public void Finds_every_word_again_in_a_large_table()
    {
        const int Count = 300_000;
        var counter = new WordCounter();
        Span<byte> word = stackalloc byte[16];
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < Count; i++)
            {
                Assert.True(i.TryFormat(word, out int length));
                Assert.Equal(i, counter.Add(word[..length]));
            }
        }

        long total = 0;
        foreach (WordCounter.CountedWord counted in counter)
        {
            total += counted.Count;
        }

        Assert.Equal(Count, counter.Count);
        Assert.Equal(2 * Count, total);
    }

    [Fact]
    public void A_million_different_words_take_less_than_60_MB_including_growth()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var counter = new WordCounter();
        Span<byte> word = stackalloc byte[16];
        for (int i = 0; i < 1_000_000; i++)
        {
            Assert.True((i * 7919L).TryFormat(word, out int length, "d9"));
            counter.Add(word[..length]);
        }

        // The total allocated by this thread, independent of other tests; about 40 MB of it are in use.
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(1_000_000, counter.Count);
        Assert.InRange(allocated, 20_000_000, 60_000_000);
    }

    [Fact]
    public void A_word_longer_than_a_record_is_refused() =>
        Assert.Throws<ArgumentException>(() => new WordCounter().Add(new byte[4096]));
}
