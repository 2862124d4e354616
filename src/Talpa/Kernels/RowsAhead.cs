using System.Runtime.CompilerServices;

using Talpa.Memory;

namespace Talpa.Kernels;

/// <summary>
/// Rows that will be needed soon. What computes meanwhile has them fetched a line at a time: a processor has room for some dozen lines under way, and
/// a window's rows fetched all at once would wait for each other. It changes no result.
/// </summary>
/// <param name="maxRows">The most rows to keep, 0 or more; what is beyond is fetched at once.</param>
internal sealed unsafe class RowsAhead(int maxRows)
{
    private readonly nuint[] _rows = new nuint[maxRows];
    private int _first;
    private int _end;

    /// <summary>Adds a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(PaddedMatrix table, int row)
    {
        Span<float> numbers = table.PaddedRow(row);
        int at = _end;
        if ((uint)at >= (uint)_rows.Length)
        {
            Rows.Prefetch(numbers);
            return;
        }

        // A table's numbers stay where they are.
        _rows[at] = (nuint)Unsafe.AsPointer(ref numbers[0]);
        _end = at + 1;
    }

    /// <summary>Hands out the rows that were added first.</summary>
    /// <param name="rows">Receives them.</param>
    /// <param name="count">How many.</param>
    /// <param name="idle">A row that is near already, to hand out where there are fewer.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(float** rows, int count, float* idle)
    {
        for (int i = 0; i < count; i++)
        {
            rows[i] = _first < _end ? (float*)_rows[_first++] : idle;
        }

        if (_first == _end)
        {
            _first = 0;
            _end = 0;
        }
    }
}
