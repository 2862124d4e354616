using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Text;

namespace Talpa.Training.Windows;

/// <summary>
/// The input side of a prediction: which input rows of a window make the hidden vectors, and how what comes back is shared among them.
/// Implemented by structs without state, so that the training loop is compiled for each without virtual calls.
/// </summary>
internal interface IWindow
{
    /// <summary>Whether the words of the context are what is predicted, instead of the centre word.</summary>
    static abstract bool PredictsContext { get; }

    /// <summary>
    /// Roughly, the second derivative of one window's loss by an input and by an output vector: how many predictions the row takes part in,
    /// times σ′ ≈ 0.2, times the squared length of the other side's vectors. Tells how to add up what was learned side by side.
    /// </summary>
    static abstract (float Input, float Output) Curvature { get; }

    /// <summary>The most hidden vectors that a context of so many words makes.</summary>
    static abstract int HiddenCount(int contextWords);

    /// <summary>Makes the hidden vectors, <see cref="HiddenCount"/> of them.</summary>
    /// <param name="input">The input vectors.</param>
    /// <param name="centre">The centre word; a span of one, so that it can be a row of the table.</param>
    /// <param name="context">The words around it, 1 or more.</param>
    /// <param name="scratch">A row of the worker's own, for a hidden vector that is no input vector.</param>
    static abstract RowSet Hidden(PaddedMatrix input, ReadOnlySpan<WordId> centre, ReadOnlySpan<WordId> context, PaddedMatrix scratch);

    /// <summary>Adds what came back for the hidden vectors to the input vectors that they were made of.</summary>
    static abstract void HandBack(PaddedMatrix input, ReadOnlySpan<WordId> centre, ReadOnlySpan<WordId> context, ReadOnlySpan<float> delta);
}
