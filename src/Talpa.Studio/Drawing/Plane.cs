using Talpa.Studio.Lesson;

namespace Talpa.Studio.Drawing;

/// <summary>The square picture: from the vectors' numbers to places in it and back. Both axes have one scale, so that right angles are right.</summary>
public sealed class Plane
{
    /// <summary>The picture is this many units wide and high.</summary>
    public const double Size = 560;

    private static readonly double[] Steps = [0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128];
    private readonly Projection _projection;

    /// <summary>Makes the picture of a moment, wide enough for every vector and for any arrow between two.</summary>
    public Plane(Moment moment, Projection projection)
        : this(projection, (moment ?? throw new ArgumentNullException(nameof(moment))).Input, moment.Output)
    {
    }

    /// <summary>Makes one picture for several objectives, so that they can be compared.</summary>
    public Plane(IReadOnlyList<ObjectiveMoment> objectives, Projection projection)
        : this(projection, [.. objectives.SelectMany(each => each.Input)], [.. objectives.SelectMany(each => each.Output)])
    {
    }

    private Plane(Projection projection, IReadOnlyList<IReadOnlyList<double>> input, IReadOnlyList<IReadOnlyList<double>> output)
    {
        _projection = projection;
        Extent = SnapUp(Reach(input) + (0.6 * Reach(output)));
    }

    /// <summary>The picture shows −extent to +extent on both axes.</summary>
    public double Extent { get; }

    /// <summary>Where grid lines stand, on either axis.</summary>
    public IEnumerable<double> GridLines
    {
        get
        {
            double step = Extent switch { <= 1 => 0.25, <= 2 => 0.5, <= 4 => 1, <= 8 => 2, <= 16 => 4, <= 32 => 8, _ => Extent / 4 };
            int lines = (int)(Extent / step);
            return Enumerable.Range(-lines, (2 * lines) + 1).Select(i => i * step);
        }
    }

    /// <summary>Where a vector stands in the picture.</summary>
    public (double X, double Y) At(IReadOnlyList<double> vector)
    {
        (double x, double y) = _projection.Apply(vector);
        return (ToX(x), ToY(y));
    }

    /// <summary>Where the tip of an arrow stands in the picture.</summary>
    public (double X, double Y) Tip(IReadOnlyList<double> from, IReadOnlyList<double> delta)
    {
        (double x, double y) = _projection.Apply(from);
        (double dx, double dy) = _projection.Apply(delta);
        return (ToX(x + dx), ToY(y + dy));
    }

    /// <summary>A horizontal place in the picture.</summary>
    public double ToX(double x) => (Size / 2) * (1 + (x / Extent));

    /// <summary>A vertical place in the picture, which counts downward.</summary>
    public double ToY(double y) => (Size / 2) * (1 - (y / Extent));

    /// <summary>The number that a place in the picture stands for.</summary>
    public (double X, double Y) ToNumbers(double x, double y) => (((2 * x / Size) - 1) * Extent, (1 - (2 * y / Size)) * Extent);

    private double Reach(IReadOnlyList<IReadOnlyList<double>> vectors)
    {
        double reach = 0;
        foreach (IReadOnlyList<double> vector in vectors)
        {
            (double x, double y) = _projection.Apply(vector);
            reach = Math.Max(reach, Math.Max(Math.Abs(x), Math.Abs(y)));
        }

        return reach;
    }

    private static double SnapUp(double reach) => double.IsFinite(reach) ? Steps.FirstOrDefault(s => s >= reach, Math.Max(0.5, reach)) : 1;
}
