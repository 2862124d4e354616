using System.Runtime.CompilerServices;

namespace Talpa.Memory;

/// <summary>
/// A matrix of row vectors in single precision, <see cref="Rows"/> × <see cref="Dimension"/>, read-only outside the library. It is laid out for the kernels:
/// every row starts on a 64-byte boundary and is padded with zeros to a multiple of 16 numbers, so that no kernel has a tail.
/// </summary>
/// <remarks>Inside the library the owner of a matrix may write its rows; the padding must stay zero.</remarks>
public sealed unsafe class PaddedMatrix
{
    /// <summary>Rows are padded to a multiple of this many numbers: one cache line, one 512-bit register.</summary>
    internal const int Lanes = 16;

    private const int LineBytes = Lanes * sizeof(float);

    // Either an array of the matrix's own, or memory that stays at its address until the process ends.
    private readonly float[]? _storage;
    private readonly int _offset;
    private readonly float* _lasting;
    private readonly ReadOnlyMemory<float> _lastingMemory;

    /// <summary>Creates a matrix from numbers, which are copied.</summary>
    /// <param name="rows">Number of rows, 0 or more.</param>
    /// <param name="dimension">Length of a row, 1 or more.</param>
    /// <param name="numbers">The rows one after another, <paramref name="rows"/> × <paramref name="dimension"/> numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below its range, or the matrix would exceed 2³¹ numbers (8 GB).</exception>
    /// <exception cref="ArgumentException">There are not <paramref name="rows"/> × <paramref name="dimension"/> numbers.</exception>
    public PaddedMatrix(int rows, int dimension, ReadOnlySpan<float> numbers)
        : this(rows, dimension)
    {
        if (numbers.Length != (long)rows * dimension)
        {
            throw new ArgumentException(
                $"A matrix of {rows:N0} rows of {dimension:N0} numbers takes {(long)rows * dimension:N0} numbers, but {numbers.Length:N0} were given.",
                nameof(numbers));
        }

        for (int row = 0; row < rows; row++)
        {
            numbers.Slice(row * dimension, dimension).CopyTo(Row(row));
        }
    }

    /// <summary>Creates a matrix of zeros.</summary>
    /// <param name="rows">Number of rows, 0 or more.</param>
    /// <param name="dimension">Length of a row, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below its range, or the matrix would exceed 2³¹ numbers (8 GB).</exception>
    internal PaddedMatrix(int rows, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        Rows = rows;
        Dimension = dimension;
        Stride = PaddedLength(dimension);
        long length = LengthWithin(rows, dimension);

        // Pinned, so that the alignment found here holds for the table's life.
        _storage = GC.AllocateArray<float>((int)length + Lanes, pinned: true);
        _offset = OffsetToCacheLine(_storage);
        HugePages.Request(_storage);
    }

    /// <summary>Creates a matrix on numbers that are in memory already, padded as a matrix's are, and stay there until the process ends.</summary>
    /// <param name="rows">Number of rows, 0 or more.</param>
    /// <param name="dimension">Length of a row, 1 or more.</param>
    /// <param name="lasting">The first number, on a 64-byte boundary: the garbage collector does not know that spans of a table need it.</param>
    /// <exception cref="ArgumentException">A size is negative, the table would exceed 2³¹ numbers, or the boundary is another.</exception>
    internal PaddedMatrix(int rows, int dimension, float* lasting)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        Rows = rows;
        Dimension = dimension;
        Stride = PaddedLength(dimension);
        long length = LengthWithin(rows, dimension);
        if ((nuint)lasting % LineBytes != 0)
        {
            throw new ArgumentException("A table's rows start on 64-byte boundaries.", nameof(lasting));
        }

        _lasting = lasting;
        _lastingMemory = new LastingNumbers(lasting, (int)length).Memory;
    }

    private PaddedMatrix(PaddedMatrix whole, int first, int rows)
    {
        int numbers = first * whole.Stride;
        Rows = rows;
        Dimension = whole.Dimension;
        Stride = whole.Stride;
        _storage = whole._storage;
        _offset = whole._offset + numbers;
        _lasting = whole._lasting + numbers;
        _lastingMemory = whole._lastingMemory[Math.Min(numbers, whole._lastingMemory.Length)..];
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Length of a row, without padding.</summary>
    public int Dimension { get; }

    /// <summary>Distance between the starts of two neighbouring rows, in numbers; a multiple of 16.</summary>
    internal int Stride { get; }

    /// <summary>One row, <see cref="Dimension"/> numbers.</summary>
    /// <param name="row">0 to <see cref="Rows"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<float> this[int row] => PaddedRow(row)[..Dimension];

    /// <summary>One row, <see cref="Dimension"/> numbers, in a form that outlives a method and can be stored. Nothing is copied.</summary>
    /// <param name="row">0 to <see cref="Rows"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlyMemory<float> MemoryOf(int row)
    {
        if ((uint)row >= (uint)Rows)
        {
            ThrowNoSuchRow(row);
        }

        return _storage is { } storage
            ? storage.AsMemory(_offset + (row * Stride), Dimension)
            : _lastingMemory.Slice(row * Stride, Dimension);
    }

    /// <summary>Copies all rows, one after another, without padding.</summary>
    /// <param name="numbers">Receives <see cref="Rows"/> × <see cref="Dimension"/> numbers.</param>
    /// <exception cref="ArgumentException">There is not enough room.</exception>
    public void CopyTo(Span<float> numbers)
    {
        if (numbers.Length < (long)Rows * Dimension)
        {
            throw new ArgumentException(
                $"The matrix has {(long)Rows * Dimension:N0} numbers, but there is room for {numbers.Length:N0}.", nameof(numbers));
        }

        for (int row = 0; row < Rows; row++)
        {
            this[row].CopyTo(numbers.Slice(row * Dimension, Dimension));
        }
    }

    /// <summary>One row to write to, <see cref="Dimension"/> numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Span<float> Row(int row) => PaddedRow(row)[..Dimension];

    /// <summary>All rows with their padding, <see cref="Rows"/> × <see cref="Stride"/> numbers.</summary>
    internal Span<float> Padded => Numbers(0, Rows * Stride);

    /// <summary>The first rows of this table as a table: the same memory.</summary>
    internal PaddedMatrix FirstRows(int rows) => rows == Rows ? this : new PaddedMatrix(this, 0, Math.Min(rows, Rows));

    /// <summary>The rows of this table from one on as a table: the same memory.</summary>
    /// <param name="first">0 to <see cref="Rows"/>.</param>
    internal PaddedMatrix RowsFrom(int first) => new(this, first, Rows - first);

    /// <summary>The length of a row of <paramref name="dimension"/> numbers with its padding.</summary>
    internal static int PaddedLength(int dimension) => (dimension + Lanes - 1) / Lanes * Lanes;

    /// <summary>One row with its padding, <see cref="Stride"/> numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Span<float> PaddedRow(int row)
    {
        if ((uint)row >= (uint)Rows)
        {
            ThrowNoSuchRow(row);
        }

        return Numbers(row * Stride, Stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<float> Numbers(int start, int length) =>
        _storage is { } storage ? storage.AsSpan(_offset + start, length) : new Span<float>(_lasting + start, length);

    private static long LengthWithin(int rows, int dimension)
    {
        long length = (long)rows * PaddedLength(dimension);
        return length + Lanes <= Array.MaxLength
            ? length
            : throw new ArgumentOutOfRangeException(
                nameof(rows),
                rows,
                $"{rows:N0} rows of {dimension:N0} numbers exceed a matrix's limit of {Array.MaxLength:N0} numbers; keep fewer words or a smaller dimension.");
    }

    private void ThrowNoSuchRow(int row) =>
        throw new ArgumentOutOfRangeException(nameof(row), row, $"The matrix has the rows 0 to {Rows - 1}.");

    private static int OffsetToCacheLine(float[] pinned)
    {
        nuint address = (nuint)Unsafe.AsPointer(ref pinned[0]);
        nuint misaligned = address % LineBytes;
        return misaligned == 0 ? 0 : (int)((LineBytes - misaligned) / sizeof(float));
    }
}
