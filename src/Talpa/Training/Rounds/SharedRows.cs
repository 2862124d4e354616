using System.Numerics;
using Talpa.Kernels;

namespace Talpa.Training.Rounds;

/// <summary>
/// The rows of a table that two or more shards touch in a round: found from the plans, merged when all have learned. What the shards
/// changed is added up in the order of the shards, so that the sum is the same whoever worked on what:
/// <code>
/// row += f · Σ (copy − row),   f = g(Σ n) / Σ g(n),   g(n) = ρn / (1 + ρn)
/// </code>
/// where n is how often a shard moved its copy. A lone worker who moves a row n times at a rate takes it the part g(n) of the way to where
/// its loss is least; all the moves one after the other would have taken it g(Σ n) of the way. So rows moved seldom take the sum of the
/// changes, rows moved often their mean: the plain sum would go the same way several times over, and the vectors of the most frequent words
/// would blow up.
/// </summary>
internal sealed class SharedRows
{
    private readonly VectorTable _table;
    private readonly RowOverlay[] _overlays;
    private readonly ulong[] _shared;
    private readonly float _curvature;

    /// <summary>Looks after the views that all shards have of one table.</summary>
    /// <param name="table">The table with its spare rows.</param>
    /// <param name="rows">Its rows without the spare ones.</param>
    /// <param name="overlays">The shards' views, in the order of the shards.</param>
    /// <param name="curvature">How fast a row nears its optimum when it is moved once: ρ divided by the learning rate.</param>
    public SharedRows(VectorTable table, int rows, RowOverlay[] overlays, float curvature)
    {
        _curvature = curvature;
        _table = table;
        _overlays = overlays;
        _shared = new ulong[(rows + 63) / 64];
    }

    /// <summary>A bit for each row that two or more shards touch.</summary>
    public ReadOnlySpan<ulong> Shared => _shared;

    /// <summary>Finds them.</summary>
    public void Find()
    {
        for (int word = 0; word < _shared.Length; word++)
        {
            ulong once = 0;
            ulong twice = 0;
            foreach (RowOverlay overlay in _overlays)
            {
                ulong touched = overlay.Touched[word];
                twice |= once & touched;
                once |= touched;
            }

            _shared[word] = twice;
        }
    }

    /// <summary>Merges one part of them.</summary>
    /// <param name="part">0 to <paramref name="parts"/> − 1.</param>
    /// <param name="parts">Into how many parts the rows are divided; does not change what comes out.</param>
    /// <param name="rate">The round's learning rate.</param>
    /// <param name="scratch">A row of the caller's own.</param>
    public void Merge(int part, int parts, float rate, Span<float> scratch)
    {
        // Not zero, so that a rate of zero is no division by zero.
        float rho = Math.Max(_curvature * rate, 1e-9f);
        int end = (int)((long)_shared.Length * (part + 1) / parts);
        for (int word = (int)((long)_shared.Length * part / parts); word < end; word++)
        {
            for (ulong bits = _shared[word]; bits != 0; bits &= bits - 1)
            {
                MergeRow((word << 6) + BitOperations.TrailingZeroCount(bits), rho, scratch);
            }
        }
    }

    private void MergeRow(int row, float rho, Span<float> scratch)
    {
        Span<float> merged = _table.PaddedRow(row);
        scratch.Clear();
        int copies = 0;
        int moves = 0;
        float parts = 0;
        foreach (RowOverlay overlay in _overlays)
        {
            if (overlay.HasCopy(row))
            {
                Rows.AddScaled(scratch, 1, _table.PaddedRow(overlay.Place(row)));
                copies++;
                moves += overlay.Touches(row);
                parts += PartOfTheWay(rho * overlay.Touches(row));
            }
        }

        // row + f · Σ (copy − row), written over the sum of the copies.
        float f = PartOfTheWay(rho * moves) / parts;
        Rows.AddScaled(scratch, (1 / f) - copies, merged);
        merged.Clear();
        Rows.AddScaled(merged, f, scratch);
    }

    private static float PartOfTheWay(float x) => x / (1 + x);
}
