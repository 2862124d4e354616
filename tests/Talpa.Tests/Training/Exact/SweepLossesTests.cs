using Talpa.Training.Exact;

namespace Talpa.Tests.Training.Exact;

public class SweepLossesTests
{
    [Fact]
    public void The_improvement_is_measured_over_five_sweeps_so_that_an_early_increase_does_not_end_the_training()
    {
        var losses = new SweepLosses(words: 1);
        double[] means = [7, 6, 8, 8, 7.5, 5, 4];
        double[] falls = [.. means.Select(mean =>
        {
            losses.Note(0, loss: 2 * mean, pairs: 2);
            return losses.Improvement([2]);
        })];
        Assert.All(falls[..5], fall => Assert.Equal(double.PositiveInfinity, fall));
        Assert.Equal([(7 - 5) / 5.0, (6 - 4) / 5.0], falls[5..]);
    }
}
