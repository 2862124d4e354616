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
/// A word's vector may be composed of several input rows: the change of each row, divided by the learning rate, is the negative gradient of a window's loss,
/// by finite differences in double precision.
/// </summary>
public class ComposedInputsTests
{
    private const float Rate = 0.1f;
    private const int Words = 6;
    private const int WindowSize = 3;

    /// <summary>Few buckets, so that words share rows and some have one twice.</summary>
    private static readonly CharacterNgrams Ngrams = new(2, 3, 5);

    private static readonly Vocabulary Vocabulary = new(["mole", "moles", "été", "a", "土竜", "</s>"], [6, 5, 4, 3, 2, 1]);

    private static readonly SubwordRows Subwords = new(Vocabulary, Ngrams);

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
    public void Rows_of_n_grams_change_by_the_gradient_with_skip_gram() => Cases.Sample(c => Check<SkipGramFromCentre, SubwordRows>(Subwords, RowsOfSubwords, c), iter: 30);

    [Fact]
    public void Rows_of_n_grams_change_by_the_gradient_with_cbow() =>
        Cases.Sample(c => Check<ContinuousBag<GradientShare.Divided>, SubwordRows>(Subwords, RowsOfSubwords, c), iter: 30);

    [Fact]
    public void A_composed_input_of_one_row_equals_an_in_place_update() => Cases.Sample(c =>
    {
        (PaddedMatrix input, PaddedMatrix output) = Tables(c.Seed, Words, c.Dimension);
        (PaddedMatrix composedInput, PaddedMatrix composedOutput) = Tables(c.Seed, Words, c.Dimension);

        double loss = LearnWindow<SkipGramFromContext, WordRows>(input, output, new WordRows(Words), c.Length);
        double composedLoss = LearnWindow<SkipGramFromContext, OneRow>(composedInput, composedOutput, default, c.Length);

        Assert.Equal(loss, composedLoss);
        Assert.Equal(input.Padded.ToArray(), composedInput.Padded.ToArray());
        Assert.Equal(output.Padded.ToArray(), composedOutput.Padded.ToArray());
    }, iter: 60);

    private static void Check<TArchitecture, TInputs>(TInputs inputs, Func<int, int[]> rowsOf, (int Seed, int Dimension, int Length) c)
        where TArchitecture : struct, IArchitecture
        where TInputs : struct, IInputRows
    {
        (PaddedMatrix input, PaddedMatrix output) = Tables(c.Seed, inputs.TableRows, c.Dimension);
        double[][] before = [.. Enumerable.Range(0, input.Rows).Select(row => input[row].ToArray().Select(x => (double)x).ToArray())];
        double[][] outputBefore = [.. Enumerable.Range(0, Words).Select(row => output[row].ToArray().Select(x => (double)x).ToArray())];

        double loss = LearnWindow<TArchitecture, TInputs>(input, output, inputs, c.Length);

        double expected = Loss<TArchitecture>(before, outputBefore, rowsOf, c.Length);
        Assert.Equal(expected, loss, 2e-5 * Math.Max(1, expected));
        const double Step = 1e-5;
        for (int row = 0; row < before.Length; row++)
        {
            for (int d = 0; d < c.Dimension; d++)
            {
                double value = before[row][d];
                before[row][d] = value + Step;
                double above = Loss<TArchitecture>(before, outputBefore, rowsOf, c.Length);
                before[row][d] = value - Step;
                double below = Loss<TArchitecture>(before, outputBefore, rowsOf, c.Length);
                before[row][d] = value;
                Assert.Equal(-(above - below) / (2 * Step), (input[row][d] - value) / Rate, 2e-5);
            }
        }
    }

    private static int[] RowsOfSubwords(int word)
    {
        var rows = new List<int> { word };
        foreach (int bucket in Ngrams.BucketsOf(Encoding.UTF8.GetBytes(Vocabulary[word])))
        {
            rows.Add(Words + bucket);
        }

        return [.. rows];
    }

    /// <summary>The loss of the window of word 0, whose context is the words 1 to length − 1.</summary>
    private static double Loss<TArchitecture>(double[][] input, double[][] output, Func<int, int[]> rowsOf, int length)
        where TArchitecture : struct, IArchitecture
    {
        double[] Vector(int word) => [.. Enumerable.Range(0, input[0].Length).Select(d => rowsOf(word).Average(row => input[row][d]))];
        if (TArchitecture.PredictsContext)
        {
            return Enumerable.Range(1, length - 1).Sum(word => Loss(Vector(0), output, word));
        }

        double[][] context = [.. Enumerable.Range(1, length - 1).Select(Vector)];
        return Loss([.. Enumerable.Range(0, input[0].Length).Select(d => context.Average(vector => vector[d]))], output, 0);
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
    }
}
