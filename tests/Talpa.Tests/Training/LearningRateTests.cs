using Talpa.Training;

namespace Talpa.Tests.Training;

public class LearningRateTests
{
    [Fact]
    public void The_learning_rate_decreases_linearly_to_its_minimum()
    {
        var rate = new LearningRate(start: 0.1, floor: 0.02, totalTokens: 1000);
        Assert.Equal(0.1, rate.After(0));
        Assert.Equal(0.05, rate.After(500), 12);
        Assert.Equal(0.02, rate.After(800), 12);
        Assert.Equal(0.02, rate.After(1000));
    }
}
