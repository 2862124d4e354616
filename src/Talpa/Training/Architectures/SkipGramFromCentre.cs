using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Training.Architectures;

/// <summary>
/// Skip-gram as the textbook has it: the centre word is the one hidden vector and predicts every context word. One softmax then serves
/// the whole window.
/// </summary>
internal readonly struct SkipGramFromCentre : IArchitecture
{
    /// <inheritdoc/>
    public static bool PredictsContext => true;

    /// <inheritdoc/>
    public static (float Input, float Output) Curvature => (6, 1); // the centre takes part in all predictions of its window

    /// <inheritdoc/>
    public static int HiddenCount(int contextWords) => 1;

    /// <inheritdoc/>
    public static RowSet Hidden(PaddedMatrix vectors, ReadOnlySpan<int> centre, ReadOnlySpan<int> context, PaddedMatrix scratch) => new(vectors, centre);

    /// <inheritdoc/>
    public static void AddBack(PaddedMatrix vectors, ReadOnlySpan<int> centre, ReadOnlySpan<int> context, ReadOnlySpan<float> delta) =>
        Rows.AddScaled(vectors.PaddedRow(centre[0]), 1, delta[..vectors.Stride]);
}
