using Talpa.Studio.Common.Messages;
using Talpa.Studio.Live;
using Talpa.Studio.Server.Exploring;
using Talpa.Studio.Server.Sampling;
using Talpa.Vectors;

namespace Talpa.Studio.Tests.Live;

public sealed class ExploringTests
{
    [Fact]
    public void Words_of_similar_direction_form_a_group()
    {
        // Three directions with thirty words around each.
        WordVectors vectors = Bundles(3, 30);
        Clusters clusters = Clustering.Of(vectors, [.. Enumerable.Range(0, 90)], 3);
        Assert.Equal([30, 30, 30], clusters.Sizes);
        Assert.All(Enumerable.Range(0, 90), i => Assert.Equal(clusters.Members[i % 3], clusters.Members[i]));
        Assert.All(clusters.Examples, examples => Assert.Equal(3, examples.Count));
    }

    [Fact]
    public void More_groups_than_words_and_vectors_without_direction_are_accepted()
    {
        var vectors = new WordVectors(["a", "b"], 2, [0, 0, float.NaN, 1]);
        Assert.Equal(2, Clustering.Of(vectors, [0, 1], 10).Members.Length);
        Assert.Empty(Clustering.Of(vectors, [], 10).Members);
    }

    [Fact]
    public void In_a_neighbour_map_distances_from_the_middle_are_exact()
    {
        WordVectors vectors = Bundles(3, 30);
        IReadOnlyList<Neighbour> neighbours = vectors.Nearest("w0", 12);
        RadialMap map = RadialMaps.Of(vectors, "w0", neighbours);
        Assert.Equal(neighbours.Select(neighbour => neighbour.Word), map.Points.Select(point => point.Word));
        Assert.All(map.Points.Zip(neighbours), pair =>
            Assert.Equal(Math.Sqrt(2 - (2 * pair.Second.Similarity)), double.Hypot(pair.First.X, pair.First.Y), 1e-6));
        Assert.InRange(map.Strain, 0, 0.6);
    }

    [Fact]
    public void In_a_nearly_flat_region_distances_among_the_neighbours_are_nearly_exact()
    {
        // Vectors so close together that the sphere is nearly flat.
        float[] numbers = [1, 0, 0, 1, 0.010f, 0.004f, 1, -0.008f, 0.006f, 1, 0.003f, -0.009f, 1, -0.004f, -0.005f];
        var vectors = new WordVectors(["middle", "a", "b", "c", "d"], 3, numbers);
        Assert.InRange(RadialMaps.Of(vectors, "middle", vectors.Nearest("middle", 4)).Strain, 0, 0.08);
    }

    [Fact]
    public void Queries_cover_all_words_drawn_or_not()
    {
        WordVectors vectors = Bundles(3, 300);
        var explorer = new Explorer(() => vectors, new DrawnWords(vectors.Vocabulary, 50));
        WordAnswer answer = explorer.Nearest("w7", 10);
        Assert.Equal(vectors.Nearest("w7", 10).Select(each => (each.Word, each.Similarity)), answer.Neighbours.Select(each => (each.Word, each.Similarity)));
        Assert.All(answer.Neighbours, each => Assert.True(each.Index >= 0));
        Assert.Equal(vectors.Analogy("w0", "w1", "w3", 5).Select(each => each.Word), explorer.Analogy("w0", "w1", "w3").Answers.Select(each => each.Word));
        Assert.Equal(vectors.Similarity("w0", "w5"), explorer.Compare(["w0", "w5"]).Cosines[0][1]);
        Assert.Throws<UnknownWordException>(() => explorer.Nearest("nothing", 10));
    }

    [Fact]
    public void A_word_that_is_not_in_the_vocabulary_is_composed_from_ngrams()
    {
        WordVectors vectors = Bundles(3, 300).WithSubwords(new SubwordOptions { MinLength = 2, MaxLength = 3 });
        var explorer = new Explorer(() => vectors, new DrawnWords(vectors.Vocabulary, 50));
        WordAnswer answer = explorer.Nearest("w71x", 10);
        Assert.False(answer.IsKnown);
        Assert.Equal((0, 0L, -1, vectors.Subwords!.CountNgrams("w71x")), (answer.Rank, answer.Count, answer.Index, answer.Ngrams));
        Assert.Equal(vectors.Nearest("w71x", 10).Select(each => each.Word), answer.Neighbours.Select(each => each.Word));
        Assert.Equal($"not in the vocabulary, composed from {answer.Ngrams} n-grams", new LiveText("en").Occurrence(answer));
        Assert.Equal([-1, -1], explorer.Analogy("w71x", "w1", "w9y").Question.Select(each => each.Index).Where(index => index < 0));
        Assert.Equal(10, explorer.Map("w71x", 10).Points.Count);
        Assert.Equal(vectors.Similarity("w71x", "w5"), explorer.Compare(["w71x", "w5"]).Cosines[0][1]);
        Assert.Throws<UnknownWordException>(() => explorer.Nearest("\u00e9", 10));
    }

    [Fact]
    public void Words_are_completed_by_frequency_in_any_case_an_equal_word_first()
    {
        var vectors = new WordVectors(["moles", "Mole", "mole", "zoo"], 1, [1, 1, 1, 1]);
        var explorer = new Explorer(() => vectors, new DrawnWords(vectors.Vocabulary, 50));
        Assert.Equal(["mole", "moles", "Mole"], explorer.Complete("mole"));
        Assert.Empty(explorer.Complete(string.Empty));
        Assert.Empty(explorer.Complete("x"));
    }

    private static WordVectors Bundles(int bundles, int words)
    {
        var random = new Random(5);
        const int Dimension = 8;
        float[] numbers = [.. Enumerable.Range(0, bundles * words).SelectMany(i => Enumerable.Range(0, Dimension)
            .Select(d => (d == i % bundles ? 1f : 0) + (0.3f * (random.NextSingle() - 0.5f))))];
        return new WordVectors(Enumerable.Range(0, bundles * words).Select(i => $"w{i}"), Dimension, numbers);
    }
}
