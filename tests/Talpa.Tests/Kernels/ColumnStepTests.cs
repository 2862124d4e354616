using System.Runtime.Intrinsics;
using Talpa.Kernels;
using Talpa.Kernels.Simd;

namespace Talpa.Tests.Kernels;

public class ColumnStepTests
{
    [Theory]
    [InlineData(Width.Scalar)]
    [InlineData(Width.Bits128)]
    [InlineData(Width.Bits256)]
    [InlineData(Width.Bits512)]
    public void Every_width_matches_the_formula(Width width)
    {
        var random = new Random(5);
        for (int rows = 1; rows <= 9; rows++)
        {
            float[] g = Numbers(random, rows * 48), m = Numbers(random, rows * 64), x = Numbers(random, rows * 80), rates = Numbers(random, 48);
            float[] gBefore = [.. g], mBefore = [.. m], xBefore = [.. x], squares = new float[48];

            Run(width, new(g, rows, 48, 48), new(m, rows, 48, 64), new(x, rows, 48, 80), rates, squares);

            for (int j = 0; j < 48; j++)
            {
                double sum = 0;
                for (int i = 0; i < rows; i++)
                {
                    double gradient = gBefore[(i * 48) + j] + (0.25 * xBefore[(i * 80) + j]);
                    Assert.Equal(gradient, g[(i * 48) + j], 1e-6);
                    double mean = (0.9 * mBefore[(i * 64) + j]) + (0.1 * gradient);
                    Assert.Equal(mean, m[(i * 64) + j], 1e-6);
                    Assert.Equal(xBefore[(i * 80) + j] - (rates[j] * mean), x[(i * 80) + j], 1e-6);
                    sum += gradient * gradient;
                }

                Assert.Equal(sum, squares[j], 1e-5);
            }

            for (int beside = 48; beside < 64; beside++)
            {
                Assert.Equal(mBefore[beside], m[beside]);
                Assert.Equal(xBefore[beside], x[beside]);
            }
        }
    }

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];

    private static void Run(Width width, MatrixView g, MatrixView m, MatrixView x, float[] rates, float[] squares)
    {
        switch (width)
        {
            case Width.Scalar:
                ColumnStep.AddScaled<SimdScalar, float>(x, 0.25f, g);
                ColumnStep.SumsOfSquares<SimdScalar, float>(g, squares);
                ColumnStep.Descend<SimdScalar, float>(g, m, x, 0.9f, rates);
                break;
            case Width.Bits128:
                ColumnStep.AddScaled<Simd128, Vector128<float>>(x, 0.25f, g);
                ColumnStep.SumsOfSquares<Simd128, Vector128<float>>(g, squares);
                ColumnStep.Descend<Simd128, Vector128<float>>(g, m, x, 0.9f, rates);
                break;
            case Width.Bits256:
                ColumnStep.AddScaled<Simd256, Vector256<float>>(x, 0.25f, g);
                ColumnStep.SumsOfSquares<Simd256, Vector256<float>>(g, squares);
                ColumnStep.Descend<Simd256, Vector256<float>>(g, m, x, 0.9f, rates);
                break;
            default:
                ColumnStep.AddScaled<Simd512, Vector512<float>>(x, 0.25f, g);
                ColumnStep.SumsOfSquares<Simd512, Vector512<float>>(g, squares);
                ColumnStep.Descend<Simd512, Vector512<float>>(g, m, x, 0.9f, rates);
                break;
        }
    }
}
