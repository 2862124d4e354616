using Talpa.Kernels;
using Talpa.Studio.Lesson;

namespace Talpa.Studio.Drawing;

/// <summary>
/// An orthogonal projection onto a plane through the origin. In two dimensions it is the identity. Three dimensions are seen from some side. In more dimensions it
/// maximizes the sum of the projected squared lengths (principal components about the origin, so that sums of arrows are preserved).
/// It is computed at one step and then constant, so that movements of points are movements of vectors.
/// </summary>
public sealed class Projection
{
    private readonly double[] _x;
    private readonly double[] _y;

    private Projection(double[] x, double[] y, bool isRotated = false)
    {
        IsRotated = isRotated;
        _x = x;
        _y = y;
    }

    /// <summary>Whether it shows three coordinates from some side.</summary>
    public bool IsRotated { get; }

    /// <summary>Shows three coordinates from a side.</summary>
    public static Projection Of(Rotation rotation)
    {
        (double sinYaw, double cosYaw) = Math.SinCos(double.DegreesToRadians(rotation.Yaw));
        (double sinPitch, double cosPitch) = Math.SinCos(double.DegreesToRadians(rotation.Pitch));
        return new Projection([cosYaw, 0, sinYaw], [sinYaw * sinPitch, cosPitch, -cosYaw * sinPitch], isRotated: true);
    }

    /// <summary>Computes the projection of some vectors.</summary>
    public static Projection Of(IEnumerable<IReadOnlyList<double>> vectors, int dimension)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        if (dimension == 2)
        {
            return new Projection([1, 0], [0, 1]);
        }

        double[][] moments = [.. Enumerable.Range(0, dimension).Select(_ => new double[dimension])];
        foreach (IReadOnlyList<double> v in vectors)
        {
            for (int i = 0; i < dimension; i++)
            {
                for (int j = 0; j < dimension; j++)
                {
                    moments[i][j] += v[i] * v[j];
                }
            }
        }

        double[][] directions = SymmetricEigen.Vectors(moments);
        return new Projection(directions[0], directions[1]);
    }

    /// <summary>Projects a vector, or a difference of vectors.</summary>
    public (double X, double Y) Apply(IReadOnlyList<double> vector) => (Dot(_x, vector), Dot(_y, vector));

    /// <summary>Moves a vector parallel to the plane to a given projection. Its component orthogonal to the plane is unchanged.</summary>
    public double[] Moved(IReadOnlyList<double> vector, double x, double y)
    {
        ArgumentNullException.ThrowIfNull(vector);
        (double oldX, double oldY) = Apply(vector);
        return [.. vector.Select((v, i) => v + ((x - oldX) * _x[i]) + ((y - oldY) * _y[i]))];
    }

    /// <summary>Returns the share of the vectors' squared lengths that the projection keeps, 0 to 1.</summary>
    public double ShareKept(IEnumerable<IReadOnlyList<double>> vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        double kept = 0;
        double all = 0;
        foreach (IReadOnlyList<double> v in vectors)
        {
            (double x, double y) = Apply(v);
            kept += (x * x) + (y * y);
            all += v.Sum(c => c * c);
        }

        return all == 0 ? 1 : kept / all;
    }

    private static double Dot(double[] a, IReadOnlyList<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
