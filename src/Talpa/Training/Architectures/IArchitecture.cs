using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Training.Architectures;

/// <summary>
/// Which words of a window predict which others: how their vectors make the hidden vectors, and how what comes back is divided among them.
/// Implemented by structs without state, so that the training loop is compiled for each without virtual calls.
/// </summary>
internal interface IArchitecture
{
    /// <summary>Whether the words of the context are predicted, instead of the centre word.</summary>
    static abstract bool PredictsContext { get; }

    /// <summary>
    /// Roughly, the second derivative of the loss by an input vector, for one occurrence of its word in the text, and by an output vector, for one window: how
    /// many predictions the row takes part in, times σ′ ≈ 0.2, times the squared length of the other side's vectors. It decides how to add up what
    /// shards learned side by side.
    /// </summary>
    static abstract (float Input, float Output) Curvature { get; }

    /// <summary>The largest number of hidden vectors that a context of a given number of words makes.</summary>
    static abstract int HiddenCount(int contextWords);

    /// <summary>Makes the hidden vectors, <see cref="HiddenCount"/> of them.</summary>
    /// <param name="vectors">The words' vectors.</param>
    /// <param name="centre">The row of the centre word; a span of one, so that it can be part of a <see cref="RowSet"/>.</param>
    /// <param name="context">The rows of the words around it, 1 or more.</param>
    /// <param name="scratch">A row of the learner's own, for a hidden vector that is no word's vector.</param>
    static abstract RowSet Hidden(PaddedMatrix vectors, ReadOnlySpan<int> centre, ReadOnlySpan<int> context, PaddedMatrix scratch);

    /// <summary>Adds what came back for the hidden vectors to the vectors that they were made of.</summary>
    /// <param name="vectors">The words' vectors.</param>
    /// <param name="centre">The row of the centre word.</param>
    /// <param name="context">The rows of the words around it.</param>
    /// <param name="delta">What is to be added to each hidden vector, a padded row for each.</param>
    static abstract void AddBack(PaddedMatrix vectors, ReadOnlySpan<int> centre, ReadOnlySpan<int> context, ReadOnlySpan<float> delta);
}
