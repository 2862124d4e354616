using Talpa.Comparisons;
using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server;
using Talpa.Studio.Server.Exploring;
using Talpa.Studio.Server.Sampling;
using Talpa.Vectors;

namespace Talpa.Studio.Tests.Live;

public sealed class AxesMapsTests
{
    private const int Words = 60;
    private static readonly WordVectors Vectors = new(Enumerable.Range(0, Words).Select(i => $"w{i}"), 5, [.. Enumerable.Range(0, 5 * Words).Select(i => MathF.Sin(i * i))]);

    [Fact]
    public void Words_stand_at_their_cosines_with_the_axes_of_the_library()
    {
        AxesMap map = AxesMaps.Of(Vectors, new DrawnWords(Vectors.Vocabulary, 40), [("w3", "w50"), ("w7", "w9")]);
        float[] points = QuantizedPoints.Decode(map.Unit, map.Positions);
        (var across, var up) = (WordAxis.Between(Vectors, "w3", "w50"), WordAxis.Between(Vectors, "w7", "w9"));

        // The sample has 40 words; the one at the end of an axis that is not in it gets a point.
        Assert.Equal(2 * 41, points.Length);
        for (int i = 0; i < 40; i++)
        {
            Assert.Equal(across.PositionOf($"w{WordAt(i)}"), points[2 * i], 1e-4);
            Assert.Equal(up.PositionOf($"w{WordAt(i)}"), points[(2 * i) + 1], 1e-4);
        }

        Assert.Equal(across.PositionOf("w3"), map.Axes[0].From.At);
        Assert.Equal(up.SecondEnd(8, 5000).Select(each => each.Word), map.Axes[1].High.Select(each => each.Word));
        Assert.InRange(map.Cosine!.Value, -1, 1);
    }

    [Fact]
    public void With_one_axis_the_height_is_the_rank()
    {
        AxesMap map = AxesMaps.Of(Vectors, new DrawnWords(Vectors.Vocabulary, 100), [("w3", "w50")]);
        float[] points = QuantizedPoints.Decode(map.Unit, map.Positions);
        Assert.Null(map.Cosine);
        float[] heights = [.. Enumerable.Range(0, Words).Select(i => points[(2 * i) + 1])];
        Assert.Equal(heights.OrderDescending(), heights);
        Assert.Equal(heights[0], -heights[^1], 1e-4);
    }

    [Fact]
    public void What_is_no_axis_is_refused_in_a_line()
    {
        var explorer = new Explorer(() => Vectors, new DrawnWords(Vectors.Vocabulary, 100));
        Assert.Contains("same direction", Assert.ThrowsAny<UnusableInputException>(() => explorer.Axes(["w3", "w3"])).Message);
        Assert.Contains("type two", Assert.ThrowsAny<UnusableInputException>(() => explorer.Axes(["w3", "w4", "w5"])).Message);
        Assert.Throws<UnknownWordException>(() => explorer.Axes(["w3", "no such word"]));
    }

    [Fact]
    public void A_reason_contains_no_invisible_characters_of_a_word()
    {
        const string Word = "a\u202Eb";
        FaultReason unknown = Faults.Of<string>(UnknownWordException.For(Word, Vectors.Vocabulary)).Reason!;
        Assert.Equal("a\\u202Eb", unknown.Texts["word"]);

        var vectors = new WordVectors([Word, "c", "d"], 2, [1, 0, 1, 0, 0, 1]);
        FaultReason axes = Assert.Throws<ExplainedException>(() => AxesMaps.Of(vectors, new DrawnWords(vectors.Vocabulary, 3), [(Word, "c")])).Reason;
        Assert.Equal("a\\u202Eb", axes.Texts["first"]);
    }

    /// <summary>The sample is the strata of the ranks, in order.</summary>
    private static int WordAt(int index) => FrequencyStrata.Ranks(FrequencyStrata.Of(Words, 40)).ElementAt(index) - 1;
}
