using System.Numerics.Tensors;
using Talpa.Memory;

namespace Talpa.Training;

/// <summary>
/// Rows of a table that are drawn back to what they were, or kept as they were:
/// <code>
/// x ← x + min(1, s · f) · (x₀ − x)
/// </code>
/// with s the row's strength and f what one use of it weighs. A frozen row has the strength infinity. The strengths and x₀ do not change, so that any number of threads
/// may use them.
/// </summary>
internal sealed class TableAnchors
{
    private const float MaxStiffness = 1e6f;

    private readonly PaddedMatrix _origins;
    private readonly int[] _originOf;
    private readonly float[] _strengths;

    /// <summary>Copies the rows as they are.</summary>
    /// <param name="table">The table.</param>
    /// <param name="strengths">The strength of each row, 0 for a free one.</param>
    public TableAnchors(PaddedMatrix table, ReadOnlySpan<float> strengths)
    {
        _strengths = strengths.ToArray();
        _originOf = new int[_strengths.Length];
        int count = 0;
        for (int row = 0; row < _originOf.Length; row++)
        {
            _originOf[row] = _strengths[row] > 0 ? count++ : -1;
        }

        _origins = new PaddedMatrix(count, table.Dimension);
        for (int row = 0; row < _originOf.Length; row++)
        {
            if (_originOf[row] >= 0)
            {
                table[row].CopyTo(_origins.Row(_originOf[row]));
            }
        }
    }

    /// <summary>Bytes that the anchors of a table take at most.</summary>
    /// <param name="rows">Rows of the table.</param>
    /// <param name="rowBytes">Bytes of a row.</param>
    public static long Bytes(long rows, long rowBytes) => rows * (rowBytes + sizeof(int) + sizeof(float));

    /// <summary>By how much the second derivative of the loss by a row grows: 1 for a free row. Finite, so that sums with it are.</summary>
    public float Stiffness(int row) => 1 + Math.Min(_strengths[row], MaxStiffness);

    /// <summary>Whether a row does not change.</summary>
    public bool IsFrozen(int row) => float.IsPositiveInfinity(_strengths[row]);

    /// <summary>x₀ of a row that is drawn back or frozen.</summary>
    public ReadOnlySpan<float> OriginOf(int row) => _origins[_originOf[row]];

    /// <summary>Undoes what was added to a row that does not change.</summary>
    /// <param name="table">The table, or a replica of it.</param>
    /// <param name="row">The row.</param>
    public void Restore(PaddedMatrix table, int row)
    {
        if (IsFrozen(row))
        {
            _origins[_originOf[row]].CopyTo(table.Row(row));
        }
    }

    /// <summary>Draws a row back after a use of it.</summary>
    /// <param name="table">The table, or a replica of it.</param>
    /// <param name="row">The row.</param>
    /// <param name="weight">f, above 0.</param>
    public void Draw(PaddedMatrix table, int row, float weight)
    {
        if (_originOf[row] < 0)
        {
            return;
        }

        float share = _strengths[row] * weight;
        if (IsFrozen(row) || share >= 1)
        {
            _origins[_originOf[row]].CopyTo(table.Row(row));
            return;
        }

        TensorPrimitives.Lerp(table[row], _origins[_originOf[row]], share, table.Row(row));
    }
}
