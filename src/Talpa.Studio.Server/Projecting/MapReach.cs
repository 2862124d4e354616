using System.Runtime.CompilerServices;

namespace Talpa.Studio.Server.Projecting;

/// <summary>
/// The range of the map's axes. It is kept until the points exceed it or shrink to less than a third of it, so that a movement on the screen is a
/// movement of the point. The page announces each change of the range.
/// </summary>
internal sealed class MapReach
{
    private const double Margin = 1.15;
    private const double Smallest = 0.33;

    private static readonly double[] Steps = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

    /// <summary>The axes range from −Reach to Reach; 0 before the first points.</summary>
    public double Reach { get; private set; }

    /// <summary>Adapts the range to points, ignoring the farthest 1 %.</summary>
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

    /// <summary>Rounds up to the next round number.</summary>
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
