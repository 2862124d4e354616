using CsCheck;
using Talpa.Studio.Common.Messages;

namespace Talpa.Studio.Tests.Live;

public sealed class PositionsTests
{
    [Fact]
    public void Points_come_back_within_half_a_step() => Gen.Float[-1e6f, 1e6f].Array[0, 50].Sample(points =>
    {
        (double unit, byte[] packed) = Positions.Pack(points);
        float[] back = Positions.Unpack(unit, packed);
        return back.Length == points.Length && back.Zip(points).All(pair => Math.Abs(pair.First - pair.Second) <= (0.5001 * unit) + (1e-6 * Math.Abs(pair.Second)));
    });

    [Fact]
    public void What_is_not_a_number_is_packed_as_zero()
    {
        (double unit, byte[] packed) = Positions.Pack([float.NaN, 2, float.NegativeInfinity, -2]);
        Assert.Equal([0, 2, 0, -2], Positions.Unpack(unit, packed));
    }
}
