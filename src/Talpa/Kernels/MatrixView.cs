namespace Talpa.Kernels;

/// <summary>A matrix that lies row by row in memory that it does not own: <paramref name="rows"/> × <paramref name="columns"/>.</summary>
/// <param name="numbers">The memory, from the first number of the first row.</param>
/// <param name="rows">Number of rows, 1 or more.</param>
/// <param name="columns">Numbers of a row, 1 or more.</param>
/// <param name="stride">Distance between the starts of two neighbouring rows, in numbers.</param>
internal readonly ref struct MatrixView(Span<float> numbers, int rows, int columns, int stride)
{
    /// <summary>The memory, just long enough for the last row.</summary>
    public Span<float> Numbers { get; } = numbers[..checked(((rows - 1) * stride) + columns)];

    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    public int Stride { get; } = stride;

    /// <summary>One row.</summary>
    public Span<float> this[int row] => Numbers.Slice(row * Stride, Columns);

    /// <summary>Some neighbouring rows.</summary>
    public MatrixView PartOfRows(int firstRow, int count) => new(Numbers[(firstRow * Stride)..], count, Columns, Stride);

    /// <summary>Some neighbouring columns of all rows.</summary>
    public MatrixView Part(int firstColumn, int count) => new(Numbers[firstColumn..], Rows, count, Stride);
}
