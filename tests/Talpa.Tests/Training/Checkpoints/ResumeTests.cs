using Talpa.Tests.Formats;
using Talpa.Text;
using Talpa.Training;
using Talpa.Training.Checkpoints;
using static Talpa.Tests.Training.SmallTexts;

namespace Talpa.Tests.Training.Checkpoints;

/// <summary>A training that was left and taken up again, as often as one likes, ends where an unbroken one does.</summary>
public sealed class ResumeTests : IDisposable
{
    public static readonly TheoryData<Architecture, Objective, bool, int> Trainings = new()
    {
        { Architecture.SkipGram, new NegativeSampling(), false, 1 },
        { Architecture.SkipGram, new HierarchicalSoftmax(), false, 1 },
        { Architecture.SkipGram, new FullSoftmax(), false, 1 },
        { Architecture.SkipGram, new ExactSoftmax(), false, 1 },
        { Architecture.SkipGram, new ExactSoftmax(), false, 3 },
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
        AssertEndsTheSame(Lasting(objective) with { Architecture = architecture, Deterministic = deterministic, Threads = threads });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_resumed_training_with_unshared_negatives_ends_with_the_same_bytes(bool deterministic) =>
        AssertEndsTheSame(Lasting(new NegativeSampling { SharedNegatives = false }) with { Deterministic = deterministic, Threads = deterministic ? 3 : 1 });

    [Fact]
    public void A_resumed_training_on_shared_tables_makes_the_same_number_of_predictions_and_loses_no_token()
    {
        TrainingOptions options = Lasting(new NegativeSampling()) with { Threads = 4 };
        using EncodedCorpus corpus = Encode(PetsAndTrains(25_000), options);
        TrainingProgress end = new Trainer(corpus, options with { Threads = 1 }).Run(cancellationToken: TestContext.Current.CancellationToken);

        (_, TrainingProgress brokenEnd, int saved) = RunInPieces(corpus, options, end.Elapsed / 10);

        Assert.Equal(end.Tokens, brokenEnd.Tokens);
        Assert.Equal(end.Predictions, brokenEnd.Predictions);
        Assert.Equal(end.MeanLoss, brokenEnd.MeanLoss, end.MeanLoss / 20);
    }

    [Fact]
    public void A_completed_training_can_be_saved_and_resumed()
    {
        TrainingOptions options = Small;
        using EncodedCorpus corpus = Encode(PetsAndTrains(100), options);
        var unbroken = new Trainer(corpus, options);
        using ITraining training = unbroken.NewTraining();
        training.Continue(null, CancellationToken.None);
        Save(corpus, options, training);

        var resumed = Trainer.Resume(corpus, Checkpoint.Open(_folder.Folder));
        TrainingProgress end = resumed.Run(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(1, end.Fraction);
        Assert.Equal(BytesOf(unbroken.Model), BytesOf(resumed.Model));
    }

    private void AssertEndsTheSame(TrainingOptions options)
    {
        using EncodedCorpus corpus = Encode(PetsAndTrains(2000), options);
        var unbroken = new Trainer(corpus, options);
        TrainingProgress end = unbroken.Run(cancellationToken: TestContext.Current.CancellationToken);

        (EmbeddingModel broken, TrainingProgress brokenEnd, int saved) = RunInPieces(corpus, options, end.Elapsed / 6);

        Assert.True(BytesOf(unbroken.Model).SequenceEqual(BytesOf(broken)), $"left {saved} times, seed {_seed}");
        Assert.Equal(end.Tokens, brokenEnd.Tokens);
        Assert.Equal(end.Predictions, brokenEnd.Predictions);
        Assert.Equal(end.MeanLoss, brokenEnd.MeanLoss, 1e-12);
        Assert.Equal(end.Epoch, brokenEnd.Epoch);
    }

    /// <summary>Enough epochs that there is something to be left.</summary>
    private static TrainingOptions Lasting(Objective objective) => Small with
    {
        Objective = objective,
        Epochs = objective switch { FullSoftmax => 4, ExactSoftmax => 100, _ => 10 },
        SubsamplingThreshold = 0.05,
    };

    /// <summary>
    /// Stops after a random time, saves, throws everything away but the file, and goes on from that, until all is learned. On a busy machine
    /// times are unlike: where the end came before the first stop, it is done again with shorter ones.
    /// </summary>
    private (EmbeddingModel Model, TrainingProgress End, int Saved) RunInPieces(EncodedCorpus corpus, TrainingOptions options, TimeSpan about)
    {
        while (true)
        {
            (EmbeddingModel Model, TrainingProgress End, int Saved) result = RunOnceInPieces(corpus, options, about);
            if (result.Saved > 0)
            {
                return result;
            }

            about /= 2;
        }
    }

    private (EmbeddingModel Model, TrainingProgress End, int Saved) RunOnceInPieces(EncodedCorpus corpus, TrainingOptions options, TimeSpan about)
    {
        var random = new Random(_seed);
        var trainer = new Trainer(corpus, options);
        for (int saved = 0; ; saved++)
        {
            using ITraining training = trainer.NewTraining();
            using var stop = new CancellationTokenSource(about * (2 * random.NextDouble()));

            // Where a start takes longer than a piece, the pieces become longer, so that the end is reached.
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
