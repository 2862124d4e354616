using System.Runtime.CompilerServices;
using Talpa.Studio.Common.Messages;
using Talpa.Vectors;

namespace Talpa.Studio.Server.Projecting;

/// <summary>Builds frames, each rotated to match the previous one. Not thread-safe.</summary>
/// <param name="isTraining">Whether the vectors change between frames: then the plane is fitted to fewer of them, from its previous position.</param>
internal sealed class FrameBuilder(bool isTraining = false)
{
    /// <summary>The words that the plane of a training is fitted to. The error of a principal direction falls with the root of their number.</summary>
    private const int FittedOfTraining = 2_000;

    private readonly CentredVectors _vectors = new();
    private readonly PrincipalPlane _plane = new(isTraining ? PrincipalPlane.RoundsOfTraining : PrincipalPlane.RoundsOfConstantVectors);
    private readonly MapReach _reach = new();
    private float[] _before = [];
    private long _number;

    /// <summary>Sets the frame that the next one is rotated to match.</summary>
    /// <param name="frame">A frame of a replay, so of an earlier run of the command.</param>
    /// <param name="sample">The number of words that the plane represents.</param>
    public void ContinueFrom(Frame frame, int sample) => _before = Of(Fitted(sample), QuantizedPoints.Decode(frame.Unit, frame.Positions));

    /// <summary>Builds a frame of the current vectors.</summary>
    /// <param name="vectors">All words.</param>
    /// <param name="ids">The ids of the words with a point.</param>
    /// <param name="sample">The number of words, from the first, that the plane represents. During a training it is fitted to words at even distances among them.</param>
    /// <param name="tokens">Tokens processed by the training.</param>
    public Frame Build(WordVectors vectors, ReadOnlySpan<int> ids, int sample, long tokens)
    {
        int[] fitted = Fitted(sample);
        int[] fittedIds = new int[fitted.Length];
        for (int i = 0; i < fitted.Length; i++)
        {
            fittedIds[i] = ids[fitted[i]];
        }

        _vectors.Load(vectors, fittedIds);
        PlaneAxes plane = _plane.Fit(_vectors);
        float[] points = new float[2 * ids.Length];
        plane.Project(vectors, ids, _vectors.Mean, points);

        PlaneRotation.Align(Of(fitted, points), _before).Apply(points);
        float[] now = Of(fitted, points);
        _reach.Fit(now);
        double moved = Moved(now, _before);
        _before = now;
        (double unit, byte[] positions) = QuantizedPoints.Encode(points);
        return new Frame(++_number, tokens, _reach.Reach, plane.Share, moved, unit, positions);
    }

    /// <summary>The indices of the words that the plane is fitted to.</summary>
    private int[] Fitted(int sample)
    {
        int count = isTraining ? Math.Min(sample, FittedOfTraining) : sample;
        return [.. Enumerable.Range(0, count).Select(i => (int)((long)i * sample / count))];
    }

    private static float[] Of(int[] indices, float[] points)
    {
        float[] some = new float[2 * indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            (some[2 * i], some[(2 * i) + 1]) = (points[2 * indices[i]], points[(2 * indices[i]) + 1]);
        }

        return some;
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
