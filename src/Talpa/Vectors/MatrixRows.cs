using System.Numerics.Tensors;
using Talpa.Memory;

namespace Talpa.Vectors;

/// <summary>The rows of a matrix.</summary>
/// <param name="table">The matrix.</param>
internal sealed class MatrixRows(PaddedMatrix table) : IStoredRows
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
