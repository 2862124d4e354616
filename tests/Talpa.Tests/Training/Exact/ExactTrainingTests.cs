using System.Runtime.InteropServices;
using Talpa.CoOccurrence;
using Talpa.Evaluation;
using Talpa.Text;
using Talpa.Textbook;
using Talpa.Training;
using Talpa.Training.Exact;
using Talpa.Vectors;
using static Talpa.Tests.Training.Exact.ExactFixtures;

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
        using EncodedCorpus corpus = Encode(SmallTexts.PetsAndTrains(500));
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
        using EncodedCorpus corpus = Encode(SmallTexts.PetsAndTrains(500));
        var trainer = new Trainer(corpus, Small with { Epochs = 100, Objective = new ExactSoftmax { Prior = 0, MinImprovement = 0, Directional = false } });
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
        using EncodedCorpus corpus = Encode(SmallTexts.PetsAndTrains(500));
        var trainer = new Trainer(corpus, Small);
        trainer.Run(cancellationToken: TestContext.Current.CancellationToken);
        foreach (VectorSide side in Enum.GetValues<VectorSide>())
        {
            WordVectors vectors = trainer.Model.Vectors(side);
            Assert.True(vectors.Similarity("cat", "dog") > vectors.Similarity("cat", "train") + 0.3, $"{side}");
        }
    }

    [Fact]
    public void Directional_training_gives_the_same_bytes_for_any_number_of_threads()
    {
        using EncodedCorpus corpus = Encode(RandomText(800));
        TrainingOptions options = Small with { Epochs = 2, Objective = new ExactSoftmax { BlockSize = 24, Directional = true } };
        byte[] one = Bytes(corpus, options);
        Assert.Equal(one, Bytes(corpus, options with { Threads = 2 }));
        Assert.Equal(one, Bytes(corpus, options with { Threads = 5 }));
    }

    [Fact]
    public void Directional_training_learns_which_words_come_before_and_which_after()
    {
        // "x" is always before "y": without sides, each is as probable around the other; in a text of pairs only, y before x never occurs.
        using EncodedCorpus corpus = Encode(Enumerable.Repeat("x y", 200).Concat(Enumerable.Repeat("u v", 200)));
        var trainer = new Trainer(corpus, Small with { Epochs = 100, Objective = new ExactSoftmax { Prior = 0.01, MinImprovement = 0, Directional = true } });
        TrainingProgress end = trainer.Run(cancellationToken: TestContext.Current.CancellationToken);

        ContextPrediction prediction = Prediction(trainer.Model);
        int x = prediction.Input.IdOf("x"), y = prediction.Input.IdOf("y");

        // Only one context is possible for each word, so that there is nothing left to lose.
        Assert.InRange(end.Loss, 0, 0.1);
        Assert.True(prediction.Probabilities(x, ContextSide.After)[y] > 0.9);
        Assert.True(prediction.Probabilities(y, ContextSide.Before)[x] > 0.9);
        Assert.True(prediction.Probability("x", "y") > 0.9);
    }

    [Fact]
    public void The_loss_of_a_directional_training_is_that_of_a_word_with_its_side()
    {
        using EncodedCorpus corpus = Encode(SmallTexts.PetsAndTrains(50));
        var trainer = new Trainer(corpus, Small with { Epochs = 3, Objective = new ExactSoftmax { Directional = true } });
        TrainingProgress end = trainer.Run(cancellationToken: TestContext.Current.CancellationToken);
        EmbeddingModel model = trainer.Model;
        using CoOccurrenceCounts counts = CoOccurrenceCounts.Count(corpus, model.Options.Pairs, TestContext.Current.CancellationToken);
        int words = model.Vocabulary.Count;
        double[][] dense = [.. Enumerable.Range(0, words).Select(word => DenseContexts(counts, word, 2 * words))];

        var oracle = new CountedSkipGram(dense, Double(model.InputVectors.Matrix), Double(model.Output), Double(model.OutputBias!)[0]);

        Assert.Equal(Enumerable.Range(0, words).Sum(oracle.Loss) / counts.Total, end.Loss, 1e-5);
    }

    [Fact]
    public void The_prior_loss_of_a_directional_training_counts_every_vector_once()
    {
        using EncodedCorpus corpus = Encode(SmallTexts.PetsAndTrains(50));
        var trainer = new Trainer(corpus, Small with { Epochs = 3, Objective = new ExactSoftmax { Prior = 3, Directional = true } });
        TrainingProgress end = trainer.Run(cancellationToken: TestContext.Current.CancellationToken);
        using CoOccurrenceCounts counts = CoOccurrenceCounts.Count(corpus, trainer.Model.Options.Pairs, TestContext.Current.CancellationToken);
        double squares = new[] { trainer.Model.InputVectors.Matrix, trainer.Model.Output }
            .Sum(table => Enumerable.Range(0, table.Rows).Sum(row => table[row].ToArray().Sum(x => (double)x * x)));
        Assert.Equal(2 * trainer.Model.Vocabulary.Count, trainer.Model.Output.Rows);
        Assert.Equal(1.5 * squares / counts.Total, end.PriorLoss, 1e-6);
    }

    [Fact]
    public void Kept_counts_do_not_distinguish_sides_and_are_refused() =>
        Assert.Contains("KeepCounts", Assert.Throws<ArgumentOutOfRangeException>((Small with { Objective = new ExactSoftmax { Directional = true, KeepCounts = true } }).Validate).Message, StringComparison.Ordinal);

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
    public void Rare_words_that_join_after_the_first_sweeps_give_as_low_a_loss_for_less_work()
    {
        using EncodedCorpus corpus = Encode(RandomText(300));
        TrainingOptions every = Small with { LearningRate = null, Epochs = 24, Objective = new ExactSoftmax { FrequentWords = 75, MinImprovement = 0, FrequentSweeps = 0 } };
        TrainingOptions late = every with { Objective = (ExactSoftmax)every.Objective! with { FrequentSweeps = 12 } };

        TrainingProgress some = new Trainer(corpus, late).Run(cancellationToken: TestContext.Current.CancellationToken);
        TrainingProgress all = new Trainer(corpus, every).Run(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((1, 24), (some.Fraction, some.Epoch));
        Assert.True(some.Predictions < all.Predictions, $"{some.Predictions} predictions beside {all.Predictions}");
        Assert.True(some.Loss < all.Loss + 0.02, $"{some.Loss} instead of {all.Loss} with every word from the start");
    }

    [Fact]
    public void Every_word_has_its_turns_however_few_sweeps_there_are()
    {
        foreach ((int sweeps, int first) in new[] { (1, 0), (11, 0), (12, 0), (13, 1), (30, 10) })
        {
            var schedule = new SweepSchedule(words: 40, new ExactSoftmax { FrequentWords = 10, RareWordsEvery = 4 }, sweeps, seed: 1);
            Assert.Equal(first, schedule.FrequentSweeps);
            double[] totals = [.. Enumerable.Repeat(1.0, 40)];
            int[] turns = new int[40];
            while (!schedule.IsAtEnd)
            {
                foreach (int[] block in schedule.BlocksLeft(totals))
                {
                    Assert.True(schedule.HasRareWords || block.All(word => word < 10));
                    schedule.BeginBlock();
                    Array.ForEach(block, word => turns[word]++);
                }

                schedule.EndSweep(isLast: false);
            }

            Assert.All(turns[..10], count => Assert.Equal(sweeps, count));
            Assert.All(turns[10..], count => Assert.InRange(count, (sweeps - first) / Math.Min(4, sweeps), (sweeps - first + 3) / Math.Min(4, sweeps)));
            Assert.Equal(sweeps, schedule.SweepsDone);
        }
    }

    [Fact]
    public void A_loss_that_increases_because_of_rare_words_does_not_end_the_training()
    {
        using EncodedCorpus corpus = Encode(SmallTexts.PetsAndTrains(500));
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
        using EncodedCorpus corpus = Encode(SmallTexts.PetsAndTrains(500));
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
        using EncodedCorpus corpus = Encode(SmallTexts.PetsAndTrains(50));
        TrainingProgress end = new Trainer(corpus, Small).Run(cancellationToken: new CancellationToken(canceled: true));
        Assert.Equal(0, end.Fraction);
    }

    [Fact]
    public void A_training_ends_early_when_the_loss_hardly_decreases()
    {
        using EncodedCorpus corpus = Encode(SmallTexts.PetsAndTrains(500));
        var trainer = new Trainer(corpus, Small with { Epochs = 10_000, Objective = new ExactSoftmax { MinImprovement = 1e-3 } });
        TrainingProgress end = trainer.Run(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(1, end.Fraction);
        Assert.InRange(end.Epoch, 12, 100);
        Assert.Equal(corpus.TokenCount * end.Epoch, end.Tokens);
    }

    [Fact]
    public void The_prior_loss_is_half_the_squared_lengths_times_the_strength_for_each_pair()
    {
        using EncodedCorpus corpus = Encode(SmallTexts.PetsAndTrains(50));
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
        using EncodedCorpus corpus = Encode(SmallTexts.PetsAndTrains(200));
        var trainer = new Trainer(corpus, Small with { Objective = new ExactSoftmax { Prior = 1e7 } });
        trainer.Run(cancellationToken: TestContext.Current.CancellationToken);
        using CoOccurrenceCounts counts = CoOccurrenceCounts.Count(corpus, trainer.Model.Options.Pairs, TestContext.Current.CancellationToken);
        float[] probabilities = Prediction(trainer.Model).Probabilities(0);
        Assert.All(Enumerable.Range(0, probabilities.Length), word => Assert.Equal(counts.Totals[word] / counts.Total, probabilities[word], 0.01));
    }

    [Fact]
    public void Cbow_is_refused_with_a_reason() =>
        Assert.Contains("SkipGram", Assert.Throws<ArgumentOutOfRangeException>((Small with { Architecture = Talpa.Architecture.Cbow }).Validate).Message);

    [Fact]
    public async Task The_public_API_returns_both_sides_joined()
    {
        TrainingOptions options = Small with { Epochs = 2 };
        string[] text = [.. SmallTexts.PetsAndTrains(50)];
        WordVectors vectors = (await Word2Vec.TrainAsync(TextSource.Lines(text), options, cancellationToken: TestContext.Current.CancellationToken)).Vectors;
        using EncodedCorpus corpus = Encode(text);
        var trainer = new Trainer(corpus, options);
        trainer.Run(cancellationToken: TestContext.Current.CancellationToken);
        WordVectors joined = trainer.Model.Vectors(VectorSide.Joined);
        Assert.Equal(VectorSide.Joined, trainer.Model.BestSide);
        Assert.All(vectors.Vocabulary.Words, word => Assert.Equal(joined[word].ToArray(), vectors[word].ToArray()));
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
}
