using CsCheck;
using Talpa.Textbook;

namespace Talpa.Tests.Textbook;

public sealed class BinarySkipGramTests
{
    private const double Epsilon = 1e-5;

    private static readonly Gen<(double[][] Input, double[][] Output, BinaryQuestion[] Questions)> Cases =
        from input in Gen.Double[-1, 1].Array[3].Array[4]
        from output in Gen.Double[-1, 1].Array[3].Array[5]
        from questions in Gen.Select(Gen.Int[0, 4], Gen.Bool).Select((row, yes) => new BinaryQuestion(row, yes ? 1 : 0)).Array[1, 8]
        select (input, output, questions);

    [Fact]
    public void Both_gradients_match_finite_differences_also_for_repeated_rows() => Cases.Sample(c =>
    {
        double[][] input = Copy(c.Input);
        double[][] output = Copy(c.Output);
        BinaryStep step = new BinarySkipGram(Copy(input), Copy(output)).Step(1, c.Questions, 0.1);
        var model = new BinarySkipGram(input, output);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(Slope(model, c.Questions, input[1], i), step.InputGradient[i], 1e-8);
            for (int row = 0; row < output.Length; row++)
            {
                double gradient = step.OutputGradient.TryGetValue(row, out double[]? g) ? g[i] : 0;
                Assert.Equal(Slope(model, c.Questions, output[row], i), gradient, 1e-8);
            }
        }
    });

    [Fact]
    public void A_step_changes_only_the_centre_and_the_rows_used() => Cases.Sample(c =>
    {
        var model = new BinarySkipGram(Copy(c.Input), Copy(c.Output));
        BinaryStep step = model.Step(2, c.Questions, 0.5);
        for (int w = 0; w < c.Input.Length; w++)
        {
            Assert.Equal(w == 2 ? c.Input[w].Zip(step.InputGradient, (x, g) => x + (-0.5 * g)) : c.Input[w], model.Input[w]);
        }

        for (int row = 0; row < c.Output.Length; row++)
        {
            Assert.Equal(step.OutputGradient.ContainsKey(row) ? c.Output[row].Zip(step.OutputGradient[row], (x, g) => x + (-0.5 * g)) : c.Output[row], model.Output[row]);
        }
    });

    [Fact]
    public void Large_scores_give_a_finite_loss() =>
        Assert.Equal(2000, new BinarySkipGram([[1000.0]], [[2.0]]).Loss(0, [new BinaryQuestion(0, 0)]), 6);

    private static double Slope(BinarySkipGram model, BinaryQuestion[] questions, double[] vector, int i)
    {
        double real = vector[i];
        vector[i] = real + Epsilon;
        double above = model.Loss(1, questions);
        vector[i] = real - Epsilon;
        double below = model.Loss(1, questions);
        vector[i] = real;
        return (above - below) / (2 * Epsilon);
    }

    private static double[][] Copy(double[][] table) => [.. table.Select(row => (double[])[.. row])];
}
