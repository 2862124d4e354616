using Talpa.Memory;
using Talpa.Training;

namespace Talpa.Tests.Training;

/// <summary>Rows that are drawn back to what they were.</summary>
public class TableAnchorsTests
{
    [Fact]
    public void A_row_is_drawn_back_by_its_strength_times_the_weight_and_never_beyond_what_it_was()
    {
        var table = new PaddedMatrix(4, 3, [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3]);
        var anchors = new TableAnchors(table, [0, 2, 1000, float.PositiveInfinity]);
        for (int row = 0; row < 4; row++)
        {
            table.Row(row).Fill(9);
            anchors.Draw(table, row, 0.125f);
        }

        Assert.Equal([9, 9, 9], table[0].ToArray());
        Assert.Equal([9 + (0.25f * (1 - 9)), 9 + (0.25f * (2 - 9)), 9 + (0.25f * (3 - 9))], table[1].ToArray());
        Assert.Equal([1, 2, 3], table[2].ToArray());
        Assert.Equal([1, 2, 3], table[3].ToArray());
    }

    [Fact]
    public void Only_a_frozen_row_is_restored()
    {
        var table = new PaddedMatrix(2, 2, [1, 2, 1, 2]);
        var anchors = new TableAnchors(table, [5, float.PositiveInfinity]);
        table.Padded.Fill(9);
        anchors.Restore(table, 0);
        anchors.Restore(table, 1);

        Assert.Equal([9, 9], table[0].ToArray());
        Assert.Equal([1, 2], table[1].ToArray());
    }
}
