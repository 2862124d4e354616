namespace Talpa.Vectors;

/// <summary>Rows that are computed from others each time: some of them, in another order, or changed.</summary>
/// <param name="rows">Number of rows.</param>
/// <param name="dimension">Length of a row.</param>
/// <param name="addTo">Adds a row to a vector; several threads may call it at once.</param>
internal sealed class ComputedRows(int rows, int dimension, Action<int, Span<float>> addTo) : IStoredRows
{
    /// <inheritdoc/>
    public int Rows => rows;

    /// <inheritdoc/>
    public int Dimension => dimension;

    /// <inheritdoc/>
    public void AddTo(int row, Span<float> sum) => addTo(row, sum);
}
