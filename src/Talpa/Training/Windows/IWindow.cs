using Talpa.Kernels;
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

    /// <summary>The most hidden vectors that a context of so many words makes.</summary>
    static abstract int HiddenCount(int contextWords);

    /// <summary>Makes the hidden vectors, <see cref="HiddenCount"/> × stride.</summary>
    static abstract void ReadHidden(VectorTable input, WordId centre, ReadOnlySpan<WordId> context, Span<float> hidden);

    /// <summary>Adds what came back for the hidden vectors to the input vectors that they were made of.</summary>
    static abstract void HandBack(VectorTable input, WordId centre, ReadOnlySpan<WordId> context, ReadOnlySpan<float> delta);
}
