using Talpa.Studio.Drawing;
using Talpa.Studio.Lesson;

namespace Talpa.Studio.Tests.Drawing;

public sealed class NetworkTests
{
    [Fact]
    public void Of_many_words_the_centre_and_its_context_always_have_a_unit()
    {
        var run = new LessonRun(new LessonSetup { Text = string.Join(' ', Enumerable.Range(0, 40).Select(i => $"w{i}")), Window = 2, Start = LessonStart.Random });
        run.GoTo(30);
        var network = new Network(run.Now, isNarrow: false);
        Assert.Equal(Network.MaxWords, network.Words.Count);
        Assert.Superset(new HashSet<int>([30, 28, 29, 31, 32]), new HashSet<int>(network.Words));
        Assert.Equal(network.Words.Order(), network.Words);
    }

    [Fact]
    public void The_weight_farthest_from_zero_has_the_thickest_edge_and_nothing_the_thinnest()
    {
        Moment moment = new LessonRun(new LessonSetup()).Now;
        var network = new Network(moment, isNarrow: false);
        double largest = moment.Input.Concat(moment.Output).SelectMany(vector => vector).MaxBy(Math.Abs);
        Assert.Equal(1, network.Share(largest));
        Assert.True(network.Thickness(largest) > network.Thickness(largest / 2));
        Assert.True(network.Thickness(largest / 2) > network.Thickness(0));
        Assert.Equal(0, network.Share(double.NaN));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Units_stand_within_the_picture_and_apart(bool isNarrow)
    {
        var run = new LessonRun(new LessonSetup { Text = string.Join(' ', Enumerable.Range(0, 60).Select(i => $"w{i}")), Dimension = 10, Start = LessonStart.Random });
        var network = new Network(run.Now, isNarrow);
        double[] places = [.. Enumerable.Range(0, network.Words.Count).Select(network.WordY)];
        Assert.All(places, y => Assert.InRange(y, 12, network.Height - 12));
        Assert.All(places.Zip(places.Skip(1)), pair => Assert.True(pair.Second - pair.First > 24));
        Assert.InRange(network.HiddenY(9), 12, network.Height - 12);
    }
}
