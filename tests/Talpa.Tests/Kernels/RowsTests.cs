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
    public void Merging_replicas_gives_equal_results_at_every_width_and_number_of_replicas()
    {
        for (int dimension = 1; dimension <= 257; dimension += 16)
        {
            var random = new Random(dimension);
            PaddedMatrix start = RandomMatrix(random, dimension);
            PaddedMatrix[] sources = [.. Enumerable.Range(0, 1 + (dimension % 5)).Select(_ => RandomMatrix(random, dimension))];
            (PaddedMatrix Table, PaddedMatrix[] Replicas)[] merged = [.. Widths.All.Select(_ => (Copy(start), sources.Select(Copy).ToArray()))];

            Rows.Merge<SimdScalar, float>(merged[0].Table, merged[0].Replicas, 1, 0.3f);
            Rows.Merge<Simd128, Vector128<float>>(merged[1].Table, merged[1].Replicas, 1, 0.3f);
            Rows.Merge<Simd256, Vector256<float>>(merged[2].Table, merged[2].Replicas, 1, 0.3f);
            Rows.Merge<Simd512, Vector512<float>>(merged[3].Table, merged[3].Replicas, 1, 0.3f);

            foreach ((PaddedMatrix table, PaddedMatrix[] replicas) in merged)
            {
                for (int d = 0; d < dimension; d++)
                {
                    double expected = start[1][d] + (0.3 * sources.Sum(source => source[1][d] - (double)start[1][d]));
                    Assert.Equal(expected, table[1][d], 1e-6);
                }

                Assert.All(replicas, replica => Assert.Equal(table[1], replica[1]));
                Assert.Equal(start[0], table[0]);
                Assert.All(replicas.Zip(sources), pair => Assert.Equal(pair.Second[2], pair.First[2]));
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
        Assert.Throws<ArgumentOutOfRangeException>(() => Rows.Merge(table, [new PaddedMatrix(2, 4)], 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rows.Merge(table, [new PaddedMatrix(1, 4)], 1, 1));
    }

    [Fact]
    public void Rows_of_different_or_unpadded_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Rows.AddScaled(new float[16], 1, new float[32]));
        Assert.Throws<ArgumentException>(() => Rows.AddScaled(new float[10], 1, new float[10]));
        Assert.Throws<ArgumentException>(() => Rows.Merge(new PaddedMatrix(2, 20), [new PaddedMatrix(2, 4)], 0, 1));
    }

    private static PaddedMatrix RandomMatrix(Random random, int dimension) =>
        new(3, dimension, [.. Enumerable.Range(0, 3 * dimension).Select(_ => (float)random.NextDouble() - 0.5f)]);

    private static PaddedMatrix Copy(PaddedMatrix matrix)
    {
        var copy = new PaddedMatrix(matrix.Rows, matrix.Dimension);
        matrix.Padded.CopyTo(copy.Padded);
        return copy;
    }
}
