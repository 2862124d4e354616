using System.Numerics.Tensors;

namespace Talpa.Vectors;

/// <summary>Rows of integers, −127 to 127, each row with a scale: x ≈ scale · integer, scale = max |x| / 127.</summary>
/// <param name="dimension">Length of a row, D.</param>
/// <param name="scales">The scale of each row.</param>
/// <param name="numbers">The integers of the rows, one row after another.</param>
internal sealed class ScaledByteRows(int dimension, float[] scales, sbyte[] numbers) : IStoredRows
{
    private const float MaxInteger = 127;

    /// <inheritdoc/>
    public int Rows => scales.Length;

    /// <inheritdoc/>
    public int Dimension => dimension;

    /// <summary>The scale of each row.</summary>
    public ReadOnlySpan<float> Scales => scales;

    /// <summary>The integers of the rows, one row after another.</summary>
    public ReadOnlySpan<sbyte> Numbers => numbers;

    /// <summary>Rounds rows of finite numbers.</summary>
    public static ScaledByteRows Of(IStoredRows rows)
    {
        float[] scales = new float[rows.Rows];
        sbyte[] numbers = new sbyte[checked(rows.Rows * rows.Dimension)];
        float[] row = new float[rows.Dimension];
        for (int i = 0; i < rows.Rows; i++)
        {
            row.AsSpan().Clear();
            rows.AddTo(i, row);
            scales[i] = Math.Abs(TensorPrimitives.MaxMagnitude<float>(row)) / MaxInteger;
            Round(row, scales[i], numbers.AsSpan(i * row.Length, row.Length));
        }

        return new ScaledByteRows(rows.Dimension, scales, numbers);
    }

    /// <inheritdoc/>
    public void AddTo(int row, Span<float> sum)
    {
        float scale = scales[row];
        ReadOnlySpan<sbyte> integers = numbers.AsSpan(row * dimension, dimension);
        for (int i = 0; i < integers.Length; i++)
        {
            sum[i] += scale * integers[i];
        }
    }

    private static void Round(ReadOnlySpan<float> row, float scale, Span<sbyte> integers)
    {
        for (int i = 0; i < row.Length; i++)
        {
            // A row of zeros, or of numbers so small that the scale is 0, is one of zeros.
            integers[i] = scale > 0 ? (sbyte)Math.Clamp(MathF.Round(row[i] / scale), -MaxInteger, MaxInteger) : (sbyte)0;
        }
    }
}
