using Talpa.CoOccurrence;
using Talpa.Text;
using Talpa.Training;
using static Talpa.Tests.Training.SmallTexts;

namespace Talpa.Tests.Training;

/// <summary>The exact softmax, which continues with the counts of both texts.</summary>
public sealed partial class StartTests
{
    [Fact]
    public void With_kept_counts_the_exact_softmax_minimises_the_loss_of_both_texts()
    {
        var objective = new ExactSoftmax { MinImprovement = 0, KeepCounts = true };
        TrainedModel model = Train(Architecture.SkipGram, objective, false, epochs: 4);
        TrainingOptions options = model.OptionsToContinue() with { Epochs = 30, Threads = 2 };
        using EncodedCorpus corpus = Encode(NewLines, options);
        var trainer = new Trainer(corpus, options, model.ToStart());
        TrainingProgress end = trainer.Run(cancellationToken: TestContext.Current.CancellationToken);

        // The same words and ids, and both texts at once.
        TrainingOptions whole = options with { Corpus = options.Corpus with { Vocabulary = corpus.Vocabulary, ExtendVocabulary = false } };
        using EncodedCorpus both = Encode([.. OldLines, .. NewLines], whole);
        Assert.Equal(both.Vocabulary.Words.Order(StringComparer.Ordinal), corpus.Vocabulary.Words.Order(StringComparer.Ordinal));
        using CoOccurrenceCounts counts = CoOccurrenceCounts.Count(both, corpus.Vocabulary, options.WithDefaultsFor(corpus).Pairs, TestContext.Current.CancellationToken);
        TrainingProgress fresh = new Trainer(both, whole).Run(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(Loss(trainer.Model, counts), end.Loss, 1e-4);
        Assert.Equal(fresh.Loss + fresh.PriorLoss, end.Loss + end.PriorLoss, 1e-2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_training_distinguishes_sides_as_the_model_that_it_starts_from_does(bool directional)
    {
        TrainedModel model = Train(Architecture.SkipGram, new ExactSoftmax { Directional = directional }, false, epochs: 2);
        TrainingOptions options = model.OptionsToContinue() with { Objective = new ExactSoftmax() };
        using EncodedCorpus corpus = Encode(NewLines, options);

        Assert.Equal(directional, Assert.IsType<ExactSoftmax>(new Trainer(corpus, options, model.ToStart()).Options.Objective).Directional);
    }

    [Fact]
    public void Output_vectors_that_a_training_does_not_take_decide_no_sides()
    {
        TrainedModel negative = Train(Architecture.SkipGram, new NegativeSampling(), false, epochs: 2);
        TrainedModel directional = Train(Architecture.SkipGram, new ExactSoftmax { Directional = true }, false, epochs: 2);
        var exact = new ExactSoftmax();

        Assert.Equal(exact, negative.ToStart().WithSidesOfStart(exact));
        Assert.Equal(exact with { Directional = true }, directional.ToStart().WithSidesOfStart(exact));
        Assert.Equal(exact with { KeepCounts = true }, directional.ToStart().WithSidesOfStart(exact with { KeepCounts = true }));
        Assert.Equal(exact with { Directional = false }, directional.ToStart().WithSidesOfStart(exact with { Directional = false }));
    }

    [Fact]
    public void Counts_of_other_windows_are_not_added()
    {
        TrainedModel model = Train(Architecture.SkipGram, new ExactSoftmax { KeepCounts = true }, false, epochs: 2);
        TrainingOptions options = model.OptionsToContinue();
        using EncodedCorpus corpus = Encode(NewLines, options);

        _ = new Trainer(corpus, options, model.ToStart());
        Assert.Throws<ArgumentException>(() => new Trainer(corpus, options with { Window = 4 }, model.ToStart()));
        Assert.Throws<ArgumentException>(() => new Trainer(corpus, options with { WindowWeighting = WindowWeighting.Even }, model.ToStart()));
        Assert.Throws<ArgumentException>(() => new Trainer(corpus, options with { SubsamplingThreshold = 0.1 }, model.ToStart()));
    }

    [Fact]
    public void The_estimate_of_memory_has_the_counts_that_are_added()
    {
        TrainedModel model = Train(Architecture.SkipGram, new ExactSoftmax { KeepCounts = true }, false, epochs: 2);
        TrainingOptions options = model.OptionsToContinue();
        using EncodedCorpus corpus = Encode(NewLines, options);

        Assert.True(Trainer.EstimateMemory(corpus, options, model.ToStart()).Total > Trainer.EstimateMemory(corpus, options).Total);
    }

    [Fact]
    public void Counts_are_kept_in_a_file_and_only_there_where_that_is_wanted()
    {
        TrainedModel model = Train(Architecture.SkipGram, new ExactSoftmax { KeepCounts = true }, false, epochs: 2);
        string path = Path.Combine(_folder.Folder, "model.talpa");
        model.Save(path);

        Assert.True(TrainedModel.Load(path).ToStart().HasPairs);
        Assert.True(TrainedModel.Map(path).ToStart().HasPairs);
        Assert.Contains(TrainedModel.Load(path, new VectorReadOptions { MaxWords = 3 }).Warnings, line => line.Contains("counts of pairs", StringComparison.Ordinal));
        Assert.Contains(model.Prune(3).Warnings, line => line.Contains("counts of pairs", StringComparison.Ordinal));
        Assert.Contains(
            model.Save(Path.Combine(_folder.Folder, "model.safetensors"), new VectorWriteOptions()), line => line.Contains("counts of pairs", StringComparison.Ordinal));
        Assert.False(Train(Architecture.SkipGram, new ExactSoftmax(), false, epochs: 2).ToStart().HasPairs);
    }

    [Fact]
    public void The_exact_softmax_takes_no_anchor()
    {
        TrainingOptions options = Small with { Objective = new ExactSoftmax(), Start = new StartOptions { Anchor = 1 } };
        Assert.Contains("Anchor", Assert.Throws<ArgumentOutOfRangeException>(options.Validate).Message, StringComparison.Ordinal);
    }

    /// <summary>The mean loss of a pair, in double precision.</summary>
    private static double Loss(EmbeddingModel model, CoOccurrenceCounts counts)
    {
        double loss = 0;
        for (int centre = 0; centre < model.Vocabulary.Count; centre++)
        {
            double[] scores = [.. Enumerable.Range(0, model.Vocabulary.Count).Select(word => Score(model, centre, word))];
            double log = Math.Log(scores.Sum(Math.Exp));
            CoOccurrenceRow row = counts.Row(centre);
            for (int i = 0; i < row.Count; i++)
            {
                loss += row.Weights[i] * (log - scores[row.Ids[i]]);
            }
        }

        return loss / counts.Total;
    }

    private static double Score(EmbeddingModel model, int centre, int word)
    {
        double score = model.OutputBias![0][word];
        for (int d = 0; d < model.Input.Dimension; d++)
        {
            score += model.Input[centre][d] * (double)model.Output[word][d];
        }

        return score;
    }
}
