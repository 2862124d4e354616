using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server.Observing;
using Talpa.Training;

namespace Talpa.Studio.Tests.Live;

public sealed class ObservingTests
{
    /// <summary>Seconds of the training, processors, seconds of a look, seconds of a search of neighbours.</summary>
    [Theory]
    [InlineData(6, 2, 0.003, 0.040)]
    [InlineData(30, 2, 0.003, 0.040)]
    [InlineData(40, 2, 0.008, 0.150)]
    [InlineData(60, 1, 0.010, 0.100)]
    [InlineData(600, 4, 0.010, 0.200)]
    [InlineData(7200, 16, 0.020, 2)]
    public void A_training_gets_sixty_looks_and_one_a_second_at_less_than_three_percent_of_its_processor_time(double duration, double processors, double look, double search)
    {
        var pacer = new ObservationPacer();
        (int looks, int searches, double longest) = Observe(pacer, duration, processors, look, search);
        Assert.InRange(looks, 60, 100 + (int)(1.2 * duration));
        Assert.InRange(searches, 1, 41);
        Assert.InRange(longest, 0.05, 1);
        Assert.InRange(pacer.Cost, 0.0001, 0.03);
    }

    [Fact]
    public void Looks_that_cost_too_much_are_made_once_a_second_without_a_search_of_neighbours()
    {
        var pacer = new ObservationPacer();
        (int looks, int searches, double longest) = Observe(pacer, duration: 100, processors: 0.05, look: 0.1, search: 1);
        Assert.InRange(looks, 90, 120);
        Assert.InRange(longest, 0.5, 1.1);
        Assert.InRange(searches, 0, 1);
    }

    [Fact]
    public void The_paces_differ_in_the_number_of_looks()
    {
        int[] looks = [.. Pace.All.Select(pace => Observe(new ObservationPacer { Pace = pace }, 120, 2, 0.003, 0.04).Looks)];
        Assert.Equal(looks.Order(), looks);
        Assert.InRange(looks[0], 15, 40);
        Assert.InRange(looks[2], 400, 600);
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

    /// <summary>Observes a training with a clock that only the training and the looks advance.</summary>
    private static (int Looks, int Searches, double Longest) Observe(ObservationPacer pacer, double duration, double processors, double look, double search)
    {
        (int looks, int searches, double longest, double at, double searchedAt) = (0, 0, 0, 0, 0);
        double delay = 0;
        while (at + delay < duration)
        {
            bool searchesNow = pacer.CanSearch && at >= searchedAt + (duration / 40);
            double cost = look + (searchesNow ? search : 0);
            double elapsed = delay + cost;
            at += elapsed;
            looks++;
            (searches, searchedAt) = searchesNow ? (searches + 1, at) : (searches, searchedAt);
            longest = Math.Max(longest, delay);
            delay = pacer.DelayAfter(
                TimeSpan.FromSeconds(look),
                TimeSpan.FromSeconds(searchesNow ? search : 0),
                TimeSpan.FromSeconds((processors * elapsed) + cost),
                TimeSpan.FromSeconds(elapsed),
                TimeSpan.FromSeconds(duration)).TotalSeconds;
        }

        return (looks, searches, longest);
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
