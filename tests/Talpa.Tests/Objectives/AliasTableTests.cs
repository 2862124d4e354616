using Talpa.Kernels;
using Talpa.Objectives;
using Talpa.Text;

namespace Talpa.Tests.Objectives;

public class AliasTableTests
{
    [Theory]
    [InlineData(1, new double[] { 1 })]
    [InlineData(2, new double[] { 1, 2, 3, 4 })]
    [InlineData(3, new double[] { 1000, 1, 1, 1, 0, 500, 0.001 })]
    [InlineData(4, new double[] { 0, 0, 5 })]
    public void Words_are_drawn_in_proportion_to_their_weights(int seed, double[] weights)
    {
        const int Draws = 2_000_000;
        var table = new AliasTable(weights);
        var random = new SplitMix64((ulong)seed);
        int[] drawn = new int[weights.Length];
        for (int i = 0; i < Draws; i++)
        {
            drawn[table.Draw(ref random)]++;
        }

        for (int id = 0; id < weights.Length; id++)
        {
            double share = weights[id] / weights.Sum();
            double fiveSigma = 5 * Math.Sqrt(share * (1 - share) / Draws);
            Assert.Equal(share, (double)drawn[id] / Draws, fiveSigma + 1e-9);
        }
    }

    [Fact]
    public void The_noise_distribution_is_proportional_to_the_count_to_the_power_of_the_exponent()
    {
        var vocabulary = new Vocabulary(["a", "b"], [10_000, 16]);
        var noise = new AliasTable(AliasTable.NoiseWeights(vocabulary, 0.75));
        var random = new SplitMix64(9);
        int a = Enumerable.Range(0, 1_000_000).Count(_ => noise.Draw(ref random) == 0);

        // 10,000^0.75 = 1,000 and 16^0.75 = 8.
        Assert.Equal(1000.0 / 1008, a / 1e6, 5e-4);
    }

    [Fact]
    public void Weights_without_a_positive_sum_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new AliasTable([0, 0]));
        Assert.Throws<ArgumentException>(() => new AliasTable([]));
        Assert.Throws<ArgumentException>(() => new AliasTable([double.PositiveInfinity]));
        Assert.Throws<ArgumentException>(() => new AliasTable([double.NaN]));
    }
}
