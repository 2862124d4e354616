namespace Talpa.Studio.Lesson;

/// <summary>Moves vectors by pointer or keyboard.</summary>
public sealed class VectorMover(StudioState studio)
{
    /// <summary>The distance of one key press.</summary>
    private const double Stride = 0.05;

    /// <summary>Moves a vector to a position in the plane.</summary>
    /// <param name="vector">The name of the vector, such as <c>in:0</c>; an unknown one is ignored.</param>
    /// <param name="x">The horizontal position.</param>
    /// <param name="y">The vertical position.</param>
    public void MoveTo(string vector, double x, double y)
    {
        if (studio.Find(vector) is not var (isOutput, word) || !double.IsFinite(x) || !double.IsFinite(y))
        {
            return;
        }

        IReadOnlyList<double> now = isOutput ? studio.Now.Output[word] : studio.Now.Input[word];
        studio.Run.SetVector(isOutput, word, studio.Projection.Moved(now, x, y));
        LessonSnapshot moved = studio.Now;
        studio.Announce(text => text.With(
            isOutput ? "moved.out" : "moved.in",
            ("word", moved.Words[word]),
            ("x", text.Number(x)),
            ("y", text.Number(y)),
            ("loss", StepDescription.Loss(moved, text))));
    }

    /// <summary>Moves a vector by steps.</summary>
    public void MoveBy(string vector, double acrossSteps, double upSteps)
    {
        if (studio.Find(vector) is var (isOutput, word))
        {
            (double x, double y) = studio.Projection.Apply(isOutput ? studio.Now.Output[word] : studio.Now.Input[word]);
            MoveTo(vector, x + (Stride * acrossSteps), y + (Stride * upSteps));
        }
    }
}
