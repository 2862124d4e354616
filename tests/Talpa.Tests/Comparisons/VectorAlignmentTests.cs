using System.Text.Json;
using Talpa.Comparisons;

namespace Talpa.Tests.Comparisons;

public class VectorAlignmentTests
{
    [Theory]
    [InlineData(30, 5)]
    [InlineData(100, 20)]
    [InlineData(1200, 33)]
    public void A_rotation_is_undone(int words, int dimension)
    {
        WordVectors model = RandomModels.Of(words, dimension, seed: 1);
        WordVectors rotated = RandomModels.Rotated(model, noise: 0, seed: 2);

        var alignment = VectorAlignment.Fit(rotated, model);

        Assert.Equal(words, alignment.Words);
        Assert.Equal(1, alignment.Cosine, 1e-6);
        float[] mapped = RandomModels.Numbers(alignment.Map(rotated));
        Assert.All(RandomModels.Numbers(model).Zip(mapped), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(0.5, 0, false)]
    [InlineData(1, 50, false)]
    [InlineData(0, 20, true)]
    public void No_small_rotation_beside_the_map_makes_the_objective_smaller(double exponent, double prior, bool centre)
    {
        WordVectors first = RandomModels.Of(60, 6, seed: 3);
        WordVectors second = RandomModels.Rotated(first, noise: 0.8, seed: 4);
        var options = new AlignmentOptions { WeightExponent = exponent, Prior = prior, Centre = centre };

        double[][] map = MapOf(VectorAlignment.Fit(first, second, options));

        double best = Objective(first, second, options, map);
        for (int i = 0; i < 6; i++)
        {
            for (int j = 0; j < 6; j++)
            {
                if (i != j)
                {
                    Assert.True(Objective(first, second, options, Turned(map, i, j, 0.01)) > best, $"turning {i} and {j}");
                }
            }
        }
    }

    [Fact]
    public void The_map_equals_that_of_NumPys_singular_value_decomposition()
    {
        Python.RequireGensim();
        WordVectors first = RandomModels.Of(50, 8, seed: 5);
        WordVectors second = RandomModels.Rotated(first, noise: 0.5, seed: 6);

        JsonElement expected = Python.Run(
            """
            a, b = (np.array(json.loads(x)).reshape(50, 8) for x in sys.argv[1:])
            a /= np.linalg.norm(a, axis=1, keepdims=True)
            b /= np.linalg.norm(b, axis=1, keepdims=True)
            u, _, v = np.linalg.svd(a.T @ b)
            print(json.dumps((u @ v).tolist()))
            """,
            JsonSerializer.Serialize(RandomModels.Numbers(first)),
            JsonSerializer.Serialize(RandomModels.Numbers(second)));

        double[][] map = MapOf(VectorAlignment.Fit(first, second));
        Assert.All(map.Index(), row => Assert.All(row.Item.Index(), number => Assert.Equal(expected[row.Index][number.Index].GetDouble(), number.Item, 1e-5)));
    }

    [Fact]
    public void A_map_keeps_lengths_and_cosines_within_the_model_and_vectors_of_unknown_words()
    {
        WordVectors first = RandomModels.Of(200, 10, seed: 7).WithSubwords();
        WordVectors second = RandomModels.Rotated(first, noise: 0.5, seed: 8);
        var alignment = VectorAlignment.Fit(first, second);

        WordVectors mapped = alignment.Map(first);

        Assert.Equal(first.Vocabulary.Counts.ToArray(), mapped.Vocabulary.Counts.ToArray());
        Assert.Equal(first.Similarity("w3", "w7"), mapped.Similarity("w3", "w7"), 1e-5f);
        Assert.Equal(Math.Sqrt(first[3].ToArray().Sum(x => x * x)), Math.Sqrt(mapped[3].ToArray().Sum(x => x * x)), 1e-5);
        float[] composed = new float[10];
        float[] expected = new float[10];
        Assert.True(first.TryGetVector("w12345", composed, out _));
        alignment.Map(composed, expected);
        Assert.True(mapped.TryGetVector("w12345", composed, out _));
        Assert.All(expected.Zip(composed), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void A_strong_prior_keeps_the_axes()
    {
        WordVectors first = RandomModels.Of(40, 5, seed: 9);
        WordVectors second = RandomModels.Rotated(first, noise: 0, seed: 10);

        double[][] map = MapOf(VectorAlignment.Fit(first, second, new AlignmentOptions { Prior = 1e9 }));

        Assert.All(map.Index(), row => Assert.All(row.Item.Index(), number => Assert.Equal(row.Index == number.Index ? 1 : 0, number.Item, 1e-5)));
    }

    [Fact]
    public void Directions_without_a_common_word_stay_where_they_are()
    {
        WordVectors first = RandomModels.With(2, 4, [1, 0, 0, 0, 0, 1, 0, 0]);
        WordVectors second = RandomModels.With(2, 4, [0, 1, 0, 0, -1, 0, 0, 0]);

        double[][] map = MapOf(VectorAlignment.Fit(first, second));

        double[][] expected = [[0, 1, 0, 0], [-1, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]];
        Assert.All(map.Index(), row => Assert.All(row.Item.Index(), number => Assert.Equal(expected[row.Index][number.Index], number.Item, 1e-6)));
    }

    [Fact]
    public void Words_without_direction_and_words_of_one_model_do_not_count()
    {
        WordVectors second = RandomModels.Of(30, 4, seed: 11);
        float[] numbers = RandomModels.Numbers(second);
        numbers.AsSpan(0, 4).Clear();
        numbers[4] = float.NaN;
        var first = new WordVectors([.. Enumerable.Range(0, 30).Select(id => $"w{id}"), "other"], 4, [.. numbers, 1, 2, 3, 4]);

        var alignment = VectorAlignment.Fit(first, second);

        Assert.Equal(30, alignment.Words);
        Assert.All(MapOf(alignment).Index(), row => Assert.All(row.Item.Index(), number => Assert.Equal(row.Index == number.Index ? 1 : 0, number.Item, 1e-5)));
    }

    [Fact]
    public void Models_that_can_not_be_aligned_are_refused()
    {
        WordVectors model = RandomModels.Of(10, 4, seed: 12);
        var other = new WordVectors(["x", "y"], 4, new float[8]);
        var plain = new WordVectors(model.Vocabulary.Words, 4, RandomModels.Numbers(model));

        Assert.Contains("4 and 5", Assert.Throws<ArgumentException>(() => VectorAlignment.Fit(model, RandomModels.Of(10, 5, seed: 1))).Message, StringComparison.Ordinal);
        Assert.Throws<UnusableInputException>(() => VectorAlignment.Fit(model, other));
        Assert.Throws<ArgumentException>(() => VectorAlignment.Fit(model, plain, new AlignmentOptions { WeightExponent = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => VectorAlignment.Fit(model, model, new AlignmentOptions { WeightExponent = 1.5 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => VectorAlignment.Fit(model, model, new AlignmentOptions { Prior = double.NaN }));
        Assert.Throws<ArgumentException>(() => VectorAlignment.Fit(model, model).Map(RandomModels.Of(10, 5, seed: 1)));
        Assert.Throws<ArgumentException>(() => VectorAlignment.Fit(model, model).Map(new float[4], new float[5]));
    }

    /// <summary>Row i: the image of axis i.</summary>
    private static double[][] MapOf(VectorAlignment alignment) =>
        [.. Enumerable.Range(0, alignment.Dimension).Select(i => Enumerable.Range(0, alignment.Dimension).Select(j => (double)alignment.Columns[j][i]).ToArray())];

    /// <summary>The class's objective, computed as it is written; the prior's words are I / D each.</summary>
    private static double Objective(WordVectors first, WordVectors second, AlignmentOptions options, double[][] map)
    {
        int dimension = first.Dimension;
        double[] weights = [.. Enumerable.Range(0, first.Count).Select(id => Math.Pow(first.Vocabulary.Counts[id] * (double)second.Vocabulary.Counts[id], options.WeightExponent / 2))];
        weights = [.. weights.Select(weight => weight / weights.Average())];
        double[][] x = Units(first, weights, options.Centre);
        double[][] y = Units(second, weights, options.Centre);
        double sum = 0;
        for (int word = 0; word < x.Length; word++)
        {
            sum += weights[word] * Enumerable.Range(0, dimension).Sum(j => Math.Pow(x[word].Select((number, i) => number * map[i][j]).Sum() - y[word][j], 2));
        }

        return sum + (options.Prior / dimension * map.Select((row, i) => row.Select((number, j) => Math.Pow(number - (i == j ? 1 : 0), 2)).Sum()).Sum());
    }

    private static double[][] Units(WordVectors model, double[] weights, bool centre)
    {
        double[][] units = [.. Enumerable.Range(0, model.Count).Select(id =>
        {
            double length = Math.Sqrt(model[id].ToArray().Sum(x => (double)x * x));
            return model[id].ToArray().Select(x => x / length).ToArray();
        })];
        double[] mean = [.. Enumerable.Range(0, model.Dimension).Select(d => centre ? units.Select((unit, word) => weights[word] * unit[d]).Sum() / weights.Sum() : 0)];
        return [.. units.Select(unit => unit.Zip(mean, (x, m) => x - m).ToArray())];
    }

    private static double[][] Turned(double[][] map, int i, int j, double angle)
    {
        double[][] turned = [.. map.Select(row => (double[])row.Clone())];
        for (int d = 0; d < map.Length; d++)
        {
            turned[i][d] = (Math.Cos(angle) * map[i][d]) - (Math.Sin(angle) * map[j][d]);
            turned[j][d] = (Math.Sin(angle) * map[i][d]) + (Math.Cos(angle) * map[j][d]);
        }

        return turned;
    }
}
