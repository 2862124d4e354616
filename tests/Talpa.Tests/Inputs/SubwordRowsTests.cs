using System.Numerics.Tensors;
using Talpa.Inputs;
using Talpa.Memory;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Tests.Inputs;

/// <summary>The rows that make the vectors of words with n-grams.</summary>
public class SubwordRowsTests
{
    private static readonly CharacterNgrams Ngrams = new(3, 6, 100);

    private static readonly Vocabulary Vocabulary = new(["mole", "Maulwurf", "</s>", "土竜", "aaaaa"]);

    [Fact]
    public void The_weighted_sum_of_the_rows_is_the_vector_that_queries_compose()
    {
        const int Dimension = 7;
        var inputs = SubwordRows.Of(Vocabulary, Ngrams);
        var random = new Random(1);
        var table = new PaddedMatrix(inputs.TableRows, Dimension, [.. Enumerable.Range(0, inputs.TableRows * Dimension).Select(_ => random.NextSingle() - 0.5f)]);
        var rowOfBucket = inputs.Buckets.Select((bucket, row) => (bucket, row)).ToDictionary();
        var subwords = new Subwords(Ngrams, new MatrixRows(table.RowsFrom(Vocabulary.Count)), rowOfBucket);
        int[] rows = new int[inputs.MaxRowsPerWord];
        for (int word = 0; word < Vocabulary.Count; word++)
        {
            int count = inputs.Select(new WordId(word), rows);
            float[] sum = new float[Dimension];
            foreach (int row in rows.AsSpan(0, count))
            {
                TensorPrimitives.Add(sum, table[row], sum);
            }

            TensorPrimitives.Multiply(sum, SubwordRows.Weight(count), sum);
            float[] composed = table[word].ToArray();
            subwords.Compose(Vocabulary[word], composed);
            Assert.Equal(composed, sum);
        }
    }

    [Fact]
    public void The_first_row_is_the_words_own_and_the_largest_number_of_rows_is_known()
    {
        var inputs = SubwordRows.Of(Vocabulary, Ngrams);
        Assert.Equal(Vocabulary.Count + inputs.Buckets.Count, inputs.TableRows);
        Assert.Equal(SubwordRows.CountBuckets(Vocabulary, Ngrams), inputs.Buckets.Count);
        int[] rows = new int[inputs.MaxRowsPerWord];
        int[] counts = [.. Enumerable.Range(0, Vocabulary.Count).Select(word => inputs.Select(new WordId(word), rows))];

        // <mole> has 6 characters: 4 + 3 + 2 + 1 n-grams; </s> has none.
        Assert.Equal([11, 27, 1, 4, 15], counts);
        Assert.Equal(27, inputs.MaxRowsPerWord);
        Assert.All(Enumerable.Range(0, Vocabulary.Count), word =>
        {
            int[] own = new int[inputs.MaxRowsPerWord];
            int count = inputs.Select(new WordId(word), own);
            Assert.Equal(word, own[0]);
            Assert.All(own[1..count], row => Assert.InRange(row, Vocabulary.Count, inputs.TableRows - 1));
        });
    }

    [Fact]
    public void Buckets_are_sorted_by_uses_and_those_without_one_have_no_row()
    {
        var vocabulary = new Vocabulary(["ab", "abc", "xyz"], [5, 4, 100]);
        var ngrams = new CharacterNgrams(3, 3, 1_000_000);
        int[] expected = [.. Buckets("xyz").Order(), .. Buckets("ab").Intersect(Buckets("abc")), .. Buckets("ab").Except(Buckets("abc")), .. Buckets("abc").Except(Buckets("ab")).Order()];

        Assert.Equal(expected, SubwordRows.Of(vocabulary, ngrams).Buckets);

        List<int> Buckets(string word)
        {
            var buckets = new List<int>();
            foreach (int bucket in ngrams.BucketsOf(System.Text.Encoding.UTF8.GetBytes(word)))
            {
                buckets.Add(bucket);
            }

            return buckets;
        }
    }
}
