using System.Runtime.Intrinsics;
using Talpa.Kernels;
using Talpa.Kernels.Simd;
using Talpa.Memory;

namespace Talpa.Tests.Kernels;

public class RowsTests
{
    [Fact]
    public void Adding_a_scaled_row_gives_equal_results_at_every_width_and_length()
    {
        for (int length = 0; length <= 272; length += PaddedMatrix.Lanes)
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
    public void Adding_the_differences_of_rows_gives_equal_results_at_every_width_and_number_of_rows()
    {
        for (int dimension = 1; dimension <= 257; dimension += 16)
        {
            var random = new Random(dimension);
            var sources = new PaddedMatrix(4, dimension);
            for (int row = 0; row < 4; row++)
            {
                foreach (ref float x in sources.Row(row))
                {
                    x = (float)random.NextDouble() - 0.5f;
                }
            }

            int[] rows = [.. new[] { 3, 0, 2, 3 }.Take(dimension % 5)];
            float[][] targets = [.. Widths.All.Select(_ => sources.PaddedRow(1).ToArray())];

            Rows.AddDifferences<SimdScalar, float>(targets[0], 0.3f, new RowSet(sources, rows));
            Rows.AddDifferences<Simd128, Vector128<float>>(targets[1], 0.3f, new RowSet(sources, rows));
            Rows.AddDifferences<Simd256, Vector256<float>>(targets[2], 0.3f, new RowSet(sources, rows));
            Rows.AddDifferences<Simd512, Vector512<float>>(targets[3], 0.3f, new RowSet(sources, rows));

            for (int d = 0; d < dimension; d++)
            {
                double start = sources[1][d];
                double expected = start + (0.3 * rows.Sum(row => sources[row][d] - start));
                Assert.All(targets, target => Assert.Equal(expected, target[d], 1e-6));
            }
        }
    }

    [Fact]
    public void Adding_to_several_rows_gives_equal_results_at_every_width_and_a_repeated_row_receives_both()
    {
        for (int dimension = 1; dimension <= 257; dimension += 8)
        {
            var delta = new PaddedMatrix(3, dimension);
            for (int row = 0; row < 3; row++)
            {
                delta.Row(row).Fill(row + 1);
            }

            PaddedMatrix[] tables = [.. Widths.All.Select(_ => new PaddedMatrix(5, dimension))];
            int[] rows = [4, 1, 4];
            Rows.AddEach<SimdScalar, float>(new RowSet(tables[0], rows), delta.Padded);
            Rows.AddEach<Simd128, Vector128<float>>(new RowSet(tables[1], rows), delta.Padded);
            Rows.AddEach<Simd256, Vector256<float>>(new RowSet(tables[2], rows), delta.Padded);
            Rows.AddEach<Simd512, Vector512<float>>(new RowSet(tables[3], rows), delta.Padded);

            foreach (PaddedMatrix table in tables)
            {
                float[] sums = [.. Enumerable.Range(0, 5).Select(row => table[row].ToArray().Sum() / dimension)];
                Assert.Equal([0, 2, 0, 0, 4], sums);
            }
        }
    }

    [Fact]
    public void A_row_outside_the_table_is_refused()
    {
        var table = new PaddedMatrix(2, 4);
        Assert.Throws<ArgumentException>(() => Rows.AddEach(new RowSet(table, [2]), new float[16]));
        Assert.Throws<ArgumentException>(() => Rows.AddEach(new RowSet(table, [-1]), new float[16]));
        Assert.Throws<ArgumentException>(() => Rows.AddEach(new RowSet(table, [0, 1]), new float[16]));
        Assert.Throws<ArgumentException>(() => Rows.AddDifferences(new float[16], 1, new RowSet(table, [0, 2])));
    }

    [Fact]
    public void Rows_of_different_or_unpadded_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Rows.AddScaled(new float[16], 1, new float[32]));
        Assert.Throws<ArgumentException>(() => Rows.AddScaled(new float[10], 1, new float[10]));
        Assert.Throws<ArgumentException>(() => Rows.AddDifferences(new float[32], 1, new RowSet(new PaddedMatrix(2, 4), [0])));
    }
}
