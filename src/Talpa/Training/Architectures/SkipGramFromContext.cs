using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Training.Architectures;

/// <summary>
/// Skip-gram as word2vec.c computes it: each context word is a hidden vector of its own, and each predicts the centre word. Over a text
/// the pairs are the same as with the centre predicting its context, since every word is a centre once; but here all hidden vectors of
/// a window share one target, and so the same few output rows.
/// </summary>
internal readonly struct SkipGramFromContext : IArchitecture
{
    /// <inheritdoc/>
    public static bool PredictsContext => false;

    /// <inheritdoc/>
    public static (float Input, float Output) Curvature => (6, 1); // a word is context of six others

    /// <inheritdoc/>
    public static int HiddenCount(int contextWords) => contextWords;

    /// <inheritdoc/>
    public static RowSet Hidden(PaddedMatrix vectors, ReadOnlySpan<int> centre, ReadOnlySpan<int> context, PaddedMatrix scratch) => new(vectors, context);

    /// <inheritdoc/>
    public static void AddBack(PaddedMatrix vectors, ReadOnlySpan<int> centre, ReadOnlySpan<int> context, ReadOnlySpan<float> delta) =>
        Rows.AddEach(new RowSet(vectors, context), delta);
}
