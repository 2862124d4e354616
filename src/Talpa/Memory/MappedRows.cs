namespace Talpa.Memory;

/// <summary>
/// Rows of numbers in single precision that lie in a mapped file, one directly behind the other and from any byte on. The memory lasts as long as the process does
/// (<see cref="MappedMatrices"/>).
/// </summary>
internal sealed unsafe class MappedRows
{
    private readonly byte* _start;

    /// <summary>Rows from an address on, which stays valid until the process ends.</summary>
    public MappedRows(byte* start, int rows, int dimension)
    {
        _start = start;
        Rows = rows;
        Dimension = dimension;
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Length of a row.</summary>
    public int Dimension { get; }

    /// <summary>A row, <see cref="Dimension"/> numbers.</summary>
    /// <param name="row">0 to <see cref="Rows"/> − 1.</param>
    public ReadOnlySpan<float> this[int row]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Rows);
            return new(_start + ((long)row * Dimension * sizeof(float)), Dimension);
        }
    }
}
