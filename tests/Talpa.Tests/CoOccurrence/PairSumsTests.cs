using Talpa.CoOccurrence;
using Talpa.Text;

namespace Talpa.Tests.CoOccurrence;

/// <summary>The pairs of a text, kept to be added to those of another.</summary>
public class PairSumsTests
{
    private readonly int _seed = Random.Shared.Next();

    [Theory]
    [InlineData(0, long.MaxValue)]
    [InlineData(0.01, long.MaxValue)]
    [InlineData(0.01, 1 << 20)]
    public void Pairs_kept_and_added_are_to_the_bit_those_of_both_texts_in_one(double threshold, long memoryLimit)
    {
        var random = new Random(_seed);
        string[] first = RandomLines(random, 2000, 40);
        string[] second = RandomLines(random, memoryLimit > 1 << 20 ? 2000 : 25_000, 60); // several segments
        var options = new CoOccurrenceOptions { Window = 3, SubsamplingThreshold = threshold, MemoryLimit = memoryLimit, Threads = 2 };

        using EncodedCorpus before = Encode(first, null);
        using CoOccurrenceCounts kept = CoOccurrenceCounts.Count(before, options with { KeepsSums = true }, TestContext.Current.CancellationToken);
        using EncodedCorpus after = Encode(second, before.Vocabulary);
        using CoOccurrenceCounts added = CoOccurrenceCounts.Count(after, options with { Before = kept.Sums }, TestContext.Current.CancellationToken);

        // Both texts in one, with the same words and ids, and with the shares that each word has when it is first met.
        using EncodedCorpus both = Encode([.. first, .. second], after.Vocabulary, extend: false);
        var shares = new PairSums([.. kept.Sums!.Kept, .. SharesOf(after.Vocabulary, threshold)[before.Vocabulary.Count..]], [.. after.Vocabulary.Words.Select(_ => Array.Empty<byte>())]);
        using CoOccurrenceCounts whole = CoOccurrenceCounts.Count(both, after.Vocabulary, options with { Before = shares }, TestContext.Current.CancellationToken);

        Assert.Equal(whole.Totals.ToArray(), added.Totals.ToArray());
        for (int word = 0; word < after.Vocabulary.Count; word++)
        {
            Assert.True(whole.Row(word).Ids.SequenceEqual(added.Row(word).Ids), $"seed {_seed}, word {word}");
            Assert.True(whole.Row(word).Weights.SequenceEqual(added.Row(word).Weights), $"seed {_seed}, word {word}");
        }
    }

    [Fact]
    public void Keeping_pairs_changes_no_count()
    {
        using EncodedCorpus corpus = Encode(RandomLines(new Random(_seed), 500, 40), null);
        using CoOccurrenceCounts plain = CoOccurrenceCounts.Count(corpus, new CoOccurrenceOptions(), TestContext.Current.CancellationToken);
        using CoOccurrenceCounts kept = CoOccurrenceCounts.Count(corpus, new CoOccurrenceOptions { KeepsSums = true }, TestContext.Current.CancellationToken);

        Assert.Null(plain.Sums);
        Assert.Equal(plain.Totals.ToArray(), kept.Totals.ToArray());
        for (int word = 0; word < corpus.Vocabulary.Count; word++)
        {
            Assert.Equal(plain.Row(word).Weights.ToArray(), kept.Row(word).Weights.ToArray());
        }
    }

    [Fact]
    public void A_row_with_bytes_that_say_nothing_or_too_much_is_no_row()
    {
        Assert.True(PairSums.IsRow([], 3));
        Assert.True(PairSums.IsRow([1, 5, 2, 0x80, 0x01], 3));
        Assert.False(PairSums.IsRow([1], 3));
        Assert.False(PairSums.IsRow([0, 5], 3));
        Assert.False(PairSums.IsRow([1, 0], 3));
        Assert.False(PairSums.IsRow([4, 5], 3));
        Assert.False(PairSums.IsRow([1, 5, 2, 5, 1, 5], 3));
        Assert.False(PairSums.IsRow([1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80], 3));
    }

    private static float[] SharesOf(Vocabulary vocabulary, double threshold)
    {
        var subsampling = new Subsampling(vocabulary, threshold);
        return [.. Enumerable.Range(0, vocabulary.Count).Select(word => (float)subsampling.Probability(word))];
    }

    private static EncodedCorpus Encode(string[] lines, Vocabulary? vocabulary, bool extend = true) => EncodedCorpus.Encode(
        TextSource.Lines(lines), new CorpusOptions { MinCount = 1, Vocabulary = vocabulary, ExtendVocabulary = extend && vocabulary is not null }, cancellationToken: TestContext.Current.CancellationToken);

    private static string[] RandomLines(Random random, int count, int words) =>
        [.. Enumerable.Range(0, count).Select(_ => string.Join(' ', Enumerable.Range(0, random.Next(2, 12)).Select(_ => $"w{random.Next(random.Next(1, words))}")))];
}
