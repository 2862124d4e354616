using Talpa.Tests.Formats;
using Talpa.Text;
using Talpa.Training;
using Talpa.Training.Checkpoints;
using static Talpa.Tests.Training.SmallTexts;

namespace Talpa.Tests.Training.Checkpoints;

/// <summary>A training that is interrupted and resumed any number of times ends like an uninterrupted one.</summary>
public sealed class ResumeTests : IDisposable
{
    public static readonly TheoryData<Architecture, Objective, bool, int> Trainings = new()
    {
        { Architecture.SkipGram, new NegativeSampling(), false, 1 },
        { Architecture.SkipGram, new HierarchicalSoftmax(), false, 1 },
        { Architecture.SkipGram, new FullSoftmax(), false, 1 },
        { Architecture.SkipGram, new ExactSoftmax { MinImprovement = 0 }, false, 1 },
        { Architecture.SkipGram, new ExactSoftmax { MinImprovement = 0, Directional = true }, false, 2 },
        { Architecture.SkipGram, new ExactSoftmax { HoldOut = 0.2 }, false, 3 },
        { Architecture.SkipGram, new ExactSoftmax { MinImprovement = 0, FrequentWords = 5, FrequentSweeps = 50, HoldOut = 0.2 }, false, 2 },
        { Architecture.Cbow, new NegativeSampling(), false, 1 },
        { Architecture.Cbow, new HierarchicalSoftmax(), false, 1 },
        { Architecture.Cbow, new FullSoftmax(), false, 1 },
        { Architecture.SkipGram, new NegativeSampling(), true, 1 },
        { Architecture.SkipGram, new NegativeSampling(), true, 3 },
        { Architecture.SkipGram, new HierarchicalSoftmax(), true, 2 },
        { Architecture.SkipGram, new FullSoftmax(), true, 2 },
        { Architecture.Cbow, new NegativeSampling(), true, 3 },
    };

    private readonly TemporaryFolder _folder = new();
    private readonly int _seed = Random.Shared.Next();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Trainings))]
    public void A_training_interrupted_at_random_and_resumed_from_a_file_ends_with_the_same_bytes(
        Architecture architecture, Objective objective, bool deterministic, int threads) =>
        AssertEndsTheSame((LongEnough(objective) with { Architecture = architecture, Threads = threads }).WithShards(deterministic));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_resumed_training_with_unshared_negatives_ends_with_the_same_bytes(bool deterministic) =>
        AssertEndsTheSame((LongEnough(new NegativeSampling { SharedNegatives = false }) with { Threads = deterministic ? 3 : 1 }).WithShards(deterministic));

    [Fact]
    public void A_resumed_training_with_the_exact_softmax_and_subwords_ends_with_the_same_bytes() =>
        AssertEndsTheSame(LongEnough(new ExactSoftmax { MinImprovement = 0 }) with { Threads = 2, Subwords = new SubwordOptions() });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_resumed_training_with_subwords_ends_with_the_same_bytes(bool deterministic) =>
        AssertEndsTheSame((LongEnough(new NegativeSampling()) with { Threads = deterministic ? 3 : 1, Subwords = new SubwordOptions { Buckets = 1000 } }).WithShards(deterministic));

    [Fact]
    public void A_resumed_training_on_shared_tables_makes_the_same_number_of_predictions_and_loses_no_token()
    {
        TrainingOptions options = LongEnough(new NegativeSampling()) with { Threads = 4, FreeRunning = true };
        using EncodedCorpus corpus = Encode(PetsAndTrains(25_000), options);
        TrainingProgress end = new Trainer(corpus, options with { Threads = 1 }).Run(cancellationToken: TestContext.Current.CancellationToken);

        (_, TrainingProgress interruptedEnd, int saved) = RunWithInterruptions(corpus, options, end.Elapsed / 10);

        Assert.Equal(end.Tokens, interruptedEnd.Tokens);
        Assert.Equal(end.Predictions, interruptedEnd.Predictions);
        Assert.Equal(end.MeanLoss, interruptedEnd.MeanLoss, end.MeanLoss / 20);
    }

    [Fact]
    public void A_completed_training_can_be_saved_and_resumed()
    {
        TrainingOptions options = Small;
        using EncodedCorpus corpus = Encode(PetsAndTrains(100), options);
        var uninterrupted = new Trainer(corpus, options);
        using ITraining training = uninterrupted.NewTraining();
        training.Continue(null, CancellationToken.None);
        Save(corpus, options, training);

        var resumed = Trainer.Resume(corpus, Checkpoint.Open(_folder.Folder));
        TrainingProgress end = resumed.Run(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(1, end.Fraction);
        Assert.Equal(BytesOf(uninterrupted.Model), BytesOf(resumed.Model));
    }

    private void AssertEndsTheSame(TrainingOptions options)
    {
        using EncodedCorpus corpus = Encode(PetsAndTrains(2000), options);
        var uninterrupted = new Trainer(corpus, options);
        TrainingProgress end = uninterrupted.Run(cancellationToken: TestContext.Current.CancellationToken);

        (EmbeddingModel interrupted, TrainingProgress interruptedEnd, int saved) = RunWithInterruptions(corpus, options, end.Elapsed / 6);

        Assert.True(BytesOf(uninterrupted.Model).SequenceEqual(BytesOf(interrupted)), $"interrupted {saved} times, seed {_seed}");
        Assert.Equal(end.Tokens, interruptedEnd.Tokens);
        Assert.Equal(end.Predictions, interruptedEnd.Predictions);
        Assert.Equal(end.MeanLoss, interruptedEnd.MeanLoss, 1e-12);
        Assert.Equal(end.HeldOutLoss, interruptedEnd.HeldOutLoss);
        Assert.Equal(end.Epoch, interruptedEnd.Epoch);
    }

    /// <summary>Enough epochs for an interruption.</summary>
    private static TrainingOptions LongEnough(Objective objective) => Small with
    {
        Objective = objective,
        Epochs = objective switch { FullSoftmax => 4, ExactSoftmax => 100, _ => 10 },
        SubsamplingThreshold = 0.05,
    };

    /// <summary>
    /// Stops after a random time, saves, discards everything except the file, and resumes from it, until the training is complete. On a busy machine
    /// times vary: if the training ends before the first stop, it is repeated with shorter times.
    /// </summary>
    private (EmbeddingModel Model, TrainingProgress End, int Saved) RunWithInterruptions(EncodedCorpus corpus, TrainingOptions options, TimeSpan about)
    {
        while (true)
        {
            (EmbeddingModel Model, TrainingProgress End, int Saved) result = RunOnceWithInterruptions(corpus, options, about);
            if (result.Saved > 0)
            {
                return result;
            }

            about /= 2;
        }
    }

    private (EmbeddingModel Model, TrainingProgress End, int Saved) RunOnceWithInterruptions(EncodedCorpus corpus, TrainingOptions options, TimeSpan about)
    {
        var random = new Random(_seed);
        var trainer = new Trainer(corpus, options);
        for (int saved = 0; ; saved++)
        {
            using ITraining training = trainer.NewTraining();
            using var stop = new CancellationTokenSource(about * (2 * random.NextDouble()));

            // If a start takes longer than a run, the runs become longer, so that the end is reached.
            about *= 1.2;
            TrainingProgress state = training.Continue(null, stop.Token);
            if (training.IsDone)
            {
                return (trainer.Model, state, saved);
            }

            Save(corpus, options, training, state);
            trainer = Trainer.Resume(corpus, Checkpoint.Open(_folder.Folder));
        }
    }

    private void Save(EncodedCorpus corpus, TrainingOptions options, ITraining training, TrainingProgress? state = null)
    {
        using var saver = new CheckpointSaver(new CheckpointOptions { Folder = _folder.Folder });
        saver.Save(Headers.Of(corpus, options) with { Progress = state ?? training.Continue(null, new CancellationToken(canceled: true)) }, training);
        saver.Finish();
        Assert.Null(saver.Fault);
    }
}
