using System.Runtime.InteropServices;
using Talpa.CoOccurrence;
using Talpa.Evaluation;
using Talpa.Text;
using Talpa.Training;
using Talpa.Vectors;

namespace Talpa.Tests.Training.Exact;

public class ExactTrainingTests
{
    [Fact]
    public void One_two_three_and_eight_threads_give_the_same_bytes_and_another_seed_gives_different_ones()
    {
        using EncodedCorpus corpus = Encode(RandomText(1500));
        TrainingOptions options = Small with { Epochs = 2, Objective = new ExactSoftmax { BlockSize = 24 } };

        byte[] one = Bytes(corpus, options);

        Assert.Equal(one, Bytes(corpus, options));
        Assert.Equal(one, Bytes(corpus, options with { Threads = 2 }));
        Assert.Equal(one, Bytes(corpus, options with { Threads = 3 }));
        Assert.Equal(one, Bytes(corpus, options with { Threads = 8 }));
        Assert.Equal(one, Bytes(corpus, options with { Threads = 2, Objective = new ExactSoftmax { BlockSize = 24, MemoryLimit = 1 << 20 } }));
        Assert.NotEqual(one, Bytes(corpus, options with { Seed = 2 }));
    }

    [Fact]
    public void The_objective_decreases_with_every_sweep()
    {
        using EncodedCorpus corpus = Encode(PetsAndTrains(500));
        var reports = new Reports();

        TrainingProgress end = new Trainer(corpus, Small).Run(reports, TestContext.Current.CancellationToken);

        double[] sweeps = [.. reports.All.GroupBy(report => report.Epoch).Select(sweep => sweep.Last().Loss + sweep.Last().PriorLoss)];
        Assert.True(end.PriorLoss > 0);
        Assert.Equal(Small.ActualEpochs, sweeps.Length);
        Assert.Equal(Small.ActualEpochs, end.Epoch);
        Assert.Equal(1, end.Fraction);
        for (int sweep = 1; sweep < sweeps.Length; sweep++)
        {
            Assert.True(sweeps[sweep] < sweeps[sweep - 1], $"sweep {sweep + 1}: {sweeps[sweep]} after {sweeps[sweep - 1]}");
        }
    }

    [Fact]
    public void The_final_loss_is_the_models_cross_entropy_on_the_text_and_near_the_minimum()
    {
        using EncodedCorpus corpus = Encode(PetsAndTrains(500));
        var trainer = new Trainer(corpus, Small with { Epochs = 100, Objective = new ExactSoftmax { Prior = 0, MinImprovement = 0 } });
        TrainingProgress end = trainer.Run(cancellationToken: TestContext.Current.CancellationToken);
        using CoOccurrenceCounts counts = CoOccurrenceCounts.Count(
            corpus, new() { Window = Small.Window, SubsamplingThreshold = 0, Weighting = Small.ActualWindowWeighting }, TestContext.Current.CancellationToken);

        ContextScore score = ContextCalibration.Compare(Prediction(trainer.Model), counts, TestContext.Current.CancellationToken);

        Assert.Equal(score.CrossEntropy, end.Loss, 1e-4);
        Assert.Equal(counts.Total, score.Pairs);

        Assert.Equal(0, end.PriorLoss);

        // The minimum of any model is the conditional entropy of the frequencies.
        double entropy = Entropy(counts);
        Assert.InRange(end.Loss, entropy - 1e-4, entropy + 0.05);
    }

    [Fact]
    public void Words_with_similar_contexts_have_similar_vectors()
    {
        using EncodedCorpus corpus = Encode(PetsAndTrains(500));
        var trainer = new Trainer(corpus, Small);
        trainer.Run(cancellationToken: TestContext.Current.CancellationToken);
        foreach (VectorSide side in Enum.GetValues<VectorSide>())
        {
            WordVectors vectors = trainer.Model.Vectors(side);
            Assert.True(vectors.Similarity("cat", "dog") > vectors.Similarity("cat", "train") + 0.3, $"{side}");
        }
    }

    [Fact]
    public void Rare_words_trained_in_some_sweeps_only_give_as_low_a_loss_for_less_work()
    {
        using EncodedCorpus corpus = Encode(RandomText(300));
        TrainingOptions every = Small with { LearningRate = null, Epochs = 24 };
        TrainingOptions infrequent = every with { Objective = new ExactSoftmax { FrequentWords = 75, RareWordsEvery = 4, MinImprovement = 0 } };

        TrainingProgress some = new Trainer(corpus, infrequent).Run(cancellationToken: TestContext.Current.CancellationToken);
        TrainingProgress all = new Trainer(corpus, every).Run(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(1, some.Fraction);
        Assert.True(some.Predictions < 0.75 * all.Predictions, $"{some.Predictions} predictions beside {all.Predictions}");
        Assert.True(some.Loss < all.Loss + 0.02, $"{some.Loss} instead of {all.Loss} with every word in every sweep");
    }

    [Fact]
    public void A_loss_that_increases_because_of_rare_words_does_not_end_the_training()
    {
        using EncodedCorpus corpus = Encode(PetsAndTrains(500));
        foreach (double minImprovement in new[] { 0, 1e-9 })
        {
            TrainingOptions options = Small with { Objective = new ExactSoftmax { FrequentWords = 1, RareWordsEvery = 4, MinImprovement = minImprovement } };
            TrainingProgress end = new Trainer(corpus, options).Run(cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal(Small.ActualEpochs, end.Epoch);
            Assert.Equal(1, end.Fraction);
        }
    }

    [Fact]
    public void A_text_without_training_pairs_gives_a_finite_model()
    {
        using EncodedCorpus corpus = Encode(["mole", "zoo", "mole"]);
        var trainer = new Trainer(corpus, Small);
        TrainingProgress end = trainer.Run(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((0, 1), (end.Predictions, end.Fraction));
        Assert.All(trainer.Model.OutputBias![0].ToArray(), bias => Assert.Equal(0, bias));
    }

    [Fact]
    public void A_cancelled_training_returns_the_vectors_so_far()
    {
        using EncodedCorpus corpus = Encode(PetsAndTrains(500));
        using var source = new CancellationTokenSource();
        var trainer = new Trainer(corpus, Small with { Epochs = 10_000 });
        var reports = new Reports(report =>
        {
            if (report.Epoch == 3)
            {
                source.Cancel();
            }
        });

        TrainingProgress end = trainer.Run(reports, source.Token);

        Assert.InRange(end.Fraction, 1e-9, 0.99);
        Assert.True(TensorNorm(trainer.Model) > 0);
        Assert.True(end.Loss < reports.All[0].Loss);
    }

    [Fact]
    public void A_training_cancelled_while_it_counts_ends_cleanly()
    {
        using EncodedCorpus corpus = Encode(PetsAndTrains(50));
        TrainingProgress end = new Trainer(corpus, Small).Run(cancellationToken: new CancellationToken(canceled: true));
        Assert.Equal(0, end.Fraction);
    }

    [Fact]
    public void A_training_ends_early_when_the_loss_hardly_decreases()
    {
        using EncodedCorpus corpus = Encode(PetsAndTrains(500));
        var trainer = new Trainer(corpus, Small with { Epochs = 10_000, Objective = new ExactSoftmax { MinImprovement = 1e-3 } });
        TrainingProgress end = trainer.Run(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(1, end.Fraction);
        Assert.InRange(end.Epoch, 12, 100);
        Assert.Equal(corpus.TokenCount * end.Epoch, end.Tokens);
    }

    [Fact]
    public void The_prior_loss_is_half_the_squared_lengths_times_the_strength_for_each_pair()
    {
        using EncodedCorpus corpus = Encode(PetsAndTrains(50));
        var trainer = new Trainer(corpus, Small with { Epochs = 3, Objective = new ExactSoftmax { Prior = 3 } });
        TrainingProgress end = trainer.Run(cancellationToken: TestContext.Current.CancellationToken);
        using CoOccurrenceCounts counts = CoOccurrenceCounts.Count(corpus, trainer.Model.Options.Pairs, TestContext.Current.CancellationToken);
        double squares = new[] { trainer.Model.InputVectors.Matrix, trainer.Model.Output }
            .Sum(table => Enumerable.Range(0, table.Rows).Sum(row => table[row].ToArray().Sum(x => (double)x * x)));
        Assert.Equal(1.5 * squares / counts.Total, end.PriorLoss, 1e-6);
    }

    [Fact]
    public void A_strong_prior_leaves_the_frequencies_of_words_alone()
    {
        using EncodedCorpus corpus = Encode(PetsAndTrains(200));
        var trainer = new Trainer(corpus, Small with { Objective = new ExactSoftmax { Prior = 1e7 } });
        trainer.Run(cancellationToken: TestContext.Current.CancellationToken);
        using CoOccurrenceCounts counts = CoOccurrenceCounts.Count(corpus, trainer.Model.Options.Pairs, TestContext.Current.CancellationToken);
        float[] probabilities = Prediction(trainer.Model).Probabilities(0);
        Assert.All(Enumerable.Range(0, probabilities.Length), word => Assert.Equal(counts.Totals[word] / counts.Total, probabilities[word], 0.01));
    }

    [Fact]
    public void With_the_prior_a_short_text_teaches_more_about_other_text()
    {
        using EncodedCorpus corpus = Encode(RandomText(300, seed: 1));
        using EncodedCorpus heldOut = Encode(RandomText(300, seed: 2));
        Assert.True(Perplexity(8) < 0.8 * Perplexity(0));

        double Perplexity(double prior)
        {
            var trainer = new Trainer(corpus, Small with { Objective = new ExactSoftmax { Prior = prior, MinImprovement = 0 } });
            trainer.Run(cancellationToken: TestContext.Current.CancellationToken);
            return ContextScore.Measure(Prediction(trainer.Model), heldOut, Small.Window, Small.ActualWindowWeighting, 0, TestContext.Current.CancellationToken).Perplexity;
        }
    }

    [Fact]
    public void Sentences_held_out_are_predicted_and_not_learned()
    {
        using EncodedCorpus corpus = Encode(RandomText(60));
        TrainingOptions options = Small with { Epochs = 6, Objective = new ExactSoftmax { HoldOut = 0.25, MinImprovement = 0 } };
        var trainer = new Trainer(corpus, options);
        var reports = new Reports();
        TrainingProgress end = trainer.Run(reports, TestContext.Current.CancellationToken);
        using CoOccurrenceCounts learned = CoOccurrenceCounts.Count(corpus, options.Pairs, TestContext.Current.CancellationToken);
        using CoOccurrenceCounts heldOut = CoOccurrenceCounts.CountHeldOut(corpus, learned, options.Pairs, TestContext.Current.CancellationToken);
        using CoOccurrenceCounts all = CoOccurrenceCounts.Count(corpus, options.Pairs with { Sentences = null }, TestContext.Current.CancellationToken);

        Assert.InRange(heldOut.Total / all.Total, 0.2, 0.3);
        Assert.Equal(all.Total, learned.Total + heldOut.Total, 1e-4 * all.Total);
        Assert.Equal(ContextCalibration.Compare(Prediction(trainer.Model), learned, CancellationToken.None).CrossEntropy, end.Loss, 1e-4);
        ContextScore expected = ContextCalibration.Compare(Prediction(trainer.Model), heldOut, CancellationToken.None);
        Assert.Equal(expected.CrossEntropy, end.HeldOutLoss, 1e-4);
        ContextScore kept = TrainedModel.From(trainer, end).Report!.HeldOut!;
        Assert.Equal((expected.Pairs, expected.CrossEntropy), (kept.Pairs, kept.CrossEntropy));
        Assert.Equal(expected.Calibration, kept.Calibration);
        Assert.All(reports.All.Where(report => report.Epoch > 1), report => Assert.InRange(report.HeldOutLoss, 0, 10));
    }

    [Fact]
    public void Text_held_out_is_measured_alike_by_any_number_of_threads_and_not_at_all_when_cancelled()
    {
        using EncodedCorpus corpus = Encode(RandomText(300));
        var trainer = new Trainer(corpus, Small with { Epochs = 1 });
        trainer.Run(cancellationToken: TestContext.Current.CancellationToken);
        using CoOccurrenceCounts counts = CoOccurrenceCounts.Count(corpus, trainer.Model.Options.Pairs, TestContext.Current.CancellationToken);

        ContextScore one = ContextCalibration.Compare(Prediction(trainer.Model), counts, 1, CancellationToken.None);
        foreach (int threads in new[] { 2, 7 })
        {
            ContextScore other = ContextCalibration.Compare(Prediction(trainer.Model), counts, threads, CancellationToken.None);
            Assert.Equal((one.CrossEntropy, one.Perplexity), (other.CrossEntropy, other.Perplexity));
            Assert.Equal(one.Calibration, other.Calibration);
        }

        Assert.Throws<OperationCanceledException>(() => ContextCalibration.Compare(Prediction(trainer.Model), counts, 2, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_cancellation_after_the_last_sweep_keeps_the_model()
    {
        using EncodedCorpus corpus = Encode(RandomText(60));
        using var source = new CancellationTokenSource();
        var trainer = new Trainer(corpus, Small with { Epochs = 2, Objective = new ExactSoftmax { HoldOut = 0.25, MinImprovement = 0 } });
        TrainingProgress end = trainer.Run(new Reports(report => { if (report.Epoch == 2 && report.Tokens == report.TotalTokens) { source.Cancel(); } }), source.Token);
        Assert.Equal(1, end.Fraction);
        Assert.Null(TrainedModel.From(trainer, end).Report!.HeldOut);
    }

    [Fact]
    public void Words_that_only_sentences_held_out_have_are_left_out()
    {
        // With the first seeds that hold out one of two sentences.
        using EncodedCorpus corpus = Encode(["a b a b a b", "a c a c a c b"]);
        SentenceSplit split = Enumerable.Range(1, 100).Select(seed => new SentenceSplit(0.5, seed, TakesHeldOut: false)).First(split => split.Takes(0, 0) && !split.Takes(0, 1));
        CoOccurrenceOptions options = Small.Pairs with { Window = 1, Sentences = split };
        using CoOccurrenceCounts learned = CoOccurrenceCounts.Count(corpus, options, TestContext.Current.CancellationToken);
        using CoOccurrenceCounts heldOut = CoOccurrenceCounts.CountHeldOut(corpus, learned, options, TestContext.Current.CancellationToken);

        // Without c the sentence held out reads "a a a b".
        Assert.Equal(10, learned.Total);
        Assert.Equal(6, heldOut.Total);
        Assert.True(corpus.Vocabulary.TryGetId("c", out int unseen));
        Assert.Equal(0, heldOut.Totals[unseen]);
    }

    [Fact]
    public void The_report_of_text_held_out_is_kept_with_the_model()
    {
        using EncodedCorpus corpus = Encode(RandomText(20));
        var trainer = new Trainer(corpus, Small with { Epochs = 2, Objective = new ExactSoftmax { HoldOut = 0.25 } });
        TrainedModel model = TrainedModel.From(trainer, trainer.Run(cancellationToken: TestContext.Current.CancellationToken));
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        TrainedModel loaded = TrainedModel.Load(stream);
        Assert.Equal(model.Report!.HeldOut!.Perplexity, loaded.Report!.HeldOut!.Perplexity);
        Assert.Equal(model.Report.HeldOut.Calibration, loaded.Report.HeldOut.Calibration);
    }

    [Fact]
    public void Cbow_is_refused_with_a_reason() =>
        Assert.Contains("SkipGram", Assert.Throws<ArgumentOutOfRangeException>((Small with { Architecture = Talpa.Architecture.Cbow }).Validate).Message);

    [Fact]
    public async Task The_public_API_returns_both_sides_joined()
    {
        TrainingOptions options = Small with { Epochs = 2 };
        string[] text = [.. PetsAndTrains(50)];
        WordVectors vectors = (await Word2Vec.TrainAsync(TextSource.Lines(text), options, cancellationToken: TestContext.Current.CancellationToken)).Vectors;
        using EncodedCorpus corpus = Encode(text);
        var trainer = new Trainer(corpus, options);
        trainer.Run(cancellationToken: TestContext.Current.CancellationToken);
        WordVectors joined = trainer.Model.Vectors(VectorSide.Joined);
        Assert.Equal(VectorSide.Joined, trainer.Model.BestSide);
        Assert.All(vectors.Vocabulary.Words, word => Assert.Equal(joined[word].ToArray(), vectors[word].ToArray()));
    }

    [Fact]
    public void Probabilities_of_contexts_are_calibrated_on_held_out_text()
    {
        using EncodedCorpus corpus = Encode(PetsAndTrains(4000, seed: 1));
        using EncodedCorpus heldOut = Encode(PetsAndTrains(4000, seed: 2));
        var trainer = new Trainer(corpus, Small);
        trainer.Run(cancellationToken: TestContext.Current.CancellationToken);
        using CoOccurrenceCounts counts = CoOccurrenceCounts.Count(
            heldOut, corpus.Vocabulary, new() { Window = Small.Window, SubsamplingThreshold = 0, Weighting = Small.ActualWindowWeighting }, TestContext.Current.CancellationToken);

        ContextScore score = ContextCalibration.Compare(Prediction(trainer.Model), counts, TestContext.Current.CancellationToken);

        Assert.Equal(score.Pairs, score.Calibration.Sum(bin => bin.Predicted), 1e-3 * score.Pairs);
        Assert.Equal(score.Pairs, score.Calibration.Sum(bin => bin.Observed), 1e-3 * score.Pairs);
        Assert.All(score.Calibration.Where(bin => bin.Predicted > 0.05 * score.Pairs), bin => Assert.InRange(bin.Ratio, 0.9, 1.1));
        Assert.InRange(score.Perplexity, Math.Exp(Entropy(counts)), Math.Exp(Entropy(counts)) * 1.1);
    }

    private static TrainingOptions Small => new()
    {
        Corpus = new CorpusOptions { MinCount = 1 },
        Objective = new ExactSoftmax { MinImprovement = 0 },
        Dimension = 10,
        Window = 3,
        SubsamplingThreshold = 0,
        Threads = 1,

        // Half the default rate: with twenty words a sweep has twenty blocks of one word, and here the loss must decrease steadily.
        LearningRate = 0.015,
    };

    /// <summary>Sentences in which cat and dog have the same contexts, and train and bus others.</summary>
    private static IEnumerable<string> PetsAndTrains(int count, int seed = 11)
    {
        var random = new Random(seed);
        string[] pets = ["cat", "dog"], petVerbs = ["sleeps", "eats", "plays", "purrs"];
        string[] vehicles = ["train", "bus"], vehicleVerbs = ["leaves", "arrives", "stops", "waits"];
        for (int i = 0; i < count; i++)
        {
            yield return random.Next(2) == 0
                ? $"my cute {pets[random.Next(2)]} {petVerbs[random.Next(4)]} happily indoors"
                : $"the late {vehicles[random.Next(2)]} {vehicleVerbs[random.Next(4)]} again outside";
        }
    }

    private static IEnumerable<string> RandomText(int words, int? seed = null)
    {
        var random = new Random(seed ?? words);
        for (int i = 0; i < (seed is null ? 40 : 2) * words; i++)
        {
            yield return string.Join(' ', Enumerable.Range(0, 8).Select(_ => $"w{(int)(words * Math.Pow(random.NextDouble(), 2))}"));
        }
    }

    private static EncodedCorpus Encode(IEnumerable<string> lines) => EncodedCorpus.Encode(TextSource.Lines(lines), new CorpusOptions { MinCount = 1 });

    private static ContextPrediction Prediction(EmbeddingModel model) => new(model.InputVectors, model.Output, model.OutputBias);

    private static double Entropy(CoOccurrenceCounts counts)
    {
        double sum = 0;
        for (int word = 0; word < counts.Vocabulary.Count; word++)
        {
            foreach (float weight in counts.Row(word).Weights)
            {
                sum -= weight * Math.Log(weight / counts.Totals[word]);
            }
        }

        return sum / counts.Total;
    }

    private static double TensorNorm(EmbeddingModel model) => System.Numerics.Tensors.TensorPrimitives.Norm<float>(model.Output.Padded);

    private static byte[] Bytes(EncodedCorpus corpus, TrainingOptions options)
    {
        var trainer = new Trainer(corpus, options);
        trainer.Run();
        return
        [
            .. MemoryMarshal.AsBytes(trainer.Model.Input.Padded),
            .. MemoryMarshal.AsBytes(trainer.Model.Output.Padded),
            .. MemoryMarshal.AsBytes(trainer.Model.OutputBias!.Padded),
        ];
    }

    private sealed class Reports(Action<TrainingProgress>? onReport = null) : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> All { get; } = [];

        public void Report(TrainingProgress value)
        {
            All.Add(value);
            onReport?.Invoke(value);
        }
    }
}
