using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Training.Exact;

/// <summary>Keeps the output vectors and biases of frozen words as they were: what a step adds to them is undone.</summary>
/// <param name="step">Moves all output vectors.</param>
/// <param name="anchors">Which words are frozen, with their vectors.</param>
/// <param name="biases">The biases at the start, 1 × V; copied.</param>
/// <param name="hasBias">Whether a bias is that of the model; others are free. <c>null</c> where all are free.</param>
internal sealed class FrozenOutput(IOutputStep step, TableAnchors anchors, PaddedMatrix biases, bool[]? hasBias) : IOutputStep
{
    private readonly float[] _biases = biases[0].ToArray();

    /// <inheritdoc/>
    public void Apply(OutputTiles tiles, int tile, int firstColumn, MatrixView gradient, AdamRate rate)
    {
        step.Apply(tiles, tile, firstColumn, gradient, rate);
        MatrixView vectors = tiles.Tile(tile, tiles.Rows).Part(firstColumn, gradient.Columns);
        for (int column = 0; column < gradient.Columns && firstColumn + column < tiles.ContextsIn(tile); column++)
        {
            int context = tiles.ContextAt(tile, firstColumn + column);
            if (anchors.IsFrozen(context))
            {
                Restore(vectors, column, context);
            }
        }
    }

    private void Restore(MatrixView vectors, int column, int context)
    {
        ReadOnlySpan<float> origin = anchors.OriginOf(context);
        for (int d = 0; d < origin.Length; d++)
        {
            vectors[d][column] = origin[d];
        }

        if (hasBias?[context] == true)
        {
            vectors[origin.Length][column] = _biases[context];
        }
    }
}
