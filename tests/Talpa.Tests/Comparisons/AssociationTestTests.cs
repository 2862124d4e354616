using System.Text.Json;
using Talpa.Comparisons;

namespace Talpa.Tests.Comparisons;

public sealed class AssociationTestTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("talpa-weat");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(3, 3, 2)]
    [InlineData(5, 5, 7)]
    [InlineData(6, 6, 4)]
    [InlineData(5, 3, 4)]
    public void Effect_size_and_p_are_those_of_the_papers_formulas_computed_directly(int first, int second, int attributes)
    {
        for (int seed = 1; seed <= 5; seed++)
        {
            WordVectors vectors = RandomModels.Of(40, 6, seed);
            AssociationTest test = TestOf(first, second, attributes);

            AssociationResult result = test.Evaluate(vectors);

            (double effect, double p, int partitions) = Directly(vectors, test);
            Assert.Equal(effect, result.EffectSize, 1e-6);
            Assert.True(result.IsExact);
            Assert.Equal(partitions, result.Partitions);
            Assert.Equal(p, result.PValue, 1e-12);
        }
    }

    [Fact]
    public void Effect_size_and_p_are_those_that_NumPy_computes()
    {
        Python.RequireGensim();
        WordVectors vectors = RandomModels.Of(30, 5, seed: 7);

        JsonElement expected = Python.Run(
            """
            import itertools
            v = np.array(json.loads(sys.argv[1])).reshape(30, 5)
            v /= np.linalg.norm(v, axis=1, keepdims=True)
            x, y, a, b = v[:7], v[7:14], v[14:18], v[18:22]
            s = (np.vstack([x, y]) @ a.T).mean(axis=1) - (np.vstack([x, y]) @ b.T).mean(axis=1)
            effect = (s[:7].mean() - s[7:].mean()) / s.std(ddof=1)
            larger = [2 * s[list(chosen)].sum() - s.sum() > s[:7].sum() - s[7:].sum() + 1e-9 for chosen in itertools.combinations(range(14), 7)]
            print(json.dumps([effect, float(np.mean(larger)), len(larger)]))
            """,
            JsonSerializer.Serialize(RandomModels.Numbers(vectors)));

        AssociationResult result = TestOf(7, 7, 4).Evaluate(vectors);
        Assert.Equal(expected[0].GetDouble(), result.EffectSize, 1e-6);
        Assert.Equal(expected[1].GetDouble(), result.PValue, 1e-12);
        Assert.Equal(expected[2].GetInt64(), result.Partitions);
    }

    [Fact]
    public void A_small_example_has_the_values_worked_out_by_hand()
    {
        // s is 1 and 0 for X, 0 and −1 for Y: means ½ and −½, deviation √(2/3). Of 6 partitions none has a larger sum than 1.
        var vectors = new WordVectors(["x1", "x2", "y1", "y2", "a", "b"], 3, [1, 0, 0, 0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 1, 0]);
        var test = new AssociationTest(new("X", ["x1", "x2"]), new("Y", ["y1", "y2"]), new("A", ["a"]), new("B", ["b"]));

        AssociationResult result = test.Evaluate(vectors);

        Assert.Equal(1 / Math.Sqrt(2.0 / 3), result.EffectSize, 1e-9);
        Assert.Equal((0L, 6L, 0.0), (result.Larger, result.Partitions, result.PValue));
        Assert.Equal([1, 0], result.Targets.Select(word => word.Association));
        Assert.Equal([0, -1], result.OtherTargets.Select(word => word.Association));

        // The other way round every partition but itself, and the one with equal sum, is larger: 4 of 6 (x2 and y1 are alike).
        Assert.Equal(4, new AssociationTest(test.OtherTargets, test.Targets, test.Attributes, test.OtherAttributes).Evaluate(vectors).Larger);
    }

    [Fact]
    public void Random_partitions_give_a_p_near_that_of_all_partitions()
    {
        WordVectors vectors = RandomModels.Of(40, 6, seed: 2);
        AssociationTest test = TestOf(8, 8, 5);

        double exact = test.Evaluate(vectors).PValue;
        AssociationResult sampled = test.Evaluate(vectors, new AssociationOptions { MaxPartitions = 10_000, Seed = 3 });

        Assert.False(sampled.IsExact);
        Assert.Equal(10_000, sampled.Partitions);
        Assert.Equal((sampled.Larger + 1) / 10_001.0, sampled.PValue, 1e-12);

        // Five standard deviations.
        Assert.Equal(exact, sampled.PValue, 5 * Math.Sqrt(exact * (1 - exact) / 10_000));
        Assert.Equal(sampled.Larger, test.Evaluate(vectors, new AssociationOptions { MaxPartitions = 10_000, Seed = 3 }).Larger);
    }

    [Fact]
    public void Unknown_words_are_an_error_or_left_out()
    {
        WordVectors vectors = RandomModels.Of(40, 6, seed: 4);
        AssociationTest test = TestOf(4, 4, 3);
        AssociationTest more = test with { Targets = new("X", [.. test.Targets.Words, "mole"]), Attributes = new("A", ["mole", .. test.Attributes.Words]) };

        Assert.Throws<UnknownWordException>(() => more.Evaluate(vectors));
        AssociationResult result = more.Evaluate(vectors, new AssociationOptions { IgnoreUnknown = true });

        Assert.Equal(["mole", "mole"], result.Unknown);
        Assert.Equal(test.Evaluate(vectors).EffectSize, result.EffectSize);
        Assert.Equal(test.Targets.Words, result.Targets.Select(word => word.Word));
        AssociationTest unknown = test with { OtherAttributes = new("B", ["mole"]) };
        Assert.Contains("'B'", Assert.Throws<UnusableInputException>(() => unknown.Evaluate(vectors, new AssociationOptions { IgnoreUnknown = true })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => test.Evaluate(vectors, new AssociationOptions { MaxPartitions = 10 }));
    }

    [Fact]
    public void Targets_that_are_all_alike_have_no_effect_size()
    {
        var vectors = new WordVectors(["x1", "x2", "y1", "y2", "a", "b"], 2, [1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 0, 1]);
        var test = new AssociationTest(new("X", ["x1", "x2"]), new("Y", ["y1", "y2"]), new("A", ["a"]), new("B", ["b"]));

        AssociationResult result = test.Evaluate(vectors);

        Assert.Equal(double.NaN, result.EffectSize);
        Assert.Equal(0, result.Larger);
    }

    [Fact]
    public void Tests_are_read_from_four_lines_each()
    {
        Assert.Equal(2, Read("# a comment\nX: a b\nY: c, d e\n\nA: f\nB: g\nX: a\nY: b\nA: c\nB: d\n").Count);
        AssociationTest test = Read("first targets: a b\nY: c, d e\nA: f\nB: g\n")[0];
        Assert.Equal("first targets", test.Targets.Name);
        Assert.Equal(["a", "b"], test.Targets.Words);
        Assert.Equal(["c", "d e"], test.OtherTargets.Words);
    }

    [Theory]
    [InlineData("X: a\nY: b\nA: c\n", "words is 3")]
    [InlineData("", "words is 0")]
    [InlineData("X: a\nY b\nA: c\nB: d\n", "line 2")]
    [InlineData("X: a\nY:\nA: c\nB: d\n", "line 2")]
    [InlineData("X: a\n: b\nA: c\nB: d\n", "line 2")]
    [InlineData("X: a\nY: b\nA: c d c\nB: d\n", "'c' is there twice")]
    public void A_file_of_another_form_is_refused(string content, string fault) =>
        Assert.Contains(fault, Assert.Throws<UnusableInputException>(() => Read(content)).Message, StringComparison.Ordinal);

    private IReadOnlyList<AssociationTest> Read(string content)
    {
        string path = Path.Combine(_folder.FullName, "test.txt");
        File.WriteAllText(path, content);
        return AssociationTest.Read(path);
    }

    private static AssociationTest TestOf(int first, int second, int attributes)
    {
        string[] words = [.. Enumerable.Range(0, first + second + (2 * attributes)).Select(id => $"w{id}")];
        return new AssociationTest(
            new("X", words[..first]), new("Y", words[first..(first + second)]), new("A", words[(first + second)..(first + second + attributes)]), new("B", words[^attributes..]));
    }

    /// <summary>The formulas of Caliskan et al. 2017 as they are written, with means for the sums where the sets have different sizes.</summary>
    private static (double Effect, double P, int Partitions) Directly(WordVectors vectors, AssociationTest test)
    {
        string[] targets = [.. test.Targets.Words, .. test.OtherTargets.Words];
        double S(string word) => test.Attributes.Words.Average(a => Cosine(vectors[word], vectors[a])) - test.OtherAttributes.Words.Average(b => Cosine(vectors[word], vectors[b]));
        Dictionary<string, double> s = targets.ToDictionary(word => word, S, StringComparer.Ordinal);
        double mean = s.Values.Average();
        double deviation = Math.Sqrt(s.Values.Sum(value => (value - mean) * (value - mean)) / (targets.Length - 1));
        double effect = (test.Targets.Words.Average(x => s[x]) - test.OtherTargets.Words.Average(y => s[y])) / deviation;

        double Statistic(IReadOnlyCollection<string> chosen) => chosen.Average(x => s[x]) - targets.Except(chosen).Average(y => s[y]);
        List<string[]> partitions =
        [
            .. Enumerable.Range(0, 1 << targets.Length)
                .Where(bits => System.Numerics.BitOperations.PopCount((uint)bits) == test.Targets.Words.Count)
                .Select(bits => targets.Where((_, i) => (bits >> i & 1) == 1).ToArray()),
        ];
        double observed = Statistic([.. test.Targets.Words]);
        return (effect, partitions.Count(partition => Statistic(partition) > observed + 1e-9) / (double)partitions.Count, partitions.Count);
    }

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
