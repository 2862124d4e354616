using System.Runtime.Intrinsics;
using Talpa.Kernels;
using Talpa.Kernels.Simd;

namespace Talpa.Tests.Kernels;

public class ElementaryTests
{
    [Fact]
    public void Exp_is_within_three_units_of_the_last_place_over_its_whole_range()
    {
        for (float x = -86.9f; x < 88; x += 0.0037f)
        {
            double expected = Math.Exp(x);
            Assert.Equal(1, Elementary<SimdScalar, float>.Exp(x) / expected, 4e-7);
            Assert.Equal(1, Elementary<Simd128, Vector128<float>>.Exp(Vector128.Create(x))[3] / expected, 4e-7);
            Assert.Equal(1, Elementary<Simd256, Vector256<float>>.Exp(Vector256.Create(x))[7] / expected, 4e-7);
            Assert.Equal(1, Elementary<Simd512, Vector512<float>>.Exp(Vector512.Create(x))[15] / expected, 4e-7);
        }
    }

    [Fact]
    public void Exp_of_very_small_numbers_is_almost_zero()
    {
        Assert.InRange(Elementary<SimdScalar, float>.Exp(-1000), 0, 1e-37f);
        Assert.InRange(Elementary<Simd512, Vector512<float>>.Exp(Vector512.Create(float.NegativeInfinity))[0], 0, 1e-37f);
    }

    [Fact]
    public void Log_of_one_plus_t_has_an_error_below_two_ten_millionths()
    {
        for (float t = 0; t <= 1; t += 1e-4f)
        {
            double expected = Math.Log(1 + (double)t);
            Assert.Equal(expected, Elementary<SimdScalar, float>.LogOnePlus(t), 2e-7);
            Assert.Equal(expected, Elementary<Simd512, Vector512<float>>.LogOnePlus(Vector512.Create(t))[0], 2e-7);
        }
    }
}
