using System.Runtime.CompilerServices;
using Talpa.Studio.Common.Messages;
using Talpa.Vectors;

namespace Talpa.Studio.Server.Projecting;

/// <summary>Builds frames, each rotated to match the previous one. Not thread-safe.</summary>
/// <param name="rounds">The maximum number of iterations of the first fit of the plane.</param>
internal sealed class FrameBuilder(int rounds = PrincipalPlane.RoundsOfConstantVectors)
{
    private readonly CentredVectors _vectors = new();
    private readonly PrincipalPlane _plane = new(rounds);
    private readonly Axes _axes = new();
    private float[] _before = [];
    private long _number;

    /// <summary>Builds a frame of the current vectors.</summary>
    /// <param name="vectors">All words.</param>
    /// <param name="ids">The ids of the words with a point.</param>
    /// <param name="sample">The number of words, from the first, that the plane is fitted to.</param>
    /// <param name="tokens">Tokens processed by the training.</param>
    public Frame Build(WordVectors vectors, ReadOnlySpan<int> ids, int sample, long tokens)
    {
        _vectors.Load(vectors, ids, sample);
        float[] points = new float[2 * ids.Length];
        double share = _plane.Project(_vectors, sample, points);
        PlaneRotation.Align(points.AsSpan(0, 2 * sample), _before).Apply(points);
        _axes.Fit(points.AsSpan(0, 2 * sample));
        double moved = Moved(points.AsSpan(0, 2 * sample), _before);
        _before = points;
        (double unit, byte[] positions) = QuantizedPoints.Encode(points);
        return new Frame(++_number, tokens, _axes.Reach, share, moved, unit, positions);
    }

    /// <summary>The median movement of the points, in units of their root mean square distance from the origin; 0 without previous points.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double Moved(ReadOnlySpan<float> points, ReadOnlySpan<float> before)
    {
        int count = Math.Min(points.Length, before.Length) / 2;
        double radius = Math.Sqrt(VectorArithmetic.Dot(points, points) / Math.Max(1, points.Length / 2));
        if (count == 0 || radius == 0)
        {
            return 0;
        }

        double[] distances = new double[count];
        for (int i = 0; i < count; i++)
        {
            double across = points[2 * i] - before[2 * i];
            double up = points[(2 * i) + 1] - before[(2 * i) + 1];
            distances[i] = Math.Sqrt((across * across) + (up * up));
        }

        Array.Sort(distances);
        return distances[count / 2] / radius;
    }
}
