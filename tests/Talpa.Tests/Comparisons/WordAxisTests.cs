using Talpa.Comparisons;

namespace Talpa.Tests.Comparisons;

public sealed class WordAxisTests : IDisposable
{
    private static readonly WordVectors Vectors = RandomModels.Of(100, 9, seed: 1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("talpa-axis");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_position_is_the_cosine_with_the_difference_of_unit_vectors()
    {
        var axis = WordAxis.Between(Vectors, "w1", "w2");

        double[] direction = Scaled([.. Unit("w2").Zip(Unit("w1"), (to, from) => to - from)]);
        Assert.All(Enumerable.Range(0, 100), id => Assert.Equal(Unit($"w{id}").Zip(direction, (x, y) => x * y).Sum(), axis.PositionOf($"w{id}"), 1e-6));
        Assert.Equal(-axis.PositionOf("w1"), axis.PositionOf("w2"), 1e-6);
    }

    [Fact]
    public void The_axis_of_several_pairs_is_the_mean_of_their_directions()
    {
        var axis = WordAxis.Between(Vectors, [("w1", "w2"), ("w3", "w4")]);

        double[] one = Scaled([.. Unit("w2").Zip(Unit("w1"), (to, from) => to - from)]);
        double[] other = Scaled([.. Unit("w4").Zip(Unit("w3"), (to, from) => to - from)]);
        double[] direction = Scaled([.. one.Zip(other, (x, y) => x + y)]);
        Assert.All(direction.Zip(axis.Direction.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void The_ends_are_the_words_with_the_smallest_and_largest_positions_without_the_poles()
    {
        var axis = WordAxis.Between(Vectors, "w1", "w2");

        string[] order = [.. Vectors.Vocabulary.Words.Except(["w1", "w2"]).OrderBy(axis.PositionOf)];

        Assert.Equal(order[..5], axis.FirstEnd(5).Select(found => found.Word));
        Assert.Equal(order[^5..].Reverse(), axis.SecondEnd(5).Select(found => found.Word));
        Assert.All(axis.FirstEnd(5), found => Assert.Equal(axis.PositionOf(found.Word), found.Similarity, 1e-5));
    }

    [Fact]
    public void Words_that_make_no_axis_are_refused()
    {
        Assert.Throws<UnusableInputException>(() => WordAxis.Between(Vectors, "w1", "w1"));
        Assert.Throws<UnusableInputException>(() => WordAxis.Between(Vectors, [("w1", "w2"), ("w2", "w1")]));
        Assert.Throws<UnknownWordException>(() => WordAxis.Between(Vectors, "w1", "mole"));
        Assert.Throws<ArgumentException>(() => WordAxis.Between(Vectors, []));
    }

    [Fact]
    public void Pairs_are_read_from_lines()
    {
        string path = Path.Combine(_folder.FullName, "pairs.txt");
        File.WriteAllText(path, "# men and women\nhe she\n\nfire man\tfire woman\n");
        Assert.Equal([("he", "she"), ("fire man", "fire woman")], WordAxis.ReadPairs(path));

        File.WriteAllText(path, "he she\nking\n");
        Assert.Contains("line 2", Assert.Throws<UnusableInputException>(() => WordAxis.ReadPairs(path)).Message, StringComparison.Ordinal);
        File.WriteAllText(path, "\n");
        Assert.Throws<UnusableInputException>(() => WordAxis.ReadPairs(path));
    }

    private static double[] Unit(string word) => Scaled([.. Vectors[word].ToArray().Select(number => (double)number)]);

    private static double[] Scaled(double[] vector)
    {
        double length = Math.Sqrt(vector.Sum(x => x * x));
        return [.. vector.Select(x => x / length)];
    }
}
