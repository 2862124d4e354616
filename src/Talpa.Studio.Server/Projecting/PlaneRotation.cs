using System.Runtime.CompilerServices;

namespace Talpa.Studio.Server.Projecting;

/// <summary>
/// A turn of the plane about its origin, or a turn and a mirroring: x' = a·x + b·y, y' = c·x + d·y.
/// </summary>
internal readonly record struct Turn(double A, double B, double C, double D)
{
    /// <summary>
    /// The turn after which points lie nearest to where they were: orthogonal Procrustes (Schönemann 1966), in the plane in closed form.
    /// Of principal components only the plane is real; how they lie in it, and on which side, is chance. This takes the chance out.
    /// </summary>
    /// <param name="points">x and y of each point.</param>
    /// <param name="before">The same points as they were shown; further points of either have no say.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Turn Onto(ReadOnlySpan<float> points, ReadOnlySpan<float> before)
    {
        double xx = 0;
        double xy = 0;
        double yx = 0;
        double yy = 0;
        for (int i = 0; i + 1 < Math.Min(points.Length, before.Length); i += 2)
        {
            xx += (double)points[i] * before[i];
            xy += (double)points[i] * before[i + 1];
            yx += (double)points[i + 1] * before[i];
            yy += (double)points[i + 1] * before[i + 1];
        }

        // The sum of products after the best turn, and after the best mirroring: the greater one is nearer.
        double turned = Math.Sqrt(Square(xx + yy) + Square(xy - yx));
        double mirrored = Math.Sqrt(Square(xx - yy) + Square(xy + yx));
        if (turned == 0 && mirrored == 0)
        {
            return new Turn(1, 0, 0, 1);
        }

        if (turned >= mirrored)
        {
            (double cos, double sin) = ((xx + yy) / turned, (xy - yx) / turned);
            return new Turn(cos, -sin, sin, cos);
        }
        else
        {
            (double cos, double sin) = ((xx - yy) / mirrored, (xy + yx) / mirrored);
            return new Turn(cos, sin, sin, -cos);
        }
    }

    /// <summary>Turns points where they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(Span<float> points)
    {
        for (int i = 0; i + 1 < points.Length; i += 2)
        {
            (double x, double y) = (points[i], points[i + 1]);
            points[i] = (float)((A * x) + (B * y));
            points[i + 1] = (float)((C * x) + (D * y));
        }
    }

    private static double Square(double x) => x * x;
}
