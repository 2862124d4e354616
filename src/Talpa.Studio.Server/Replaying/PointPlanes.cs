using System.Buffers.Binary;

namespace Talpa.Studio.Server.Replaying;

/// <summary>
/// Rearranges encoded points for compression without loss. Each 16-bit number becomes its difference from that of the previous frame, modulo 2¹⁶, with the sign
/// in the lowest bit. All high bytes, which are small, come before the low bytes.
/// </summary>
internal static class PointPlanes
{
    /// <summary>Rearranges the points of a frame.</summary>
    /// <param name="points">16-bit numbers, low byte first.</param>
    /// <param name="before">Those of the previous frame, which may be fewer or more.</param>
    public static byte[] Split(ReadOnlySpan<byte> points, ReadOnlySpan<byte> before)
    {
        int count = points.Length / sizeof(short);
        byte[] planes = new byte[points.Length];
        for (int i = 0; i < count; i++)
        {
            short difference = unchecked((short)(NumberAt(points, i) - NumberAt(before, i)));
            ushort folded = unchecked((ushort)((difference << 1) ^ (difference >> 15)));
            (planes[i], planes[count + i]) = ((byte)(folded >> 8), (byte)folded);
        }

        return planes;
    }

    /// <summary>Restores the points.</summary>
    /// <param name="planes">The result of <see cref="Split"/>.</param>
    /// <param name="before">The points of the previous frame.</param>
    public static byte[] Join(ReadOnlySpan<byte> planes, ReadOnlySpan<byte> before)
    {
        int count = planes.Length / sizeof(short);
        byte[] points = new byte[planes.Length];
        for (int i = 0; i < count; i++)
        {
            int folded = (planes[i] << 8) | planes[count + i];
            int difference = (folded >> 1) ^ -(folded & 1);
            BinaryPrimitives.WriteInt16LittleEndian(points.AsSpan(sizeof(short) * i), unchecked((short)(NumberAt(before, i) + difference)));
        }

        return points;
    }

    private static short NumberAt(ReadOnlySpan<byte> points, int i) =>
        sizeof(short) * i < points.Length ? BinaryPrimitives.ReadInt16LittleEndian(points[(sizeof(short) * i)..]) : (short)0;
}
