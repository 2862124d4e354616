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

        double[,] moments = new double[dimension, dimension];
        foreach (IReadOnlyList<double> v in vectors)
        {
            for (int i = 0; i < dimension; i++)
            {
                for (int j = 0; j < dimension; j++)
                {
                    moments[i, j] += v[i] * v[j];
                }
            }
        }

        double[] first = Leading(moments, dimension, null);
        return new Projection(first, Leading(moments, dimension, first));
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

    /// <summary>
    /// The leading eigenvector by power iteration, square on another one; its largest number is positive, so that it is one and the same.
    /// </summary>
    private static double[] Leading(double[,] moments, int dimension, double[]? squareOn)
    {
        double[] vector = FirstGuess(dimension, squareOn);
        for (int round = 0; round < 500; round++)
        {
            double[] next = new double[dimension];
            for (int i = 0; i < dimension; i++)
            {
                for (int j = 0; j < dimension; j++)
                {
                    next[i] += moments[i, j] * vector[j];
                }
            }

            vector = Unit(next, squareOn) ?? vector;
        }

        int largest = Enumerable.Range(0, dimension).MaxBy(i => Math.Abs(vector[i]));
        return vector[largest] < 0 ? [.. vector.Select(x => -x)] : vector;
    }

    private static double[] FirstGuess(int dimension, double[]? squareOn)
    {
        if (squareOn is null)
        {
            return Unit([.. Enumerable.Range(0, dimension).Select(i => 1.0 / (i + 1))], null)!;
        }

        double[] axis = new double[dimension];
        axis[Enumerable.Range(0, dimension).MinBy(i => Math.Abs(squareOn[i]))] = 1;
        return Unit(axis, squareOn)!;
    }

    /// <summary>The part of a vector that is square on another one, at length 1; <c>null</c> where nothing but rounding is left of it.</summary>
    private static double[]? Unit(double[] vector, double[]? squareOn)
    {
        double whole = Math.Sqrt(Dot(vector, vector));

        // Twice: the first time leaves a rounding error along the other vector, which the second takes away.
        for (int time = 0; squareOn is not null && time < 2; time++)
        {
            double along = Dot(squareOn, vector);
            vector = [.. vector.Select((x, i) => x - (along * squareOn[i]))];
        }

        double length = Math.Sqrt(Dot(vector, vector));
        return length > 1e-9 * whole && length > 1e-150 && double.IsFinite(length) ? [.. vector.Select(x => x / length)] : null;
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
