using Talpa.Studio.Lesson;
using Talpa.Textbook;

namespace Talpa.Studio.Drawing;

/// <summary>Decomposes the gradient into arrows.</summary>
public static class Arrows
{
    /// <summary>
    /// Returns the arrows of the next step. On the centre word's vector: a pull of every context word, a push of every word, and their sum, which
    /// is minus the gradient: the change divided by the learning rate. On every output vector: its slide, parallel to the centre word's vector.
    /// </summary>
    public static IReadOnlyList<Arrow> Of(LessonSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        SkipGramStep step = snapshot.Next;
        var arrows = new List<Arrow>();
        for (int w = 0; w < snapshot.Words.Count; w++)
        {
            arrows.Add(new Arrow(ArrowKind.Slide, w, snapshot.Output[w], Times(-step.Errors[w], step.Hidden)));
        }

        for (int w = 0; w < snapshot.Words.Count; w++)
        {
            arrows.Add(new Arrow(ArrowKind.Push, w, step.Hidden, Times(-step.Context.Count * step.Probabilities[w], snapshot.Output[w])));
        }

        foreach (int o in step.Context.Distinct())
        {
            arrows.Add(new Arrow(ArrowKind.Pull, o, step.Hidden, Times(step.Truth[o], snapshot.Output[o])));
        }

        double[] sum = new double[snapshot.Dimension];
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
