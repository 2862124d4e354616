using Talpa.Text;
using Talpa.Training;
using Talpa.Training.Rounds;
using static Talpa.Tests.Training.SmallTexts;

namespace Talpa.Tests.Training;

public partial class TrainerTests
{
    public static readonly TheoryData<Architecture, Objective, int> RoundsAndThreads = new MatrixTheoryData<Architecture, Objective, int>(
        Enum.GetValues<Architecture>(), [Objective.NegativeSampling, Objective.HierarchicalSoftmax], [1, 3]);

    [Theory]
    [MemberData(nameof(RoundsAndThreads))]
    public void A_training_in_rounds_that_is_stopped_at_random_and_goes_on_gives_the_bytes_of_an_unbroken_one(
        Architecture architecture, Objective objective, int threads)
    {
        TrainingOptions options = Rounds(architecture, objective, threads);
        using EncodedCorpus corpus = Encode(PetsAndTrains(2000), options);
        EmbeddingModel model = new Trainer(corpus, options).Model;
        using WorkerFactory factory = FactoryFor(corpus, model);
        IReadOnlyList<IWorker> workers = factory.CreateCrew().Workers;
        var random = new Random(5);
        long end = corpus.TokenCount * options.Epochs;

        while (Tokens(workers) < end)
        {
            Work(workers, until: Tokens(workers) + random.Next(4000));
            Assert.Equal(factory.Rounds!.Place.Tokens, Tokens(workers));
        }

        Assert.Equal(Bytes(corpus, options), BytesOf(model));
    }

    [Theory]
    [MemberData(nameof(RoundsAndThreads))]
    public void A_training_in_rounds_goes_on_in_other_objects_from_the_tables_and_its_place_alone(
        Architecture architecture, Objective objective, int threads)
    {
        TrainingOptions options = Rounds(architecture, objective, threads);
        using EncodedCorpus corpus = Encode(PetsAndTrains(2000), options);
        EmbeddingModel model = new Trainer(corpus, options).Model;
        using WorkerFactory factory = FactoryFor(corpus, model);
        Work(factory.CreateCrew().Workers, until: corpus.TokenCount * 4);
        EmbeddingModel copy = new Trainer(corpus, options).Model;
        model.InputVectors.Matrix.Padded.CopyTo(copy.InputVectors.Matrix.Padded);
        model.Output.Padded.CopyTo(copy.Output.Padded);
        using WorkerFactory another = FactoryFor(corpus, copy);
        IReadOnlyList<IWorker> workers = another.CreateCrew().Workers;

        another.Rounds!.GoTo(factory.Rounds!.Place);
        Assert.Equal(factory.Rounds.Place, another.Rounds.Place);
        Work(workers, until: long.MaxValue);

        Assert.Equal(corpus.TokenCount * options.Epochs, another.Rounds.Place.Tokens);
        Assert.Equal(Bytes(corpus, options), BytesOf(copy));
    }

    private static TrainingOptions Rounds(Architecture architecture, Objective objective, int threads) =>
        Small with { Architecture = architecture, Objective = objective, Threads = threads, Deterministic = true, Epochs = 12 };

    private static WorkerFactory FactoryFor(EncodedCorpus corpus, EmbeddingModel model) =>
        new(corpus, model, new LearningRate(model.Options.StartLearningRate, model.Options.MinLearningRate, corpus.TokenCount * model.Options.Epochs));

    /// <summary>
    /// Lets the workers work until they have done about so many tokens or nothing is left, and waits for them. On a busy machine they may
    /// get far before they are stopped; what comes out must not depend on it.
    /// </summary>
    private static void Work(IReadOnlyList<IWorker> workers, long until)
    {
        using var team = new WorkerTeam(workers, TestContext.Current.CancellationToken);
        while (Tokens(workers) < until && !team.Wait(TimeSpan.Zero))
        {
            Thread.Yield();
        }

        team.Stop();
    }

    private static long Tokens(IReadOnlyList<IWorker> workers) => workers.Sum(worker => worker.Counters.Read().Tokens);
}
