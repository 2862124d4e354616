using System.Numerics.Tensors;
using Talpa.Memory;

namespace Talpa.Vectors;

/// <summary>Rows of n-grams as the rows of a matrix.</summary>
/// <param name="table">The matrix.</param>
internal sealed class DenseNgramRows(PaddedMatrix table) : INgramRows
{
    /// <summary>The matrix.</summary>
    public PaddedMatrix Table => table;

    /// <inheritdoc/>
    public int Rows => table.Rows;

    /// <inheritdoc/>
    public int Dimension => table.Dimension;

    /// <inheritdoc/>
    public void AddTo(int row, Span<float> sum) => TensorPrimitives.Add(sum, table[row], sum);
}
