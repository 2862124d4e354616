using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Talpa.Studio.Common.Messages;

/// <summary>
/// Packs points of the plane: x and y of each as 16-bit integers, the low byte first, in steps that are as small as the farthest point
/// allows. A place is off by half a step at most: one part in 65,534 of the farthest coordinate.
/// </summary>
public static class Positions
{
    /// <summary>Packs points.</summary>
    /// <param name="points">x and y of one point after the other; NaN and infinities become 0.</param>
    /// <returns>What one step is worth, and the packed points.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Unit, byte[] Packed) Pack(ReadOnlySpan<float> points)
    {
        float farthest = 0;
        foreach (float x in points)
        {
            farthest = float.IsFinite(x) ? Math.Max(farthest, Math.Abs(x)) : farthest;
        }

        double unit = farthest > 0 ? farthest / (double)short.MaxValue : 1;
        byte[] packed = new byte[sizeof(short) * points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            double steps = float.IsFinite(points[i]) ? Math.Round(points[i] / unit) : 0;
            BinaryPrimitives.WriteInt16LittleEndian(packed.AsSpan(sizeof(short) * i), (short)steps);
        }

        return (unit, packed);
    }

    /// <summary>Unpacks points.</summary>
    /// <param name="unit">What one step is worth.</param>
    /// <param name="packed">What <see cref="Pack"/> made.</param>
    /// <returns>x and y of one point after the other.</returns>
    public static float[] Unpack(double unit, ReadOnlySpan<byte> packed)
    {
        float[] points = new float[packed.Length / sizeof(short)];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = (float)(unit * BinaryPrimitives.ReadInt16LittleEndian(packed[(sizeof(short) * i)..]));
        }

        return points;
    }
}
