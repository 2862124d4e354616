using Talpa.CoOccurrence;
using Talpa.Kernels;
using Talpa.Text;

namespace Talpa.Tests.CoOccurrence;

public class CoOccurrenceCountsTests
{
    private static readonly string[] Short = ["a b a c", "b b a", "c", "a a b c d a b"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    public void Without_subsampling_and_with_fixed_windows_every_pair_counts_once(int window)
    {
        using EncodedCorpus corpus = Encode(Short);
        using CoOccurrenceCounts counts = CoOccurrenceCounts.Count(
            corpus, new() { Window = window, Weighting = WindowWeighting.Even, SubsamplingThreshold = 0 }, TestContext.Current.CancellationToken);
        double[,] expected = new double[4, 4];
        foreach (int[] sentence in Sentences(corpus))
        {
            for (int i = 0; i < sentence.Length; i++)
            {
                foreach (int o in Talpa.Textbook.SkipGram.Context(sentence, i, window))
                {
                    expected[sentence[i], o]++;
                }
            }
        }

        AssertCounts(expected, counts, 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public void With_two_sides_the_words_before_and_those_after_are_contexts_of_their_own(int window)
    {
        using EncodedCorpus corpus = Encode(Short);
        using CoOccurrenceCounts counts = CoOccurrenceCounts.Count(
            corpus, new() { Window = window, Weighting = WindowWeighting.Even, SubsamplingThreshold = 0, Sides = 2 }, TestContext.Current.CancellationToken);
        double[,] expected = new double[4, 8];
        foreach (int[] sentence in Sentences(corpus))
        {
            for (int i = 0; i < sentence.Length; i++)
            {
                for (int o = Math.Max(0, i - window); o <= Math.Min(sentence.Length - 1, i + window); o++)
                {
                    if (o != i)
                    {
                        expected[sentence[i], (2 * sentence[o]) + (o > i ? 1 : 0)]++;
                    }
                }
            }
        }

        for (int word = 0; word < 4; word++)
        {
            CoOccurrenceRow row = counts.Row(word);
            int[] contexts = [.. Enumerable.Range(0, 8).Where(context => expected[word, context] > 0)];
            Assert.Equal(contexts, row.Ids.ToArray());
            Assert.Equal(contexts.Select(context => (float)expected[word, context]), row.Weights.ToArray());
            Assert.Equal(contexts.Select(context => context / 2), row.Ids.ToArray().Select(counts.WordOf));
            Assert.Equal(contexts.Sum(context => expected[word, context]), counts.Totals[word], 1e-6);
        }
    }

    [Theory]
    [InlineData(2, WindowWeighting.Linear)]
    [InlineData(3, WindowWeighting.Even)]
    [InlineData(4, WindowWeighting.Harmonic)]
    [InlineData(9, WindowWeighting.Linear)]
    [InlineData(9, WindowWeighting.Harmonic)]
    public void Counts_are_the_expectation_over_all_subsamplings_and_windows(int window, WindowWeighting weighting)
    {
        const double Threshold = 0.05;
        using EncodedCorpus corpus = Encode(Short);
        using CoOccurrenceCounts counts = CoOccurrenceCounts.Count(
            corpus,
            new() { Window = window, Weighting = weighting, SubsamplingThreshold = Threshold, MinWeight = 1e-9 },
            TestContext.Current.CancellationToken);
        var subsampling = new Subsampling(corpus.Vocabulary, Threshold);
        double[] kept = [.. Enumerable.Range(0, 4).Select(word => subsampling.Probability(word))];
        double[,] expected = new double[4, 4];
        foreach (int[] sentence in Sentences(corpus))
        {
            for (int pattern = 0; pattern < 1 << sentence.Length; pattern++)
            {
                double probability = 1;
                var left = new List<int>();
                for (int i = 0; i < sentence.Length; i++)
                {
                    bool isKept = ((pattern >> i) & 1) == 1;
                    probability *= isKept ? kept[sentence[i]] : 1 - kept[sentence[i]];
                    if (isKept)
                    {
                        left.Add(sentence[i]);
                    }
                }

                for (int size = 1; size <= window; size++)
                {
                    for (int i = 0; i < left.Count; i++)
                    {
                        foreach (int o in Talpa.Textbook.SkipGram.Context(left, i, size))
                        {
                            expected[left[i], o] += probability * Drawn(size, window, weighting);
                        }
                    }
                }
            }
        }

        AssertCounts(expected, counts, 1e-5);
    }

    /// <summary>The probability of each window size for which distance d is within the window with the probability that equals its weight.</summary>
    private static double Drawn(int size, int window, WindowWeighting weighting) => weighting switch
    {
        WindowWeighting.Linear => 1.0 / window,
        WindowWeighting.Harmonic => size == window ? 1.0 / size : (1.0 / size) - (1.0 / (size + 1)),
        _ => size == window ? 1 : 0,
    };

    [Theory]
    [InlineData(3)]
    [InlineData(4000)]
    public void The_estimated_number_of_pairs_is_within_a_tenth(int words)
    {
        var random = new Random(1);
        using EncodedCorpus corpus = Encode([.. Enumerable.Range(0, 8000).Select(_ =>
            string.Join(' ', Enumerable.Range(0, 10).Select(_ => $"w{(int)(words * Math.Pow(random.NextDouble(), 3))}")))]);
        foreach (long memoryLimit in new[] { 2L << 30, 1 << 20 })
        {
            var options = new CoOccurrenceOptions { MemoryLimit = memoryLimit };
            using CoOccurrenceCounts counts = CoOccurrenceCounts.Count(corpus, options, TestContext.Current.CancellationToken);
            Assert.InRange(new PairCounting(corpus, corpus.Vocabulary, options).EstimateEntries(), 0.9 * counts.Entries, 1.1 * counts.Entries);
        }
    }

    [Fact]
    public void Counts_are_the_mean_of_many_passes_with_random_windows_and_subsampling()
    {
        const int Passes = 400;
        const int Window = 5;
        const double Threshold = 0.02;
        using EncodedCorpus corpus = Encode(RandomText(new Random(3), 40, 12));
        using CoOccurrenceCounts counts = CoOccurrenceCounts.Count(
            corpus, new() { Window = Window, SubsamplingThreshold = Threshold }, TestContext.Current.CancellationToken);
        var subsampling = new Subsampling(corpus.Vocabulary, Threshold);
        double[,] sums = new double[12, 12];
        for (int pass = 0; pass < Passes; pass++)
        {
            SplitMix64 random = SplitMix64.For(1, pass, 0);
            foreach (int[] sentence in Sentences(corpus))
            {
                var left = new List<int>();
                foreach (int word in sentence)
                {
                    if (subsampling.Keeps(word, (uint)(random.Next() >> 32)))
                    {
                        left.Add(word);
                    }
                }

                for (int i = 0; i < left.Count; i++)
                {
                    foreach (int o in Talpa.Textbook.SkipGram.Context(left, i, 1 + random.Below(Window)))
                    {
                        sums[left[i], o] += 1.0 / Passes;
                    }
                }
            }
        }

        // About N pairs are drawn for each entry: the relative deviation is 1 / √N; the tolerance is five times that.
        for (int centre = 0; centre < 12; centre++)
        {
            double[] row = Dense(counts, centre);
            for (int o = 0; o < 12; o++)
            {
                Assert.Equal(row[o], sums[centre, o], 5 * Math.Sqrt((row[o] + 0.01) / Passes) * 2);
            }
        }
    }

    [Fact]
    public void Any_number_of_threads_and_any_memory_limit_give_the_same_bytes()
    {
        using EncodedCorpus corpus = Encode(RandomText(new Random(4), 20_000, 300));
        Assert.True(corpus.ChunkCount > 3);
        using CoOccurrenceCounts whole = CoOccurrenceCounts.Count(corpus, new() { Threads = 1 }, TestContext.Current.CancellationToken);
        Assert.False(whole.IsInFile);
        foreach ((int threads, long limit) in new[] { (2, 2L << 30), (8, 2L << 30), (1, 1L << 20), (2, 1L << 20) })
        {
            using CoOccurrenceCounts other = CoOccurrenceCounts.Count(
                corpus, new() { Threads = threads, MemoryLimit = limit }, TestContext.Current.CancellationToken);
            Assert.Equal(limit == 1 << 20, other.IsInFile);
            Assert.Equal(whole.Entries, other.Entries);
            Assert.Equal(whole.Totals.ToArray(), other.Totals.ToArray());
            for (int word = 0; word < corpus.Vocabulary.Count; word++)
            {
                Assert.True(whole.Row(word).Ids.SequenceEqual(other.Row(word).Ids));
                Assert.True(whole.Row(word).Weights.SequenceEqual(other.Row(word).Weights));
            }
        }
    }

    [Fact]
    public void Counts_are_symmetric_and_rows_sum_to_the_totals()
    {
        using EncodedCorpus corpus = Encode(RandomText(new Random(5), 300, 30));
        using CoOccurrenceCounts counts = CoOccurrenceCounts.Count(corpus, cancellationToken: TestContext.Current.CancellationToken);
        double[][] dense = [.. Enumerable.Range(0, 30).Select(word => Dense(counts, word))];
        for (int a = 0; a < 30; a++)
        {
            Assert.Equal(counts.Totals[a], dense[a].Sum(), 1e-5 * counts.Totals[a]);
            for (int b = 0; b < a; b++)
            {
                Assert.Equal(dense[a][b], dense[b][a], 1e-5 * (1 + dense[a][b]));
            }
        }

        Assert.Equal(counts.Total, dense.Sum(row => row.Sum()), 1e-5 * counts.Total);
    }

    [Fact]
    public void Pairs_of_another_text_are_counted_with_the_given_vocabulary_after_removing_unknown_words()
    {
        using EncodedCorpus corpus = Encode(["c x b", "x"]);
        var vocabulary = new Vocabulary(["a", "b", "c"], [5, 4, 3]);
        using CoOccurrenceCounts counts = CoOccurrenceCounts.Count(
            corpus, vocabulary, new() { Window = 1, SubsamplingThreshold = 0 }, TestContext.Current.CancellationToken);
        Assert.Equal(0, counts.Row(0).Count);
        Assert.Equal([2], counts.Row(1).Ids.ToArray());
        Assert.Equal([1f], counts.Row(2).Weights.ToArray());
    }

    [Fact]
    public void A_missing_folder_is_reported()
    {
        using EncodedCorpus corpus = Encode(RandomText(new Random(4), 20_000, 300));
        string folder = Path.Combine(Path.GetTempPath(), "no such folder");
        UnusableInputException fault = Assert.Throws<UnusableInputException>(() => CoOccurrenceCounts.Count(
            corpus, new() { MemoryLimit = 1 << 20, TemporaryFolder = folder }, TestContext.Current.CancellationToken));
        Assert.Contains(folder, fault.Message);
    }

    [Fact]
    public void Counting_can_be_cancelled()
    {
        using EncodedCorpus corpus = Encode(Short);
        Assert.ThrowsAny<OperationCanceledException>(() => CoOccurrenceCounts.Count(corpus, cancellationToken: new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData(0, 1e-3, 1e-3)]
    [InlineData(5, 2, 1e-3)]
    [InlineData(5, 1e-3, 0)]
    [InlineData(5, double.NaN, 1e-3)]
    public void Options_out_of_range_are_refused(int window, double threshold, double minWeight)
    {
        using EncodedCorpus corpus = Encode(Short);
        Assert.Throws<ArgumentOutOfRangeException>(() => CoOccurrenceCounts.Count(
            corpus, new() { Window = window, SubsamplingThreshold = threshold, MinWeight = minWeight }, TestContext.Current.CancellationToken));
    }

    private static EncodedCorpus Encode(IEnumerable<string> lines) => EncodedCorpus.Encode(TextSource.Lines(lines), new CorpusOptions { MinCount = 1 });

    /// <summary>Words w0, w1, … of decreasing frequency, in sentences of 1 to 20.</summary>
    private static IEnumerable<string> RandomText(Random random, int sentences, int words)
    {
        yield return string.Join(' ', Enumerable.Range(0, words).Select(word => $"w{word}"));
        for (int i = 0; i < sentences; i++)
        {
            yield return string.Join(' ', Enumerable.Range(0, random.Next(1, 20)).Select(_ => $"w{(int)(words * Math.Pow(random.NextDouble(), 2))}"));
        }
    }

    private static List<int[]> Sentences(EncodedCorpus corpus)
    {
        var sentences = new List<int[]>();
        var buffer = new WordId[corpus.LongestChunk];
        for (int chunk = 0; chunk < corpus.ChunkCount; chunk++)
        {
            ReadOnlySpan<WordId> ids = buffer.AsSpan(0, corpus.ReadChunk(chunk, buffer));
            while (!ids.IsEmpty)
            {
                int length = ids.IndexOf(WordId.SentenceEnd);
                sentences.Add([.. ids[..length].ToArray().Select(id => id.Value)]);
                ids = ids[(length + 1)..];
            }
        }

        return sentences;
    }

    private static double[] Dense(CoOccurrenceCounts counts, int centre)
    {
        double[] row = new double[counts.Vocabulary.Count];
        CoOccurrenceRow sparse = counts.Row(centre);
        for (int i = 0; i < sparse.Count; i++)
        {
            row[sparse.Ids[i]] = sparse.Weights[i];
        }

        return row;
    }

    private static void AssertCounts(double[,] expected, CoOccurrenceCounts counts, double tolerance)
    {
        for (int centre = 0; centre < expected.GetLength(0); centre++)
        {
            double[] row = Dense(counts, centre);
            for (int o = 0; o < row.Length; o++)
            {
                Assert.Equal(expected[centre, o], row[o], tolerance);
            }
        }
    }
}
