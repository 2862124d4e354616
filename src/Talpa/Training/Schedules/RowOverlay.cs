using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Training.Schedules;

/// <summary>
/// One shard's view of a table during a round: rows that no other shard touches are used in position, the others as private copies in
/// spare rows at the table's end. Owned by one shard; <see cref="SharedRows"/> reads it between the phases.
/// </summary>
internal sealed class RowOverlay
{
    private readonly PaddedMatrix _table;
    private readonly ulong[] _shared;
    private readonly int _firstSpare;
    private readonly int[] _copies;
    private readonly int[] _moves;
    private readonly TouchedRows[] _touched;

    /// <summary>Makes a view.</summary>
    /// <param name="table">The table with its spare rows.</param>
    /// <param name="rows">Its rows without the spare ones.</param>
    /// <param name="shared">A bit for each row, set where two or more shards touch it in the current round.</param>
    /// <param name="firstSpare">The first spare row that belongs to this shard.</param>
    /// <param name="most">The most rows that a plan touches.</param>
    public RowOverlay(PaddedMatrix table, int rows, ulong[] shared, int firstSpare, int most)
    {
        _table = table;
        _shared = shared;
        _firstSpare = firstSpare;
        _copies = new int[rows];
        _moves = new int[most];
        _touched = [new TouchedRows(rows, most), new TouchedRows(rows, most)];
    }

    /// <summary>The rows that a plan touches: of the two plans that there are at once, the one of this side.</summary>
    public TouchedRows Touched(int side) => _touched[side];

    /// <summary>Copies the rows of a plan that other shards touch too.</summary>
    public void CopyShared(int side)
    {
        int count = 0;
        foreach (int row in _touched[side].List)
        {
            if (TouchedRows.Contains(_shared, row))
            {
                _table.PaddedRow(row).CopyTo(_table.PaddedRow(_firstSpare + count));
                _moves[count] = 0;
                _copies[row] = count++;
            }
        }
    }

    /// <summary>Replaces rows by where this shard finds them, the rows themselves or their copies.</summary>
    /// <param name="rows">Rows that the plan touches.</param>
    /// <param name="moves">How often each of them will be moved; once by default.</param>
    public void Resolve(Span<int> rows, ReadOnlySpan<int> moves = default)
    {
        ulong[] shared = _shared;
        for (int i = 0; i < rows.Length; i++)
        {
            int row = rows[i];
            if (((shared[row >> 6] >> row) & 1) != 0)
            {
                int copy = _copies[row];
                _moves[copy] += moves.IsEmpty ? 1 : moves[i];
                rows[i] = _firstSpare + copy;
            }
        }
    }

    /// <summary>The row that this shard has copied a row to, and how often it was moved.</summary>
    public (int Row, int Moves) Copy(int row) => (_firstSpare + _copies[row], _moves[_copies[row]]);
}
