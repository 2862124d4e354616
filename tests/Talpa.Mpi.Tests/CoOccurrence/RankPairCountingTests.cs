using System.Runtime.InteropServices;
using Talpa.CoOccurrence;
using Talpa.Mpi.CoOccurrence;
using Talpa.Mpi.Tests.Text;
using Talpa.Mpi.Text;
using Talpa.Ranks;
using Talpa.Text;

namespace Talpa.Mpi.Tests.CoOccurrence;

public class RankPairCountingTests
{
    private static readonly CorpusOptions KeepAll = new() { MinCount = 1, Threads = 1 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void The_counts_are_those_of_one_process(int ranks)
    {
        for (int i = 0; i < 12; i++)
        {
            int seed = Random.Shared.Next();
            var random = new Random(seed);
            string[] files = RandomText.Files(random);
            using EncodedCorpus whole = EncodedCorpus.Encode(RandomText.Source(files), KeepAll, cancellationToken: TestContext.Current.CancellationToken);
            int sides = random.Next(1, 3);
            var options = new CoOccurrenceOptions
            {
                Sides = sides,
                Window = random.Next(1, 9),
                Weighting = (WindowWeighting)random.Next(3),
                SubsamplingThreshold = random.Next(2) == 0 ? 0 : 0.02,
                Threads = random.Next(1, 4),
                Positions = random.Next(2) == 0 ? null : Deal(whole.Vocabulary.Count, sides),
            };
            int[] owners = [.. Enumerable.Range(0, whole.Vocabulary.Count).Select(_ => random.Next(ranks))];
            long bandBytes = random.Next(4) == 0 ? RankPairCounting.DefaultBandBytes : random.Next(1, 3000);
            using CoOccurrenceCounts expected = CoOccurrenceCounts.Count(whole, options, TestContext.Current.CancellationToken);
            CoOccurrenceCounts[] parts = Count(files, ranks, options, word => owners[word], bandBytes);
            RequireEqual(expected, parts, word => owners[word], $"seed {seed}");
            Array.ForEach(parts, part => part.Dispose());
        }
    }

    [Fact]
    public void A_text_that_does_not_fit_memory_is_counted_alike()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        string[] files = [.. Enumerable.Range(0, 3).Select(_ => string.Join('\n', Enumerable.Range(0, 20_000).Select(_ => string.Join(' ', Enumerable.Range(0, 8).Select(_ => $"w{random.Next(40)}")))))];
        using EncodedCorpus whole = EncodedCorpus.Encode(RandomText.Source(files), KeepAll, cancellationToken: TestContext.Current.CancellationToken);
        var options = new CoOccurrenceOptions { MemoryLimit = 1 << 20, Threads = 2 };
        using CoOccurrenceCounts expected = CoOccurrenceCounts.Count(whole, options, TestContext.Current.CancellationToken);
        CoOccurrenceCounts[] parts = Count(files, ranks: 2, options, word => word % 2, bandBytes: 2000);
        RequireEqual(expected, parts, word => word % 2, $"seed {seed}");
        Array.ForEach(parts, part => part.Dispose());
    }

    [Fact]
    public void Options_that_need_the_whole_text_are_refused()
    {
        Assert.Equal(
            "Sentences can't be held out when several processes count the pairs of a text: which they are depends on the process that reads them. Hold out none.",
            Refusal(new CoOccurrenceOptions { Sentences = new SentenceSplit(0.5, 1, TakesHeldOut: false) }));
        Assert.Equal(
            "The pairs of another text can't be added or kept when several processes count the pairs of a text. Train in one process, or without them.",
            Refusal(new CoOccurrenceOptions { KeepsSums = true }));

        static string Refusal(CoOccurrenceOptions options) => Assert.Throws<UnusableInputException>(() => Count(["a b"], 1, options, _ => 0, 1)).Message;
    }

    private static TiledWords Deal(int words, int sides) => new(words, 4, (words + 3) / 4 * sides, sides);

    private static CoOccurrenceCounts[] Count(string[] files, int ranks, CoOccurrenceOptions options, Func<int, int> ownerOf, long bandBytes) =>
        ThreadRanks.Run(ranks, group =>
        {
            RankText text = RankText.Shared(group, RandomText.Source(files));
            using EncodedCorpus corpus = RankCorpus.Encode(group, text, KeepAll, cancellationToken: TestContext.Current.CancellationToken);
            return RankPairCounting.Count(group, corpus, options, ownerOf, bandBytes, TestContext.Current.CancellationToken);
        });

    private static void RequireEqual(CoOccurrenceCounts expected, CoOccurrenceCounts[] parts, Func<int, int> ownerOf, string name)
    {
        for (int rank = 0; rank < parts.Length; rank++)
        {
            CoOccurrenceCounts part = parts[rank];
            Assert.True(MemoryMarshal.AsBytes(expected.Totals).SequenceEqual(MemoryMarshal.AsBytes(part.Totals)), name);
            Assert.Equal(expected.Total, part.Total);
            for (int word = 0; word < expected.Vocabulary.Count; word++)
            {
                CoOccurrenceRow row = expected.Row(word);
                int[] own = [.. Enumerable.Range(0, row.Count).Where(i => ownerOf(expected.WordOf(expected.Row(word).Ids[i])) == rank)];
                int[] ids = [.. own.Select(i => expected.Row(word).Ids[i])];
                int[] weights = [.. own.Select(i => BitConverter.SingleToInt32Bits(expected.Row(word).Weights[i]))];
                CoOccurrenceRow merged = part.Row(word);
                Assert.True(merged.Ids.SequenceEqual(ids), $"{name}, word {word}");
                Assert.True(MemoryMarshal.Cast<float, int>(merged.Weights).SequenceEqual(weights), $"{name}, word {word}");
            }
        }

        Assert.Equal(expected.Entries, parts.Sum(part => part.Entries));
    }
}
