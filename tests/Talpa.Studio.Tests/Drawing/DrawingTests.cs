using CsCheck;
using Talpa.Studio.Drawing;
using Talpa.Studio.Lesson;

namespace Talpa.Studio.Tests.Drawing;

public sealed class DrawingTests
{
    [Theory]
    [InlineData(0.126, 2, "0.13")]
    [InlineData(-0.126, 2, "−0.13")]
    [InlineData(-0.001, 2, "0.00")]
    [InlineData(double.PositiveInfinity, 2, "∞")]
    [InlineData(double.NaN, 2, "NaN")]
    [InlineData(1234567.0, 2, "1.2·10⁶")]
    public void Numbers_are_formatted(double value, int decimals, string expected) => Assert.Equal(expected, Numbers.Write(value, decimals));

    [Fact]
    public void Small_numbers_are_formatted_in_scientific_notation() => Assert.Equal("3.1 × 10⁻¹¹", Numbers.WriteSmall(3.14e-11));

    [Fact]
    public void In_two_dimensions_the_projection_is_the_identity()
    {
        var plane = Projection.Of([[5, 1], [3, 3]], 2);
        Assert.Equal((0.25, -4), plane.Apply([0.25, -4]));
    }

    [Fact]
    public void Vectors_in_a_plane_keep_all_their_length() =>
        Gen.Double[-1, 1].Array[24].Sample(numbers =>
        {
            // Eight vectors of five dimensions, all in the plane of two fixed orthogonal directions.
            double[] a = [0.6, 0, 0.8, 0, 0];
            double[] b = [0, 1, 0, 0, 0];
            double[][] vectors = [.. Enumerable.Range(0, 8).Select(i => a.Zip(b, (x, y) => (numbers[i] * x) + (numbers[i + 8] * y)).ToArray())];
            Assert.Equal(1, Projection.Of(vectors, 5).ShareKept(vectors), 6);
        });

    [Fact]
    public void Vectors_on_a_line_have_a_plane()
    {
        Projection plane = Projection.Of([[0.5, 0, 0, 0], [-1, 0, 0, 0]], 4);
        Assert.Equal(1, plane.ShareKept([[0.5, 0, 0, 0], [-1, 0, 0, 0]]), 12);
        double[] moved = plane.Moved([0.5, 0, 0, 0], 0, 1);
        Assert.Equal((0, 1), (Math.Round(plane.Apply(moved).X, 12), Math.Round(plane.Apply(moved).Y, 12)));
        Assert.Equal(1, moved.Sum(x => x * x), 12);
    }

    [Fact]
    public void A_moved_vector_has_the_given_projection_and_keeps_its_orthogonal_component()
    {
        double[][] vectors = [[1, 2, 3], [0, -1, 2], [2, 0, 1]];
        Projection plane = Projection.Of(vectors, 3);
        double[] moved = plane.Moved(vectors[0], 0.5, -0.25);
        (double x, double y) = plane.Apply(moved);
        Assert.Equal(0.5, x, 9);
        Assert.Equal(-0.25, y, 9);
        double before = vectors[0].Sum(v => v * v) - Square(plane.Apply(vectors[0]));
        double after = moved.Sum(v => v * v) - Square((x, y));
        Assert.Equal(before, after, 9);
    }

    [Fact]
    public void Positions_in_the_picture_convert_to_values_and_back()
    {
        LessonSnapshot snapshot = new LessonRun(new LessonSetup()).Now;
        var plane = new Plane(snapshot, Projection.Of(snapshot.Input, 2));
        (double x, double y) = plane.At([0.3, -0.7]);
        (double across, double up) = plane.ToNumbers(x, y);
        Assert.Equal(0.3, across, 12);
        Assert.Equal(-0.7, up, 12);
    }

    [Fact]
    public void The_contours_of_a_cone_are_circles()
    {
        IReadOnlyList<Contour> lines = Contours.Of((x, y) => Math.Sqrt(((x - 50) * (x - 50)) + ((y - 50) * (y - 50))), 100);
        Assert.NotEmpty(lines);
        foreach (Contour line in lines)
        {
            double[] radii = [.. line.Path.Split('M', 'L').Where(p => p.Length > 0).Select(p =>
            {
                double[] at = [.. p.Split(' ').Select(double.Parse)];
                return Math.Sqrt(((at[0] - 50) * (at[0] - 50)) + ((at[1] - 50) * (at[1] - 50)));
            })];
            Assert.InRange(radii.Max() - radii.Min(), 0, 0.7);
            Assert.Equal(line.Level, radii.Average(), 0.7);
            if (line.LabelAt(100, 10) is var (x, y))
            {
                Assert.Equal(line.Level, double.Hypot(x - 50, y - 50), 0.7);
                Assert.True(Math.Min(x, y) >= 10 && Math.Max(x, y) <= 90);
            }
        }
    }

    [Fact]
    public void The_head_of_an_arrow_is_not_longer_than_the_arrow_and_missing_without_length()
    {
        Assert.Equal(new ArrowShape(string.Empty, string.Empty), ArrowShape.Between((3, 3), (3, 3), 10));
        Assert.StartsWith("M0 0L4 0", ArrowShape.Between((0, 0), (10, 0), 10).Shaft, StringComparison.Ordinal);
    }

    /// <summary>The expected values are from a program of ten lines in another language.</summary>
    [Theory]
    [InlineData("three", 0.34657)]
    [InlineData("zoo", 1.42091)]
    public void The_lowest_possible_loss_is_the_entropy_of_the_contexts(string lesson, double floor) =>
        Assert.Equal(floor, new LessonRun(Presets.All.Single(preset => preset.Key == lesson).Setup).LossFloor, 1e-5);

    [Fact]
    public void The_loss_approaches_the_lowest_possible_one_and_does_not_fall_below_it()
    {
        var run = new LessonRun(new LessonSetup { Text = "a b\na c\nb d", Dimension = 10, Start = LessonStart.Random, LearningRate = 0.1 });
        run.GoTo(6000);
        Assert.InRange(run.Losses.TakeLast(600).Average(), run.LossFloor, run.LossFloor + 0.06);
    }

    [Fact]
    public void The_loss_curve_ends_before_the_first_nan() =>
        Assert.DoesNotContain("∞", new LossCurve([1, 2, double.NaN, 3], 1, 100).Path);

    private static double Square((double X, double Y) at) => (at.X * at.X) + (at.Y * at.Y);
}
