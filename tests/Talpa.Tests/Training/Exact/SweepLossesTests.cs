using Talpa.Training.Exact;

namespace Talpa.Tests.Training.Exact;

public class SweepLossesTests
{
    [Fact]
    public void The_improvement_is_measured_over_three_sweeps_so_that_an_early_increase_does_not_end_the_training()
    {
        var losses = new SweepLosses(words: 1);
        double[] falls = [.. new[] { 7, 6, 8, 7.5, 5 }.Select(losses.Improvement)];
        Assert.All(falls[..3], fall => Assert.Equal(double.PositiveInfinity, fall));
        Assert.Equal([(7 - 7.5) / 3, (6 - 5) / 3.0], falls[3..]);
    }

    [Fact]
    public void The_next_improvement_is_forecast_from_the_last_two()
    {
        var losses = new SweepLosses(words: 1);
        double[] forecasts = [.. new[] { 9, 8, 7.5, 7.5, 7.6, 7.2 }.Select(objective =>
        {
            double next = losses.NextImprovement(objective);
            losses.Improvement(objective);
            return next;
        })];
        Assert.Equal([double.PositiveInfinity, double.PositiveInfinity, 0.25, 0, double.PositiveInfinity], forecasts[..5]);

        // After an increase the last fall itself is the forecast.
        Assert.Equal(0.4, forecasts[5], 1e-12);
    }

    [Fact]
    public void The_mean_is_over_the_pairs_of_the_words_gone_through()
    {
        var losses = new SweepLosses(words: 3);
        losses.Note(0, loss: 5, pairs: 2, allPairs: 3);
        losses.Note(2, loss: 0.5, pairs: 4, allPairs: 4);
        losses.Measure(0, loss: 4);
        Assert.Equal(6 / 6.0, losses.Mean([2, 100, 4]));
        Assert.Equal(12 / 6.0, losses.MeanSoFar);
    }
}
