using Talpa.Formats;
using Talpa.Inputs;
using Talpa.Memory;
using Talpa.Tests.Formats;
using Talpa.Vectors;

namespace Talpa.Tests.Vectors;

/// <summary>Queries with words that are not in the vocabulary, of a model with subwords.</summary>
public class SubwordsTests
{
    private const string Unseen = "Maulwürfe";

    private static readonly WordVectors Model = WordVectors.Load(TestFile.Path("fasttext.bin"));

    /// <summary>The same words and vectors, with a further word whose vector is the one composed.</summary>
    private static readonly WordVectors WithUnseen = new(
        [.. Model.Vocabulary.Words, Unseen],
        Model.Dimension,
        [.. Enumerable.Range(0, Model.Count).SelectMany(id => Model[id].ToArray()), .. Composed(Unseen)]);

    [Fact]
    public void A_composed_vector_is_the_mean_of_the_rows_of_the_ngrams()
    {
        float[] numbers = [.. Enumerable.Range(0, 20).Select(i => (float)(i * i))];
        var subwords = new Subwords(new CharacterNgrams(2, 3, 10), new MatrixRows(new PaddedMatrix(10, 2, numbers)));
        double[] sum = new double[2];
        int ngrams = 0;
        foreach (int bucket in new CharacterNgrams(2, 3, 10).BucketsOf("mole"u8))
        {
            sum[0] += numbers[2 * bucket];
            sum[1] += numbers[(2 * bucket) + 1];
            ngrams++;
        }

        float[] vector = [9, 9];
        Assert.True(subwords.TryCompose("mole", vector, out int found));
        Assert.Equal((9, 9), (ngrams, found));
        Assert.Equal(9, subwords.CountNgrams("mole"));
        Assert.Equal(sum[0] / 9, vector[0], 1e-4);
        Assert.Equal(sum[1] / 9, vector[1], 1e-4);
    }

    [Fact]
    public void One_call_answers_for_known_unknown_and_impossible_words()
    {
        float[] vector = new float[Model.Dimension];
        Assert.True(Model.TryGetVector("mole", vector, out int ngrams));
        Assert.Equal(0, ngrams);
        Assert.Equal(Model["mole"].ToArray(), vector);
        Assert.True(Model.TryGetVector(Unseen, vector, out ngrams));
        Assert.Equal(30, ngrams);
        Assert.Equal(Composed(Unseen), vector);
        Assert.False(Model.TryGetVector("", vector, out ngrams)); // its only n-gram, <>, is too short
        Assert.Equal(new float[Model.Dimension], vector);
        Assert.Equal((true, true, false), (Model.HasVector("mole"), Model.HasVector(Unseen), Model.HasVector("")));
        Assert.False(Model.Contains(Unseen));
        Assert.Throws<ArgumentException>(() => Model.TryGetVector("mole", new float[3], out _));
        Assert.Throws<ArgumentException>(() => Model.Subwords!.TryCompose("mole", new float[3]));
    }

    [Fact]
    public void A_query_allocates_nothing()
    {
        float[] vector = new float[Model.Dimension];
        string longWord = new('x', 300);
        Query(vector, longWord);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Query(vector, longWord);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Queries_answer_for_an_unseen_word_as_if_its_vector_were_in_the_vocabulary()
    {
        // That word itself is never among the answers.
        RequireEqual(WithUnseen.Nearest(Unseen, 5), Model.Nearest(Unseen, 5));
        RequireEqual(WithUnseen.NearestToEach(["mole", Unseen], 4)[1], Model.NearestToEach(["mole", Unseen], 4)[1]);
        RequireEqual(WithUnseen.Nearest([Unseen, "robin"], ["mole"], 5), Model.Nearest([Unseen, "robin"], ["mole"], 5));
        foreach (AnalogyObjective objective in Enum.GetValues<AnalogyObjective>())
        {
            RequireEqual(WithUnseen.Analogy("mole", Unseen, "robin", 5, objective), Model.Analogy("mole", Unseen, "robin", 5, objective));
        }

        Assert.Equal(WithUnseen.Similarity("mole", Unseen), Model.Similarity("mole", Unseen));
        Assert.Equal(WithUnseen.RankByCentrality(["mole", Unseen, "robin"]), Model.RankByCentrality(["mole", Unseen, "robin"]));
        Assert.Equal(WithUnseen.Mean(["mole", Unseen]), Model.Mean(["mole", Unseen]));
        Assert.Equal(WithUnseen.Mean(["mole", Unseen, ""], out int expected, unitLength: true), Model.Mean(["mole", Unseen, ""], out int unknown, unitLength: true));
        Assert.Equal((1, 1), (expected, unknown));
    }

    [Fact]
    public void A_word_without_a_vector_is_unknown()
    {
        Assert.Throws<UnknownWordException>(() => Model.Nearest(""));
        Assert.Throws<UnknownWordException>(() => Model.Similarity("mole", ""));
        Assert.Throws<UnknownWordException>(() => Model[Unseen].Length);
        Assert.Throws<UnknownWordException>(() => WordVectors.Load(TestFile.Path("fasttext.vec")).Nearest(Unseen));
    }

    [Fact]
    public void Rows_of_another_length_than_the_vectors_are_refused()
    {
        var subwords = new Subwords(new CharacterNgrams(2, 3, 1), new MatrixRows(new PaddedMatrix(1, 2)));
        Assert.Throws<ArgumentException>(() => new WordVectors(new Vocabulary(["a"]), new PaddedMatrix(1, 3), subwords));
    }

    private static void Query(float[] vector, string longWord)
    {
        bool all = Model.TryGetVector("mole", vector, out _) && Model.TryGetVector("moles", vector, out _) && Model.TryGetVector(longWord, vector, out _)
            && Model.Subwords!.TryCompose(Unseen, vector);
        Assert.True(all);
    }

    private static float[] Composed(string word)
    {
        float[] vector = new float[Model.Dimension];
        Assert.True(Model.Subwords!.TryCompose(word, vector));
        return vector;
    }

    private static void RequireEqual(IReadOnlyList<Neighbour> expected, IReadOnlyList<Neighbour> actual)
    {
        Assert.Equal(expected.Select(neighbour => neighbour.Word), actual.Select(neighbour => neighbour.Word));
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First.Similarity, pair.Second.Similarity, 1e-5));
    }
}
