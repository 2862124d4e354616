using System.Text;
using CsCheck;
using Talpa.Inputs;
using Talpa.Memory;
using Talpa.Vectors;

namespace Talpa.Tests.Vectors;

/// <summary>Rows of n-grams that are fitted to vectors.</summary>
public class NgramFitTests
{
    private const int Dimension = 3;
    private const float Penalty = 0.1f;
    private const float Exponent = 0.5f;

    /// <summary>Few buckets, so that words share rows; one word has no n-grams.</summary>
    private static readonly CharacterNgrams Ngrams = new(2, 4, 7);

    private static readonly Vocabulary Vocabulary = new(["mole", "moles", "zoo", "été", "</s>", "a"], [90, 50, 20, 7, 3, 1]);

    [Fact]
    public void The_rows_minimise_the_weighted_distances_and_the_penalty() => Gen.Int[0, 1000].Sample(seed =>
    {
        PaddedMatrix vectors = RandomTable(seed);
        PaddedMatrix rows = new NgramFit(Vocabulary, Ngrams, Exponent, Penalty, threads: 2).Solve(vectors, iterations: 50);
        Dictionary<int, int> rowOf = new NgramFit(Vocabulary, Ngrams, Exponent, Penalty, threads: 1).RowOfBucket;

        double[] weights = [.. Vocabulary.Counts.ToArray().Select(count => Math.Sqrt(count))];
        double mean = weights.Average();
        double[][] gradient = [.. Enumerable.Range(0, rows.Rows).Select(row => rows[row].ToArray().Select(x => (double)(Penalty * x)).ToArray())];
        for (int word = 0; word < Vocabulary.Count; word++)
        {
            int[] own = [.. Buckets(Vocabulary[word]).Select(bucket => rowOf[bucket])];
            for (int d = 0; own.Length > 0 && d < Dimension; d++)
            {
                double difference = own.Average(row => rows[row][d]) - vectors[word][d];
                Array.ForEach(own, row => gradient[row][d] += weights[word] / mean * difference / own.Length);
            }
        }

        Assert.All(gradient.SelectMany(row => row), slope => Assert.Equal(0, slope, 1e-5));
    }, iter: 20);

    [Fact]
    public void The_number_of_threads_does_not_change_the_rows()
    {
        PaddedMatrix vectors = RandomTable(5);
        float[][] solutions = [.. new[] { 1, 2, 8 }.Select(threads => new NgramFit(Vocabulary, Ngrams, Exponent, Penalty, threads).Solve(vectors, 4).Padded.ToArray())];
        Assert.Equal(solutions[0], solutions[1]);
        Assert.Equal(solutions[0], solutions[2]);
    }

    [Fact]
    public void Words_keep_their_vectors_and_others_get_some_near_those_of_words_with_the_same_parts()
    {
        var vectors = new WordVectors(["mole", "moles", "badger", "badgers", "wren"], 2, [1, 0, 0.9f, 0.1f, 0, 1, 0.1f, 0.9f, -1, 0]);

        WordVectors fitted = vectors.WithSubwords(new SubwordOptions { MaxLength = 5 });

        Assert.Same(vectors.Matrix, fitted.Matrix);
        Assert.Null(vectors.Subwords);
        Assert.Equal(["mole", "moles"], fitted.Nearest("moley", 2).Select(neighbour => neighbour.Word).Order(StringComparer.Ordinal));
        Assert.True(fitted.Similarity("badgering", "badger") > 0.9);
        Assert.True(fitted.Similarity("badgering", "badger") > fitted.Similarity("badgering", "mole"));
    }

    [Fact]
    public void Words_whose_vectors_are_not_finite_have_no_part()
    {
        var vectors = new WordVectors(["mole", "moles", "molen", "wren"], 2, [1, 0, float.NaN, 1, 0, float.PositiveInfinity, 0, 1]).WithSubwords();
        float[] composed = new float[2];

        Assert.True(vectors.Subwords!.TryCompose("moley", composed));

        Assert.All(composed, x => Assert.True(float.IsFinite(x)));
        Assert.True(vectors.Similarity("moley", "mole") > 0.9);
        Assert.Null(new WordVectors([], 2, []).WithSubwords().Subwords);
    }

    [Fact]
    public void Without_n_grams_of_the_lengths_there_are_no_subwords()
    {
        var vectors = new WordVectors(["a", "b"], 1, [1, 2]);
        Assert.Null(vectors.WithSubwords(new SubwordOptions { MinLength = 10, MaxLength = 12 }).Subwords);
        Assert.Throws<ArgumentOutOfRangeException>(() => vectors.WithSubwords(new SubwordOptions { MinLength = 0 }));
    }

    private static PaddedMatrix RandomTable(int seed)
    {
        var random = new Random(seed);
        return new PaddedMatrix(Vocabulary.Count, Dimension, [.. Enumerable.Range(0, Vocabulary.Count * Dimension).Select(_ => (2 * random.NextSingle()) - 1)]);
    }

    private static List<int> Buckets(string word)
    {
        var buckets = new List<int>();
        foreach (int bucket in Ngrams.BucketsOf(Encoding.UTF8.GetBytes(word)))
        {
            buckets.Add(bucket);
        }

        return buckets;
    }
}
