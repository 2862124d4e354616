using System.Runtime.CompilerServices;

namespace Talpa.Studio.Server.Projecting;

/// <summary>
/// How far the picture's axes reach. A reach is kept until the points have outgrown it or shrunk to less than a third of it: so a point moves on the screen
/// because it moved, but for a few steps that the page announces.
/// </summary>
internal sealed class Axes
{
    private const double Margin = 1.15;
    private const double Smallest = 0.33;

    private static readonly double[] Steps = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

    /// <summary>The axes go from −Reach to Reach; 0 before the first points.</summary>
    public double Reach { get; private set; }

    /// <summary>Sees to it that points are in the picture, all but the farthest hundredth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fit(ReadOnlySpan<float> points)
    {
        float[] distances = new float[points.Length / 2];
        for (int i = 0; i < distances.Length; i++)
        {
            distances[i] = Math.Max(Math.Abs(points[2 * i]), Math.Abs(points[(2 * i) + 1]));
        }

        Array.Sort(distances);
        double far = distances.Length == 0 ? 0 : distances[(int)(0.99 * (distances.Length - 1))];
        if (far > Reach || far < Smallest * Reach || Reach == 0)
        {
            Reach = Round(far * Margin);
        }
    }

    /// <summary>The next round number that is no smaller.</summary>
    private static double Round(double reach)
    {
        if (reach <= 0)
        {
            return 1;
        }

        double power = Math.Pow(10, Math.Floor(Math.Log10(reach)));
        return power * Steps.First(step => step >= Math.Min(reach / power, 10) - 1e-9);
    }
}
