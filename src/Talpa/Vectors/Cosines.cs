using System.Numerics.Tensors;
using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Vectors;

/// <summary>
/// Compares the rows of a table by direction. Holds one number a row, the inverse of its length, instead of a second table of unit rows.
/// </summary>
internal sealed class Cosines
{
    /// <summary>Rows whose lengths are measured sooner than another thread wakes up.</summary>
    private const int RowsWorthThread = 4096;

    private readonly PaddedMatrix _table;

    /// <summary>1 / length of each row; 0 for a row without direction (zeros, NaN, infinity), whose cosine with everything is 0.</summary>
    private readonly float[] _inverseLengths;

    public Cosines(PaddedMatrix table)
    {
        _table = table;
        _inverseLengths = new float[table.Rows];
        int blocks = (table.Rows + RowsWorthThread - 1) / RowsWorthThread;
        _ = Parallel.For(0, blocks, MeasureBlock);
    }

    /// <summary>Number of rows.</summary>
    public int Rows => _table.Rows;

    /// <summary>A row scaled to length 1, with the table's padding; zeros for a row without direction.</summary>
    public float[] Unit(int row) => Unit(_table[row]);

    /// <summary>A vector scaled to length 1, with the padding of a table's row; zeros for a vector without direction.</summary>
    public static float[] Unit(ReadOnlySpan<float> vector)
    {
        float[] unit = new float[PaddedMatrix.PaddedLength(vector.Length)];
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

    /// <summary>Vectors scaled to length 1, one below the other.</summary>
    /// <param name="count">How many.</param>
    /// <param name="dimension">Their length.</param>
    /// <param name="vectorOf">Returns a vector by its number.</param>
    public static PaddedMatrix Units(int count, int dimension, Func<int, ReadOnlyMemory<float>> vectorOf)
    {
        var units = new PaddedMatrix(count, dimension);
        for (int i = 0; i < count; i++)
        {
            Unit(vectorOf(i).Span).CopyTo(units.PaddedRow(i));
        }

        return units;
    }

    /// <summary>The cosines of one unit vector with the rows from <paramref name="firstRow"/> on, as many as <paramref name="cosines"/> holds.</summary>
    /// <param name="unit">A vector made by <see cref="Unit(int)"/>.</param>
    /// <param name="firstRow">The row of the first cosine.</param>
    /// <param name="cosines">Receives a number a row; all are finite.</param>
    public void Fill(ReadOnlySpan<float> unit, int firstRow, Span<float> cosines)
    {
        ReadOnlySpan<float> inverseLengths = _inverseLengths.AsSpan(firstRow, cosines.Length);
        DotRows.Multiply(unit, PaddedRows(firstRow, cosines.Length), cosines);
        Scale(cosines, inverseLengths, !inverseLengths.Contains(0f));
    }

    /// <summary>The cosines of several unit vectors with the rows from <paramref name="firstRow"/> on, by a matrix product.</summary>
    /// <param name="units">Vectors made by <see cref="Units"/>.</param>
    /// <param name="firstRow">The row of the first cosine.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="panel">Scratch memory: <see cref="DotBlock.PanelLength"/> of the table's stride.</param>
    /// <param name="cosines">Receives <see cref="DotBlock.ProductStride"/> numbers a unit vector, of which the first <paramref name="rows"/> count; they are finite.</param>
    public void Fill(PaddedMatrix units, int firstRow, int rows, Span<float> panel, Span<float> cosines)
    {
        DotBlock.Multiply(units, PaddedRows(firstRow, rows), panel, cosines);
        ReadOnlySpan<float> inverseLengths = _inverseLengths.AsSpan(firstRow, rows);
        bool allHaveDirections = !inverseLengths.Contains(0f);
        int stride = DotBlock.ProductStride(rows);
        for (int unit = 0; unit < units.Rows; unit++)
        {
            Scale(cosines.Slice(unit * stride, rows), inverseLengths, allHaveDirections);
        }
    }

    /// <summary>The cosine between two words' vectors, computed in double precision; the same whichever comes first.</summary>
    public float Between(QueryWord first, QueryWord second) =>
        first.IsKnown && second.IsKnown ? Between(first.Id, second.Id) : Between(first.Vector.Span, second.Vector.Span);

    /// <summary>The cosine between two rows, computed in double precision; the same whichever comes first.</summary>
    public float Between(int first, int second)
    {
        return _inverseLengths[first] == 0 || _inverseLengths[second] == 0 ? 0 : Between(_table[first], _table[second]);
    }

    /// <summary>The cosine between two vectors of one length, computed in double precision; 0 when one has no direction.</summary>
    public static float Between(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        double dot = 0;
        for (int i = 0; i < first.Length; i++)
        {
            dot += (double)first[i] * second[i];
        }

        double cosine = dot / (Length(first) * Length(second));
        return double.IsFinite(cosine) ? Clamp((float)cosine) : 0;
    }

    /// <summary>Takes away what rounding put beyond −1 and 1.</summary>
    public static float Clamp(float cosine) => Math.Clamp(cosine, -1f, 1f);

    private void MeasureBlock(int block)
    {
        double[] numbers = new double[_table.Dimension];
        int first = block * RowsWorthThread;
        for (int row = first; row < Math.Min(first + RowsWorthThread, _table.Rows); row++)
        {
            TensorPrimitives.ConvertTruncating<float, double>(_table[row], numbers);
            float inverse = (float)(1 / Math.Sqrt(TensorPrimitives.SumOfSquares<double>(numbers)));
            _inverseLengths[row] = float.IsFinite(inverse) ? inverse : 0;
        }
    }

    private ReadOnlySpan<float> PaddedRows(int first, int count) => _table.Padded.Slice(first * _table.Stride, count * _table.Stride);

    private static void Scale(Span<float> products, ReadOnlySpan<float> inverseLengths, bool allHaveDirections)
    {
        TensorPrimitives.Multiply(products, inverseLengths, products);
        for (int i = 0; i < products.Length && !allHaveDirections; i++)
        {
            // A product with NaN or infinity is not a cosine.
            products[i] = inverseLengths[i] == 0 ? 0 : products[i];
        }
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
