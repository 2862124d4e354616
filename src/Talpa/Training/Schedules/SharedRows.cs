using System.Numerics;
using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Training.Schedules;

/// <summary>
/// The rows of a table that two or more shards touch in a round: found from the plans, merged when all have learned. What the shards
/// changed is added up in the order of the shards, so that the sum is the same whoever worked on what:
/// <code>
/// row += f · Σ (copy − row),   f = g(Σ n) / Σ g(n),   g(n) = ρn / (1 + ρn)
/// </code>
/// where n is how often a shard moved its copy. A single worker that moves a row n times at a rate takes it the part g(n) of the way to where
/// its loss is minimal; all the moves one after the other would have taken it g(Σ n) of the way. So rows moved seldom take the sum of the
/// changes, rows moved often their mean: the plain sum would go the same way several times over, and the vectors of the most frequent words
/// would blow up.
/// </summary>
internal sealed class SharedRows
{
    private readonly PaddedMatrix _table;
    private readonly RowOverlay[] _overlays;
    private readonly ulong[] _shared;
    private readonly float _curvature;

    /// <summary>Makes the views that all shards have of one table.</summary>
    /// <param name="table">The table with its spare rows.</param>
    /// <param name="rows">Its rows without the spare ones.</param>
    /// <param name="perShard">The most rows that a shard touches in a round.</param>
    /// <param name="curvature">How fast a row nears its optimum when it is moved once: ρ divided by the learning rate.</param>
    public SharedRows(PaddedMatrix table, int rows, int perShard, float curvature)
    {
        _curvature = curvature;
        _table = table;
        _shared = new ulong[TouchedRows.WordsFor(rows)];
        _overlays =
        [
            .. Enumerable.Range(0, DeterministicRounds.ShardCount)
                .Select(shard => new RowOverlay(table, rows, _shared, rows + (shard * perShard), perShard)),
        ];
    }

    /// <summary>The shards' views, in the order of the shards.</summary>
    public IReadOnlyList<RowOverlay> Overlays => _overlays;

    /// <summary>Finds one part of the rows that the plans of a round share.</summary>
    /// <param name="part">0 to <paramref name="parts"/> − 1.</param>
    /// <param name="parts">Into how many parts the rows are divided; does not change what comes out.</param>
    /// <param name="side">The side of the plans.</param>
    public void Find(int part, int parts, int side)
    {
        for (int word = part; word < _shared.Length; word += parts)
        {
            ulong once = 0;
            ulong twice = 0;
            foreach (RowOverlay overlay in _overlays)
            {
                ulong touched = overlay.Touched(side).Bits[word];
                twice |= once & touched;
                once |= touched;
            }

            _shared[word] = twice;
        }
    }

    /// <summary>Merges one part of the shared rows.</summary>
    /// <param name="part">0 to <paramref name="parts"/> − 1: the same part of the rows as in <see cref="Find"/>.</param>
    /// <param name="parts">Into how many parts the rows are divided; does not change what comes out.</param>
    /// <param name="side">The side of the plans.</param>
    /// <param name="rate">The round's learning rate.</param>
    public void Merge(int part, int parts, int side, float rate)
    {
        // Not zero, so that a rate of zero is no division by zero.
        float rho = Math.Max(_curvature * rate, 1e-9f);

        // The most frequent words, which are shared in every round, have the lowest ids: every thread takes some of them.
        for (int word = part; word < _shared.Length; word += parts)
        {
            for (ulong bits = _shared[word]; bits != 0; bits &= bits - 1)
            {
                MergeRow((word << 6) + BitOperations.TrailingZeroCount(bits), side, rho);
            }
        }
    }

    private void MergeRow(int row, int side, float rho)
    {
        Span<int> copies = stackalloc int[DeterministicRounds.ShardCount];
        int count = 0;
        int allMoves = 0;
        float parts = 0;
        foreach (RowOverlay overlay in _overlays)
        {
            if (TouchedRows.Contains(overlay.Touched(side).Bits, row))
            {
                (copies[count++], int moves) = overlay.Copy(row);
                allMoves += moves;
                parts += PartOfTheWay(rho * moves);
            }
        }

        // A word alone in its sentence is in no window, and is never moved.
        if (allMoves == 0)
        {
            return;
        }

        Rows.AddDifferences(_table.PaddedRow(row), PartOfTheWay(rho * allMoves) / parts, new RowSet(_table, copies[..count]));
    }

    private static float PartOfTheWay(float x) => x / (1 + x);
}
