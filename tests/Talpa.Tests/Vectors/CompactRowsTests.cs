using System.Numerics.Tensors;
using CsCheck;
using Talpa.Kernels;
using Talpa.Vectors;

namespace Talpa.Tests.Vectors;

/// <summary>Rows whose numbers are stored in fewer bytes.</summary>
public class CompactRowsTests
{
    private static readonly Gen<PlainRows> GenRows =
        from rows in Gen.Int[1, 30]
        from dimension in Gen.Int[1, 600]
        from seed in Gen.Long
        from exponent in Gen.Int[-12, 8]
        select PlainRows.Random(rows, dimension, seed, MathF.Pow(2, exponent));

    [Fact]
    public void Half_precision_keeps_eleven_bits_of_each_number() => GenRows.Sample(
        rows => RequireNear(rows, CompactRows.Encode(rows, NumberStorage.HalfPrecision), row => [.. row.Select(number => Math.Max(Math.Abs(number) / 2048, MathF.Pow(2, -25)))]),
        iter: Repetitions.Of(50));

    [Fact]
    public void Scaled_bytes_are_off_by_at_most_half_a_step_of_the_rows_largest_number() => GenRows.Sample(
        rows => RequireNear(rows, CompactRows.Encode(rows, NumberStorage.ScaledBytes), row => [.. row.Select(_ => row.Max(Math.Abs) / 254 * 1.0001f)]),
        iter: Repetitions.Of(50));

    [Theory]
    [InlineData(NumberStorage.HalfPrecision)]
    [InlineData(NumberStorage.ScaledBytes)]
    [InlineData(NumberStorage.Codes)]
    public void A_row_of_zeros_stays_one(NumberStorage numbers)
    {
        var rows = new PlainRows([0, 0, 0, 1, 2, 3, 0, 0, 0], 3);
        IStoredRows stored = CompactRows.Encode(rows, numbers);
        Assert.Equal([0, 0, 0], PlainRows.Row(stored, 0));
        Assert.NotEqual([0, 0, 0], PlainRows.Row(stored, 1));
    }

    [Fact]
    public void As_many_different_rows_as_there_are_centroids_have_codes_of_their_own() => Gen.Select(Gen.Int[1, Centroids.Count], Gen.Int[1, 9], Gen.Long).Sample(
        (count, dimension, seed) =>
        {
            var rows = PlainRows.Random(count, dimension, seed, 1);

            // |c|²/2 − x·c in single precision does not distinguish points that are nearer to each other than this.
            RequireNear(rows, CompactRows.Encode(rows, NumberStorage.Codes), row => [.. row.Select(_ => 1e-3f * TensorPrimitives.Norm<float>(row))]);
        },
        iter: Repetitions.Of(30));

    [Fact]
    public void A_code_is_that_of_the_nearest_centroid() => Gen.Select(Gen.Int[1, 3], Gen.Int[1, 900], Gen.Long).Sample(
        (length, count, seed) =>
        {
            float[] points = PlainRows.Random(count, length, seed, 1).Numbers;
            var centroids = Centroids.Of(points, length, new SplitMix64(7));
            float[] numbers = new float[Centroids.Count * length];
            centroids.CopyTo(numbers);
            foreach (float[] point in points.Chunk(length).Concat(PlainRows.Random(100, length, seed + 1, 2).Numbers.Chunk(length)))
            {
                double[] distances = [.. numbers.Chunk(length).Select(centroid => centroid.Zip(point).Sum(pair => Math.Pow((double)pair.First - pair.Second, 2)))];
                double found = distances[centroids.Nearest(point)];
                Assert.InRange(found, distances.Min(), distances.Min() + 1e-5);
            }
        },
        iter: Repetitions.Of(10));

    [Fact]
    public void Points_in_clusters_have_a_centroid_in_each()
    {
        // 200 clusters, which 256 random points to begin with do not all hit.
        var random = new Random(3);
        float[] points = [.. Enumerable.Range(0, 4000).SelectMany(i => new[] { (i % 20 * 10) + (random.NextSingle() * 0.1f), (i / 20 % 10 * 10) + (random.NextSingle() * 0.1f) })];
        var centroids = Centroids.Of(points, 2, new SplitMix64(1));
        float[] numbers = new float[Centroids.Count * 2];
        centroids.CopyTo(numbers);
        double[] errors = [.. points.Chunk(2).Select(point => Distance(point, numbers.AsSpan(centroids.Nearest(point) * 2, 2)))];
        Assert.InRange(errors.Count(error => error > 1), 0, points.Length / 2 / 10);
    }

    [Fact]
    public void Codes_of_many_random_rows_keep_their_directions()
    {
        var rows = PlainRows.Random(3000, 20, 5, 1);
        IStoredRows stored = CompactRows.Encode(rows, NumberStorage.Codes);
        double mean = Enumerable.Range(0, rows.Rows).Average(row => TensorPrimitives.CosineSimilarity<float>(PlainRows.Row(rows, row), PlainRows.Row(stored, row)));

        // Pairs of uniform numbers, 256 centroids: each square of the 16 × 16 has an error of 1/256 of the variance.
        Assert.InRange(mean, 0.995, 1);
    }

    private static double Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => TensorPrimitives.Distance(a, b);

    private static void RequireNear(PlainRows rows, IStoredRows stored, Func<float[], float[]> tolerances)
    {
        Assert.Equal((rows.Rows, rows.Dimension), (stored.Rows, stored.Dimension));
        for (int row = 0; row < rows.Rows; row++)
        {
            float[] expected = PlainRows.Row(rows, row);
            float[] actual = PlainRows.Row(stored, row);
            float[] tolerance = tolerances(expected);
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.InRange(actual[i], expected[i] - tolerance[i], expected[i] + tolerance[i]);
            }
        }
    }

    /// <summary>Rows of plain numbers.</summary>
    private sealed class PlainRows(float[] numbers, int dimension) : IStoredRows
    {
        public float[] Numbers => numbers;

        public int Rows => numbers.Length / dimension;

        public int Dimension => dimension;

        public static PlainRows Random(int rows, int dimension, long seed, float scale)
        {
            var random = new SplitMix64((ulong)seed);
            float[] numbers = new float[rows * dimension];
            for (int i = 0; i < numbers.Length; i++)
            {
                numbers[i] = scale * ((2 * random.Fraction()) - 1);
            }

            return new PlainRows(numbers, dimension);
        }

        public static float[] Row(IStoredRows rows, int row)
        {
            float[] sum = new float[rows.Dimension];
            rows.AddTo(row, sum);
            return sum;
        }

        public void AddTo(int row, Span<float> sum) => TensorPrimitives.Add(sum, numbers.AsSpan(row * dimension, dimension), sum);
    }
}
