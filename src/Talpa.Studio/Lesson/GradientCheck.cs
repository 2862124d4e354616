using Talpa.Textbook;

namespace Talpa.Studio.Lesson;

/// <summary>
/// The proof that a step's gradients are right: each beside the slope found by moving one number a little both ways and asking for
/// the loss, (loss(x + ε) − loss(x − ε)) ÷ 2ε.
/// </summary>
public sealed record GradientCheck
{
    /// <summary>How far a number is moved to each side. Smaller would drown in rounding, larger in curvature.</summary>
    public const double Epsilon = 1e-5;

    private const int MaxNumbers = 400;

    /// <summary>The slope of the loss along each number of the centre's input vector.</summary>
    public required IReadOnlyList<double> Centre { get; init; }

    /// <summary>The largest difference between gradient and slope among the numbers looked at.</summary>
    public required double LargestDifference { get; init; }

    /// <summary>How many numbers were looked at: the centre's, and all output vectors' where they are not too many.</summary>
    public required int Numbers { get; init; }

    internal static GradientCheck Of(SkipGram model, SkipGramStep step)
    {
        double[] centre = Slopes(model, step, model.Input[step.Centre]);
        double largest = Largest(centre, step.InputGradient);
        int numbers = centre.Length;
        if (model.Words.Count * model.Dimension <= MaxNumbers)
        {
            for (int w = 0; w < model.Words.Count; w++)
            {
                largest = Math.Max(largest, Largest(Slopes(model, step, model.Output[w]), step.OutputGradient[w]));
                numbers += model.Dimension;
            }
        }

        return new GradientCheck { Centre = centre, LargestDifference = largest, Numbers = numbers };
    }

    private static double[] Slopes(SkipGram model, SkipGramStep step, double[] vector)
    {
        double[] slopes = new double[vector.Length];
        for (int i = 0; i < vector.Length; i++)
        {
            double real = vector[i];
            vector[i] = real + Epsilon;
            double above = model.Loss(step.Centre, step.Context);
            vector[i] = real - Epsilon;
            double below = model.Loss(step.Centre, step.Context);
            vector[i] = real;
            slopes[i] = (above - below) / (2 * Epsilon);
        }

        return slopes;
    }

    private static double Largest(double[] slopes, IReadOnlyList<double> gradient) =>
        slopes.Zip(gradient, (slope, g) => Math.Abs(slope - g)).Max();
}
