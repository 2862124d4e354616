using System.Numerics.Tensors;
using Talpa.Kernels;

namespace Talpa.Vectors;

/// <summary>
/// Compares the rows of a table by direction. Holds one number a row, the inverse of its length, instead of a second table of unit rows.
/// </summary>
internal sealed class Cosines
{
    private readonly VectorTable _table;

    /// <summary>1 / length of each row; 0 for a row without direction (zeros, NaN, infinity), whose cosine with everything is 0.</summary>
    private readonly float[] _inverseLengths;

    public Cosines(VectorTable table)
    {
        _table = table;
        _inverseLengths = new float[table.Rows];
        for (int row = 0; row < table.Rows; row++)
        {
            _inverseLengths[row] = InverseLength(table[row]);
        }
    }

    /// <summary>Number of rows.</summary>
    public int Rows => _table.Rows;

    /// <summary>A row scaled to length 1, with the table's padding; zeros for a row without direction.</summary>
    public float[] Unit(int row) => Unit(_table[row]);

    /// <summary>A vector scaled to length 1, with the table's padding; zeros for a vector without direction.</summary>
    public float[] Unit(ReadOnlySpan<float> vector)
    {
        float[] unit = new float[_table.Stride];
        double length = Length(vector);
        if (double.IsFinite(length) && length > 0)
        {
            for (int i = 0; i < vector.Length; i++)
            {
                unit[i] = (float)(vector[i] / length);
            }
        }

        return unit;
    }

    /// <summary>The cosines of one unit vector with the rows from <paramref name="firstRow"/> on, as many as <paramref name="cosines"/> holds.</summary>
    /// <param name="unit">A vector made by <see cref="Unit(int)"/>.</param>
    /// <param name="firstRow">The row of the first cosine.</param>
    /// <param name="cosines">Receives a number a row; all are finite.</param>
    public void Fill(ReadOnlySpan<float> unit, int firstRow, Span<float> cosines)
    {
        ReadOnlySpan<float> inverseLengths = _inverseLengths.AsSpan(firstRow, cosines.Length);
        for (int i = 0; i < cosines.Length; i++)
        {
            float inverse = inverseLengths[i];
            cosines[i] = inverse == 0 ? 0 : TensorPrimitives.Dot(unit, _table.PaddedRow(firstRow + i)) * inverse;
        }
    }

    /// <summary>The cosine between two rows, computed in double precision; the same whichever comes first.</summary>
    public float Between(int first, int second)
    {
        if (_inverseLengths[first] == 0 || _inverseLengths[second] == 0)
        {
            return 0;
        }

        ReadOnlySpan<float> a = _table[first];
        ReadOnlySpan<float> b = _table[second];
        double dot = 0;
        for (int i = 0; i < a.Length; i++)
        {
            dot += (double)a[i] * b[i];
        }

        return Clamp((float)(dot / (Length(a) * Length(b))));
    }

    /// <summary>Takes away what rounding put beyond −1 and 1.</summary>
    public static float Clamp(float cosine) => Math.Clamp(cosine, -1f, 1f);

    private static float InverseLength(ReadOnlySpan<float> vector)
    {
        float inverse = (float)(1 / Length(vector));
        return float.IsFinite(inverse) ? inverse : 0;
    }

    /// <summary>The length in double precision: the squares of single numbers can exceed what single precision holds.</summary>
    private static double Length(ReadOnlySpan<float> vector)
    {
        double squares = 0;
        foreach (float number in vector)
        {
            squares += (double)number * number;
        }

        return Math.Sqrt(squares);
    }
}
