using Talpa.Vectors;

namespace Talpa.Tests.Vectors;

public sealed class NeighboursOfManyTests
{
    [Theory]
    [InlineData(1, 3, 1)]
    [InlineData(40, 1, 5)]
    [InlineData(700, 37, 10)]
    [InlineData(3_000, 20, 2_999)]
    public void Each_word_of_a_batch_has_the_same_neighbours_as_alone(int count, int dimension, int neighbours)
    {
        WordVectors vectors = RandomVectors(count, dimension, seed: count);
        string[] queries = [.. vectors.Vocabulary.Words.Take(600).Reverse()];
        IReadOnlyList<IReadOnlyList<Neighbour>> answers = vectors.NearestToEach(queries, neighbours);
        Assert.Equal(queries.Length, answers.Count);
        for (int i = 0; i < queries.Length; i += Math.Max(1, queries.Length / 50))
        {
            IReadOnlyList<Neighbour> alone = vectors.Nearest(queries[i], neighbours);
            Assert.Equal(alone.Count, answers[i].Count);
            Assert.DoesNotContain(answers[i], neighbour => neighbour.Word == queries[i]);
            for (int n = 0; n < alone.Count; n++)
            {
                // Words whose cosines differ only by rounding may be swapped; each has the same cosine as alone.
                Assert.Equal(alone[n].Similarity, answers[i][n].Similarity, 2e-6);
                Assert.Equal(vectors.Similarity(queries[i], answers[i][n].Word), answers[i][n].Similarity, 2e-6);
            }
        }
    }

    [Fact]
    public void Zero_vectors_have_similarity_0_in_a_batch_too()
    {
        var vectors = new WordVectors(["zero", "nan", "infinite", "a", "b"], 2, [0, 0, float.NaN, 1, float.PositiveInfinity, 1, 1, 0, 1, 1]);
        IReadOnlyList<IReadOnlyList<Neighbour>> answers = vectors.NearestToEach(["a", "nan"], 4);
        Assert.Equal(["b", "zero", "nan", "infinite"], answers[0].Select(neighbour => neighbour.Word));
        Assert.Equal([MathF.Sqrt(0.5f), 0, 0, 0], answers[0].Select(neighbour => neighbour.Similarity));
        Assert.All(answers[1], neighbour => Assert.Equal(0, neighbour.Similarity));
    }

    [Fact]
    public void An_unknown_word_is_reported_and_no_words_give_no_results()
    {
        WordVectors vectors = RandomVectors(10, 4, seed: 1);
        Assert.Throws<UnknownWordException>(() => vectors.NearestToEach(["w1", "nowhere"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => vectors.NearestToEach(["w1"], 0));
        Assert.Empty(vectors.NearestToEach([]));
    }

    private static WordVectors RandomVectors(int count, int dimension, int seed)
    {
        var random = new Random(seed);
        float[] numbers = new float[count * dimension];
        foreach (ref float number in numbers.AsSpan())
        {
            number = (2 * random.NextSingle()) - 1;
        }

        return new WordVectors(Enumerable.Range(0, count).Select(i => $"w{i}"), dimension, numbers);
    }
}
