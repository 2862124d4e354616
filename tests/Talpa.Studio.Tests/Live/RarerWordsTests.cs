using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server.Neighbourhoods;
using Talpa.Studio.Server.Projecting;
using Talpa.Vectors;

namespace Talpa.Studio.Tests.Live;

/// <summary>Words that are placed on a map of more frequent ones.</summary>
public sealed class RarerWordsTests(ITestOutputHelper output)
{
    private const int Degree = 5;
    private const int Dimension = 8;
    private const int Seed = 3;

    [Fact]
    public void A_rarer_word_is_at_the_weighted_mean_of_its_nearest_placed_words_and_in_the_group_of_the_nearest()
    {
        WordVectors vectors = Random(40);
        int[] placed = [.. Enumerable.Range(0, 30)];
        float[] points = [.. Enumerable.Range(0, 60).Select(i => MathF.Cos(i))];
        byte[] groups = [.. Enumerable.Range(0, 30).Select(i => (byte)i)];
        (float[] means, byte[] nearest) = RarerWords.Place(vectors, [.. Enumerable.Range(30, 10)], placed, points, groups, Degree);
        for (int i = 0; i < 10; i++)
        {
            // By the definition of the weights in UMAP (McInnes, Healy and Melville 2018, section 3.1), with a search of σ by small steps.
            (int Word, double Distance)[] near = [.. placed.Select(word => (word, 1 - (double)vectors.Similarity($"w{30 + i}", $"w{word}"))).OrderBy(each => each.Item2).Take(Degree)];
            double sigma = 1e-4;
            while (near.Sum(each => Math.Exp(-(each.Distance - near[0].Distance) / sigma)) < Math.Log2(Degree))
            {
                sigma *= 1.0001;
            }

            double[] weights = [.. near.Select(each => Math.Exp(-(each.Distance - near[0].Distance) / sigma))];
            Assert.Equal(near.Zip(weights, (each, weight) => weight * points[2 * each.Word]).Sum() / weights.Sum(), means[2 * i], 1e-3);
            Assert.Equal(near.Zip(weights, (each, weight) => weight * points[(2 * each.Word) + 1]).Sum() / weights.Sum(), means[(2 * i) + 1], 1e-3);
            Assert.Equal(near[0].Word, nearest[i]);
        }
    }

    [Fact]
    public void A_map_has_all_words_and_those_that_make_it_are_placed_as_without_the_others()
    {
        const int Most = 100;
        const int More = 20;
        WordVectors vectors = Random(Most + More);
        int[] ids = [.. Enumerable.Range(0, vectors.Count)];
        NeighbourhoodMap whole = Of(ids);
        NeighbourhoodMap alone = Of(ids[..Most]);
        Assert.Equal((Most, More, 0), (whole.Words, whole.Rarer, alone.Rarer));
        Assert.Equal(ids.Length, whole.Clusters.Members.Length);
        Assert.Equal(Most, whole.Clusters.Sizes.Sum());
        float[] points = QuantizedPoints.Decode(whole.Unit, whole.Positions);
        Assert.Equal(2 * ids.Length, points.Length);
        Assert.Equal(QuantizedPoints.Decode(alone.Unit, alone.Positions), points[..(2 * Most)]);

        NeighbourhoodMap Of(int[] words) => new NeighbourhoodMaps(Most).Of(vectors, words, new FrameBuilder().Build(vectors, words, Most, 0), isFinal: true);
    }

    [Theory]
    [InlineData(new[] { 0.5f, 0.1f, 0.4f, 0.1f, 0.3f }, new[] { 1, 3, 4 })]
    [InlineData(new[] { float.NaN, float.PositiveInfinity, 2f, 1f, 3f }, new[] { 3, 2, 4 })]
    public void A_list_of_the_nearest_is_sorted_and_keeps_the_order_of_equal_ones(float[] distances, int[] expected)
    {
        int[] items = new int[expected.Length];
        float[] kept = new float[expected.Length];
        var list = new NearestList(items, kept);
        for (int i = 0; i < distances.Length; i++)
        {
            list.Offer(i, distances[i]);
        }

        Assert.Equal(expected, items);
        Assert.Equal(expected.Select(i => distances[i]), kept);
    }

    [Fact]
    public void A_word_without_a_direction_is_in_the_middle_and_the_others_are_placed_as_without_it()
    {
        WordVectors random = Random(12);
        float[] numbers = [.. Enumerable.Range(0, 12).SelectMany(i => random[i].ToArray())];
        numbers.AsSpan(10 * Dimension, Dimension).Clear();
        numbers[(11 * Dimension) + 1] = float.PositiveInfinity;
        var vectors = new WordVectors(Enumerable.Range(0, 12).Select(i => $"w{i}"), Dimension, numbers);
        int[] placed = [.. Enumerable.Range(0, 8)];
        float[] points = [.. Enumerable.Range(0, 16).Select(i => 1 + MathF.Cos(i))];
        byte[] groups = [.. Enumerable.Range(1, 8).Select(i => (byte)i)];
        (float[] means, byte[] nearest) = RarerWords.Place(vectors, [8, 9, 10, 11], placed, points, groups, Degree);
        (float[] alone, byte[] nearestAlone) = RarerWords.Place(vectors, [8, 9], placed, points, groups, Degree);
        Assert.Equal([.. alone, 0, 0, 0, 0], means);
        Assert.Equal([.. nearestAlone, 0, 0], nearest);
    }

    [Fact]
    public void Without_rarer_words_or_without_placed_words_nothing_is_computed()
    {
        WordVectors vectors = Random(4);
        (float[] none, byte[] noGroups) = RarerWords.Place(vectors, [], [0, 1], [1, 2, 3, 4], [5, 6], Degree);
        Assert.Empty(none);
        Assert.Empty(noGroups);
        (float[] means, byte[] nearest) = RarerWords.Place(vectors, [2, 3], [], [], [], Degree);
        Assert.Equal(new float[4], means);
        Assert.Equal(new byte[2], nearest);
    }

    private WordVectors Random(int words)
    {
        output.WriteLine($"Seed {Seed}");
        var random = new Random(Seed);
        return new WordVectors(Enumerable.Range(0, words).Select(i => $"w{i}"), Dimension, [.. Enumerable.Range(0, words * Dimension).Select(_ => random.NextSingle() - 0.5f)]);
    }
}
