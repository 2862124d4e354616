using System.Runtime.CompilerServices;
using Talpa.Kernels;

namespace Talpa.Tests.Kernels;

public unsafe class RowsAheadTests
{
    private const int Most = 5;

    private readonly VectorTable _table = new(rows: 9, dimension: 3);
    private readonly VectorTable _idle = new(rows: 1, dimension: 3);

    [Fact]
    public void Rows_come_in_the_order_in_which_they_were_added()
    {
        RowsAhead ahead = With(3, 1, 4);
        Assert.Equal([3, 1], Take(ahead, 2));
        Assert.Equal([4, -1], Take(ahead, 2));
        Assert.Equal([-1, -1], Take(ahead, 2));
    }

    [Fact]
    public void What_is_beyond_the_most_is_not_kept()
    {
        RowsAhead ahead = With(0, 1, 2, 3, 4, 5, 6);
        Assert.Equal([0, 1, 2, 3, 4, -1, -1, -1], Take(ahead, 8));
        Assert.Equal([-1], Take(ahead, 1));
    }

    [Fact]
    public void Once_all_were_taken_there_is_room_again()
    {
        RowsAhead ahead = With(0, 1, 2, 3, 4);
        Take(ahead, 3);
        Take(ahead, 3);
        for (int row = 4; row < 9; row++)
        {
            ahead.Add(_table, row);
        }

        Assert.Equal([4, 5, 6, 7, 8], Take(ahead, Most));
    }

    [Fact]
    public void None_are_kept_where_none_shall_be()
    {
        var ahead = new RowsAhead(most: 0);
        ahead.Add(_table, 2);
        Assert.Equal([-1, -1], Take(ahead, 2));
    }

    [Fact]
    public void A_row_that_the_table_has_not_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RowsAhead(Most).Add(_table, _table.Rows));

    private RowsAhead With(params int[] rows)
    {
        var ahead = new RowsAhead(Most);
        foreach (int row in rows)
        {
            ahead.Add(_table, row);
        }

        return ahead;
    }

    /// <summary>The rows' numbers, −1 for the idle one.</summary>
    private int[] Take(RowsAhead ahead, int count)
    {
        float** rows = stackalloc float*[count];
        ahead.Take(rows, count, Start(_idle));
        int[] taken = new int[count];
        for (int i = 0; i < count; i++)
        {
            taken[i] = rows[i] == Start(_idle) ? -1 : (int)((rows[i] - Start(_table)) / _table.Stride);
        }

        return taken;
    }

    private static float* Start(VectorTable table) => (float*)Unsafe.AsPointer(ref table.Padded[0]);
}
