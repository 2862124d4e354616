using System.Runtime.Intrinsics;
using CsCheck;
using Talpa.Kernels;
using Talpa.Kernels.Simd;
using Talpa.Memory;

namespace Talpa.Tests.Kernels;

public class DotBlockTests
{
    [Theory]
    [InlineData(Width.Scalar)]
    [InlineData(Width.Bits128)]
    [InlineData(Width.Bits256)]
    [InlineData(Width.Bits512)]
    public void Every_width_gives_the_dot_products_at_every_length(Width width)
    {
        for (int dimension = 1; dimension <= 257; dimension++)
        {
            AssertProducts(width, new Random(dimension), queries: 1 + (dimension % 8), rows: 1 + (dimension % 70), dimension);
        }
    }

    [Theory]
    [InlineData(Width.Scalar)]
    [InlineData(Width.Bits128)]
    [InlineData(Width.Bits256)]
    [InlineData(Width.Bits512)]
    public void Every_number_of_queries_and_rows_is_handled(Width width) =>
        Gen.Select(Gen.Int[0, int.MaxValue - 1], Gen.Int[1, 30], Gen.Int[0, 100], Gen.Int[1, 40]).Sample(
            (seed, queries, rows, dimension) => AssertProducts(width, new Random(seed), queries, rows, dimension),
            iter: Repetitions.Of(100));

    [Fact]
    public void A_short_destination_is_refused()
    {
        var queries = new PaddedMatrix(2, 5);
        var rows = new PaddedMatrix(3, 5);
        float[] panel = new float[DotBlock.PanelLength(queries.Stride)];
        float[] products = new float[2 * DotBlock.ProductStride(3)];
        Assert.Throws<ArgumentException>(() => DotBlock.Multiply(queries, rows.Padded, panel, products.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => DotBlock.Multiply(queries, rows.Padded, panel.AsSpan(1), products));
        Assert.Throws<ArgumentException>(() => DotBlock.Multiply(queries, rows.Padded[1..], panel, products));
    }

    /// <summary>Compares with sums in double precision; elements beyond the rows must be 0.</summary>
    private static void AssertProducts(Width width, Random random, int queries, int rows, int dimension)
    {
        PaddedMatrix q = Fill(random, queries, dimension);
        PaddedMatrix u = Fill(random, rows, dimension);
        int stride = DotBlock.ProductStride(rows);
        float[] panel = new float[DotBlock.PanelLength(q.Stride)];
        float[] products = new float[queries * stride];
        Array.Fill(panel, float.NaN);
        Array.Fill(products, float.NaN);
        Multiply(width, q, u.Padded, panel, products);
        for (int i = 0; i < queries; i++)
        {
            for (int j = 0; j < stride; j++)
            {
                double expected = 0;
                double size = 0;
                for (int d = 0; d < dimension && j < rows; d++)
                {
                    double product = (double)q[i][d] * u[j][d];
                    expected += product;
                    size += Math.Abs(product);
                }

                Assert.Equal(expected, products[(i * stride) + j], 1e-5 * size);
            }
        }
    }

    private static void Multiply(Width width, PaddedMatrix queries, ReadOnlySpan<float> rows, Span<float> panel, Span<float> products)
    {
        switch (width)
        {
            case Width.Scalar:
                DotBlock.Multiply<SimdScalar, float>(queries, rows, panel, products);
                break;
            case Width.Bits128:
                DotBlock.Multiply<Simd128, Vector128<float>>(queries, rows, panel, products);
                break;
            case Width.Bits256:
                DotBlock.Multiply<Simd256, Vector256<float>>(queries, rows, panel, products);
                break;
            default:
                DotBlock.Multiply<Simd512, Vector512<float>>(queries, rows, panel, products);
                break;
        }
    }

    private static PaddedMatrix Fill(Random random, int rows, int dimension)
    {
        var table = new PaddedMatrix(rows, dimension);
        for (int row = 0; row < rows; row++)
        {
            foreach (ref float number in table.Row(row))
            {
                number = (2 * random.NextSingle()) - 1;
            }
        }

        return table;
    }
}
