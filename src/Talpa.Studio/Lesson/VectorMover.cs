using Talpa.Studio.Drawing;

namespace Talpa.Studio.Lesson;

/// <summary>Puts vectors elsewhere by hand: what if one stood there?</summary>
public sealed class Hand(StudioState studio)
{
    /// <summary>How far one press of a key moves a vector.</summary>
    private const double Stride = 0.05;

    /// <summary>Puts a vector where a place in the plane says.</summary>
    /// <param name="vector">Which vector, such as <c>in:0</c>; one that doesn't exist is left alone.</param>
    /// <param name="x">Across.</param>
    /// <param name="y">Up.</param>
    public void PlaceAt(string vector, double x, double y)
    {
        if (studio.Find(vector) is not var (isOutput, word) || !double.IsFinite(x) || !double.IsFinite(y))
        {
            return;
        }

        IReadOnlyList<double> now = isOutput ? studio.Now.Output[word] : studio.Now.Input[word];
        studio.Run.Place(isOutput, word, studio.Projection.Moved(now, x, y));
        studio.Say($"{(isOutput ? "Output" : "Input")} vector of {studio.Now.Words[word]} at {Numbers.Write(x)} across, {Numbers.Write(y)} up: {studio.LossInWords()}.");
    }

    /// <summary>Moves a vector a little.</summary>
    public void Nudge(string vector, double acrossSteps, double upSteps)
    {
        if (studio.Find(vector) is var (isOutput, word))
        {
            (double x, double y) = studio.Projection.Apply(isOutput ? studio.Now.Output[word] : studio.Now.Input[word]);
            PlaceAt(vector, x + (Stride * acrossSteps), y + (Stride * upSteps));
        }
    }
}
