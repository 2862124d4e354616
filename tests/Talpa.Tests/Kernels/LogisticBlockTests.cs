using System.Runtime.Intrinsics;
using CsCheck;
using Talpa.Kernels;
using Talpa.Kernels.Simd;
using Talpa.Memory;

namespace Talpa.Tests.Kernels;

public class LogisticBlockTests
{
    private const float Rate = 0.05f;

    [Theory]
    [InlineData(Width.Scalar)]
    [InlineData(Width.Bits128)]
    [InlineData(Width.Bits256)]
    [InlineData(Width.Bits512)]
    public void Every_width_matches_the_formula_at_every_length(Width width)
    {
        for (int dimension = 1; dimension <= 257; dimension++)
        {
            var problem = new Problem(new Random(dimension), dimension, hidden: 1 + (dimension % 5), outputs: 1 + (dimension % 14), scale: 1);
            problem.AssertStep(width);
        }
    }

    [Theory]
    [InlineData(Width.Scalar)]
    [InlineData(Width.Bits128)]
    [InlineData(Width.Bits256)]
    [InlineData(Width.Bits512)]
    public void Every_number_of_hidden_vectors_and_outputs_is_handled(Width width) =>
        Gen.Select(Gen.Int[0, int.MaxValue - 1], Gen.Int[1, 21], Gen.Int[1, 40], Gen.Int[1, 60]).Sample(
            (seed, hidden, outputs, dimension) => new Problem(new Random(seed), dimension, hidden, outputs, scale: 1).AssertStep(width),
            iter: 200);

    [Theory]
    [InlineData(Width.Scalar)]
    [InlineData(Width.Bits128)]
    [InlineData(Width.Bits256)]
    [InlineData(Width.Bits512)]
    public void Scores_far_beyond_the_range_of_exp_give_finite_steps_and_the_exact_loss(Width width) =>
        new Problem(new Random(3), dimension: 20, hidden: 4, outputs: 8, scale: 40).AssertStep(width);

    [Fact]
    public void A_repeated_output_receives_both_updates()
    {
        var problem = new Problem(new Random(4), dimension: 10, hidden: 3, outputs: 6, scale: 1);
        problem.Rows[4] = problem.Rows[1];
        foreach (Width width in Widths.All)
        {
            problem.AssertStep(width);
        }
    }

    [Fact]
    public void The_update_is_the_gradient_by_finite_differences_of_the_loss()
    {
        var problem = new Problem(new Random(5), dimension: 7, hidden: 3, outputs: 8, scale: 1);
        (double[,] delta, double[,] outputs, _) = problem.Reference();
        const double Step = 1e-6;
        for (int i = 0; i < problem.Hidden.GetLength(0); i++)
        {
            for (int d = 0; d < problem.Hidden.GetLength(1); d++)
            {
                double value = problem.Hidden[i, d];
                problem.Hidden[i, d] = value + Step;
                double above = problem.Reference().Loss;
                problem.Hidden[i, d] = value - Step;
                double below = problem.Reference().Loss;
                problem.Hidden[i, d] = value;
                Assert.Equal(-Rate * (above - below) / (2 * Step), delta[i, d], 1e-7);
            }
        }

        foreach (int row in problem.Rows)
        {
            for (int d = 0; d < outputs.GetLength(1); d++)
            {
                double value = problem.Outputs[row, d];
                problem.Outputs[row, d] = value + Step;
                double above = problem.Reference().Loss;
                problem.Outputs[row, d] = value - Step;
                double below = problem.Reference().Loss;
                problem.Outputs[row, d] = value;
                Assert.Equal(-Rate * (above - below) / (2 * Step), outputs[row, d] - value, 1e-7);
            }
        }
    }

    [Fact]
    public void Rows_outside_the_table_are_refused()
    {
        var problem = new Problem(new Random(6), dimension: 5, hidden: 2, outputs: 3, scale: 1);
        problem.Rows[1] = 1000;
        Assert.Throws<ArgumentException>(() => problem.Run(Width.Scalar));
        problem.Rows[1] = -1;
        Assert.Throws<ArgumentException>(() => problem.Run(Width.Scalar));
    }

    /// <summary>A random step: its result from the formulas in double precision, and that of the kernel.</summary>
    private sealed class Problem
    {
        private readonly int _dimension;

        public Problem(Random random, int dimension, int hidden, int outputs, double scale)
        {
            _dimension = dimension;
            double size = scale / Math.Sqrt(dimension);
            Hidden = Fill(random, hidden, dimension, size);
            Outputs = Fill(random, outputs + 3, dimension, size * Math.Sqrt(dimension));
            Rows = [.. Enumerable.Range(0, outputs + 3).OrderBy(_ => random.Next()).Take(outputs)];
            Labels = [.. Rows.Select(_ => random.Next(2))];
        }

        public double[,] Hidden { get; }

        public double[,] Outputs { get; }

        public int[] Rows { get; }

        public int[] Labels { get; }

        public (double[,] Delta, double[,] Outputs, double Loss) Reference()
        {
            int count = Hidden.GetLength(0);
            double[,] delta = new double[count, _dimension];
            double[,] outputs = (double[,])Outputs.Clone();
            double loss = 0;
            for (int i = 0; i < count; i++)
            {
                for (int j = 0; j < Rows.Length; j++)
                {
                    double s = 0;
                    for (int d = 0; d < _dimension; d++)
                    {
                        s += Hidden[i, d] * Outputs[Rows[j], d];
                    }

                    double sigmoid = 1 / (1 + Math.Exp(-s));
                    double signed = Labels[j] == 1 ? -s : s;
                    loss += Math.Max(signed, 0) + Math.Log(1 + Math.Exp(-Math.Abs(signed)));
                    double g = Rate * (Labels[j] - sigmoid);
                    for (int d = 0; d < _dimension; d++)
                    {
                        delta[i, d] += g * Outputs[Rows[j], d];
                        outputs[Rows[j], d] += g * Hidden[i, d];
                    }
                }
            }

            return (delta, outputs, loss);
        }

        public (PaddedMatrix Delta, PaddedMatrix Outputs, double Loss) Run(Width width)
        {
            PaddedMatrix hidden = Single(Hidden);
            PaddedMatrix outputs = Single(Outputs);
            var delta = new PaddedMatrix(hidden.Rows, _dimension);
            delta.Padded.Fill(float.NaN);
            var block = new LogisticBlock(hidden.Rows, Labels.Length, hidden.Stride);
            block.SetLabels(Labels);

            // Prefetched rows, none or more than fit, do not change the result.
            for (int i = 0; i < (outputs.Rows * hidden.Rows) % 23; i++)
            {
                block.Ahead.Add(i % 2 == 0 ? outputs : hidden, i % hidden.Rows % outputs.Rows);
            }

            int[] all = [.. Enumerable.Range(0, hidden.Rows)];
            var inputs = new RowSet(hidden, all);
            var outputRows = new RowSet(outputs, Rows);
            double loss = width switch
            {
                Width.Scalar => block.Step<SimdScalar, float>(inputs, delta.Padded, outputRows, Rate, accumulate: false),
                Width.Bits128 => block.Step<Simd128, Vector128<float>>(inputs, delta.Padded, outputRows, Rate, accumulate: false),
                Width.Bits256 => block.Step<Simd256, Vector256<float>>(inputs, delta.Padded, outputRows, Rate, accumulate: false),
                _ => block.Step<Simd512, Vector512<float>>(inputs, delta.Padded, outputRows, Rate, accumulate: false),
            };
            // The row beyond the maximum is dropped; all others were fetched.
            block.Ahead.Add(outputs, 0);
            Assert.Equal([0, -1], block.Ahead.Take(outputs, 2));
            return (delta, outputs, loss);
        }

        public void AssertStep(Width width)
        {
            (double[,] delta, double[,] outputs, double loss) = Reference();
            (PaddedMatrix actualDelta, PaddedMatrix actualOutputs, double actualLoss) = Run(width);
            Assert.Equal(loss, actualLoss, 1e-5 * Math.Max(1, loss));
            AssertTable(delta, actualDelta);
            AssertTable(outputs, actualOutputs);
        }

        private static void AssertTable(double[,] expected, PaddedMatrix actual)
        {
            for (int row = 0; row < actual.Rows; row++)
            {
                for (int d = 0; d < actual.Stride; d++)
                {
                    double value = d < actual.Dimension ? expected[row, d] : 0;
                    Assert.Equal(value, actual.PaddedRow(row)[d], 2e-5 * Math.Max(1, Math.Abs(value)));
                }
            }
        }

        private static double[,] Fill(Random random, int rows, int columns, double size)
        {
            double[,] values = new double[rows, columns];
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns; column++)
                {
                    values[row, column] = (float)(size * ((2 * random.NextDouble()) - 1));
                }
            }

            return values;
        }

        private static PaddedMatrix Single(double[,] values)
        {
            var table = new PaddedMatrix(values.GetLength(0), values.GetLength(1));
            for (int row = 0; row < table.Rows; row++)
            {
                for (int d = 0; d < table.Dimension; d++)
                {
                    table.Row(row)[d] = (float)values[row, d];
                }
            }

            return table;
        }
    }
}
