using Talpa.Textbook;

namespace Talpa.Studio.Lesson;

/// <summary>
/// The gradient check of a step: compares each gradient with the slope of the loss by central differences,
/// (loss(x + ε) − loss(x − ε)) ÷ 2ε.
/// </summary>
public sealed record GradientCheck
{
    /// <summary>The change ε of a number. With a smaller one rounding errors dominate, with a larger one the curvature.</summary>
    public const double Epsilon = 1e-5;

    private const int MaxNumbers = 400;

    /// <summary>The slope of the loss for each number of the centre word's input vector.</summary>
    public required IReadOnlyList<double> Centre { get; init; }

    /// <summary>The largest difference between gradient and slope of the checked numbers.</summary>
    public required double LargestDifference { get; init; }

    /// <summary>The number of checked numbers: the centre word's, and those of all output vectors if they are not too many.</summary>
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
            double original = vector[i];
            vector[i] = original + Epsilon;
            double above = model.Loss(step.Centre, step.Context);
            vector[i] = original - Epsilon;
            double below = model.Loss(step.Centre, step.Context);
            vector[i] = original;
            slopes[i] = (above - below) / (2 * Epsilon);
        }

        return slopes;
    }

    private static double Largest(double[] slopes, IReadOnlyList<double> gradient) =>
        slopes.Zip(gradient, (slope, g) => Math.Abs(slope - g)).Max();
}
