using System.Numerics;
using Talpa.Kernels;

namespace Talpa.Training.Rounds;

/// <summary>
/// One shard's view of a table during a round: rows that no other shard touches are used where they lie, the others as private copies in
/// spare rows at the table's end. Owned by one shard; <see cref="SharedRows"/> reads it between the phases.
/// </summary>
internal sealed class RowOverlay
{
    private readonly VectorTable _table;
    private readonly int _firstSpare;
    private readonly int[] _place;
    private readonly int[] _touches;
    private readonly ulong[] _touched;
    private readonly List<int> _rows = [];
    private readonly List<int> _copied = [];

    /// <summary>Makes a view.</summary>
    /// <param name="table">The table with its spare rows.</param>
    /// <param name="rows">Its rows without the spare ones.</param>
    /// <param name="firstSpare">The first spare row that belongs to this shard.</param>
    public RowOverlay(VectorTable table, int rows, int firstSpare)
    {
        _table = table;
        _firstSpare = firstSpare;
        _place = [.. Enumerable.Range(0, rows)];
        _touches = new int[rows];
        _touched = new ulong[(rows + 63) / 64];
    }

    /// <summary>A bit for each row that the round's plan touches.</summary>
    public ReadOnlySpan<ulong> Touched => _touched;

    /// <summary>Forgets the round before.</summary>
    public void Clear()
    {
        foreach (int row in _copied)
        {
            _place[row] = row;
        }

        _copied.Clear();
        foreach (int row in _rows)
        {
            _touches[row] = 0;
            _touched[row >> 6] = 0;
        }

        _rows.Clear();
    }

    /// <summary>Notes that the plan touches a row once more.</summary>
    public void Touch(int row)
    {
        if (_touches[row]++ == 0)
        {
            _rows.Add(row);
            _touched[row >> 6] |= 1UL << (row & 63);
        }
    }

    /// <summary>How often the plan touches a row.</summary>
    public int Touches(int row) => _touches[row];

    /// <summary>Copies the rows that other shards touch too.</summary>
    public void CopyShared(ReadOnlySpan<ulong> shared)
    {
        for (int word = 0; word < _touched.Length; word++)
        {
            for (ulong bits = _touched[word] & shared[word]; bits != 0; bits &= bits - 1)
            {
                int row = (word << 6) + BitOperations.TrailingZeroCount(bits);
                _place[row] = _firstSpare + _copied.Count;
                _table.PaddedRow(row).CopyTo(_table.PaddedRow(_place[row]));
                _copied.Add(row);
            }
        }
    }

    /// <summary>Where this shard finds a row: the row itself or its copy.</summary>
    public int Place(int row) => _place[row];

    /// <summary>Whether this shard has a copy of a row.</summary>
    public bool HasCopy(int row) => _place[row] != row;
}
