using System.Runtime.Intrinsics;
using Talpa.Kernels;
using Talpa.Kernels.Simd;
using Talpa.Memory;

namespace Talpa.Tests.Kernels;

public class DotRowsTests
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
            var random = new Random(dimension);
            PaddedMatrix rows = Fill(random, dimension % 14, dimension);
            PaddedMatrix query = Fill(random, 1, dimension);
            float[] products = new float[rows.Rows];
            Array.Fill(products, float.NaN);
            Multiply(width, query.Padded, rows.Padded, products);
            for (int j = 0; j < rows.Rows; j++)
            {
                double expected = 0;
                double size = 0;
                for (int d = 0; d < dimension; d++)
                {
                    double product = (double)query[0][d] * rows[j][d];
                    expected += product;
                    size += Math.Abs(product);
                }

                Assert.Equal(expected, products[j], 1e-5 * size);
            }
        }
    }

    [Fact]
    public void Mismatched_sizes_are_refused()
    {
        var rows = new PaddedMatrix(3, 5);
        Assert.Throws<ArgumentException>(() => DotRows.Multiply(rows.PaddedRow(0), rows.Padded, new float[2]));
        Assert.Throws<ArgumentException>(() => DotRows.Multiply(rows[0], rows.Padded, new float[3]));
    }

    private static void Multiply(Width width, ReadOnlySpan<float> query, ReadOnlySpan<float> rows, Span<float> products)
    {
        switch (width)
        {
            case Width.Scalar:
                DotRows.Multiply<SimdScalar, float>(query, rows, products);
                break;
            case Width.Bits128:
                DotRows.Multiply<Simd128, Vector128<float>>(query, rows, products);
                break;
            case Width.Bits256:
                DotRows.Multiply<Simd256, Vector256<float>>(query, rows, products);
                break;
            default:
                DotRows.Multiply<Simd512, Vector512<float>>(query, rows, products);
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
