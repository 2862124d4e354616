using System.Runtime.InteropServices;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Text;

namespace Talpa.Training.Windows;

/// <summary>
/// Skip-gram as word2vec.c walks it: each context word is a hidden vector of its own, and each predicts the centre word. Over a text
/// the pairs are the same as with the centre predicting its context, since every word is a centre once; but here all hidden vectors of
/// a window share one target, and so the same few output rows.
/// </summary>
internal readonly struct SkipGramFromContext : IWindow
{
    /// <inheritdoc/>
    public static bool PredictsContext => false;

    /// <inheritdoc/>
    public static (float Input, float Output) Curvature => (1, 1); // six predictions a row with short vectors on the other side

    /// <inheritdoc/>
    public static int HiddenCount(int contextWords) => contextWords;

    /// <inheritdoc/>
    public static RowSet Hidden(PaddedMatrix input, ReadOnlySpan<WordId> centre, ReadOnlySpan<WordId> context, PaddedMatrix scratch) =>
        new(input, MemoryMarshal.Cast<WordId, int>(context));

    /// <inheritdoc/>
    public static void HandBack(PaddedMatrix input, ReadOnlySpan<WordId> centre, ReadOnlySpan<WordId> context, ReadOnlySpan<float> delta) =>
        Rows.AddEach(new RowSet(input, MemoryMarshal.Cast<WordId, int>(context)), delta);
}
