using System.Runtime.CompilerServices;
using Talpa.Studio.Common.Messages;
using Talpa.Vectors;

namespace Talpa.Studio.Server.Projecting;

/// <summary>Makes one frame after the other, each laid onto the one before. For one thread.</summary>
/// <param name="rounds">Rounds that the first fit of the plane may take.</param>
internal sealed class FrameMaker(int rounds = PrincipalPlane.RoundsToSettle)
{
    private readonly Cloud _cloud = new();
    private readonly PrincipalPlane _plane = new(rounds);
    private readonly Axes _axes = new();
    private float[] _before = [];
    private long _number;

    /// <summary>Where words stand now.</summary>
    /// <param name="vectors">All words.</param>
    /// <param name="ids">The words that have a point.</param>
    /// <param name="sample">How many of them, from the first on, decide where the plane lies.</param>
    /// <param name="tokens">How far the training is.</param>
    public Frame Make(WordVectors vectors, ReadOnlySpan<int> ids, int sample, long tokens)
    {
        _cloud.Take(vectors, ids, sample);
        float[] points = new float[2 * ids.Length];
        double share = _plane.Project(_cloud, sample, points);
        Turn.Onto(points.AsSpan(0, 2 * sample), _before).Apply(points);
        _axes.Fit(points.AsSpan(0, 2 * sample));
        double moved = Moved(points.AsSpan(0, 2 * sample), _before);
        _before = points;
        (double unit, byte[] packed) = Positions.Pack(points);
        return new Frame(++_number, tokens, _axes.Reach, share, moved, unit, packed);
    }

    /// <summary>The median way of the points, in units of their root mean square distance from the origin; 0 where there were none before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double Moved(ReadOnlySpan<float> points, ReadOnlySpan<float> before)
    {
        int count = Math.Min(points.Length, before.Length) / 2;
        double radius = Math.Sqrt(Sums.Dot(points, points) / Math.Max(1, points.Length / 2));
        if (count == 0 || radius == 0)
        {
            return 0;
        }

        double[] ways = new double[count];
        for (int i = 0; i < count; i++)
        {
            double across = points[2 * i] - before[2 * i];
            double up = points[(2 * i) + 1] - before[(2 * i) + 1];
            ways[i] = Math.Sqrt((across * across) + (up * up));
        }

        Array.Sort(ways);
        return ways[count / 2] / radius;
    }
}
