using Talpa.Training;

namespace Talpa.Tests.Training;

public class ShardsForTextTests
{
    [Theory]
    [InlineData(100_000, 1)]
    [InlineData(250_000, 4)]
    [InlineData(17_000_000, 4)]
    [InlineData(40_000_000, 4)]
    [InlineData(100_000_000, 8)]
    [InlineData(256_000_000, 16)]
    [InlineData(10_000_000_000, 16)]
    public void Longer_texts_have_more_shards(long tokens, int shards) =>
        Assert.Equal(shards, ShardsForText.Choose(Options, Words(10), tokens));

    [Fact]
    public void Replicas_that_would_take_much_memory_are_fewer()
    {
        TrainingOptions large = Options with { Dimension = 10_000 };
        Assert.Equal(16, ShardsForText.Choose(large, Words(10_000), 300_000_000));
        Assert.Equal(8, ShardsForText.Choose(large, Words(20_000), 300_000_000));
        Assert.Equal(1, ShardsForText.Choose(large, Words(300_000), 300_000_000));
    }

    [Fact]
    public void A_training_that_runs_free_or_changes_every_row_has_one_shard()
    {
        Assert.Equal(1, ShardsForText.Choose(Options with { FreeRunning = true }, Words(10), 100_000_000));
        Assert.Equal(1, ShardsForText.Choose(Options with { Objective = new FullSoftmax() }, Words(10), 100_000_000));
        Assert.Equal(1, ShardsForText.Choose(Options with { Objective = new ExactSoftmax() }, Words(10), 100_000_000));
        Assert.Throws<ArgumentOutOfRangeException>((Options with { FreeRunning = true, Shards = 2 }).Validate);
        Assert.Throws<ArgumentOutOfRangeException>(new TrainingOptions { FreeRunning = true, Shards = 2 }.Validate);
        Assert.Throws<ArgumentOutOfRangeException>((Options with { Objective = new ExactSoftmax(), FreeRunning = true }).Validate);
        Assert.Throws<ArgumentOutOfRangeException>((Options with { Objective = new FullSoftmax(), Shards = 2 }).Validate);
    }

    private static TrainingOptions Options => new() { Objective = new NegativeSampling() };

    private static Vocabulary Words(int count) => new([.. Enumerable.Range(0, count).Select(i => $"w{i}")], [.. Enumerable.Repeat(5L, count)]);
}
