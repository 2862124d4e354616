using CsCheck;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Objectives;
using Talpa.Tests.Kernels;
using Talpa.Text;
using Talpa.Textbook;
using Talpa.Training.Architectures;

namespace Talpa.Tests.Objectives;

/// <summary>
/// Every input side × every output side: the change of each vector, divided by the learning rate, is the negative gradient of the loss,
/// by finite differences of the loss in double precision. Negative samples are held fixed.
/// </summary>
public partial class GradientTests
{
    private const float Rate = 0.1f;
    private const int Negatives = 7;

    private delegate double Likelihood(double[] hidden, double[][] output, int target);

    private static readonly Gen<(int Seed, int Words, int Dimension, int Centre, int[] Context)> Cases =
        from seed in Gen.Int[0, int.MaxValue - 1]
        from words in Gen.Int[3, 12]
        from dimension in Gen.Int[1, 20]
        from centre in Gen.Int[0, words - 1]
        from context in Gen.Int[0, words - 1].Array[1, 6].Where(c => c.Distinct().Count() == c.Length && !c.Contains(centre))
        select (seed, words, dimension, centre, context);

    /// <summary>Enough words that the samples of a step rarely repeat.</summary>
    private static readonly Gen<(int Seed, int Words, int Dimension, int Centre, int[] Context)> WideCases =
        from seed in Gen.Int[0, int.MaxValue - 1]
        from words in Gen.Int[100, 200]
        from dimension in Gen.Int[1, 8]
        from centre in Gen.Int[0, words - 1]
        from context in Gen.Int[0, words - 1].Array[1, 3].Where(c => c.Distinct().Count() == c.Length && !c.Contains(centre))
        select (seed, words, dimension, centre, context);

    [Fact]
    public void Skip_gram_from_the_context_with_negative_sampling() => CheckNegativeSampling<SkipGramFromContext>();

    [Fact]
    public void Skip_gram_from_the_centre_with_negative_sampling() => CheckNegativeSampling<SkipGramFromCentre>();

    [Fact]
    public void Cbow_with_negative_sampling() => CheckNegativeSampling<ContinuousBag<GradientShare.Divided>>();

    [Fact]
    public void Skip_gram_from_the_context_with_hierarchical_softmax() => CheckHierarchicalSoftmax<SkipGramFromContext>();

    [Fact]
    public void Skip_gram_from_the_centre_with_hierarchical_softmax() => CheckHierarchicalSoftmax<SkipGramFromCentre>();

    [Fact]
    public void Cbow_with_hierarchical_softmax() => CheckHierarchicalSoftmax<ContinuousBag<GradientShare.Divided>>();

    [Fact]
    public void Skip_gram_from_the_centre_with_the_full_softmax() => CheckFullSoftmax<SkipGramFromCentre>();

    [Fact]
    public void Cbow_with_the_full_softmax() => CheckFullSoftmax<ContinuousBag<GradientShare.Divided>>();

    [Fact]
    public void Uncorrected_cbow_adds_the_whole_gradient_of_the_mean_to_every_context_word() => Cases.Sample(c =>
    {
        Model corrected = Model.Random(c.Seed, c.Words, c.Words, c.Dimension);
        Model older = Model.Random(c.Seed, c.Words, c.Words, c.Dimension);
        Model before = Model.Random(c.Seed, c.Words, c.Words, c.Dimension);
        var random = default(SplitMix64);
        Step<ContinuousBag<GradientShare.Divided>, FullSoftmax.Step>(corrected, new FullSoftmax.Step(corrected.Output), c.Centre, c.Context, ref random);
        Step<ContinuousBag<GradientShare.Whole>, FullSoftmax.Step>(older, new FullSoftmax.Step(older.Output), c.Centre, c.Context, ref random);
        foreach (int word in c.Context)
        {
            for (int d = 0; d < c.Dimension; d++)
            {
                float start = before.Input[word][d];
                Assert.Equal((corrected.Input[word][d] - start) * c.Context.Length, older.Input[word][d] - start, 1e-5);
            }
        }
    }, iter: 50);

    [Fact]
    public void A_step_of_the_full_softmax_equals_the_textbooks_step() => Cases.Sample(c =>
    {
        Model model = Model.Random(c.Seed, c.Words, c.Words, c.Dimension);
        var textbook = new SkipGram(Enumerable.Range(0, c.Words).Select(i => $"w{i}"), c.Dimension, seed: 1);
        for (int word = 0; word < c.Words; word++)
        {
            for (int d = 0; d < c.Dimension; d++)
            {
                textbook.Input[word][d] = model.Input[word][d];
                textbook.Output[word][d] = model.Output[word][d];
            }
        }

        // Includes repeated context words: the textbook counts every occurrence.
        int[] context = [.. c.Context, c.Context[0], c.Centre];
        SkipGramStep step = textbook.Step(c.Centre, context, Rate);
        var random = default(SplitMix64);
        double loss = Step<SkipGramFromCentre, FullSoftmax.Step>(model, new FullSoftmax.Step(model.Output), c.Centre, context, ref random);

        Assert.Equal(step.LossBefore, loss, 1e-5 * Math.Max(1, step.LossBefore));
        for (int word = 0; word < c.Words; word++)
        {
            for (int d = 0; d < c.Dimension; d++)
            {
                Assert.Equal(textbook.Input[word][d], model.Input[word][d], 5e-6);
                Assert.Equal(textbook.Output[word][d], model.Output[word][d], 5e-6);
            }
        }
    });

    [Fact]
    public void A_vocabulary_of_one_word_is_trained_without_error()
    {
        Model model = Model.Random(1, words: 1, outputs: 1, dimension: 3);
        var random = new SplitMix64(1);
        var negative = new NegativeSampling.Step(model.Output, new AliasTable([1.0]), Negatives, 2);
        Assert.True(double.IsFinite(Step<SkipGramFromContext, NegativeSampling.Step>(model, negative, 0, [0, 0], ref random)));

        Model tree = Model.Random(1, words: 1, outputs: 0, dimension: 3);
        var hierarchical = new HierarchicalSoftmax.Step(tree.Output, new HuffmanTree(new Vocabulary(["a"], [1])), 2);
        Assert.Equal(0, Step<SkipGramFromContext, HierarchicalSoftmax.Step>(tree, hierarchical, 0, [0, 0], ref random));
    }

    private static void CheckNegativeSampling<TArchitecture>()
        where TArchitecture : struct, IArchitecture
    {
        int compared = 0;
        WideCases.Sample(c => compared += CheckNegativeSampling<TArchitecture>(c) ? 1 : 0, iter: 150, threads: 1);
        Assert.True(compared >= 20, $"only {compared} steps had distinct samples");
    }

    private static bool CheckNegativeSampling<TArchitecture>((int Seed, int Words, int Dimension, int Centre, int[] Context) c)
        where TArchitecture : struct, IArchitecture
    {
        Model model = Model.Random(c.Seed, c.Words, c.Words, c.Dimension);
        var noise = new AliasTable([.. Enumerable.Range(1, c.Words).Select(i => (double)i)]);
        var random = new SplitMix64((ulong)c.Seed);
        var objective = new NegativeSampling.Step(model.Output, noise, Negatives, 2 * c.Context.Length);

        // The same random numbers give the samples of each target.
        var sameRandom = new SplitMix64((ulong)c.Seed);
        int[] targets = TArchitecture.PredictsContext ? c.Context : [c.Centre];
        Dictionary<int, int[]> samples = [];
        foreach (int target in targets)
        {
            samples[target] = Draw(noise, target, ref sameRandom, Negatives);
        }

        // The second use of a repeated row in one step sees it updated, so that the change is not exactly this gradient.
        int[] outputs = [.. samples.SelectMany(s => s.Value.Append(s.Key))];
        if (outputs.Distinct().Count() != outputs.Length)
        {
            return false;
        }

        AssertStep<TArchitecture, NegativeSampling.Step>(model, objective, c.Centre, c.Context, ref random, (hidden, output, target) =>
            -LogSigmoid(Dot(hidden, output[target])) - samples[target].Sum(n => LogSigmoid(-Dot(hidden, output[n]))));
        return true;
    }

    /// <summary>K samples for a target; a sample equal to the target is drawn again.</summary>
    private static int[] Draw(AliasTable noise, int target, ref SplitMix64 random, int count)
    {
        int[] drawn = new int[count];
        for (int j = 0; j < count; j++)
        {
            do
            {
                drawn[j] = noise.Draw(ref random);
            }
            while (drawn[j] == target);
        }

        return drawn;
    }

    private static void CheckHierarchicalSoftmax<TArchitecture>()
        where TArchitecture : struct, IArchitecture => Cases.Sample(c =>
    {
        Model model = Model.Random(c.Seed, c.Words, c.Words - 1, c.Dimension);
        var random = new Random(c.Seed);
        var tree = new HuffmanTree(new Vocabulary(
            Enumerable.Range(0, c.Words).Select(i => $"w{i}"), Enumerable.Range(0, c.Words).Select(_ => (long)random.Next(1, 100))));
        var stream = default(SplitMix64);
        var objective = new HierarchicalSoftmax.Step(model.Output, tree, 2 * c.Context.Length);

        // The paths of several targets share the root: only a single target gives the exact gradient.
        int[] context = TArchitecture.PredictsContext ? [c.Context[0]] : c.Context;
        AssertStep<TArchitecture, HierarchicalSoftmax.Step>(model, objective, c.Centre, context, ref stream, (hidden, output, target) =>
        {
            double loss = 0;
            foreach (int branch in tree.Branches(new WordId(target)))
            {
                (int node, int label) = (branch >> 1, branch & 1);
                loss -= LogSigmoid(((2 * label) - 1) * Dot(hidden, output[node]));
            }

            return loss;
        });
    }, iter: 100);

    private static void CheckFullSoftmax<TArchitecture>()
        where TArchitecture : struct, IArchitecture => Cases.Sample(c =>
    {
        Model model = Model.Random(c.Seed, c.Words, c.Words, c.Dimension);
        var stream = default(SplitMix64);
        AssertStep<TArchitecture, FullSoftmax.Step>(model, new FullSoftmax.Step(model.Output), c.Centre, c.Context, ref stream, (hidden, output, target) =>
            -Math.Log(SkipGram.Softmax([.. output.Select(u => Dot(hidden, u))])[target]));
    }, iter: 100);

    private static void AssertStep<TArchitecture, TStep>(
        Model model, TStep objective, int centre, int[] context, ref SplitMix64 random, Likelihood likelihood)
        where TArchitecture : struct, IArchitecture
        where TStep : struct, IObjectiveStep
    {
        double[][] input = Double(model.Input);
        double[][] output = Double(model.Output);
        double Loss() => WindowLoss<TArchitecture>(input, output, centre, context, likelihood);

        double expectedLoss = Loss();
        double loss = Step<TArchitecture, TStep>(model, objective, centre, context, ref random);

        Assert.Equal(expectedLoss, loss, 2e-5 * Math.Max(1, expectedLoss));
        AssertMoved(input, model.Input, Loss);
        AssertMoved(output, model.Output, Loss);
    }

    /// <summary>The loss of one window by its definition: which vector predicts which words.</summary>
    private static double WindowLoss<TArchitecture>(double[][] input, double[][] output, int centre, int[] context, Likelihood likelihood)
        where TArchitecture : struct, IArchitecture
    {
        if (typeof(TArchitecture) == typeof(SkipGramFromContext))
        {
            return context.Sum(word => likelihood(input[word], output, centre));
        }

        if (typeof(TArchitecture) == typeof(SkipGramFromCentre))
        {
            return context.Sum(word => likelihood(input[centre], output, word));
        }

        double[] mean = [.. Enumerable.Range(0, input[0].Length).Select(d => context.Average(word => input[word][d]))];
        return likelihood(mean, output, centre);
    }

    private static double Step<TArchitecture, TStep>(
        Model model, TStep objective, int centre, int[] context, ref SplitMix64 random)
        where TArchitecture : struct, IArchitecture
        where TStep : struct, IObjectiveStep
    {
        int dimension = model.Input.Dimension;
        int[] rows = new int[objective.MaxRows * Math.Max(1, context.Length)];
        WordId[] targets = [.. (TArchitecture.PredictsContext ? context : [centre]).Select(word => new WordId(word))];
        var scratch = new PaddedMatrix(1, dimension);
        var delta = new PaddedMatrix(TArchitecture.HiddenCount(context.Length), dimension);
        delta.Padded.Fill(float.NaN);
        int chosen = objective.Choose(targets, delta.Rows, ref random, rows);
        RowSet hidden = TArchitecture.Hidden(model.Input, [centre], context, scratch);
        Assert.Equal(delta.Rows, hidden.Count);
        double loss = objective.Learn(hidden, delta.Padded, targets, rows.AsSpan(0, chosen), Rate);
        TArchitecture.AddBack(model.Input, [centre], context, delta.Padded);
        return loss;
    }

    private static void AssertMoved(double[][] before, PaddedMatrix after, Func<double> loss)
    {
        const double Step = 1e-5;
        for (int row = 0; row < before.Length; row++)
        {
            for (int d = 0; d < before[row].Length; d++)
            {
                double value = before[row][d];
                before[row][d] = value + Step;
                double above = loss();
                before[row][d] = value - Step;
                double below = loss();
                before[row][d] = value;
                double gradient = (above - below) / (2 * Step);
                Assert.Equal(-gradient, (after[row][d] - value) / Rate, 2e-5);
            }
        }
    }

    private static double[][] Double(PaddedMatrix table) =>
        [.. Enumerable.Range(0, table.Rows).Select(row => table[row].ToArray().Select(x => (double)x).ToArray())];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static double LogSigmoid(double x) => -Math.Log(1 + Math.Exp(-x));

    private sealed record Model(PaddedMatrix Input, PaddedMatrix Output)
    {
        public static Model Random(int seed, int words, int outputs, int dimension)
        {
            var random = new Random(seed);
            var model = new Model(new PaddedMatrix(words, dimension), new PaddedMatrix(outputs, dimension));
            foreach (PaddedMatrix table in new[] { model.Input, model.Output })
            {
                for (int row = 0; row < table.Rows; row++)
                {
                    foreach (ref float x in table.Row(row))
                    {
                        x = (float)(random.NextDouble() - 0.5);
                    }
                }
            }

            return model;
        }
    }
}
