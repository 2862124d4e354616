using Talpa.Kernels;
using Talpa.Studio.Common;
using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server.Projecting;
using Talpa.Vectors;

namespace Talpa.Studio.Tests.Live;

public sealed class FrameBuilderTests
{
    private const int Words = 300;
    private const int Dimension = 20;
    private static readonly int[] All = [.. Enumerable.Range(0, Words)];

    [Fact]
    public void The_plane_explains_the_variance_of_the_first_two_principal_components()
    {
        float[] numbers = Numbers();
        Frame frame = new FrameBuilder().Build(VectorsOf(numbers), All, Words, 0);
        Assert.Equal(ShareOfTwo(numbers), frame.ExplainedVariance, 1e-4);
    }

    [Fact]
    public void Constant_vectors_do_not_move_even_if_their_dimensions_are_permuted_and_negated()
    {
        float[] numbers = Numbers();
        var builder = new FrameBuilder();
        Frame first = builder.Build(VectorsOf(numbers), All, Words, 0);

        Assert.InRange(builder.Build(VectorsOf(numbers), All, Words, 0).Moved, 0, 1e-3);

        // The same vectors with permuted and partly negated dimensions: a new fit of the components has an arbitrary orientation.
        float[] permuted = new float[numbers.Length];
        for (int i = 0; i < permuted.Length; i++)
        {
            int d = i % Dimension;
            permuted[i] = (d % 3 == 0 ? -1 : 1) * numbers[i - d + (Dimension - 1 - d)];
        }

        Frame last = first;
        for (int i = 0; i < 40; i++)
        {
            last = builder.Build(VectorsOf(permuted), All, Words, 0);
        }

        float[] before = QuantizedPoints.Decode(first.Unit, first.Positions);
        float[] after = QuantizedPoints.Decode(last.Unit, last.Positions);
        Assert.InRange(FrameBuilder.Moved(after, before), 0, 0.02);
    }

    [Fact]
    public void A_vector_with_nan_is_placed_in_the_middle_and_affects_no_other()
    {
        float[] numbers = Numbers();
        numbers[5 * Dimension] = float.NaN;
        numbers[(6 * Dimension) + 3] = float.PositiveInfinity;
        Frame frame = new FrameBuilder().Build(VectorsOf(numbers), All, Words, 0);
        float[] points = QuantizedPoints.Decode(frame.Unit, frame.Positions);
        Assert.Equal([0, 0, 0, 0], points[10..14]);
        Assert.True(double.IsFinite(frame.Reach) && frame.ExplainedVariance is > 0 and <= 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Vectors_of_small_dimension_are_projected(int dimension)
    {
        var vectors = new WordVectors(["a", "b", "c"], dimension, [.. Enumerable.Range(0, 3 * dimension).Select(i => (float)Math.Sin(i))]);
        Frame frame = new FrameBuilder().Build(vectors, [0, 1, 2], 3, 0);
        Assert.InRange(frame.ExplainedVariance, dimension <= 2 ? 0.999 : 0.5, 1);
    }

    [Fact]
    public void Axes_keep_their_range_until_points_exceed_it_or_shrink()
    {
        var range = new MapReach();
        range.Fit(Ring(1));
        double first = range.Reach;
        Assert.InRange(first, 1, 1.6);
        range.Fit(Ring(0.8f * (float)first));
        range.Fit(Ring(0.4f * (float)first));
        Assert.Equal(first, range.Reach);
        range.Fit(Ring(4));
        Assert.InRange(range.Reach, 4, 6);
        range.Fit(Ring(0.1f));
        Assert.InRange(range.Reach, 0.1, 0.2);
    }

    private static float[] Ring(float radius) => [.. Enumerable.Range(0, 400).SelectMany(i => new[] { radius * MathF.Cos(i), radius * MathF.Sin(i) })];

    private static WordVectors VectorsOf(float[] numbers) => new(Enumerable.Range(0, Words).Select(i => $"w{i}"), Dimension, numbers);

    private static float[] Numbers()
    {
        var random = new Random(4);
        return [.. Enumerable.Range(0, Words * Dimension).Select(i => (random.NextSingle() + random.NextSingle() - 1) * (6f / (1 + (i % Dimension))))];
    }

    /// <summary>Computes the share from the covariance matrix and its eigenvectors.</summary>
    private static double ShareOfTwo(float[] numbers)
    {
        double[] mean = [.. Enumerable.Range(0, Dimension).Select(d => Enumerable.Range(0, Words).Average(w => (double)numbers[(w * Dimension) + d]))];
        double[][] moments = [.. Enumerable.Range(0, Dimension).Select(_ => new double[Dimension])];
        for (int w = 0; w < Words; w++)
        {
            for (int i = 0; i < Dimension; i++)
            {
                for (int j = 0; j < Dimension; j++)
                {
                    moments[i][j] += (numbers[(w * Dimension) + i] - mean[i]) * (numbers[(w * Dimension) + j] - mean[j]);
                }
            }
        }

        double all = Enumerable.Range(0, Dimension).Sum(i => moments[i][i]);
        double[][] directions = SymmetricEigen.Vectors([.. moments.Select(row => (double[])row.Clone())]);
        double kept = directions.Take(2).Sum(v => Enumerable.Range(0, Dimension).Sum(i => Enumerable.Range(0, Dimension).Sum(j => v[i] * moments[i][j] * v[j])));
        return kept / all;
    }
}
