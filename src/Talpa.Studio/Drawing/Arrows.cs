using Talpa.Studio.Lesson;
using Talpa.Textbook;

namespace Talpa.Studio.Drawing;

/// <summary>The gradient taken apart into the arrows that make it up.</summary>
public static class Arrows
{
    /// <summary>
    /// The arrows of the step to come. On the centre's vector: a pull of every context word, a push of every word and their sum, which
    /// is minus the gradient, the move divided by the learning rate. On every output vector: its own slide along the centre's vector.
    /// </summary>
    public static IReadOnlyList<Arrow> Of(Moment moment)
    {
        ArgumentNullException.ThrowIfNull(moment);
        SkipGramStep step = moment.Next;
        var arrows = new List<Arrow>();
        for (int w = 0; w < moment.Words.Count; w++)
        {
            arrows.Add(new Arrow(ArrowKind.Slide, w, moment.Output[w], Times(-step.Errors[w], step.Hidden)));
        }

        for (int w = 0; w < moment.Words.Count; w++)
        {
            arrows.Add(new Arrow(ArrowKind.Push, w, step.Hidden, Times(-step.Context.Count * step.Probabilities[w], moment.Output[w])));
        }

        foreach (int o in step.Context.Distinct())
        {
            arrows.Add(new Arrow(ArrowKind.Pull, o, step.Hidden, Times(step.Truth[o], moment.Output[o])));
        }

        double[] sum = new double[moment.Dimension];
        foreach (Arrow arrow in arrows.Where(a => a.Kind is ArrowKind.Pull or ArrowKind.Push))
        {
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += arrow.Delta[i];
            }
        }

        arrows.Add(new Arrow(ArrowKind.Sum, step.Centre, step.Hidden, sum));
        return arrows;
    }

    private static double[] Times(double scale, IReadOnlyList<double> vector) => [.. vector.Select(x => scale * x)];
}
