using System.Runtime.CompilerServices;

namespace Talpa.Studio.Server.Projecting;

/// <summary>
/// A rotation of the plane about the origin, or a rotation with a reflection: x' = a·x + b·y, y' = c·x + d·y.
/// </summary>
internal readonly record struct PlaneRotation(double A, double B, double C, double D)
{
    /// <summary>
    /// Computes the rotation that minimizes the squared distances to the previous points: orthogonal Procrustes (Schönemann 1966), in closed
    /// form in the plane. The orientation of principal components within their plane is arbitrary; this makes successive frames consistent.
    /// </summary>
    /// <param name="points">x and y of each point.</param>
    /// <param name="before">x and y of the same points in the previous frame. Points without a counterpart are ignored.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static PlaneRotation Align(ReadOnlySpan<float> points, ReadOnlySpan<float> before)
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

        // The sum of products after the best rotation, and after the best reflection: the larger one has the smaller distances.
        double rotated = Math.Sqrt(Square(xx + yy) + Square(xy - yx));
        double reflected = Math.Sqrt(Square(xx - yy) + Square(xy + yx));
        if (rotated == 0 && reflected == 0)
        {
            return new PlaneRotation(1, 0, 0, 1);
        }

        if (rotated >= reflected)
        {
            (double cos, double sin) = ((xx + yy) / rotated, (xy - yx) / rotated);
            return new PlaneRotation(cos, -sin, sin, cos);
        }
        else
        {
            (double cos, double sin) = ((xx - yy) / reflected, (xy + yx) / reflected);
            return new PlaneRotation(cos, sin, sin, -cos);
        }
    }

    /// <summary>Rotates points in place.</summary>
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
