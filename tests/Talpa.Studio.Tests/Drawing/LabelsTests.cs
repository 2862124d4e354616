using Talpa.Studio.Drawing;

namespace Talpa.Studio.Tests.Drawing;

public sealed class LabelsTests
{
    [Fact]
    public void Chinese_words_are_as_wide_as_their_characters()
    {
        // Each word is 56 wide, so beside each other at this distance they would overlap.
        IReadOnlyDictionary<string, (double X, double Y)> placed = Labels.Place([new Label("a", 100, 100, "自然语言", true, false), new Label("b", 145, 100, "机器学习", true, false)], 14);
        Assert.True(Math.Abs(45 + placed["b"].X - placed["a"].X) >= 56 || Math.Abs(placed["b"].Y - placed["a"].Y) >= 14);
    }

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
