using Talpa.Memory;

namespace Talpa.Kernels;

/// <summary>Some rows of a table, in the given order; a row may occur several times.</summary>
internal readonly ref struct RowSet(PaddedMatrix table, ReadOnlySpan<int> rows)
{
    /// <summary>The table.</summary>
    public PaddedMatrix Table { get; } = table;

    /// <summary>The rows' indices.</summary>
    public ReadOnlySpan<int> Rows { get; } = rows;

    /// <summary>Number of rows in the set.</summary>
    public int Count => Rows.Length;

    /// <summary>One row of the set, as a set.</summary>
    public RowSet Only(int index) => new(Table, Rows.Slice(index, 1));
}
