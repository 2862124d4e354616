using System.Text;
using CsCheck;
using Talpa.Inputs;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Objectives;
using Talpa.Text;
using Talpa.Textbook;
using Talpa.Training.Architectures;
using Talpa.Training.Batches;

namespace Talpa.Tests.Training.Batches;

/// <summary>
/// A word's vector may be composed of several input rows: the change of each row, divided by the learning rate, is the negative gradient of a window's loss, by finite
/// differences in double precision; with n-grams it is that of the words' vectors.
/// </summary>
public class ComposedInputsTests
{
    private const float Rate = 0.1f;
    private const int Words = 6;
    private const int WindowSize = 3;

    /// <summary>Few buckets, so that words share rows and some have one twice.</summary>
    private static readonly CharacterNgrams Ngrams = new(2, 3, 5);

    private static readonly Vocabulary Vocabulary = new(["mole", "moles", "été", "a", "土竜", "</s>"], [6, 5, 4, 3, 2, 1]);

    private static readonly SubwordRows Subwords = SubwordRows.Of(Vocabulary, Ngrams);

    private static readonly Gen<(int Seed, int Dimension, int Length)> Cases =
        from seed in Gen.Int[0, int.MaxValue - 1]
        from dimension in Gen.Int[1, 12]
        from length in Gen.Int[2, 4]
        select (seed, dimension, length);

    [Fact]
    public void Rows_change_by_the_gradient_with_skip_gram() => Cases.Sample(c => Check<SkipGramFromCentre, WordAndParity>(default, WordAndParity.RowsOf, c), iter: 60);

    [Fact]
    public void Rows_change_by_the_gradient_with_cbow() =>
        Cases.Sample(c => Check<ContinuousBag<GradientShare.Divided>, WordAndParity>(default, WordAndParity.RowsOf, c), iter: 60);

    [Fact]
    public void Rows_of_n_grams_change_as_much_as_the_words_vectors_with_skip_gram() => Cases.Sample(CheckSubwords<SkipGramFromCentre>, iter: 30);

    [Fact]
    public void Rows_of_n_grams_change_as_much_as_the_words_vectors_with_cbow() => Cases.Sample(CheckSubwords<ContinuousBag<GradientShare.Divided>>, iter: 30);

    [Fact]
    public void A_composed_input_of_one_row_equals_an_in_place_update() => Cases.Sample(c =>
    {
        (PaddedMatrix input, PaddedMatrix output) = Tables(c.Seed, Words, c.Dimension);
        (PaddedMatrix composedInput, PaddedMatrix composedOutput) = Tables(c.Seed, Words, c.Dimension);

        double loss = LearnWindow<SkipGramFromContext, WordRows>(input, output, new WordRows(Words), c.Length);
        double composedLoss = LearnWindow<SkipGramFromContext, OneRow>(composedInput, composedOutput, default, c.Length);

        Assert.Equal(loss, composedLoss);
        Assert.All(input.Padded.ToArray().Zip(composedInput.Padded.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        Assert.Equal(output.Padded.ToArray(), composedOutput.Padded.ToArray());
    }, iter: 60);

    private static void Check<TArchitecture, TInputs>(TInputs inputs, Func<int, int[]> rowsOf, (int Seed, int Dimension, int Length) c)
        where TArchitecture : struct, IArchitecture
        where TInputs : struct, IInputRows
    {
        (PaddedMatrix input, PaddedMatrix output) = Tables(c.Seed, inputs.TableRows, c.Dimension);
        double[][] before = Numbers(input);
        double[][] outputBefore = Numbers(output);

        double loss = LearnWindow<TArchitecture, TInputs>(input, output, inputs, c.Length);

        double expected = Loss<TArchitecture>(Vectors(before, rowsOf), outputBefore, c.Length);
        Assert.Equal(expected, loss, 2e-5 * Math.Max(1, expected));
        double[][] gradient = Gradient(before, rows => Loss<TArchitecture>(Vectors(rows, rowsOf), outputBefore, c.Length));
        AssertChanges(before, input, (row, d) => -gradient[row][d]);
    }

    private static void CheckSubwords<TArchitecture>((int Seed, int Dimension, int Length) c)
        where TArchitecture : struct, IArchitecture
    {
        (PaddedMatrix input, PaddedMatrix output) = Tables(c.Seed, Subwords.TableRows, c.Dimension);
        double[][] before = Numbers(input);
        double[][] outputBefore = Numbers(output);
        double[][] vectors = Vectors(before, RowsOfSubwords);

        double loss = LearnWindow<TArchitecture, SubwordRows>(input, output, Subwords, c.Length);

        double expected = Loss<TArchitecture>(vectors, outputBefore, c.Length);
        Assert.Equal(expected, loss, 2e-5 * Math.Max(1, expected));
        double[][] gradient = Gradient(vectors, words => Loss<TArchitecture>(words, outputBefore, c.Length));
        AssertChanges(before, input, (row, d) => -Enumerable.Range(0, Words).Sum(word => RowsOfSubwords(word).Count(own => own == row) * gradient[word][d]));
    }

    private static void AssertChanges(double[][] before, PaddedMatrix after, Func<int, int, double> expected)
    {
        for (int row = 0; row < before.Length; row++)
        {
            for (int d = 0; d < after.Dimension; d++)
            {
                Assert.Equal(expected(row, d), (after[row][d] - before[row][d]) / Rate, 4e-5);
            }
        }
    }

    /// <summary>The derivatives of a function by each number of a table, by central differences.</summary>
    private static double[][] Gradient(double[][] table, Func<double[][], double> function)
    {
        const double Step = 1e-5;
        double Slope(double[] row, int d)
        {
            double value = row[d];
            row[d] = value + Step;
            double above = function(table);
            row[d] = value - Step;
            double below = function(table);
            row[d] = value;
            return (above - below) / (2 * Step);
        }

        return [.. table.Select(row => Enumerable.Range(0, row.Length).Select(d => Slope(row, d)).ToArray())];
    }

    private static double[][] Numbers(PaddedMatrix table) =>
        [.. Enumerable.Range(0, table.Rows).Select(row => table[row].ToArray().Select(x => (double)x).ToArray())];

    /// <summary>The vector of each word: the mean of its rows.</summary>
    private static double[][] Vectors(double[][] input, Func<int, int[]> rowsOf) =>
        [.. Enumerable.Range(0, Words).Select(word => Enumerable.Range(0, input[0].Length).Select(d => rowsOf(word).Average(row => input[row][d])).ToArray())];

    /// <summary>The word's own row and those of its n-grams, whose buckets have rows in the order of <see cref="SubwordRows.Buckets"/>.</summary>
    private static int[] RowsOfSubwords(int word)
    {
        var rows = new List<int> { word };
        foreach (int bucket in Ngrams.BucketsOf(Encoding.UTF8.GetBytes(Vocabulary[word])))
        {
            rows.Add(Words + Subwords.Buckets.ToList().IndexOf(bucket));
        }

        return [.. rows];
    }

    /// <summary>The loss of the window of word 0, whose context is the words 1 to length − 1.</summary>
    private static double Loss<TArchitecture>(double[][] vectors, double[][] output, int length)
        where TArchitecture : struct, IArchitecture
    {
        if (TArchitecture.PredictsContext)
        {
            return Enumerable.Range(1, length - 1).Sum(word => Loss(vectors[0], output, word));
        }

        return Loss([.. Enumerable.Range(0, vectors[0].Length).Select(d => vectors[1..length].Average(vector => vector[d]))], output, 0);
    }

    private static double Loss(double[] hidden, double[][] output, int target) =>
        -Math.Log(SkipGram.Softmax([.. output.Select(u => u.Zip(hidden, (x, y) => x * y).Sum())])[target]);

    /// <summary>Trains on the first window of the sentence 0, 1, 2, … only.</summary>
    private static double LearnWindow<TArchitecture, TInputs>(PaddedMatrix input, PaddedMatrix output, TInputs inputs, int length)
        where TArchitecture : struct, IArchitecture
        where TInputs : struct, IInputRows
    {
        var step = new FullSoftmax.Step(output);
        var sampler = new WindowSampler(new Subsampling(new Vocabulary(["a"], [1]), 0), WindowSize, WindowWeighting.Even);
        var planner = new BatchPlanner<TArchitecture, TInputs, FullSoftmax.Step>(sampler, inputs, step);
        var learner = new BatchLearner<TArchitecture, TInputs, FullSoftmax.Step>(input, output, step, sampler.MaxContext);
        WordId[] chunk = [.. Enumerable.Range(0, length).Select(id => new WordId(id)), WordId.SentenceEnd];
        Batch batch = planner.NewBatch(1);
        var random = new SplitMix64(1);
        planner.Plan(batch, chunk, TextRange.Cut(chunk, 0, 1), Rate, ref random);
        Assert.Equal(1, batch.Windows.Length);
        return learner.Learn(batch).Loss;
    }

    private static (PaddedMatrix Input, PaddedMatrix Output) Tables(int seed, int inputRows, int dimension)
    {
        var random = new Random(seed);
        var tables = (Input: new PaddedMatrix(inputRows, dimension), Output: new PaddedMatrix(Words, dimension));
        foreach (PaddedMatrix table in new[] { tables.Input, tables.Output })
        {
            for (int row = 0; row < table.Rows; row++)
            {
                foreach (ref float x in table.Row(row))
                {
                    x = (float)(random.NextDouble() - 0.5);
                }
            }
        }

        return tables;
    }

    /// <summary>The mean of a word's row and a row that it shares with half of the words.</summary>
    private readonly struct WordAndParity : IInputRows
    {
        public static bool IsSingleRow => false;

        public int TableRows => Words + 2;

        public int MaxRowsPerWord => 2;

        public static int[] RowsOf(int word) => [word, Words + (word % 2)];

        public int Select(WordId word, Span<int> rows)
        {
            RowsOf(word.Value).CopyTo(rows);
            return 2;
        }

        public static float Weight(int rows) => 1f / rows;

        public static float ShareOfChange(int rows) => Weight(rows);
    }

    /// <summary>One row per word, in composed form.</summary>
    private readonly struct OneRow : IInputRows
    {
        public static bool IsSingleRow => false;

        public int TableRows => Words;

        public int MaxRowsPerWord => 1;

        public int Select(WordId word, Span<int> rows)
        {
            rows[0] = word.Value;
            return 1;
        }

        public static float Weight(int rows) => 1;

        public static float ShareOfChange(int rows) => 1;
    }
}
