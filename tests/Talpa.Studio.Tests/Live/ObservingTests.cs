using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server.Observing;
using Talpa.Training;

namespace Talpa.Studio.Tests.Live;

public sealed class ObservingTests
{
    [Theory]
    [InlineData(0.010, 2.0)]
    [InlineData(0.200, 16.0)]
    [InlineData(0.020, 0.5)]
    public void Observations_take_less_than_two_percent_of_the_trainings_processor_time(double observation, double processors)
    {
        var pacer = new ObservationPacer();
        double delay = 1;
        for (int i = 0; i < 50; i++)
        {
            double elapsed = delay + observation;
            delay = pacer.DelayAfter(TimeSpan.FromSeconds(observation), TimeSpan.FromSeconds((processors * elapsed) + observation), TimeSpan.FromSeconds(elapsed)).TotalSeconds;
        }

        Assert.InRange(pacer.Cost, 0.0001, 0.02);
        Assert.InRange(delay, 0.25, 15);
    }

    [Fact]
    public void A_curve_has_its_first_and_last_points_and_a_bounded_number()
    {
        var curve = new CurveHistory();
        for (int i = 0; i <= 50_000; i++)
        {
            curve.Add(Progress(i), isLast: i == 50_000);
        }

        (long number, IReadOnlyList<CurvePoint> points) = curve.After(0);
        Assert.InRange(points.Count, 400, 1025);
        Assert.InRange(points[0].Tokens, 1, 2000);
        Assert.Equal(50_000_000 / 1000, points[^1].Tokens);
        Assert.Equal(points.OrderBy(point => point.Tokens), points);
        Assert.Empty(curve.After(number).Points);
        Assert.All(points, point => Assert.Equal(10, point.Speed, 1e-6));
    }

    [Fact]
    public void Above_the_limits_the_word_followed_longest_and_every_second_snapshot_are_removed()
    {
        var followed = new FollowedWords();
        for (int i = 0; i < 20; i++)
        {
            followed.Add($"w{i}");
        }

        Assert.Equal(FollowedWords.MaxWords, followed.Words.Count);
        Assert.Equal("w8", followed.Words[0]);
        for (int i = 0; i < 1000; i++)
        {
            followed.Record(new NeighbourSnapshot("w9", 0, i, []));
            followed.Record(new NeighbourSnapshot("w0", 0, i, []));
        }

        IReadOnlyList<NeighbourSnapshot> snapshots = followed.After(0).Snapshots;
        Assert.InRange(snapshots.Count, FollowedWords.MaxSnapshots / 2, FollowedWords.MaxSnapshots);
        Assert.Equal([0, 999], [snapshots[0].Tokens, snapshots[^1].Tokens]);
        Assert.All(snapshots, snapshot => Assert.Equal("w9", snapshot.Word));
    }

    private static TrainingProgress Progress(int second) => new()
    {
        Tokens = second,
        TotalTokens = 50_000,
        Elapsed = TimeSpan.FromSeconds(second / 10.0),
        Epoch = 1,
        LearningRate = 0.025,
        Loss = 2,
        Predictions = second,
        MeanLoss = 2,
    };
}
