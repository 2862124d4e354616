using Talpa.Studio.Drawing;

namespace Talpa.Studio.Tests.Drawing;

public sealed class LabelsTests
{
    [Fact]
    public void A_word_goes_where_there_is_room_and_an_unimportant_one_without_room_is_left_out()
    {
        Label[] crowd = [.. Enumerable.Range(0, 12).Select(i => new Label($"w{i}", 100 + (i % 4 * 14), 100 + (i / 4 * 14), "crowded", i == 5, false))];
        IReadOnlyDictionary<string, (double X, double Y)> places = Labels.Place(crowd);
        Assert.Contains("w5", places.Keys);
        Assert.True(places.Count < crowd.Length);
    }

    [Fact]
    public void A_word_alone_stands_above_its_mark_or_below_it_as_it_prefers()
    {
        Assert.True(Labels.Place([new Label("a", 50, 50, "cat", false, false)])["a"].Y < 0);
        Assert.True(Labels.Place([new Label("a", 50, 50, "cat", false, true)])["a"].Y > 0);
    }
}
