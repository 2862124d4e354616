using System.Runtime.InteropServices;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Text;

namespace Talpa.Training.Windows;

/// <summary>
/// Skip-gram as the textbook has it: the centre word is the one hidden vector and predicts every context word. One softmax then serves
/// the whole window.
/// </summary>
internal readonly struct SkipGramFromCentre : IWindow
{
    /// <inheritdoc/>
    public static bool PredictsContext => true;

    /// <inheritdoc/>
    public static (float Input, float Output) Curvature => (6, 1); // the centre takes part in all predictions of its window

    /// <inheritdoc/>
    public static int HiddenCount(int contextWords) => 1;

    /// <inheritdoc/>
    public static RowSet Hidden(PaddedMatrix input, ReadOnlySpan<WordId> centre, ReadOnlySpan<WordId> context, PaddedMatrix scratch) =>
        new(input, MemoryMarshal.Cast<WordId, int>(centre));

    /// <inheritdoc/>
    public static void HandBack(PaddedMatrix input, ReadOnlySpan<WordId> centre, ReadOnlySpan<WordId> context, ReadOnlySpan<float> delta) =>
        Rows.AddScaled(input.PaddedRow(centre[0].Value), 1, delta[..input.Stride]);
}
