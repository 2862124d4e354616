using Talpa.Studio.Lesson;

namespace Talpa.Studio.Drawing;

/// <summary>The square picture: converts vectors to positions and back. Both axes have the same scale, so that angles are preserved.</summary>
public sealed class Plane
{
    /// <summary>The width and height of the picture.</summary>
    public const double Size = 560;

    private static readonly double[] Steps = [0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128];
    private readonly Projection _projection;

    /// <summary>Creates the picture of a snapshot, with room for every vector and every arrow.</summary>
    public Plane(LessonSnapshot snapshot, Projection projection)
        : this(projection, (snapshot ?? throw new ArgumentNullException(nameof(snapshot))).Input, snapshot.Output)
    {
    }

    /// <summary>Creates a picture with a common scale for several objectives.</summary>
    public Plane(IReadOnlyList<ObjectiveSnapshot> objectives, Projection projection)
        : this(projection, [.. objectives.SelectMany(each => each.Input)], [.. objectives.SelectMany(each => each.Output)])
    {
    }

    private Plane(Projection projection, IReadOnlyList<IReadOnlyList<double>> input, IReadOnlyList<IReadOnlyList<double>> output)
    {
        _projection = projection;
        Extent = SnapUp(Reach(input) + (0.6 * Reach(output)));
    }

    /// <summary>Both axes range from −Extent to Extent.</summary>
    public double Extent { get; }

    /// <summary>The values of the grid lines on both axes.</summary>
    public IEnumerable<double> GridLines
    {
        get
        {
            double step = Extent switch { <= 1 => 0.25, <= 2 => 0.5, <= 4 => 1, <= 8 => 2, <= 16 => 4, <= 32 => 8, _ => Extent / 4 };
            int lines = (int)(Extent / step);
            return Enumerable.Range(-lines, (2 * lines) + 1).Select(i => i * step);
        }
    }

    /// <summary>Whether the picture shows three coordinates from some side.</summary>
    public bool IsRotated => _projection.IsRotated;

    /// <summary>Returns the position of a vector in the picture.</summary>
    public (double X, double Y) At(IReadOnlyList<double> vector)
    {
        (double x, double y) = _projection.Apply(vector);
        return (ToX(x), ToY(y));
    }

    /// <summary>Returns the position of an arrow's tip in the picture.</summary>
    public (double X, double Y) Tip(IReadOnlyList<double> from, IReadOnlyList<double> delta)
    {
        (double x, double y) = _projection.Apply(from);
        (double dx, double dy) = _projection.Apply(delta);
        return (ToX(x + dx), ToY(y + dy));
    }

    /// <summary>Returns a horizontal position in the picture.</summary>
    public double ToX(double x) => (Size / 2) * (1 + (x / Extent));

    /// <summary>Returns a vertical position in the picture, downward.</summary>
    public double ToY(double y) => (Size / 2) * (1 - (y / Extent));

    /// <summary>Returns the values at a position in the picture.</summary>
    public (double X, double Y) ToNumbers(double x, double y) => (((2 * x / Size) - 1) * Extent, (1 - (2 * y / Size)) * Extent);

    private double Reach(IReadOnlyList<IReadOnlyList<double>> vectors)
    {
        double reach = 0;
        foreach (IReadOnlyList<double> vector in vectors)
        {
            // A rotation does not change the scale: it has room for every vector from every side.
            (double x, double y) = _projection.IsRotated ? (Math.Sqrt(vector.Sum(each => each * each)), 0) : _projection.Apply(vector);
            reach = Math.Max(reach, Math.Max(Math.Abs(x), Math.Abs(y)));
        }

        return reach;
    }

    private static double SnapUp(double reach) => double.IsFinite(reach) ? Steps.FirstOrDefault(s => s >= reach, Math.Max(0.5, reach)) : 1;
}
