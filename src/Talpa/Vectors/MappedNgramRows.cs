using System.Numerics.Tensors;
using Talpa.Memory;

namespace Talpa.Vectors;

/// <summary>Rows of n-grams that stay in a mapped file.</summary>
/// <param name="rows">The rows.</param>
internal sealed class MappedNgramRows(MappedRows rows) : IStoredRows
{
    /// <inheritdoc/>
    public int Rows => rows.Rows;

    /// <inheritdoc/>
    public int Dimension => rows.Dimension;

    /// <inheritdoc/>
    public void AddTo(int row, Span<float> sum) => TensorPrimitives.Add(sum, rows[row], sum);
}
