using Talpa.Studio.Server.Projecting;

namespace Talpa.Studio.Tests.Live;

public sealed class PlaneRotationTests
{
    [Theory]
    [InlineData(0.0, false)]
    [InlineData(2.4, false)]
    [InlineData(-1.1, false)]
    [InlineData(0.7, true)]
    [InlineData(3.0, true)]
    public void A_rotation_or_reflection_is_reverted(double angle, bool reflected)
    {
        float[] before = Points(seed: 7);
        float[] points = [.. before];
        var rotation = reflected
            ? new PlaneRotation(Math.Cos(angle), Math.Sin(angle), Math.Sin(angle), -Math.Cos(angle))
            : new PlaneRotation(Math.Cos(angle), -Math.Sin(angle), Math.Sin(angle), Math.Cos(angle));
        rotation.Apply(points);
        PlaneRotation.Align(points, before).Apply(points);
        Assert.All(points.Zip(before), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
    }

    [Fact]
    public void No_other_rotation_or_reflection_has_smaller_distances()
    {
        float[] before = Points(seed: 1);
        float[] points = Points(seed: 2);
        double best = Distance(points, before, PlaneRotation.Align(points, before));
        for (int degrees = 0; degrees < 360; degrees++)
        {
            (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
            Assert.True(best <= Distance(points, before, new PlaneRotation(cos, -sin, sin, cos)) + 1e-6);
            Assert.True(best <= Distance(points, before, new PlaneRotation(cos, sin, sin, -cos)) + 1e-6);
        }
    }

    [Fact]
    public void Without_a_previous_frame_nothing_is_rotated()
    {
        float[] points = Points(seed: 3);
        Assert.Equal(new PlaneRotation(1, 0, 0, 1), PlaneRotation.Align(points, []));
    }

    private static double Distance(float[] points, float[] before, PlaneRotation rotation)
    {
        float[] rotated = [.. points];
        rotation.Apply(rotated);
        return rotated.Zip(before).Sum(pair => Math.Pow(pair.First - pair.Second, 2));
    }

    private static float[] Points(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 60).Select(i => (random.NextSingle() - 0.5f) * (i % 2 == 0 ? 3 : 1))];
    }
}
