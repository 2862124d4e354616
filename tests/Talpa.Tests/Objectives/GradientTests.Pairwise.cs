using CsCheck;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Objectives;
using Talpa.Training.Architectures;

namespace Talpa.Tests.Objectives;

public partial class GradientTests
{
    /// <summary>So few samples that all scores of a step are computed before any output row is updated, even if one is drawn twice.</summary>
    private const int OneTile = LogisticBlock.Tile - 1;

    [Fact]
    public void Samples_for_each_pair_are_trained_pair_by_pair() => WideCases.Sample(c =>
    {
        Model model = Model.Random(c.Seed, c.Words, c.Words, c.Dimension);
        double[][] input = Double(model.Input);
        double[][] output = Double(model.Output);
        var noise = new AliasTable([.. Enumerable.Range(1, c.Words).Select(i => (double)i)]);
        var random = new SplitMix64((ulong)c.Seed);
        var sameRandom = random;
        var objective = new NegativeSampling.PairStep(new NegativeSampling.Step(model.Output, noise, OneTile, 1), 2 * c.Context.Length);

        double loss = Step<SkipGramFromContext, NegativeSampling.PairStep>(model, objective, c.Centre, c.Context, ref random);

        double expectedLoss = 0;
        foreach (int word in c.Context)
        {
            int[] samples = Draw(noise, c.Centre, ref sameRandom, OneTile);
            expectedLoss += LearnPair(input[word], output, c.Centre, samples);
        }

        Assert.Equal(expectedLoss, loss, 2e-5 * Math.Max(1, expectedLoss));
        AssertSame(input, model.Input);
        AssertSame(output, model.Output);
    });

    /// <summary>One pair by the paper's formulas, in double precision. Returns the loss before the step.</summary>
    private static double LearnPair(double[] hidden, double[][] output, int target, int[] samples)
    {
        (int Row, double Error)[] errors =
        [
            (target, 1 - Math.Exp(LogSigmoid(Dot(hidden, output[target])))),
            .. samples.Select(row => (row, -Math.Exp(LogSigmoid(Dot(hidden, output[row]))))),
        ];
        double loss = -LogSigmoid(Dot(hidden, output[target])) - samples.Sum(row => LogSigmoid(-Dot(hidden, output[row])));
        double[] before = [.. hidden];
        foreach ((int row, double error) in errors)
        {
            for (int d = 0; d < before.Length; d++)
            {
                hidden[d] += Rate * error * output[row][d];
            }
        }

        foreach ((int row, double error) in errors)
        {
            for (int d = 0; d < before.Length; d++)
            {
                output[row][d] += Rate * error * before[d];
            }
        }

        return loss;
    }

    private static void AssertSame(double[][] expected, PaddedMatrix actual)
    {
        for (int row = 0; row < expected.Length; row++)
        {
            for (int d = 0; d < expected[row].Length; d++)
            {
                Assert.Equal(expected[row][d], actual[row][d], 5e-6);
            }
        }
    }
}
