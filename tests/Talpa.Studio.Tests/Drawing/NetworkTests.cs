using Talpa.Studio.Drawing;
using Talpa.Studio.Lesson;

namespace Talpa.Studio.Tests.Drawing;

public sealed class NetworkTests
{
    [Fact]
    public void The_centre_word_and_its_context_always_have_units()
    {
        var run = new LessonRun(new LessonSetup { Text = string.Join(' ', Enumerable.Range(0, 40).Select(i => $"w{i}")), Window = 2, Start = LessonStart.Random });
        run.GoTo(30);
        var network = new Network(run.Now, isNarrow: false);
        Assert.Equal(Network.MaxWords, network.Words.Count);
        Assert.Superset(new HashSet<int>([30, 28, 29, 31, 32]), new HashSet<int>(network.Words));
        Assert.Equal(network.Words.Order(), network.Words);
    }

    [Fact]
    public void The_largest_absolute_weight_has_the_thickest_edge_and_zero_the_thinnest()
    {
        LessonSnapshot snapshot = new LessonRun(new LessonSetup()).Now;
        var network = new Network(snapshot, isNarrow: false);
        double largest = snapshot.Input.Concat(snapshot.Output).SelectMany(vector => vector).MaxBy(Math.Abs);
        Assert.Equal(1, network.Share(largest));
        Assert.True(network.Thickness(largest) > network.Thickness(largest / 2));
        Assert.True(network.Thickness(largest / 2) > network.Thickness(0));
        Assert.Equal(0, network.Share(double.NaN));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Units_are_within_the_picture_and_do_not_overlap(bool isNarrow)
    {
        var run = new LessonRun(new LessonSetup { Text = string.Join(' ', Enumerable.Range(0, 60).Select(i => $"w{i}")), Dimension = 10, Start = LessonStart.Random });
        var network = new Network(run.Now, isNarrow);
        double[] positions = [.. Enumerable.Range(0, network.Words.Count).Select(network.WordY)];
        Assert.All(positions, y => Assert.InRange(y, 12, network.Height - 12));
        Assert.All(positions.Zip(positions.Skip(1)), pair => Assert.True(pair.Second - pair.First > 24));
        Assert.InRange(network.HiddenY(9), 12, network.Height - 12);
    }
}
