using System.Runtime.Intrinsics;
using CsCheck;
using Talpa.Kernels;
using Talpa.Kernels.Simd;
using Talpa.Memory;

namespace Talpa.Tests.Kernels;

public class MatrixTileTests
{
    [Theory]
    [InlineData(Width.Scalar)]
    [InlineData(Width.Bits128)]
    [InlineData(Width.Bits256)]
    [InlineData(Width.Bits512)]
    public void The_outer_product_equals_the_naive_one_at_every_size(Width width) =>
        Gen.Select(Gen.Int[0, int.MaxValue - 1], Gen.Int[1, 3], Gen.Int[1, 3], Gen.Int[1, 70]).Sample(
            (seed, rowGroups, columnGroups, steps) =>
            {
                var random = new Random(seed);
                int rows = rowGroups * MatrixTile.OuterRows, columns = columnGroups * MatrixTile.OuterColumns;
                PaddedMatrix a = Random(random, steps, rows), b = Random(random, steps, columns), c = Random(random, rows, columns);

                Outer(width, View(a), View(b), View(c));

                AssertProduct(rows, columns, steps, (m, k) => a[k][m], (k, n) => b[k][n], c);
            },
            iter: 40);

    [Theory]
    [InlineData(Width.Scalar)]
    [InlineData(Width.Bits128)]
    [InlineData(Width.Bits256)]
    [InlineData(Width.Bits512)]
    public void The_inner_product_equals_the_naive_one_at_every_size(Width width) =>
        Gen.Select(Gen.Int[0, int.MaxValue - 1], Gen.Int[1, 4], Gen.Int[1, 7], Gen.Int[1, 9]).Sample(
            (seed, rowGroups, columnGroups, lengths) =>
            {
                var random = new Random(seed);
                int rows = rowGroups * MatrixTile.InnerRows, columns = columnGroups * MatrixTile.InnerColumns, length = lengths * PaddedMatrix.Lanes;
                PaddedMatrix a = Random(random, rows, length), b = Random(random, columns, length), c = Random(random, rows, columns);

                Inner(width, View(a), View(b), View(c));

                AssertProduct(rows, columns, length, (m, k) => a[m][k], (k, n) => b[n][k], c);
            },
            iter: 40);

    [Fact]
    public void Nothing_is_written_outside_the_result()
    {
        foreach (Width width in Widths.All)
        {
            PaddedMatrix a = Random(new Random(1), 5, 16), b = Random(new Random(2), 5, 144), c = Random(new Random(3), 16, 144);
            float[][] before = [.. Enumerable.Range(0, 16).Select(row => c[row].ToArray())];

            Outer(width, View(a).Part(8, 8), View(b).Part(48, 48), View(c).PartOfRows(8, 8).Part(48, 48));

            for (int row = 0; row < 16; row++)
            {
                Assert.Equal(before[row][..48], c[row][..48].ToArray());
                Assert.Equal(before[row][96..], c[row][96..].ToArray());
                Assert.Equal(row < 8, before[row].AsSpan(48, 48).SequenceEqual(c[row][48..96]));
            }
        }
    }

    [Fact]
    public void Matrices_of_mismatched_sizes_are_refused()
    {
        Assert.Contains("a.Rows == b.Rows", Assert.Throws<ArgumentException>(() => Product(5, 8, 6, 48)).Message);
        Assert.Throws<ArgumentException>(() => Product(5, 7, 5, 48));
        Assert.Throws<ArgumentException>(() => Product(5, 8, 5, 47));

        static void Product(int aRows, int aColumns, int bRows, int bColumns) => MatrixTile.Outer(
            View(new PaddedMatrix(aRows, aColumns)), View(new PaddedMatrix(bRows, bColumns)), View(new PaddedMatrix(aColumns, bColumns)));
    }

    private static void AssertProduct(int rows, int columns, int steps, Func<int, int, double> a, Func<int, int, double> b, PaddedMatrix c)
    {
        for (int m = 0; m < rows; m++)
        {
            for (int n = 0; n < columns; n++)
            {
                double expected = Enumerable.Range(0, steps).Sum(k => a(m, k) * b(k, n));
                Assert.Equal(expected, c[m][n], 1e-5 * (1 + Math.Sqrt(steps)));
            }
        }
    }

    private static void Outer(Width width, MatrixView a, MatrixView b, MatrixView c)
    {
        switch (width)
        {
            case Width.Scalar:
                MatrixTile.Outer<SimdScalar, float>(a, b, c);
                break;
            case Width.Bits128:
                MatrixTile.Outer<Simd128, Vector128<float>>(a, b, c);
                break;
            case Width.Bits256:
                MatrixTile.Outer<Simd256, Vector256<float>>(a, b, c);
                break;
            default:
                MatrixTile.Outer<Simd512, Vector512<float>>(a, b, c);
                break;
        }
    }

    private static void Inner(Width width, MatrixView a, MatrixView b, MatrixView c)
    {
        switch (width)
        {
            case Width.Scalar:
                MatrixTile.Inner<SimdScalar, float>(a, b, c);
                break;
            case Width.Bits128:
                MatrixTile.Inner<Simd128, Vector128<float>>(a, b, c);
                break;
            case Width.Bits256:
                MatrixTile.Inner<Simd256, Vector256<float>>(a, b, c);
                break;
            default:
                MatrixTile.Inner<Simd512, Vector512<float>>(a, b, c);
                break;
        }
    }

    private static MatrixView View(PaddedMatrix table) => new(table.Padded, table.Rows, table.Dimension, table.Stride);

    private static PaddedMatrix Random(Random random, int rows, int columns)
    {
        var table = new PaddedMatrix(rows, columns);
        for (int row = 0; row < rows; row++)
        {
            foreach (ref float x in table.Row(row))
            {
                x = (2 * random.NextSingle()) - 1;
            }
        }

        return table;
    }
}
