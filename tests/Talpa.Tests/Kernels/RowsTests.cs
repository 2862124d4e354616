using System.Runtime.Intrinsics;
using Talpa.Kernels;
using Talpa.Kernels.Simd;

namespace Talpa.Tests.Kernels;

public class RowsTests
{
    [Fact]
    public void Adding_a_scaled_row_agrees_at_every_width_and_length()
    {
        for (int length = 0; length <= 272; length += VectorTable.Lanes)
        {
            var random = new Random(length);
            float[] source = [.. Enumerable.Range(0, length).Select(_ => (float)random.NextDouble() - 0.5f)];
            float[] start = [.. Enumerable.Range(0, length).Select(_ => (float)random.NextDouble() - 0.5f)];
            float[][] targets = [.. Widths.All.Select(_ => start.ToArray())];

            Rows.AddScaled<SimdScalar, float>(targets[0], 0.3f, source);
            Rows.AddScaled<Simd128, Vector128<float>>(targets[1], 0.3f, source);
            Rows.AddScaled<Simd256, Vector256<float>>(targets[2], 0.3f, source);
            Rows.AddScaled<Simd512, Vector512<float>>(targets[3], 0.3f, source);

            for (int d = 0; d < length; d++)
            {
                double expected = start[d] + (0.3 * source[d]);
                Assert.All(targets, target => Assert.Equal(expected, target[d], 1e-7));
            }
        }
    }

    [Fact]
    public void Rows_of_different_or_unpadded_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Rows.AddScaled(new float[16], 1, new float[32]));
        Assert.Throws<ArgumentException>(() => Rows.AddScaled(new float[10], 1, new float[10]));
    }
}
