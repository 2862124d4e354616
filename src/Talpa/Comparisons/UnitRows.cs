using System.Numerics.Tensors;

namespace Talpa.Comparisons;

/// <summary>Some words' vectors scaled to length 1, computed when they are needed: a vocabulary of millions is not copied.</summary>
/// <param name="vectors">The words and their vectors.</param>
/// <param name="ids">The ids of the words.</param>
internal sealed class UnitRows(WordVectors vectors, int[] ids)
{
    /// <summary>Number of rows.</summary>
    public int Count => ids.Length;

    /// <summary>Length of a row.</summary>
    public int Dimension => vectors.Dimension;

    /// <summary>Writes a row; zeros for a vector without direction (zeros, NaN, infinity).</summary>
    /// <param name="row">0 to <see cref="Count"/> − 1.</param>
    /// <param name="unit">Receives <see cref="Dimension"/> numbers.</param>
    public void CopyTo(int row, Span<double> unit) => ToUnit(vectors[ids[row]], unit);

    /// <summary>Scales a vector to length 1; zeros for one without direction.</summary>
    public static void ToUnit(ReadOnlySpan<float> vector, Span<double> unit)
    {
        double squares = 0;
        foreach (float number in vector)
        {
            squares += (double)number * number;
        }

        if (squares > 0 && double.IsFinite(squares))
        {
            TensorPrimitives.ConvertTruncating(vector, unit);
            TensorPrimitives.Multiply(unit, 1 / Math.Sqrt(squares), unit);
        }
        else
        {
            unit.Clear();
        }
    }
}
