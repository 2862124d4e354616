using Talpa.Studio.Server.Projecting;

namespace Talpa.Studio.Tests.Live;

public sealed class TurnTests
{
    [Theory]
    [InlineData(0.0, false)]
    [InlineData(2.4, false)]
    [InlineData(-1.1, false)]
    [InlineData(0.7, true)]
    [InlineData(3.0, true)]
    public void A_turn_or_a_mirroring_is_taken_back(double angle, bool mirrored)
    {
        float[] before = Points(seed: 7);
        float[] points = [.. before];
        var turn = mirrored
            ? new Turn(Math.Cos(angle), Math.Sin(angle), Math.Sin(angle), -Math.Cos(angle))
            : new Turn(Math.Cos(angle), -Math.Sin(angle), Math.Sin(angle), Math.Cos(angle));
        turn.Apply(points);
        Turn.Onto(points, before).Apply(points);
        Assert.All(points.Zip(before), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
    }

    [Fact]
    public void No_other_turn_or_mirroring_brings_points_nearer_to_where_they_were()
    {
        float[] before = Points(seed: 1);
        float[] points = Points(seed: 2);
        double best = Distance(points, before, Turn.Onto(points, before));
        for (int degrees = 0; degrees < 360; degrees++)
        {
            (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
            Assert.True(best <= Distance(points, before, new Turn(cos, -sin, sin, cos)) + 1e-6);
            Assert.True(best <= Distance(points, before, new Turn(cos, sin, sin, -cos)) + 1e-6);
        }
    }

    [Fact]
    public void Without_a_frame_before_nothing_is_turned()
    {
        float[] points = Points(seed: 3);
        Assert.Equal(new Turn(1, 0, 0, 1), Turn.Onto(points, []));
    }

    private static double Distance(float[] points, float[] before, Turn turn)
    {
        float[] turned = [.. points];
        turn.Apply(turned);
        return turned.Zip(before).Sum(pair => Math.Pow(pair.First - pair.Second, 2));
    }

    private static float[] Points(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 60).Select(i => (random.NextSingle() - 0.5f) * (i % 2 == 0 ? 3 : 1))];
    }
}
