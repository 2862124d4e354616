using CsCheck;
using Talpa.Vectors;

namespace Talpa.Tests.Vectors;

public sealed class NeighboursTests
{
    [Fact]
    public void The_nearest_words_equal_those_of_a_full_sort_in_double_precision() =>
        Gen.Select(Gen.Int, Gen.Int[1, 3000], Gen.Int[1, 40], Gen.Int[1, 30]).Sample(
            (seed, words, dimension, count) =>
            {
                WordVectors vectors = RandomVectors.Create(seed, words, dimension);
                IReadOnlyList<Neighbour> found = vectors.Nearest("w0", count);
                double[] expected = [.. vectors.Vocabulary.Words.Skip(1).Select(word => Cosine(vectors["w0"], vectors[word])).OrderDescending().Take(count)];
                Assert.Equal(expected.Length, found.Count);
                for (int i = 0; i < expected.Length; i++)
                {
                    Assert.Equal(expected[i], found[i].Similarity, 2e-6);
                    Assert.Equal(Cosine(vectors["w0"], vectors[found[i].Word]), found[i].Similarity, 2e-6);
                }
            },
            iter: 200);

    [Fact]
    public void A_table_large_enough_for_threads_gives_the_same_result_every_time_with_ties_in_the_order_of_ids()
    {
        // 50,000 rows of 50 numbers, of which every tenth is the same vector.
        WordVectors random = RandomVectors.Create(7, 50_000, 50);
        float[] numbers = new float[50_000 * 50];
        for (int row = 0; row < 50_000; row++)
        {
            random[row % 10 == 0 ? "w0" : $"w{row}"].CopyTo(numbers.AsSpan(row * 50, 50));
        }

        var vectors = new WordVectors(random.Vocabulary.Words, 50, numbers);
        for (int repeat = 0; repeat < 5; repeat++)
        {
            IReadOnlyList<Neighbour> found = vectors.Nearest("w0", 25);
            Assert.Equal(Enumerable.Range(1, 25).Select(i => $"w{i * 10}"), found.Select(neighbour => neighbour.Word));
        }
    }

    [Fact]
    public void Excluded_words_are_replaced_by_the_next_nearest()
    {
        WordVectors vectors = RandomVectors.Create(3, 100, 5);
        IReadOnlyList<Neighbour> all = vectors.Nearest(vectors["w0"], 100);
        IReadOnlyList<Neighbour> some = vectors.Nearest(vectors["w0"], 10, except: ["w0", all[2].Word, "not a word"]);
        Assert.Equal("w0", all[0].Word);
        Assert.Equal(all.Skip(1).Where((_, i) => i != 1).Take(10), some);
    }

    [Fact]
    public void Requesting_more_words_than_exist_gives_all()
    {
        WordVectors vectors = RandomVectors.Create(4, 20, 3);
        Assert.Equal(19, vectors.Nearest("w5", int.MaxValue).Count);
        Assert.Empty(RandomVectors.Create(4, 1, 3).Nearest("w0"));
    }

    internal static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.Length; i++)
        {
            dot += (double)a[i] * b[i];
            aa += (double)a[i] * a[i];
            bb += (double)b[i] * b[i];
        }

        return dot / Math.Sqrt(aa * bb);
    }
}
