using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Training.Architectures;

/// <summary>CBOW: the mean of the context words' vectors is the one hidden vector and predicts the centre word.</summary>
/// <typeparam name="TShare">How much of the gradient of the mean each context word takes.</typeparam>
internal readonly struct ContinuousBag<TShare> : IArchitecture
    where TShare : struct, GradientShare.IRule
{
    private const int TypicalContext = 6;

    private static ReadOnlySpan<int> FirstRow => [0];

    /// <inheritdoc/>
    public static bool PredictsContext => false;

    /// <inheritdoc/>
    public static (float Input, float Output) Curvature => (0.3f * TypicalContext * TShare.Of(TypicalContext), 0.2f); // six windows with a sixth of their mean; one short hidden vector

    /// <inheritdoc/>
    public static int HiddenCount(int contextWords) => 1;

    /// <inheritdoc/>
    public static RowSet Hidden(PaddedMatrix vectors, ReadOnlySpan<int> centre, ReadOnlySpan<int> context, PaddedMatrix scratch)
    {
        Span<float> mean = scratch.PaddedRow(0);
        mean.Clear();
        float share = 1f / context.Length;
        foreach (int row in context)
        {
            Rows.AddScaled(mean, share, vectors.PaddedRow(row));
        }

        return new RowSet(scratch, FirstRow);
    }

    /// <inheritdoc/>
    public static void AddBack(PaddedMatrix vectors, ReadOnlySpan<int> centre, ReadOnlySpan<int> context, ReadOnlySpan<float> delta)
    {
        float share = TShare.Of(context.Length);
        foreach (int row in context)
        {
            Rows.AddScaled(vectors.PaddedRow(row), share, delta[..vectors.Stride]);
        }
    }
}
