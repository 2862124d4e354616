using Talpa.Comparisons;
using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server.Pairs;

namespace Talpa.Studio.Tests.Pairs;

/// <summary>What the server computes of two models.</summary>
public sealed class PairViewTests
{
    [Fact]
    public void A_model_in_other_axes_has_the_same_map_and_every_neighbour_in_common()
    {
        WordVectors first = PairModels.Random(300);
        PairInfo info = PairModels.View(first, PairModels.Turned(first)).Info;

        Assert.Equal(1, info.Cosine!.Value, 4);
        Assert.Equal(1, info.Overlap, 2);
        Assert.Equal(info.First.Share, info.Second.Share, 4);
        float[] ofFirst = QuantizedPoints.Decode(info.First.Unit, info.First.Positions);
        float[] ofSecond = QuantizedPoints.Decode(info.Second.Unit, info.Second.Positions);
        Assert.Equal(600, ofFirst.Length);
        Assert.True(ofFirst.Max() > 0.3, "the points lie apart");
        Assert.All(ofFirst.Zip(ofSecond), pair => Assert.Equal(pair.First, pair.Second, 0.002f));
    }

    [Fact]
    public void Words_that_exchange_their_vectors_are_the_largest_movers()
    {
        // Opposite vectors, so that no other word differs as much.
        WordVectors first = PairModels.Random(300);
        int opposite = Enumerable.Range(0, 300).MinBy(id => first.Similarity("w7", $"w{id}"));
        PairInfo info = PairModels.View(first, PairModels.Turned(first, (7, opposite))).Info;

        Assert.Equal(["w7", $"w{opposite}"], info.Movers.Take(2).Select(mover => mover.Word).Order(Comparer<string>.Create((a, b) => a == "w7" ? -1 : b == "w7" ? 1 : 0)));
        Assert.InRange(info.Movers[0].Cosine!.Value, -1, -0.5);
        Assert.InRange(info.Movers[2].Cosine!.Value, 0.9, 1);
        Assert.Equal(first.Nearest(info.Movers[0].Word, 4).Select(each => each.Word), info.Movers[0].First);
    }

    [Fact]
    public void The_neighbours_of_a_word_are_the_librarys_in_both_models_and_common_ones_are_marked()
    {
        (WordVectors first, WordVectors second) = (PairModels.Random(300), PairModels.Turned(PairModels.Random(300), (7, 8), (1, 2)));
        PairWord word = PairModels.View(first, second).Find("w7").Value!;

        Assert.Equal(first.Nearest("w7", 10).Select(each => each.Word), word.First.Select(each => each.Word));
        Assert.Equal(second.Nearest("w7", 10).Select(each => each.Word), word.Second.Select(each => each.Word));
        Assert.All(first.Nearest("w7", 10).Zip(word.First), pair => Assert.Equal(pair.First.Similarity, pair.Second.Similarity, 5));
        string[] common = [.. word.First.Select(each => each.Word).Intersect(word.Second.Select(each => each.Word))];
        Assert.Equal(common.Order(), word.First.Where(each => each.IsShared).Select(each => each.Word).Order());
        Assert.Equal(common.Order(), word.Second.Where(each => each.IsShared).Select(each => each.Word).Order());
        Assert.Equal(common.Length / 10.0, word.Overlap, 5);
        Assert.Equal(ModelComparison.Of(first, second).ChangesOf(["w7"])[0].Cosine, word.Cosine);
        Assert.Equal(word.First.Concat(word.Second).Select(each => each.Word).Append("w7").Distinct().Order(), word.Points.Select(point => point.Word).Order());
    }

    [Fact]
    public void The_point_of_an_answer_is_that_of_the_map()
    {
        WordVectors first = PairModels.Random(300);
        PairView view = PairModels.View(first, PairModels.Turned(first, (7, 8)));
        float[] map = QuantizedPoints.Decode(view.Info.Second.Unit, view.Info.Second.Positions);
        int index = view.Info.Drawn.Select((word, i) => (word.Word, i)).First(pair => pair.Word == "w7").i;
        PairPoint point = view.Find("w7").Value!.Points.First(each => each.Word == "w7");

        Assert.Equal(map[2 * index], point.Second[0], 0.001f);
        Assert.Equal(map[(2 * index) + 1], point.Second[1], 0.001f);
    }

    [Fact]
    public void Models_of_different_dimensions_have_no_cosines_and_a_map_each()
    {
        WordVectors first = PairModels.Random(300);
        WordVectors second = PairModels.Random(300, dimension: 6, seed: 4);
        PairView view = PairModels.View(first, second);

        Assert.False(view.Info.IsAligned);
        Assert.Equal((12, 6), (view.Info.First.Dimension, view.Info.Second.Dimension));
        Assert.All(view.Info.Movers, mover => Assert.Null(mover.Cosine));
        Assert.Equal(ModelComparison.Of(first, second).Overlap, view.Info.Overlap);
        Assert.InRange(view.Info.Second.Share, 0.34, 1);
        Assert.Equal(300 * 2 * sizeof(short), view.Info.Second.Positions.Length);
        Assert.Equal(10, view.Find("w7").Value!.Second.Count);
    }

    [Fact]
    public void Of_different_dimensions_a_word_whose_neighbours_are_not_compared_is_refused_with_the_reason()
    {
        var view = PairView.Of(
            new NamedVectors("a", PairModels.Random(300)), new NamedVectors("b", PairModels.Random(300, dimension: 6)), new ComparisonOptions { OverlapWords = 100 });

        Assert.NotNull(view.Find("w99").Value);
        Assert.Contains("only the first 100 common words are compared", view.Find("w100").Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_of_one_model_is_refused_and_the_file_without_it_is_named()
    {
        PairView view = PairModels.View(PairModels.Random(301), PairModels.Random(300));

        Assert.Equal(300, view.Info.Words);
        Assert.Equal("'w300' is in 1990.talpa only; 2020.talpa has no vector of it", view.Find("w300").Fault);
        Assert.Contains("'none' is not in the vocabulary", view.Find("none").Fault, StringComparison.Ordinal);
        Assert.Equal(["w29", "w290", "w291"], view.Complete("w29").Take(3));
    }

    [Fact]
    public void Words_below_the_smallest_count_are_left_out()
    {
        WordVectors vectors = PairModels.Random(300);
        var counted = new WordVectors(new Vocabulary(vectors.Vocabulary.Words, Enumerable.Range(0, 300).Select(i => 300L - i)), vectors.Matrix);
        var view = PairView.Of(new NamedVectors("a", counted), new NamedVectors("b", counted), new ComparisonOptions { MinCount = 200 });

        Assert.Equal(101, view.Info.Words);
        Assert.Equal(300, view.Info.Drawn[0].Count);
        Assert.Contains("occurs fewer than 200 times", view.Find("w101").Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_without_a_common_word_are_refused()
    {
        var other = new WordVectors(["x", "y"], PairModels.Dimension, new float[2 * PairModels.Dimension]);
        UnusableInputException fault = Assert.Throws<UnusableInputException>(() => PairModels.View(PairModels.Random(10), other));
        Assert.Contains("no word in common", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_common_word_and_vectors_of_one_number_have_maps()
    {
        PairView view = PairModels.View(PairModels.Random(5, dimension: 1), new WordVectors(["w0"], 1, [2]));

        Assert.Equal(1, view.Info.Words);
        Assert.Empty(view.Find("w0").Value!.First);
        Assert.Equal(2 * sizeof(short), view.Info.First.Positions.Length);
    }
}
