using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Talpa.Studio.Common.Messages;

/// <summary>
/// Encodes points of the plane: x and y of each as 16-bit integers, low byte first, in steps of the largest coordinate ÷ 32,767. The error
/// is half a step at most: one part in 65,534 of the largest coordinate.
/// </summary>
public static class QuantizedPoints
{
    /// <summary>Encodes points.</summary>
    /// <param name="points">x and y of one point after the other; NaN and infinities become 0.</param>
    /// <returns>The length of one step, and the encoded points.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Unit, byte[] Encoded) Encode(ReadOnlySpan<float> points)
    {
        float farthest = 0;
        foreach (float x in points)
        {
            farthest = float.IsFinite(x) ? Math.Max(farthest, Math.Abs(x)) : farthest;
        }

        double unit = farthest > 0 ? farthest / (double)short.MaxValue : 1;
        byte[] encoded = new byte[sizeof(short) * points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            double steps = float.IsFinite(points[i]) ? Math.Round(points[i] / unit) : 0;
            BinaryPrimitives.WriteInt16LittleEndian(encoded.AsSpan(sizeof(short) * i), (short)steps);
        }

        return (unit, encoded);
    }

    /// <summary>Decodes points.</summary>
    /// <param name="unit">The length of one step.</param>
    /// <param name="encoded">The result of <see cref="Encode"/>.</param>
    /// <returns>x and y of one point after the other.</returns>
    public static float[] Decode(double unit, ReadOnlySpan<byte> encoded)
    {
        float[] points = new float[encoded.Length / sizeof(short)];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = (float)(unit * BinaryPrimitives.ReadInt16LittleEndian(encoded[(sizeof(short) * i)..]));
        }

        return points;
    }
}
