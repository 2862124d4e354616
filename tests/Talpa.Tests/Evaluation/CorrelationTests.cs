using System.Text.Json;
using CsCheck;
using Talpa.Evaluation;

namespace Talpa.Tests.Evaluation;

public sealed class CorrelationTests
{
    [Fact]
    public void Ties_have_the_mean_of_their_ranks()
    {
        Assert.Equal([3.5, 1, 3.5, 2, 5], SpearmanCorrelation.Ranks([4, -1, 4, 0, 9]));
        Assert.Equal([2, 2, 2], SpearmanCorrelation.Ranks([7, 7, 7]));
        Assert.Empty(SpearmanCorrelation.Ranks([]));
    }

    [Fact]
    public void The_rank_correlation_is_invariant_under_increasing_functions() =>
        Gen.Int[-20, 20].Select(number => (double)number).Array[2, 40].Where(numbers => numbers.Distinct().Count() > 1).Sample(
            numbers => Assert.Equal(1, SpearmanCorrelation.Of(numbers, [.. numbers.Select(Math.Exp)]), 1e-12));

    [Fact]
    public void Both_correlations_equal_those_of_SciPy()
    {
        // SciPy 1.10.1. Integers give many ties.
        Python.RequireGensim();
        var random = new Random(11);
        double[] first = [.. Enumerable.Range(0, 200).Select(_ => (double)random.Next(30))];
        double[] second = [.. first.Select(number => number + random.Next(40))];
        JsonElement expected = Python.Run(
            """
            from scipy import stats
            a, b = json.loads(sys.argv[1]), json.loads(sys.argv[2])
            print(json.dumps([stats.spearmanr(a, b)[0], stats.pearsonr(a, b)[0]]))
            """,
            JsonSerializer.Serialize(first),
            JsonSerializer.Serialize(second));
        Assert.Equal(expected[0].GetDouble(), SpearmanCorrelation.Of(first, second), 1e-12);
        Assert.Equal(expected[1].GetDouble(), PearsonCorrelation.Of(first, second), 1e-12);
    }

    [Fact]
    public void Constant_values_have_no_correlation()
    {
        Assert.True(double.IsNaN(SpearmanCorrelation.Of([1, 1, 1], [1, 2, 3])));
        Assert.True(double.IsNaN(PearsonCorrelation.Of([1], [2])));
        Assert.True(double.IsNaN(PearsonCorrelation.Of([], [])));
        Assert.Throws<ArgumentException>(() => SpearmanCorrelation.Of([1, 2], [1]));
    }
}
