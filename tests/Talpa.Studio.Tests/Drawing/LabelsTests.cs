using Talpa.Studio.Drawing;

namespace Talpa.Studio.Tests.Drawing;

public sealed class LabelsTests
{
    [Fact]
    public void Words_are_placed_without_overlap_and_unimportant_ones_without_a_free_position_are_omitted()
    {
        Label[] crowd = [.. Enumerable.Range(0, 12).Select(i => new Label($"w{i}", 100 + (i % 4 * 14), 100 + (i / 4 * 14), "crowded", i == 5, false))];
        IReadOnlyDictionary<string, (double X, double Y)> positions = Labels.Place(crowd);
        Assert.Contains("w5", positions.Keys);
        Assert.True(positions.Count < crowd.Length);
    }

    [Fact]
    public void A_single_word_is_above_its_mark_or_below_it_if_preferred()
    {
        Assert.True(Labels.Place([new Label("a", 50, 50, "cat", false, false)])["a"].Y < 0);
        Assert.True(Labels.Place([new Label("a", 50, 50, "cat", false, true)])["a"].Y > 0);
    }
}
