using System.Runtime.Intrinsics;
using CsCheck;
using Talpa.Kernels;
using Talpa.Kernels.Simd;
using Talpa.Memory;

namespace Talpa.Tests.Kernels;

public class SoftmaxTests
{
    private static readonly Gen<(int Seed, int Rows, int Dimension)> Cases =
        Gen.Select(Gen.Int[0, int.MaxValue - 1], Gen.Int[1, 70], Gen.Int[1, 60]);

    [Theory]
    [InlineData(Width.Scalar)]
    [InlineData(Width.Bits128)]
    [InlineData(Width.Bits256)]
    [InlineData(Width.Bits512)]
    public void Scores_are_dot_products_at_every_length(Width width)
    {
        for (int dimension = 1; dimension <= 257; dimension++)
        {
            AssertScores(width, new Random(dimension), rows: 1 + (dimension % 9), dimension);
        }
    }

    [Theory]
    [InlineData(Width.Scalar)]
    [InlineData(Width.Bits128)]
    [InlineData(Width.Bits256)]
    [InlineData(Width.Bits512)]
    public void Probabilities_match_the_formula_for_large_scores(Width width) => Cases.Sample(c =>
    {
        var random = new Random(c.Seed);
        double[] scores = [.. Enumerable.Range(0, c.Rows).Select(_ => (double)(float)(random.NextDouble() * 400 - 200))];
        var padded = new PaddedMatrix(1, c.Rows);
        padded.Padded.Fill(float.NegativeInfinity);
        for (int w = 0; w < c.Rows; w++)
        {
            padded.Padded[w] = (float)scores[w];
        }

        double logSum = width switch
        {
            Width.Scalar => Softmax.Normalise<SimdScalar, float>(padded.Padded),
            Width.Bits128 => Softmax.Normalise<Simd128, Vector128<float>>(padded.Padded),
            Width.Bits256 => Softmax.Normalise<Simd256, Vector256<float>>(padded.Padded),
            _ => Softmax.Normalise<Simd512, Vector512<float>>(padded.Padded),
        };

        double largest = scores.Max();
        double sum = scores.Sum(s => Math.Exp(s - largest));
        Assert.Equal(largest + Math.Log(sum), logSum, 1e-5 * Math.Max(1, Math.Abs(logSum)));
        for (int w = 0; w < c.Rows; w++)
        {
            Assert.Equal(Math.Exp(scores[w] - largest) / sum, padded.Padded[w], 2e-6);
        }
    }, iter: 200);

    [Theory]
    [InlineData(Width.Scalar)]
    [InlineData(Width.Bits128)]
    [InlineData(Width.Bits256)]
    [InlineData(Width.Bits512)]
    public void The_update_moves_every_row_along_the_hidden_vector_and_accumulates_the_gradient_of_the_hidden_vector(Width width) => Cases.Sample(c =>
    {
        var random = new Random(c.Seed);
        PaddedMatrix table = Random(random, c.Rows, c.Dimension);
        PaddedMatrix before = Copy(table);
        PaddedMatrix hidden = Random(random, 1, c.Dimension);
        PaddedMatrix g = Random(random, 1, c.Rows);
        var delta = new PaddedMatrix(1, c.Dimension);
        delta.Padded.Fill(float.NaN);

        switch (width)
        {
            case Width.Scalar:
                Softmax.Update<SimdScalar, float>(hidden.Padded, delta.Padded, table.Padded, c.Rows, g.Padded);
                break;
            case Width.Bits128:
                Softmax.Update<Simd128, Vector128<float>>(hidden.Padded, delta.Padded, table.Padded, c.Rows, g.Padded);
                break;
            case Width.Bits256:
                Softmax.Update<Simd256, Vector256<float>>(hidden.Padded, delta.Padded, table.Padded, c.Rows, g.Padded);
                break;
            default:
                Softmax.Update<Simd512, Vector512<float>>(hidden.Padded, delta.Padded, table.Padded, c.Rows, g.Padded);
                break;
        }

        for (int d = 0; d < table.Stride; d++)
        {
            double expected = 0;
            for (int w = 0; w < c.Rows; w++)
            {
                expected += (double)g.Padded[w] * before.PaddedRow(w)[d];
                Assert.Equal(before.PaddedRow(w)[d] + ((double)g.Padded[w] * hidden.Padded[d]), table.PaddedRow(w)[d], 1e-6);
            }

            Assert.Equal(expected, delta.Padded[d], 1e-5);
        }
    }, iter: 200);

    [Fact]
    public void Mismatched_sizes_are_refused()
    {
        var table = new PaddedMatrix(3, 4);
        var hidden = new PaddedMatrix(1, 4);
        Assert.Throws<ArgumentException>(() => Softmax.Scores(hidden.Padded, table.Padded, 4, new float[16]));
        Assert.Throws<ArgumentException>(() => Softmax.Scores(hidden.Padded, table.Padded, 3, new float[3]));
        Assert.Throws<ArgumentException>(() => Softmax.Scores(hidden[0], table.Padded, 3, new float[16]));
    }

    private static void AssertScores(Width width, Random random, int rows, int dimension)
    {
        PaddedMatrix table = Random(random, rows, dimension);
        PaddedMatrix hidden = Random(random, 1, dimension);
        var scores = new PaddedMatrix(1, rows);
        switch (width)
        {
            case Width.Scalar:
                Softmax.Scores<SimdScalar, float>(hidden.Padded, table.Padded, rows, scores.Padded);
                break;
            case Width.Bits128:
                Softmax.Scores<Simd128, Vector128<float>>(hidden.Padded, table.Padded, rows, scores.Padded);
                break;
            case Width.Bits256:
                Softmax.Scores<Simd256, Vector256<float>>(hidden.Padded, table.Padded, rows, scores.Padded);
                break;
            default:
                Softmax.Scores<Simd512, Vector512<float>>(hidden.Padded, table.Padded, rows, scores.Padded);
                break;
        }

        for (int w = 0; w < rows; w++)
        {
            double expected = 0;
            for (int d = 0; d < dimension; d++)
            {
                expected += (double)hidden[0][d] * table[w][d];
            }

            Assert.Equal(expected, scores[0][w], 1e-5);
        }

        foreach (float rest in scores.Padded[rows..])
        {
            Assert.Equal(float.NegativeInfinity, rest);
        }
    }

    private static PaddedMatrix Random(Random random, int rows, int dimension)
    {
        var table = new PaddedMatrix(rows, dimension);
        for (int row = 0; row < rows; row++)
        {
            foreach (ref float x in table.Row(row))
            {
                x = (float)((random.NextDouble() - 0.5) * 2);
            }
        }

        return table;
    }

    private static PaddedMatrix Copy(PaddedMatrix table)
    {
        var copy = new PaddedMatrix(table.Rows, table.Dimension);
        table.Padded.CopyTo(copy.Padded);
        return copy;
    }
}
