using CsCheck;
using Talpa.Textbook;

namespace Talpa.Tests.Textbook;

public class SkipGramTests
{
    private static readonly string[] Sentence = ["I", "saw", "a", "mole", "at", "the", "zoo"];

    private static readonly Gen<(int Seed, int Vocabulary, int Dimension, int Centre, int[] Context)> Cases =
        from seed in Gen.Int[0, int.MaxValue - 1]
        from vocabulary in Gen.Int[2, 9]
        from dimension in Gen.Int[1, 6]
        from centre in Gen.Int[0, vocabulary - 1]
        from context in Gen.Int[0, vocabulary - 1].Array[1, 6]
        select (seed, vocabulary, dimension, centre, context);

    [Fact]
    public void With_a_window_of_two_mole_predicts_saw_a_at_the()
    {
        var textbook = new SkipGram(Sentence, dimension: 2, seed: 1);
        int[] ids = textbook.Ids(Sentence);

        int[] context = SkipGram.Context(ids, position: 3);

        Assert.Equal([0, 1, 2, 3, 4, 5, 6], ids);
        Assert.Equal(["saw", "a", "at", "the"], context.Select(id => textbook.Words[id]));
    }

    [Fact]
    public void The_window_stops_at_the_ends_of_the_sentence()
    {
        Assert.Equal([11, 12], SkipGram.Context([10, 11, 12, 13], position: 0));
        Assert.Equal([11, 12], SkipGram.Context([10, 11, 12, 13], position: 3));
        Assert.Empty(SkipGram.Context([10], position: 0));
    }

    [Fact]
    public void One_step_equals_the_one_worked_by_hand()
    {
        // Two words in one dimension: h = 1, u = (0, ln 3), so the probabilities are 1/4 and 3/4.
        var textbook = new SkipGram(["a", "b"], dimension: 1, seed: 1);
        textbook.Input[0][0] = 1;
        textbook.Output[0][0] = 0;
        textbook.Output[1][0] = Math.Log(3);

        SkipGramStep step = textbook.Step(centre: 0, context: [0, 1, 1], learningRate: 0.1);

        AssertClose([0, Math.Log(3)], step.Scores);
        AssertClose([0.25, 0.75], step.Probabilities);
        AssertClose([1, 2], step.Truth);
        AssertClose([-0.25, 0.25], step.Errors);
        AssertClose([0.25 * Math.Log(3)], step.InputGradient);
        AssertClose([-0.25], step.OutputGradient[0]);
        AssertClose([0.25], step.OutputGradient[1]);
        AssertClose([1 - (0.025 * Math.Log(3))], step.InputAfter);
        AssertClose([0.025], step.OutputAfter[0]);
        AssertClose([Math.Log(3) - 0.025], step.OutputAfter[1]);
        Assert.Equal(-Math.Log(0.25) - (2 * Math.Log(0.75)), step.LossBefore, 12);
    }

    [Fact]
    public void The_gradient_matches_finite_differences_of_the_loss() => Cases.Sample(c =>
    {
        var (seed, vocabulary, dimension, centre, context) = c;
        SkipGram textbook = Random(seed, vocabulary, dimension);

        // A learning rate of 0 does not change the vectors.
        SkipGramStep step = textbook.Step(centre, context, learningRate: 0);

        for (int i = 0; i < dimension; i++)
        {
            AssertDifference(textbook, centre, context, textbook.Input[centre], i, step.InputGradient[i]);
            for (int w = 0; w < vocabulary; w++)
            {
                AssertDifference(textbook, centre, context, textbook.Output[w], i, step.OutputGradient[w][i]);
            }
        }
    });

    [Fact]
    public void A_small_step_lowers_the_loss_and_changes_no_other_input_vector() => Cases.Sample(c =>
    {
        var (seed, vocabulary, dimension, centre, context) = c;
        SkipGram textbook = Random(seed, vocabulary, dimension);
        double[][] before = [.. textbook.Input.Select(row => row.ToArray())];

        SkipGramStep step = textbook.Step(centre, context, learningRate: 1e-3);

        Assert.True(step.LossAfter <= step.LossBefore + 1e-12);
        Assert.Equal(1, step.Probabilities.Sum(), 12);
        Assert.Equal(0, step.Errors.Sum(), 10);
        for (int w = 0; w < vocabulary; w++)
        {
            if (w != centre)
            {
                Assert.Equal(before[w], textbook.Input[w]);
            }
        }
    });

    [Fact]
    public void Words_with_similar_contexts_have_similar_vectors()
    {
        string[][] sentences =
        [
            ["my", "cat", "is", "cute"], ["my", "dog", "is", "cute"], ["pet", "the", "cat"], ["pet", "the", "dog"],
            ["the", "train", "leaves", "late"], ["a", "train", "leaves", "early"],
        ];
        var textbook = new SkipGram(sentences.SelectMany(s => s), dimension: 5, seed: 7);
        for (int epoch = 0; epoch < 200; epoch++)
        {
            foreach (string[] sentence in sentences)
            {
                int[] ids = textbook.Ids(sentence);
                for (int position = 0; position < ids.Length; position++)
                {
                    textbook.Step(ids[position], SkipGram.Context(ids, position), learningRate: 0.05);
                }
            }
        }

        Assert.True(Cosine(textbook, "cat", "dog") > 0.9);
        Assert.True(Cosine(textbook, "cat", "dog") > Cosine(textbook, "cat", "train") + 0.5);
    }

    [Fact]
    public void Scores_of_a_thousand_do_not_overflow() =>
        AssertClose([0, 0.5, 0.5], SkipGram.Softmax([-1000, 1000, 1000]));

    [Fact]
    public void The_textbook_fits_in_200_lines() =>
        Assert.InRange(File.ReadLines(Repository.Path("src/Talpa/Textbook/SkipGram.cs")).Count(), 1, 199);

    private static SkipGram Random(int seed, int vocabulary, int dimension) =>
        new(Enumerable.Range(0, vocabulary).Select(i => $"w{i}"), dimension, seed);

    private static void AssertDifference(SkipGram textbook, int centre, int[] context, double[] row, int i, double gradient)
    {
        const double Step = 1e-5;
        double value = row[i];
        row[i] = value + Step;
        double above = textbook.Loss(centre, context);
        row[i] = value - Step;
        double below = textbook.Loss(centre, context);
        row[i] = value;
        Assert.Equal((above - below) / (2 * Step), gradient, 1e-7);
    }

    private static void AssertClose(IReadOnlyList<double> expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-12);
        }
    }

    private static double Cosine(SkipGram textbook, string a, string b)
    {
        double[] x = textbook.Input[textbook.Id(a)];
        double[] y = textbook.Input[textbook.Id(b)];
        static double Dot(double[] p, double[] q) => p.Zip(q, (s, t) => s * t).Sum();
        return Dot(x, y) / Math.Sqrt(Dot(x, x) * Dot(y, y));
    }
}
