using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server.Watching;
using Talpa.Training;

namespace Talpa.Studio.Tests.Live;

public sealed class WatchingTests
{
    [Theory]
    [InlineData(0.010, 2.0)]
    [InlineData(0.200, 16.0)]
    [InlineData(0.020, 0.5)]
    public void Looks_take_less_than_two_hundredths_of_the_trainings_processor_time(double look, double processors)
    {
        var pace = new Pace();
        double wait = 1;
        for (int i = 0; i < 50; i++)
        {
            double elapsed = wait + look;
            wait = pace.After(TimeSpan.FromSeconds(look), TimeSpan.FromSeconds((processors * elapsed) + look), TimeSpan.FromSeconds(elapsed)).TotalSeconds;
        }

        Assert.InRange(pace.Cost, 0.0001, 0.02);
        Assert.InRange(wait, 0.25, 15);
    }

    [Fact]
    public void A_curve_has_its_beginning_and_its_end_and_a_bounded_number_of_points()
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
    public void Of_too_many_followed_words_the_one_followed_longest_goes_and_of_moments_every_second_one()
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
            followed.Note(new ProbeMoment("w9", 0, i, []));
            followed.Note(new ProbeMoment("w0", 0, i, []));
        }

        IReadOnlyList<ProbeMoment> moments = followed.After(0).Moments;
        Assert.InRange(moments.Count, FollowedWords.MaxMoments / 2, FollowedWords.MaxMoments);
        Assert.Equal([0, 999], [moments[0].Tokens, moments[^1].Tokens]);
        Assert.All(moments, moment => Assert.Equal("w9", moment.Word));
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
