using Talpa.Text;

namespace Talpa.Tests.Text;

public sealed class SubsamplingTests
{
    private static readonly Vocabulary Words = new(["the", "mole", "rare"], [900_000, 99_000, 1000]);

    [Theory]
    // word2vec.c, TrainModelThread: (sqrt(cn / (sample * train_words)) + 1) * (sample * train_words) / cn, worked out by hand:
    // the: 900 → (30 + 1) / 900; mole: 99 → (√99 + 1) / 99; rare: 1 → (1 + 1) / 1, more than 1.
    [InlineData(0, 31.0 / 900)]
    [InlineData(1, (9.9498743710662 + 1) / 99)]
    [InlineData(2, 1.0)]
    public void Probabilities_equal_those_of_word2vec_c(int id, double expected) =>
        Assert.Equal(expected, new Subsampling(Words, 1e-3).Probability(id), 12);

    [Fact]
    public void The_probability_of_the_paper_is_lower_by_the_threshold_divided_by_the_frequency()
    {
        // Mikolov et al. 2013b, section 2.3: kept with √(t / f).
        double paper = Math.Sqrt(1e-3 / 0.9);
        Assert.Equal(paper + (1e-3 / 0.9), new Subsampling(Words, 1e-3).Probability(0), 12);
    }

    [Fact]
    public void Thresholds_are_the_probabilities_times_two_to_the_32()
    {
        var subsampling = new Subsampling(Words, 1e-3);
        for (int id = 0; id < 3; id++)
        {
            // Of the 2³² numbers, threshold + 1 are not above it.
            Assert.Equal(subsampling.Probability(id), (subsampling.Thresholds[id] + 1.0) / 4294967296.0, 9);
            Assert.True(subsampling.Keeps(id, subsampling.Thresholds[id]));
        }

        Assert.False(subsampling.Keeps(0, subsampling.Thresholds[0] + 1));
        Assert.True(subsampling.Keeps(2, uint.MaxValue));
    }

    [Fact]
    public void A_threshold_of_zero_keeps_every_token()
    {
        var subsampling = new Subsampling(Words, 0);
        Assert.Equal(1, subsampling.Probability(0));
        Assert.True(subsampling.Keeps(0, uint.MaxValue));
        Assert.True(subsampling.Thresholds.IsEmpty);
    }

    [Fact]
    public void A_smaller_threshold_keeps_fewer_tokens_and_a_rarer_word_is_kept_more_often()
    {
        double[] thresholds = [1e-6, 1e-5, 1e-4, 1e-3, 1];
        double[][] probabilities = [.. thresholds.Select(threshold =>
        {
            var subsampling = new Subsampling(Words, threshold);
            return Enumerable.Range(0, 3).Select(id => subsampling.Probability(id)).ToArray();
        })];
        Assert.All(probabilities, row => Assert.Equal(row.Order(), row));
        for (int id = 0; id < 3; id++)
        {
            double[] column = [.. probabilities.Select(row => row[id])];
            Assert.Equal(column.Order(), column);
        }
    }

    [Theory]
    [InlineData(-1e-9)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_threshold_out_of_range_is_refused(double threshold) =>
        Assert.Contains("0 to 1", Assert.Throws<ArgumentOutOfRangeException>(() => new Subsampling(Words, threshold)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_vocabulary_without_counts_is_refused() =>
        Assert.Throws<ArgumentException>(() => new Subsampling(new Vocabulary(["a"]), 1e-3));
}
