namespace Talpa.Memory;

/// <summary>Makes a table of zeros.</summary>
/// <param name="rows">Number of rows, 0 or more.</param>
/// <param name="dimension">Length of a row, 1 or more.</param>
/// <exception cref="ArgumentOutOfRangeException">A size is below its range, or the table would exceed 2³¹ numbers.</exception>
internal delegate PaddedMatrix NewTable(int rows, int dimension);
