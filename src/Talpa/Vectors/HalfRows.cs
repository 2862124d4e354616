using System.Numerics.Tensors;

namespace Talpa.Vectors;

/// <summary>Rows of half-precision numbers.</summary>
/// <param name="dimension">Length of a row, D.</param>
/// <param name="numbers">The rows, one after another.</param>
internal sealed class HalfRows(int dimension, Half[] numbers) : IStoredRows
{
    private const int Slice = 256;

    /// <inheritdoc/>
    public int Rows { get; } = numbers.Length / dimension;

    /// <inheritdoc/>
    public int Dimension => dimension;

    /// <summary>The rows, one after another.</summary>
    public ReadOnlySpan<Half> Numbers => numbers;

    /// <summary>Rounds rows to half precision, to the nearest number.</summary>
    public static HalfRows Of(IStoredRows rows)
    {
        var numbers = new Half[checked(rows.Rows * rows.Dimension)];
        float[] row = new float[rows.Dimension];
        for (int i = 0; i < rows.Rows; i++)
        {
            row.AsSpan().Clear();
            rows.AddTo(i, row);
            TensorPrimitives.ConvertToHalf(row, numbers.AsSpan(i * row.Length, row.Length));
        }

        return new HalfRows(rows.Dimension, numbers);
    }

    /// <inheritdoc/>
    public void AddTo(int row, Span<float> sum)
    {
        Span<float> singles = stackalloc float[Slice];
        ReadOnlySpan<Half> halves = numbers.AsSpan(row * dimension, dimension);
        for (int start = 0; start < dimension; start += Slice)
        {
            int length = Math.Min(Slice, dimension - start);
            TensorPrimitives.ConvertToSingle(halves.Slice(start, length), singles);
            TensorPrimitives.Add(sum.Slice(start, length), singles[..length], sum.Slice(start, length));
        }
    }
}
