using Talpa.Comparisons;

namespace Talpa.Tests.Comparisons;

public class ModelComparisonTests
{
    [Fact]
    public void Words_that_changed_places_differ_most_and_the_mean_figures_are_those_of_a_slow_computation()
    {
        WordVectors first = RandomModels.Of(300, 12, seed: 1);
        WordVectors second = RandomModels.Rotated(Swapped(first, 40, 90), noise: 0.1, seed: 2);

        var comparison = ModelComparison.Of(first, second, options: new ComparisonOptions { Neighbours = 5, OverlapWords = 100 });

        Assert.Equal(300, comparison.Words);
        Assert.Equal(100, comparison.OverlapWords);
        Assert.Equal(["w40", "w90"], comparison.Movers(2).Select(change => change.Word).Order());
        WordVectors mapped = comparison.Alignment!.Map(first);
        double[] cosines = [.. Enumerable.Range(0, 300).Select(id => Cosine(mapped[id], second[id]))];
        Assert.Equal(cosines.Average(), comparison.Cosine!.Value, 1e-5);
        Assert.Equal(Enumerable.Range(0, 100).Average(id => SlowOverlap(first, second, id, 5)), comparison.Overlap, 1e-9);
        WordChange change = comparison.ChangesOf(["w250"])[0];
        Assert.Equal(cosines[250], change.Cosine!.Value, 1e-5);
        Assert.Equal(SlowOverlap(first, second, 250, 5), change.Overlap, 1e-9);
        Assert.Equal(first.Nearest("w250", 5).Select(near => near.Word), change.FirstNeighbours);
        Assert.Equal(second.Nearest("w250", 5).Select(near => near.Word), change.SecondNeighbours);
    }

    [Fact]
    public void Neighbours_are_searched_among_common_words_only()
    {
        WordVectors first = RandomModels.Of(500, 8, seed: 3);
        int[] kept = [.. Enumerable.Range(0, 500).Where(id => id % 3 != 0).Reverse()];
        var second = new WordVectors(kept.Select(id => $"w{id}"), 8, [.. kept.SelectMany(id => first[id].ToArray())]);

        var comparison = ModelComparison.Of(first, second);

        Assert.Equal(kept.Length, comparison.Words);
        Assert.Equal(1, comparison.Overlap);
        Assert.Equal(second.Nearest("w7").Select(near => near.Word), comparison.ChangesOf(["w7"])[0].FirstNeighbours);
        Assert.Throws<UnknownWordException>(() => comparison.ChangesOf(["w9"]));
        Assert.Throws<UnknownWordException>(() => comparison.ChangesOf(["mole"]));
    }

    [Fact]
    public void Models_of_different_dimensions_are_compared_by_neighbours()
    {
        WordVectors first = RandomModels.Of(200, 6, seed: 4);
        WordVectors swapped = Swapped(first, 10, 20);
        float[] wide = [.. Enumerable.Range(0, 200).SelectMany(id => (float[])[.. swapped[id], 0, 0])];

        var comparison = ModelComparison.Of(first, RandomModels.With(200, 8, wide), options: new ComparisonOptions { OverlapWords = 50 });

        Assert.Null(comparison.Alignment);
        Assert.Null(comparison.Cosine);
        Assert.Equal(["w10", "w20"], comparison.Movers(2).Select(change => change.Word).Order());
        Assert.All(comparison.Movers(50), change => Assert.Null(change.Cosine));
        Assert.Equal(50, comparison.Movers(1000).Count);
    }

    [Fact]
    public void A_word_that_seeds_move_too_is_behind_one_that_only_the_other_model_moves()
    {
        const int Restless = 30;
        const int Moved = 200;
        WordVectors text = RandomModels.Of(1000, 16, seed: 5);
        WordVectors Seed(int seed, WordVectors model) => RandomModels.Rotated(Disturbed(model, Restless, 3, seed), noise: 0.3, seed);
        WordVectors first = Seed(6, text);
        WordVectors[] seeds = [.. Enumerable.Range(7, 6).Select(seed => Seed(seed, text))];
        WordVectors second = Seed(20, Disturbed(text, Moved, 3, seed: 21));

        var comparison = ModelComparison.Of(first, second, seeds);

        WordChange[] order = [.. comparison.Movers(1000)];
        Assert.Equal($"w{Moved}", order[0].Word);
        Assert.True(order[0].Score > 5, $"{order[0].Score}");
        Assert.True(order[0].FalseDiscoveryRate < 0.2, $"{order[0].FalseDiscoveryRate}");
        Assert.True(comparison.ChangesOf([$"w{Restless}"])[0].Score < order[0].Score / 2);
        Assert.Equal(comparison.SeedCosine!.Value, comparison.Cosine!.Value, 0.02);
        Assert.All(order, change => Assert.Equal(change.BetweenSeeds!.Value - change.Cosine!.Value, change.Excess!.Value, 1e-9));
        Assert.Equal(order.Count(change => change.FalseDiscoveryRate <= 0.5), comparison.CountAt(0.5));
        Assert.True(order.Zip(order[1..]).All(pair => pair.First.Score >= pair.Second.Score && pair.First.FalseDiscoveryRate <= pair.Second.FalseDiscoveryRate));
    }

    [Fact]
    public void A_model_of_another_seed_has_few_words_beyond_the_seeds()
    {
        WordVectors text = RandomModels.Of(2000, 10, seed: 8);
        WordVectors[] models = [.. Enumerable.Range(30, 5).Select(seed => RandomModels.Rotated(text, noise: 0.5, seed))];

        var comparison = ModelComparison.Of(models[0], models[1], models[2..]);

        Assert.True(comparison.CountAt(0.1) <= 2, $"{comparison.CountAt(0.1)} words");
    }

    [Fact]
    public void One_seed_gives_an_excess_and_no_score()
    {
        WordVectors first = RandomModels.Of(100, 8, seed: 9);
        WordVectors second = RandomModels.Rotated(Swapped(first, 1, 2), noise: 0.2, seed: 10);

        var comparison = ModelComparison.Of(first, second, [RandomModels.Rotated(first, noise: 0.2, seed: 11)]);

        Assert.Equal(["w1", "w2"], comparison.Movers(2).Select(change => change.Word).Order());
        Assert.All(comparison.Movers(100), change => Assert.True(change is { Score: null, FalseDiscoveryRate: null, Excess: not null }));
        Assert.Null(comparison.CountAt(0.1));
    }

    [Fact]
    public void Rare_words_are_left_out_and_wrong_seeds_refused()
    {
        WordVectors first = RandomModels.Of(100, 5, seed: 12);
        WordVectors second = RandomModels.Rotated(first, noise: 0.2, seed: 13);
        var plain = new WordVectors(first.Vocabulary.Words, 5, RandomModels.Numbers(first));

        Assert.Equal(50, ModelComparison.Of(first, second, options: new ComparisonOptions { MinCount = 200 }).Words);
        Assert.Throws<ArgumentException>(() => ModelComparison.Of(first, plain, options: new ComparisonOptions { MinCount = 2 }));
        Assert.Throws<UnusableInputException>(() => ModelComparison.Of(first, second, options: new ComparisonOptions { MinCount = 1_000_000 }));
        Assert.Contains("seed 2", Assert.Throws<UnusableInputException>(() => ModelComparison.Of(first, second, [second, first])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ModelComparison.Of(first, second, [RandomModels.Of(100, 6, seed: 1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ModelComparison.Of(first, second, options: new ComparisonOptions { Neighbours = 0 }));
    }

    private static WordVectors Swapped(WordVectors model, int one, int other)
    {
        int d = model.Dimension;
        float[] numbers = RandomModels.Numbers(model);
        model[one].CopyTo(numbers.AsSpan(other * d, d));
        model[other].CopyTo(numbers.AsSpan(one * d, d));
        return RandomModels.With(model.Count, d, numbers);
    }

    private static WordVectors Disturbed(WordVectors model, int word, float size, int seed)
    {
        var random = new Random(seed);
        float[] numbers = RandomModels.Numbers(model);
        foreach (ref float number in numbers.AsSpan(word * model.Dimension, model.Dimension))
        {
            number += size * (random.NextSingle() - 0.5f) * 2;
        }

        return RandomModels.With(model.Count, model.Dimension, numbers);
    }

    private static double SlowOverlap(WordVectors first, WordVectors second, int id, int count) =>
        SlowNeighbours(first, id, count).Intersect(SlowNeighbours(second, id, count)).Count() / (double)count;

    private static IEnumerable<int> SlowNeighbours(WordVectors model, int id, int count) =>
        Enumerable.Range(0, model.Count).Where(other => other != id).OrderByDescending(other => Cosine(model[id], model[other])).Take(count);

    private static double Cosine(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        (double xx, double yy, double xy) = (0, 0, 0);
        for (int d = 0; d < x.Length; d++)
        {
            (xx, yy, xy) = (xx + ((double)x[d] * x[d]), yy + ((double)y[d] * y[d]), xy + ((double)x[d] * y[d]));
        }

        return xy / Math.Sqrt(xx * yy);
    }
}
