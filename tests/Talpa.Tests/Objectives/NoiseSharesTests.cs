using Talpa.Kernels;
using Talpa.Objectives;

namespace Talpa.Tests.Objectives;

public class NoiseSharesTests
{
    [Theory]
    [InlineData(1, new double[] { 5 })]
    [InlineData(2, new double[] { 4, 3, 2, 1 })]
    [InlineData(3, new double[] { 1, 2, 3, 4, 5, 6, 7 })]
    [InlineData(4, new double[] { 1000, 5, 5, 4, 1, 0 })]
    [InlineData(5, new double[] { 0.1, 0.1, 0.1 })]
    public void Drawing_uniformly_from_all_shares_is_proportional_to_the_weights(int seed, double[] weights)
    {
        const int Draws = 500_000;
        var shares = new NoiseShares(weights, 4, drawsInTurn: 4);
        var random = new SplitMix64((ulong)seed);
        int[] drawn = new int[weights.Length];
        for (int i = 0; i < 4 * Draws; i++)
        {
            drawn[shares[i % 4].Draw(ref random)]++;
        }

        for (int id = 0; id < weights.Length; id++)
        {
            double share = weights[id] / weights.Sum();
            double fiveSigma = 5 * Math.Sqrt(share * (1 - share) / (4 * Draws));
            Assert.Equal(share, (double)drawn[id] / (4 * Draws), fiveSigma + 1e-9);
        }
    }

    [Theory]
    [InlineData(0.75)]
    [InlineData(-0.5)]
    public void A_frequent_id_is_in_all_shares_and_a_rare_one_usually_in_one(double exponent)
    {
        const int Words = 1000;
        double[] weights = [.. Enumerable.Range(1, Words).Select(rank => Math.Pow(1e6 / rank, exponent))];
        var shares = new NoiseShares(weights, 4, drawsInTurn: 700);
        var random = new SplitMix64(6);
        var drawn = new HashSet<(int Share, int Id)>();
        for (int i = 0; i < 200 * Words; i++)
        {
            drawn.Add((i % 4, shares[i % 4].Draw(ref random)));
        }

        ILookup<bool, int> sharesOfIds = drawn.GroupBy(one => one.Id).ToLookup(id => weights[id.Key] * 700 >= weights.Sum(), id => id.Count());
        Assert.NotEmpty(sharesOfIds[true]);
        Assert.All(sharesOfIds[true], count => Assert.Equal(4, count));
        Assert.InRange(sharesOfIds[false].Count(), 0.6 * Words, Words);
        Assert.InRange(sharesOfIds[false].Count(count => count > 1), 0, 4);
    }
}
