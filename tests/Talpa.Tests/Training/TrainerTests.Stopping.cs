using Talpa.Text;
using Talpa.Threading;
using Talpa.Training;
using Talpa.Training.Schedules;
using static Talpa.Tests.Training.SmallTexts;

namespace Talpa.Tests.Training;

public partial class TrainerTests
{
    public static readonly TheoryData<Architecture, Objective, int> RoundsAndThreads = new MatrixTheoryData<Architecture, Objective, int>(
        Enum.GetValues<Architecture>(), [new NegativeSampling(), new HierarchicalSoftmax()], [1, 3]);

    [Theory]
    [MemberData(nameof(RoundsAndThreads))]
    public void A_training_in_rounds_that_is_stopped_at_random_and_resumed_gives_the_bytes_of_an_uninterrupted_one(
        Architecture architecture, Objective objective, int threads)
    {
        TrainingOptions options = Rounds(architecture, objective, threads);
        using EncodedCorpus corpus = Encode(PetsAndTrains(2000), options);
        EmbeddingModel model = new Trainer(corpus, options).Model;
        DeterministicRounds rounds = RoundsOf(corpus, model);
        var random = new Random(5);
        long end = corpus.TokenCount * options.ActualEpochs;

        while (Tokens(rounds) < end)
        {
            Work(rounds, until: Tokens(rounds) + random.Next(4000));
            Assert.Equal(rounds.Position.Tokens, Tokens(rounds));
        }

        Assert.Equal(Bytes(corpus, options), BytesOf(model));
    }

    [Theory]
    [MemberData(nameof(RoundsAndThreads))]
    public void A_training_in_rounds_resumes_in_new_objects_from_only_the_tables_and_its_position(
        Architecture architecture, Objective objective, int threads)
    {
        TrainingOptions options = Rounds(architecture, objective, threads);
        using EncodedCorpus corpus = Encode(PetsAndTrains(2000), options);
        EmbeddingModel model = new Trainer(corpus, options).Model;
        DeterministicRounds first = RoundsOf(corpus, model);
        Work(first, until: corpus.TokenCount * 4);
        EmbeddingModel copy = new Trainer(corpus, options).Model;
        model.InputVectors.Matrix.Padded.CopyTo(copy.InputVectors.Matrix.Padded);
        model.Output.Padded.CopyTo(copy.Output.Padded);
        DeterministicRounds second = RoundsOf(corpus, copy);

        second.GoTo(first.Position);
        Assert.Equal(first.Position, second.Position);
        Work(second, until: long.MaxValue);

        Assert.Equal(corpus.TokenCount * options.ActualEpochs, second.Position.Tokens);
        Assert.Equal(Bytes(corpus, options), BytesOf(copy));
    }

    private static TrainingOptions Rounds(Architecture architecture, Objective objective, int threads) =>
        Small with { Architecture = architecture, Objective = objective, Threads = threads, Shards = 4, Epochs = 12 };

    private static DeterministicRounds RoundsOf(EncodedCorpus corpus, EmbeddingModel model) =>
        Assert.IsType<DeterministicRounds>(Assert.IsType<WindowTraining>(TrainingFactory.Create(corpus, model)).Schedule);

    /// <summary>
    /// Runs the threads until about the given number of tokens is done or nothing is left, and waits for them. On a busy machine they may
    /// do much more before they stop; the result must not depend on it.
    /// </summary>
    private static void Work(DeterministicRounds rounds, long until)
    {
        using var team = new ThreadTeam(rounds.Threads, "worker", rounds.Run, TestContext.Current.CancellationToken);
        while (Tokens(rounds) < until && !team.Wait(TimeSpan.Zero))
        {
            Thread.Yield();
        }

        team.Stop();
    }

    private static long Tokens(DeterministicRounds rounds) => rounds.Counters.Sum(counter => counter.Read().Tokens);
}
