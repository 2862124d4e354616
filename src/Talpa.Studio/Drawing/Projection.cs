using Talpa.Kernels;

namespace Talpa.Studio.Drawing;

/// <summary>
/// A plane through the origin onto which vectors are dropped. In two dimensions it is the plane itself. In more, it is the one that
/// keeps the most of the vectors' squared lengths (principal components about the origin, so that sums of arrows stay sums of arrows).
/// It is fixed at one step and then kept: so points move by what they truly moved, and the picture does not jump.
/// </summary>
public sealed class Projection
{
    private readonly double[] _x;
    private readonly double[] _y;

    private Projection(double[] x, double[] y)
    {
        _x = x;
        _y = y;
    }

    /// <summary>The projection that fits vectors best.</summary>
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

    /// <summary>Where a vector, or a difference of vectors, falls.</summary>
    public (double X, double Y) Apply(IReadOnlyList<double> vector) => (Dot(_x, vector), Dot(_y, vector));

    /// <summary>A vector moved within the plane so that it falls on a given place; what stands off the plane stays.</summary>
    public double[] Moved(IReadOnlyList<double> vector, double x, double y)
    {
        ArgumentNullException.ThrowIfNull(vector);
        (double oldX, double oldY) = Apply(vector);
        return [.. vector.Select((v, i) => v + ((x - oldX) * _x[i]) + ((y - oldY) * _y[i]))];
    }

    /// <summary>The share of the vectors' squared lengths that the picture keeps, 0 to 1.</summary>
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
