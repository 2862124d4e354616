using Talpa.Kernels;
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
    public static int HiddenCount(int contextWords) => 1;

    /// <inheritdoc/>
    public static void ReadHidden(VectorTable input, WordId centre, ReadOnlySpan<WordId> context, Span<float> hidden) =>
        input.PaddedRow(centre.Value).CopyTo(hidden);

    /// <inheritdoc/>
    public static void HandBack(VectorTable input, WordId centre, ReadOnlySpan<WordId> context, ReadOnlySpan<float> delta) =>
        Rows.AddScaled(input.PaddedRow(centre.Value), 1, delta[..input.Stride]);
}
