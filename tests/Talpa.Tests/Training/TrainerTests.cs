using System.Diagnostics;
using Talpa.Kernels;
using Talpa.Text;
using Talpa.Textbook;
using Talpa.Training;
using static Talpa.Tests.Training.SmallTexts;

namespace Talpa.Tests.Training;

public partial class TrainerTests
{
    public static readonly TheoryData<Architecture, Objective> Combinations = new MatrixTheoryData<Architecture, Objective>(
        Enum.GetValues<Architecture>(), Objective.All.Where(objective => objective is not ExactSoftmax).ToArray());

    [Fact]
    public void With_the_full_softmax_a_training_equals_the_textbooks_step_by_step()
    {
        string[] lines = ["I saw a mole at the zoo", "a mole digs", "the zoo at night saw a mole", "night"];
        var options = new TrainingOptions
        {
            Corpus = new CorpusOptions { MinCount = 1 },
            Objective = new FullSoftmax(),
            Dimension = 5,
            Window = 2,
            WindowWeighting = WindowWeighting.Even,
            SubsamplingThreshold = 0,
            Epochs = 40,
            LearningRate = 0.1,
            MinLearningRate = 0.01,
            Threads = 1,
        };
        using EncodedCorpus corpus = Encode(lines, options);
        var trainer = new Trainer(corpus, options);
        var textbook = new SkipGram(corpus.Vocabulary.Words, options.Dimension, seed: 1);
        CopyStart(trainer.Model, textbook);

        double loss = WalkTextbook(textbook, lines, options, corpus.TokenCount);
        TrainingProgress result = trainer.Run(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(loss, result.MeanLoss * result.Predictions, 1e-3);
        for (int word = 0; word < textbook.Words.Count; word++)
        {
            for (int d = 0; d < options.Dimension; d++)
            {
                Assert.Equal(textbook.Input[word][d], trainer.Model.InputVectors[word][d], 1e-4);
                Assert.Equal(textbook.Output[word][d], trainer.Model.Output[word][d], 1e-4);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Every_architecture_with_every_objective_gives_similar_vectors_to_words_with_similar_contexts(Architecture architecture, Objective objective)
    {
        TrainingOptions options = Small with { Architecture = architecture, Objective = objective, LearningRate = 0.1, Epochs = 20 };
        using EncodedCorpus corpus = Encode(PetsAndTrains(1000), options);
        var trainer = new Trainer(corpus, options);
        TrainingProgress result = trainer.Run(cancellationToken: TestContext.Current.CancellationToken);
        TrainingProgress once = new Trainer(corpus, options with { Epochs = 1 }).Run(cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(result.MeanLoss < once.MeanLoss, $"mean loss of twenty epochs {result.MeanLoss}, of one {once.MeanLoss}");
        double similarity = Cosine(trainer.Model, "cat", "dog");
        Assert.True(similarity > 0.8, $"cat and dog: {similarity}");
        Assert.True(similarity > Cosine(trainer.Model, "cat", "train") + 0.2);
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void One_thread_and_one_seed_give_the_same_bytes_and_another_seed_gives_different_ones(Architecture architecture, Objective objective)
    {
        TrainingOptions options = Small with { Architecture = architecture, Objective = objective, Epochs = 2 };
        using EncodedCorpus corpus = Encode(PetsAndTrains(300), options);

        byte[] once = Bytes(corpus, options);
        byte[] again = Bytes(corpus, options);
        byte[] other = Bytes(corpus, options with { Seed = 2 });

        Assert.Equal(once, again);
        Assert.NotEqual(once, other);
    }

    [Theory]
    [InlineData(Architecture.SkipGram, false, true)]
    [InlineData(Architecture.SkipGram, true, true)]
    [InlineData(Architecture.Cbow, false, false)]
    [InlineData(Architecture.Cbow, true, false)]
    public void Unshared_negatives_change_the_vectors_when_a_window_has_several_pairs(Architecture architecture, bool deterministic, bool others)
    {
        TrainingOptions options = (Small with { Architecture = architecture }).WithShards(deterministic);
        using EncodedCorpus corpus = Encode(PetsAndTrains(500), options);

        byte[] shared = Bytes(corpus, options);
        byte[] unshared = Bytes(corpus, options with { Objective = new NegativeSampling { SharedNegatives = false } });

        Assert.Equal(others, !shared.AsSpan().SequenceEqual(unshared));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void Several_threads_make_the_same_number_of_predictions_and_end_at_the_same_loss_within_a_twentieth(int threads)
    {
        TrainingOptions options = Small with { Epochs = 3 };
        using EncodedCorpus corpus = Encode(PetsAndTrains(30_000), options);
        Assert.True(corpus.ChunkCount > 1);

        TrainingProgress alone = new Trainer(corpus, options).Run(cancellationToken: TestContext.Current.CancellationToken);
        TrainingProgress together = new Trainer(corpus, options with { Threads = threads })
            .Run(cancellationToken: TestContext.Current.CancellationToken);

        // Random numbers depend on the range of work: any thread draws the same windows and samples for it.
        Assert.Equal(alone.Predictions, together.Predictions);
        Assert.Equal(alone.Tokens, together.Tokens);
        Assert.Equal(alone.MeanLoss, together.MeanLoss, alone.MeanLoss / 20);
    }

    [Fact]
    public void Progress_increases_and_ends_with_every_token_of_every_epoch()
    {
        TrainingOptions options = Small with { Epochs = 8, Threads = 2 };
        using EncodedCorpus corpus = Encode(PetsAndTrains(20_000), options);
        var reports = new Reports();

        TrainingProgress end = new Trainer(corpus, options).Run(reports, TestContext.Current.CancellationToken);

        Assert.Equal(corpus.TokenCount * 8, end.Tokens);
        Assert.Equal(1, end.Fraction);
        Assert.Equal(8, end.Epoch);
        Assert.Equal(options.ActualMinLearningRate, end.LearningRate);
        Assert.Same(end, reports.All[^1]);
        for (int i = 1; i < reports.All.Count; i++)
        {
            Assert.True(reports.All[i].Tokens >= reports.All[i - 1].Tokens);
            Assert.True(reports.All[i].LearningRate <= reports.All[i - 1].LearningRate);
        }
    }

    [Fact]
    public void The_losses_between_reports_sum_to_the_total()
    {
        TrainingOptions options = Small with { Epochs = 10, Threads = 2 };
        using EncodedCorpus corpus = Encode(PetsAndTrains(20_000), options);
        var reports = new Reports();

        TrainingProgress end = new Trainer(corpus, options).Run(reports, TestContext.Current.CancellationToken);

        double sum = 0;
        long predictions = 0;
        foreach (TrainingProgress report in reports.All)
        {
            sum += report.Predictions > predictions ? report.Loss * (report.Predictions - predictions) : 0;
            predictions = report.Predictions;
        }

        Assert.Equal(end.MeanLoss * end.Predictions, sum, 1e-6 * sum);
    }

    [Fact]
    public void A_cancelled_training_ends_soon_and_returns_the_vectors_so_far()
    {
        TrainingOptions options = Small with { Epochs = 10_000, Objective = new FullSoftmax() };
        using EncodedCorpus corpus = Encode(PetsAndTrains(2000), options);
        using var source = new CancellationTokenSource();
        var trainer = new Trainer(corpus, options);
        byte[] start = BytesOf(trainer.Model);
        var reports = new Reports(report =>
        {
            if (report.Predictions > 0)
            {
                source.Cancel();
            }
        });

        TrainingProgress end = trainer.Run(reports, source.Token);

        Assert.InRange(end.Fraction, 1e-9, 0.99);
        Assert.NotEqual(start, BytesOf(trainer.Model));
    }

    [Fact]
    public void A_learning_rate_that_diverges_ends_the_training_with_the_remedy()
    {
        TrainingOptions options = Small with { LearningRate = 10, Objective = new FullSoftmax(), Dimension = 20, Window = 5, Epochs = 20 };
        var random = new Random(3);
        IEnumerable<string> lines = Enumerable.Range(0, 1500).Select(_ => random.Next(200))
            .Select(about => string.Join(' ', Enumerable.Range(0, 20).Select(_ => $"w{(about + random.Next(9)) % 200}")));
        using EncodedCorpus corpus = Encode(lines, options);

        TrainingDivergedException fault = Assert.Throws<TrainingDivergedException>(
            () => new Trainer(corpus, options).Run(cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("a lower learning rate than 10 helps", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trainer_runs_once()
    {
        using EncodedCorpus corpus = Encode(PetsAndTrains(50), Small);
        var trainer = new Trainer(corpus, Small);
        trainer.Run(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Throws<InvalidOperationException>(() => trainer.Run(cancellationToken: TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_exception_in_a_worker_reaches_the_caller(bool deterministic)
    {
        TrainingOptions options = (Small with { Threads = 3 }).WithShards(deterministic);
        EncodedCorpus corpus = Encode(PetsAndTrains(5000), options);
        var trainer = new Trainer(corpus, options);
        corpus.Dispose();
        var fault = Assert.Throws<InvalidOperationException>(() => trainer.Run(cancellationToken: TestContext.Current.CancellationToken));
        Assert.IsType<ObjectDisposedException>(fault.InnerException);
    }

    [Fact]
    public void The_clock_starts_before_the_first_worker()
    {
        // On few processors, starting 64 threads takes longer than the first of them need for this text.
        TrainingOptions options = Small with { Threads = 64, Epochs = 5 };
        using EncodedCorpus corpus = Encode(PetsAndTrains(20_000), options);
        var trainer = new Trainer(corpus, options);
        long start = Stopwatch.GetTimestamp();
        TrainingProgress end = trainer.Run(cancellationToken: TestContext.Current.CancellationToken);
        Assert.InRange(end.Elapsed, Stopwatch.GetElapsedTime(start) / 10, TimeSpan.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void The_estimated_size_of_the_tables_is_their_actual_size(Architecture architecture, Objective objective)
    {
        TrainingOptions options = Small with { Architecture = architecture, Objective = objective, Dimension = 33 };
        using EncodedCorpus corpus = Encode(PetsAndTrains(50), options);
        EmbeddingModel model = new Trainer(corpus, options).Model;
        Assert.Equal((model.Input.Padded.Length + model.Output.Padded.Length) * sizeof(float), MemoryEstimate.For(corpus, options).Tables);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_estimated_size_of_a_training_in_shards_is_its_actual_size(bool sharedNegatives)
    {
        // Many words with short vectors, so that the memory of a shard for each row is significant.
        TrainingOptions options = Small with { Shards = 4, Objective = new NegativeSampling { SharedNegatives = sharedNegatives } };
        using EncodedCorpus corpus = Encode(Enumerable.Range(0, 10_000).Select(i => $"a{i} b{i} c{i} d{i}"), options);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var trainer = new Trainer(corpus, options);
        using ITraining training = trainer.NewTraining();
        long taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(MemoryEstimate.For(corpus, options).Total, 0.9 * taken, 1.1 * taken);
    }

    private static Objective Named(string objective, bool shared) =>
        Objective.Find(objective) is NegativeSampling negative ? negative with { SharedNegatives = shared } : Objective.Find(objective)!;

    private static void CopyStart(EmbeddingModel model, SkipGram textbook)
    {
        for (int word = 0; word < textbook.Words.Count; word++)
        {
            for (int d = 0; d < textbook.Dimension; d++)
            {
                textbook.Input[word][d] = model.InputVectors[word][d];
                textbook.Output[word][d] = model.Output[word][d];
            }
        }
    }

    /// <summary>Every sentence, every centre, with the trainer's schedule: the rate is set at the start of each batch, and this short text is one batch.</summary>
    private static double WalkTextbook(SkipGram textbook, string[] lines, TrainingOptions options, long corpusTokens)
    {
        double loss = 0;
        long tokens = 0;
        for (int epoch = 0; epoch < options.ActualEpochs; epoch++)
        {
            double done = (double)tokens / (corpusTokens * options.ActualEpochs);
            double rate = Math.Max(options.ActualMinLearningRate, options.ActualLearningRate * (1 - done));
            foreach (string line in lines)
            {
                int[] ids = textbook.Ids(line.Split(' '));
                for (int position = 0; position < ids.Length; position++)
                {
                    int[] context = SkipGram.Context(ids, position, options.Window);
                    loss += context.Length > 0 ? textbook.Step(ids[position], context, rate).LossBefore : 0;
                }

                tokens += ids.Length;
            }
        }

        return loss;
    }

    private static byte[] Bytes(EncodedCorpus corpus, TrainingOptions options)
    {
        var trainer = new Trainer(corpus, options);
        trainer.Run();
        return BytesOf(trainer.Model);
    }

    private static double Cosine(EmbeddingModel model, string a, string b)
    {
        Assert.True(model.Vocabulary.TryGetId(a, out int x));
        Assert.True(model.Vocabulary.TryGetId(b, out int y));
        return System.Numerics.Tensors.TensorPrimitives.CosineSimilarity(model.InputVectors[x], model.InputVectors[y]);
    }
}
