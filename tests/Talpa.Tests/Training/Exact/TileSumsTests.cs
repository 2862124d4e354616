using Talpa.Kernels;
using Talpa.Training.Exact;

namespace Talpa.Tests.Training.Exact;

public class TileSumsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(30)]
    public void Joined_tiles_have_the_log_sum_of_all_scores_and_probabilities_that_sum_to_one(int tiles)
    {
        var random = new Random(tiles);
        double[][] scores = [.. Enumerable.Range(0, tiles).Select(_ => Enumerable.Range(0, 50).Select(_ => (random.NextDouble() - 0.5) * 200).ToArray())];
        TileSums[] parts = [.. scores.Select(Of)];

        TileSums whole = PairwiseTree.Fold<TileSums>(parts);

        double largest = scores.Max(tile => tile.Max());
        double expected = largest + Math.Log(scores.Sum(tile => tile.Sum(s => Math.Exp(s - largest))));
        Assert.Equal(expected, whole.LogSum, 1e-6);
        Assert.Equal(1, parts.Sum(part => part.Sum * whole.Share(part)), 1e-6);
        Assert.Equal(parts.Sum(part => part.Truth), whole.Truth, 1e-9);
    }

    [Fact]
    public void Scores_far_apart_neither_overflow_nor_contribute()
    {
        var low = new TileSums(-1e30f, 3, 1, 4);
        var high = new TileSums(80, 2, 10, 6);
        foreach (TileSums joined in new[] { TileSums.Join(low, high), TileSums.Join(high, low) })
        {
            Assert.Equal(new TileSums(80, 2, 11, 10), joined);
            Assert.Equal(0, joined.Share(low));
        }
    }

    [Theory]
    [InlineData(float.NaN, 0)]
    [InlineData(0, float.NaN)]
    public void NaN_scores_are_propagated(float first, float second) =>
        Assert.True(double.IsNaN(TileSums.Join(new TileSums(first, 1, 0, 1), new TileSums(second, 1, 0, 1)).LogSum));

    private static TileSums Of(double[] scores)
    {
        float largest = (float)scores.Max();
        return new TileSums(largest, (float)scores.Sum(s => Math.Exp(s - largest)), scores[0], scores.Length);
    }
}
