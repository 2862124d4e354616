using Talpa.Vectors;

namespace Talpa.Tests.Vectors;

/// <summary>Searches among encoded sentences, compared with all cosines in double precision.</summary>
public sealed class SentenceVectorsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 3, 1)]
    [InlineData(40, 20, 5)]
    [InlineData(700, 37, 10)]
    [InlineData(600, 5, 1_000)]
    public void The_nearest_sentences_are_those_of_the_greatest_cosine(int count, int dimension, int neighbours)
    {
        SentenceEncoder encoder = new(SentenceEncoderTests.WithCounts(seed: count, 200, dimension));
        SentenceVectors encoded = encoder.EncodeAll(SentenceEncoderTests.RandomSentences(count, count, 220), Stop);
        SentenceVectors queries = encoder.EncodeAll([.. SentenceEncoderTests.RandomSentences(count + 1, 300, 220), "nothing known"], Stop);
        IReadOnlyList<IReadOnlyList<SentenceNeighbour>> answers = encoded.NearestToEach(queries, neighbours);
        Assert.Equal(queries.Count, answers.Count);
        for (int i = 0; i < queries.Count; i += 25)
        {
            float[] expected = [.. Enumerable.Range(0, count).Select(row => Cosines.Between(queries[i], encoded[row])).OrderDescending().Take(neighbours)];
            IReadOnlyList<SentenceNeighbour> alone = encoded.Nearest(queries[i], neighbours);
            Assert.Equal(expected.Length, answers[i].Count);
            Assert.Equal(expected.Length, alone.Count);
            for (int n = 0; n < expected.Length; n++)
            {
                Assert.Equal(expected[n], answers[i][n].Similarity, 2e-6);
                Assert.Equal(expected[n], alone[n].Similarity, 2e-6);
                Assert.Equal(Cosines.Between(queries[i], encoded[answers[i][n].Index]), answers[i][n].Similarity, 2e-6);
            }
        }
    }

    [Fact]
    public void A_sentence_is_not_its_own_neighbour()
    {
        SentenceEncoder encoder = new(SentenceEncoderTests.WithCounts(seed: 1, 50, 10));
        SentenceVectors encoded = encoder.EncodeAll(["w1 w2", "w3", "w2 w1", "w30 w31"], Stop);
        IReadOnlyList<IReadOnlyList<SentenceNeighbour>> answers = encoded.NearestToEach(2);
        Assert.Equal(4, answers.Count);
        Assert.Equal(2, answers[0][0].Index);
        Assert.Equal(0, answers[2][0].Index);
        Assert.Equal(1, answers[0][0].Similarity, 1e-5);
        Assert.Equal(encoded.Similarity(0, 2), answers[0][0].Similarity, 1e-5);
        Assert.All(answers.Index(), answer => Assert.DoesNotContain(answer.Item, near => near.Index == answer.Index));
    }

    [Fact]
    public void Sentences_without_words_and_wrong_calls_are_harmless()
    {
        SentenceEncoder encoder = new(SentenceEncoderTests.WithCounts(seed: 2, 50, 10));
        SentenceVectors encoded = encoder.EncodeAll(["nothing", "w1", "nothing"], Stop);
        Assert.Equal([1, 0, 2], encoded.Nearest(encoder.Encode("w1")).Select(near => near.Index));
        Assert.All(encoded.Nearest(encoded[0]), near => Assert.Equal(0, near.Similarity));
        Assert.Empty(encoder.EncodeAll([], Stop).Nearest(encoded[1]));
        Assert.Empty(encoder.EncodeAll([], Stop).NearestToEach());
        Assert.All(encoder.EncodeAll([], Stop).NearestToEach(encoded), Assert.Empty);
        Assert.Throws<ArgumentException>(() => encoded.Nearest([1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => encoded.Nearest(encoded[1], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => encoded.NearestToEach(0));
    }
}
