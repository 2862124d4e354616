using CsCheck;
using Talpa.Studio.Common.Messages;

namespace Talpa.Studio.Tests.Live;

public sealed class QuantizedPointsTests
{
    [Fact]
    public void Points_are_restored_within_half_a_step() => Gen.Float[-1e6f, 1e6f].Array[0, 50].Sample(points =>
    {
        (double unit, byte[] encoded) = QuantizedPoints.Encode(points);
        float[] decoded = QuantizedPoints.Decode(unit, encoded);
        return decoded.Length == points.Length && decoded.Zip(points).All(pair => Math.Abs(pair.First - pair.Second) <= (0.5001 * unit) + (1e-6 * Math.Abs(pair.Second)));
    });

    [Fact]
    public void Nan_and_infinity_are_encoded_as_zero()
    {
        (double unit, byte[] encoded) = QuantizedPoints.Encode([float.NaN, 2, float.NegativeInfinity, -2]);
        Assert.Equal([0, 2, 0, -2], QuantizedPoints.Decode(unit, encoded));
    }
}
