using Talpa.Inputs;
using Talpa.Kernels;
using Talpa.Text;
using Talpa.Training.Architectures;
using Talpa.Training.Batches;

namespace Talpa.Tests.Training.Batches;

public class BatchPlannerTests
{
    private const int WindowSize = 3;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(256)]
    public void A_sentence_split_into_batches_loses_no_pair(int batchTokens)
    {
        WordId[] chunk = [.. Sentence(0, 5), WordId.SentenceEnd, .. Sentence(5, 700), WordId.SentenceEnd, .. Sentence(705, 2), WordId.SentenceEnd];
        BatchPlanner<SkipGramFromContext, WordRows, FullSoftmax.Step> planner = NewPlanner(WindowWeighting.Even);
        Batch batch = planner.NewBatch(batchTokens);
        var random = new SplitMix64(1);
        var planned = new List<(int, int)>();
        int tokens = 0;
        for (int start = 0; start < chunk.Length;)
        {
            TextRange range = TextRange.Cut(chunk, start, batchTokens);
            planner.Plan(batch, chunk, range, 0.1f, ref random);
            planned.AddRange(PairsOf(batch));
            tokens += range.Tokens;
            start += range.Length;
        }

        Assert.Equal(707, tokens);
        Assert.Equal([.. ExpectedPairs(chunk).Order()], [.. planned.Order()]);
    }

    [Fact]
    public void A_context_word_is_used_as_often_as_its_weight()
    {
        foreach ((WindowWeighting weighting, float[] expected) in new (WindowWeighting, float[])[]
        {
            (WindowWeighting.Linear, [1, 2 / 3f, 1 / 3f]), (WindowWeighting.Harmonic, [1, 1 / 2f, 1 / 3f]), (WindowWeighting.Even, [1, 1, 1]),
        })
        {
            const int Draws = 20_000;
            var sampler = new WindowSampler(NoSubsampling, WindowSize, weighting);
            var random = new SplitMix64(7);
            int[] taken = new int[WindowSize];
            for (int i = 0; i < Draws; i++)
            {
                (int first, int last) = sampler.Around(50, 101, ref random);
                Assert.Equal(50 - first, last - 50);
                for (int d = 1; d <= last - 50; d++)
                {
                    taken[d - 1]++;
                }
            }

            Assert.All(taken.Zip(expected), pair => Assert.Equal(pair.Second, pair.First / (float)Draws, 0.02f));
        }
    }

    private static Subsampling NoSubsampling => new(new Vocabulary(["a"], [1]), 0);

    private static BatchPlanner<SkipGramFromContext, WordRows, FullSoftmax.Step> NewPlanner(WindowWeighting weighting) => new(
        new WindowSampler(NoSubsampling, WindowSize, weighting), new WordRows(1000), new FullSoftmax.Step(new Talpa.Memory.PaddedMatrix(1, 1)));

    private static IEnumerable<WordId> Sentence(int first, int count) => Enumerable.Range(first, count).Select(id => new WordId(id));

    private static List<(int Centre, int Context)> PairsOf(Batch batch)
    {
        var pairs = new List<(int, int)>();
        foreach (PlannedWindow window in batch.Windows)
        {
            for (int i = window.First; i <= window.Last; i++)
            {
                if (i != window.Centre)
                {
                    pairs.Add((batch.Words[window.Centre].Value, batch.Words[i].Value));
                }
            }
        }

        return pairs;
    }

    /// <summary>All words are different, so a pair of words is a pair of positions.</summary>
    private static IEnumerable<(int Centre, int Context)> ExpectedPairs(WordId[] chunk) =>
        from centre in Enumerable.Range(0, chunk.Length)
        from context in Enumerable.Range(centre - WindowSize, (2 * WindowSize) + 1).Where(i => i >= 0 && i < chunk.Length && i != centre)
        where !chunk.AsSpan()[Math.Min(centre, context)..(Math.Max(centre, context) + 1)].Contains(WordId.SentenceEnd)
        select (chunk[centre].Value, chunk[context].Value);
}
