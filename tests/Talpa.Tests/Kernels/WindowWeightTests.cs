using Talpa.Kernels;

namespace Talpa.Tests.Kernels;

public class WindowWeightTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(8)]
    public void Weights_of_short_windows_match_the_distribution_of_kept_tokens_and_those_of_long_windows(int window)
    {
        float[] byDistance = [1, 0.9f, 0.3f, 0.5f, 0.2f, 0.2f, 0.7f, 0.1f];
        byDistance = byDistance[..window];
        var shortWindow = new ShortWindowWeight(byDistance);
        var longWindow = new LongWindowWeight(byDistance);
        var random = new Random(window);
        double[] kept = [1];
        for (int token = 0; token < 40; token++)
        {
            // Expected: computed from the probabilities of K = 0, 1, 2, … kept tokens in between.
            double expected = kept.Take(window).Select((p, k) => p * byDistance[k]).Sum();
            Assert.Equal(expected, shortWindow.Weight, 1e-6);
            Assert.Equal(expected, longWindow.Weight, 1e-6);

            float q = random.NextSingle();
            kept = [.. Enumerable.Range(0, kept.Length + 1).Select(k => ((1 - q) * kept.ElementAtOrDefault(k)) + (k > 0 ? q * kept[k - 1] : 0))];
            shortWindow.Pass(q);
            longWindow.Pass(q);
        }

        shortWindow.Restart();
        Assert.Equal(1, shortWindow.Weight);
    }

    [Fact]
    public void Without_subsampling_the_weight_decreases_by_one_step_per_token_to_zero()
    {
        var weight = new ShortWindowWeight([1, 0.8f, 0.6f, 0.4f, 0.2f]);
        foreach (float expected in new[] { 1f, 0.8f, 0.6f, 0.4f, 0.2f, 0f })
        {
            Assert.Equal(expected, weight.Weight, 1e-6f);
            weight.Pass(1);
        }

        Assert.Equal(0, weight.Weight);
    }
}
