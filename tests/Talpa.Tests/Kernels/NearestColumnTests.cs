using CsCheck;
using Talpa.Kernels;

namespace Talpa.Tests.Kernels;

public sealed class NearestColumnTests
{
    [Fact]
    public void The_column_is_the_nearest_one() => Gen.Select(Gen.Int[1, 7], Gen.Int[1, 20], Gen.Int).Sample(
        (length, blocks, seed) =>
        {
            var random = new Random(seed);
            int count = 16 * blocks;
            float[] x = Numbers(random, length);
            float[] rows = Numbers(random, length * count);
            float[] offsets = [.. Enumerable.Range(0, count).Select(column => (float)Enumerable.Range(0, length).Sum(i => Math.Pow(rows[(i * count) + column], 2) / 2))];
            double[] distances = [.. Enumerable.Range(0, count).Select(column => Enumerable.Range(0, length).Sum(i => Math.Pow((double)x[i] - rows[(i * count) + column], 2)))];
            Assert.InRange(distances[NearestColumn.Of(x, rows, offsets)], distances.Min(), distances.Min() + 1e-5);
        });

    [Fact]
    public void Of_equal_columns_it_is_the_first() => Gen.Select(Gen.Int[0, 255], Gen.Int[0, 255]).Sample((a, b) =>
    {
        float[] rows = new float[256];
        rows[a] = 1;
        rows[b] = 1;
        Assert.Equal(Math.Min(a, b), NearestColumn.Of([2], rows, new float[256]));
    });

    [Fact]
    public void Spans_of_other_lengths_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => NearestColumn.Of([1], new float[15], new float[15]));
        Assert.Throws<ArgumentOutOfRangeException>(() => NearestColumn.Of([1], new float[32], new float[16]));
    }

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
}
