using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Tests.Kernels;

public class RowsAheadTests
{
    private const int MaxRows = 5;

    private readonly PaddedMatrix _table = new(rows: 9, dimension: 3);

    [Fact]
    public void Rows_are_returned_in_the_order_of_addition()
    {
        RowsAhead ahead = With(3, 1, 4);
        Assert.Equal([3, 1], ahead.Take(_table, 2));
        Assert.Equal([4, -1], ahead.Take(_table, 2));
        Assert.Equal([-1, -1], ahead.Take(_table, 2));
    }

    [Fact]
    public void Rows_beyond_the_maximum_are_dropped()
    {
        RowsAhead ahead = With(0, 1, 2, 3, 4, 5, 6);
        Assert.Equal([0, 1, 2, 3, 4, -1, -1, -1], ahead.Take(_table, 8));
        Assert.Equal([-1], ahead.Take(_table, 1));
    }

    [Fact]
    public void After_all_rows_are_taken_more_can_be_added()
    {
        RowsAhead ahead = With(0, 1, 2, 3, 4);
        ahead.Take(_table, 3);
        ahead.Take(_table, 3);
        for (int row = 4; row < 9; row++)
        {
            ahead.Add(_table, row);
        }

        Assert.Equal([4, 5, 6, 7, 8], ahead.Take(_table, MaxRows));
    }

    [Fact]
    public void A_maximum_of_zero_keeps_no_rows()
    {
        var ahead = new RowsAhead(maxRows: 0);
        ahead.Add(_table, 2);
        Assert.Equal([-1, -1], ahead.Take(_table, 2));
    }

    [Fact]
    public void A_row_outside_the_table_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RowsAhead(MaxRows).Add(_table, _table.Rows));

    private RowsAhead With(params int[] rows)
    {
        var ahead = new RowsAhead(MaxRows);
        foreach (int row in rows)
        {
            ahead.Add(_table, row);
        }

        return ahead;
    }
}
