using System.Runtime.Intrinsics;
using Talpa.Kernels;
using Talpa.Kernels.Simd;
using Talpa.Memory;

namespace Talpa.Tests.Kernels;

public class ScoreTileTests
{
    [Theory]
    [InlineData(Width.Scalar)]
    [InlineData(Width.Bits128)]
    [InlineData(Width.Bits256)]
    [InlineData(Width.Bits512)]
    public void Combined_parts_of_a_softmax_equal_the_softmax_for_scores_of_any_size(Width width)
    {
        var random = new Random(7);
        foreach (float size in new[] { 1f, 40f, 1000f })
        {
            PaddedMatrix scores = new(3, 96);
            foreach (ref float s in scores.Padded)
            {
                s = size * ((2 * random.NextSingle()) - 1);
            }

            double[][] truth = [.. Enumerable.Range(0, 3).Select(i => Talpa.Textbook.SkipGram.Softmax([.. scores[i].ToArray().Select(s => (double)s)]))];
            var (left, right) = (new Part(), new Part());
            left.Work(width, new MatrixView(scores.Padded, 3, 48, 96));
            right.Work(width, new MatrixView(scores.Padded[48..], 3, 48, 96));

            for (int i = 0; i < 3; i++)
            {
                double largest = Math.Max(left.Largest[i], right.Largest[i]);
                double sum = (left.Sums[i] * Math.Exp(left.Largest[i] - largest)) + (right.Sums[i] * Math.Exp(right.Largest[i] - largest));
                for (int j = 0; j < 96; j++)
                {
                    Part part = j < 48 ? left : right;
                    double probability = scores[i][j] * Math.Exp(part.Largest[i] - largest) / sum;
                    Assert.Equal(truth[i][j], probability, 1e-6);
                }
            }
        }
    }

    [Theory]
    [InlineData(Width.Scalar)]
    [InlineData(Width.Bits128)]
    [InlineData(Width.Bits256)]
    [InlineData(Width.Bits512)]
    public void Every_row_is_scaled_by_its_own_factor(Width width)
    {
        var table = new PaddedMatrix(2, 32);
        table.Padded.Fill(3);
        var view = new MatrixView(table.Padded, 2, 32, 32);
        float[] factors = [0, 0.5f];
        switch (width)
        {
            case Width.Scalar:
                ScoreTile.Scale<SimdScalar, float>(view, factors);
                break;
            case Width.Bits128:
                ScoreTile.Scale<Simd128, Vector128<float>>(view, factors);
                break;
            case Width.Bits256:
                ScoreTile.Scale<Simd256, Vector256<float>>(view, factors);
                break;
            default:
                ScoreTile.Scale<Simd512, Vector512<float>>(view, factors);
                break;
        }

        Assert.All(table[0].ToArray(), x => Assert.Equal(0f, x));
        Assert.All(table[1].ToArray(), x => Assert.Equal(1.5f, x));
    }

    private sealed class Part
    {
        public float[] Largest { get; } = new float[3];

        public float[] Sums { get; } = new float[3];

        public void Work(Width width, MatrixView scores)
        {
            switch (width)
            {
                case Width.Scalar:
                    ScoreTile.Exponentials<SimdScalar, float>(scores, Largest, Sums);
                    break;
                case Width.Bits128:
                    ScoreTile.Exponentials<Simd128, Vector128<float>>(scores, Largest, Sums);
                    break;
                case Width.Bits256:
                    ScoreTile.Exponentials<Simd256, Vector256<float>>(scores, Largest, Sums);
                    break;
                default:
                    ScoreTile.Exponentials<Simd512, Vector512<float>>(scores, Largest, Sums);
                    break;
            }
        }
    }
}
