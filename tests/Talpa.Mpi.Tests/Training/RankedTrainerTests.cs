using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Talpa.Mpi.Text;
using Talpa.Mpi.Training;
using Talpa.Ranks;
using Talpa.Text;
using Talpa.Training;
using Talpa.Training.Checkpoints;

namespace Talpa.Mpi.Tests.Training;

/// <summary>Training on several ranks from files to the model.</summary>
public sealed class RankedTrainerTests : IDisposable
{
    /// <summary>The models of one process, which several tests expect: each is trained once.</summary>
    private static readonly ConcurrentDictionary<string, TrainedModel> Alone = new(StringComparer.Ordinal);

    private readonly string _folder = Directory.CreateTempSubdirectory("talpa-ranks-").FullName;

    [Theory]
    [InlineData("exact", 1)]
    [InlineData("exact", 2)]
    [InlineData("exact", 3)]
    [InlineData("exact", 4)]
    [InlineData("exact", 8)]
    [InlineData("frequent first", 3)]
    [InlineData("no temporary folder", 2)]
    [InlineData("negative", 1)]
    [InlineData("negative", 2)]
    [InlineData("negative", 4)]
    [InlineData("negative", 8)]
    [InlineData("sixteen", 4)]
    [InlineData("sixteen", 16)]
    [InlineData("cbow", 4)]
    [InlineData("hierarchical", 2)]
    [InlineData("subwords", 4)]
    public void Any_number_of_ranks_gives_the_model_of_one_process(string kind, int count)
    {
        TextSource text = Write();
        TrainingOptions options = OptionsOf(kind);
        TrainedModel expected = Alone.GetOrAdd(kind, _ => TrainAlone(text, options));

        TrainedModel?[] models = ThreadRanks.Run(count, group => Train(group, text, options, checkpoints: null, CancellationToken.None));

        Assert.All(models.Skip(1), Assert.Null);
        AssertSame(expected, models[0]!);
        Assert.True(models[0]!.Report!.IsComplete);
    }

    [Theory]
    [InlineData("exact", 2, 2)]
    [InlineData("exact", 3, 1)]
    [InlineData("exact", 2, 4)]
    [InlineData("exact", 4, 3)]
    [InlineData("negative", 4, 2)]
    [InlineData("negative", 2, 8)]
    [InlineData("subwords", 4, 1)]
    public void An_interrupted_training_resumes_with_any_number_of_ranks(string kind, int before, int after)
    {
        TextSource text = Write();
        TrainingOptions options = OptionsOf(kind);
        TrainedModel expected = Alone.GetOrAdd(kind, _ => TrainAlone(text, options));
        string folder = Path.Combine(_folder, "checkpoints");

        // Cancelled on one rank only, in the first half: all end after the same block, or at the end of the epoch.
        ThreadRanks.Run(before, group =>
        {
            using var cancellation = new CancellationTokenSource();
            IRankGroup rank = group.Rank == before - 1 ? new CancellingRank(group, cancellation, exchanges: 20) : group;
            return Train(rank, text, options, folder, cancellation.Token);
        });
        var checkpoint = Checkpoint.Open(folder);
        Assert.InRange(checkpoint.Progress.Fraction, 1e-9, 0.5);

        TrainedModel?[] models = ThreadRanks.Run(after, group => Train(group, text, options, folder, CancellationToken.None, checkpoint));

        AssertSame(expected, models[0]!);
        RankedCheckpoints.Remove(folder);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void A_checkpoint_whose_files_do_not_belong_together_is_refused()
    {
        TextSource text = Write();
        string first = Path.Combine(_folder, "first"), second = Path.Combine(_folder, "second");
        foreach (string folder in new[] { first, second })
        {
            ThreadRanks.Run(2, group => Train(group, text, Options, folder, new CancellationToken(canceled: true)));
        }

        string tile = Path.Combine("000001.tiles", "0001.tile");
        File.Copy(Path.Combine(second, tile), Path.Combine(first, tile), overwrite: true);
        UnusableInputException fault = Assert.Throws<UnusableInputException>(() => ThreadRanks.Run(2, group => RankedCheckpoints.FindWhole(group, Checkpoint.Open(first))));

        Assert.Contains("0001.tile: it is not of the same checkpoint", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("(nor can another checkpoint there be used); train again from the start", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("corrupt", 2)]
    [InlineData("missing", 3)]
    [InlineData("all missing", 1)]
    public void A_checkpoint_without_all_tiles_is_skipped(string state, int after)
    {
        TextSource text = Write();
        string folder = Path.Combine(_folder, "checkpoints");
        Interrupt(text, folder, from: null);
        Interrupt(text, folder, Checkpoint.Open(folder));
        string tiles = Path.Combine(folder, "000002.tiles");
        string tile = Path.Combine(tiles, "0006.tile");
        switch (state)
        {
            case "corrupt":
                byte[] bytes = File.ReadAllBytes(tile);
                bytes[^100] ^= 1;
                File.WriteAllBytes(tile, bytes);
                break;
            case "missing":
                File.Delete(tile);
                break;
            default:
                Directory.Delete(tiles, recursive: true);
                break;
        }

        Checkpoint found = ThreadRanks.Run(after, group =>
        {
            (Checkpoint whole, IReadOnlyList<string> skipped) = RankedCheckpoints.FindWhole(group, Checkpoint.Open(folder));
            Assert.Contains("000002.", Assert.Single(skipped), StringComparison.Ordinal);
            return whole;
        })[0];
        Assert.EndsWith("000001.checkpoint", found.Path, StringComparison.Ordinal);

        // The next one replaces the corrupt one, not the one that is whole.
        Interrupt(text, folder, found);
        Assert.Equal(["000001.checkpoint", "000003.checkpoint"], Directory.EnumerateFiles(folder, "*.checkpoint").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["000001.tiles", "000003.tiles"], Directory.EnumerateDirectories(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        TrainedModel?[] models = ThreadRanks.Run(after, group => Train(group, text, Options, folder, CancellationToken.None, Checkpoint.Open(folder)));
        AssertSame(TrainAlone(text, Options), models[0]!);
    }

    [Fact]
    public void An_older_checkpoint_of_another_training_is_not_used()
    {
        TextSource text = Write();
        string folder = Path.Combine(_folder, "checkpoints"), other = Path.Combine(_folder, "other");
        Interrupt(text, folder, from: null);
        ThreadRanks.Run(2, group => Train(group, text, Options with { Seed = 2 }, other, new CancellationToken(canceled: true)));

        // A newer one of another training, of which a tile is missing.
        File.Move(Path.Combine(other, "000001.checkpoint"), Path.Combine(folder, "000002.checkpoint"));
        Directory.Move(Path.Combine(other, "000001.tiles"), Path.Combine(folder, "000002.tiles"));
        File.Delete(Path.Combine(folder, "000002.tiles", "0003.tile"));
        UnusableInputException fault = Assert.Throws<UnusableInputException>(() => ThreadRanks.Run(2, group => RankedCheckpoints.FindWhole(group, Checkpoint.Open(folder))));

        Assert.Contains("0003.tile", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("000001.checkpoint, which is older, is of another training); train again from the start", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_of_another_text_is_refused()
    {
        TextSource text = Write();
        string folder = Path.Combine(_folder, "checkpoints");
        ThreadRanks.Run(2, group => Train(group, text, Options, folder, new CancellationToken(canceled: true)));
        File.AppendAllText(text.Parts[0].Name, "w1 w2\n");

        UnusableInputException fault = Assert.Throws<UnusableInputException>(
            () => ThreadRanks.Run(2, group => Train(group, TextSource.Glob(Path.Combine(_folder, "*.txt")), Options, folder, CancellationToken.None, Checkpoint.Open(folder))));

        Assert.Contains("the text is not the one that this training began with", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_of_one_process_is_refused()
    {
        TextSource text = Write();
        string folder = Path.Combine(_folder, "checkpoints");
        using EncodedCorpus corpus = EncodedCorpus.Encode(text, Options.Corpus, cancellationToken: TestContext.Current.CancellationToken);
        new Trainer(corpus, Options) { Checkpoints = new CheckpointOptions { Folder = folder } }.Run(cancellationToken: new CancellationToken(canceled: true));

        UnusableInputException fault = Assert.Throws<UnusableInputException>(
            () => ThreadRanks.Run(2, group => Train(group, text, Options, folder, CancellationToken.None, Checkpoint.Open(folder))));

        Assert.EndsWith("it was saved by a training in one process; resume it in one process, without a launcher", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_need_one_process_are_refused_by_name()
    {
        TextSource text = Write();
        foreach ((TrainingOptions options, string name) in new[]
        {
            (OptionsOf("negative") with { Shards = 3 }, "The 3 shards of this training can't be divided among 2 processes; start one of 1, 3,"),
            (Options with { Objective = new FullSoftmax() }, "The objective softmax"),
            (Options with { Objective = new NegativeSampling(), FreeRunning = true }, "--free-running"),
            (Options with { Objective = new ExactSoftmax { HoldOut = 0.1 } }, "--hold-out"),
            (Options with { Objective = new ExactSoftmax { KeepCounts = true } }, "--keep-counts"),
            (Options with { Subwords = new SubwordOptions() }, "--subwords"),
        })
        {
            UnusableInputException fault = Assert.Throws<UnusableInputException>(() => ThreadRanks.Run(2, group => NewTrainer(group, text, options, from: null)));
            Assert.Contains(name, fault.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void A_sweep_sends_as_many_bytes_as_the_formula_states(int count)
    {
        TextSource text = Write();

        // The difference of two trainings is two sweeps, without counting and without the loss at the end.
        long[] few = ThreadRanks.Run(count, group => BytesOf(group, text, epochs: 1));
        long[] many = ThreadRanks.Run(count, group => BytesOf(group, text, epochs: 3));

        double words = Words, dimension = Options.Dimension, others = count - 1;
        double vectors = 8 * words * dimension * others / count;
        double sums = 24 * words * others;
        double covariance = 16 * dimension * (dimension + 1) * others / count;
        Assert.Equal(vectors + sums + covariance, (many.Average() - few.Average()) / 2, 0.02 * (vectors + sums));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Eight tiles.</summary>
    private const int Words = 6000;

    private static TrainingOptions Options => new()
    {
        Corpus = new CorpusOptions { MinCount = 1 },
        Objective = new ExactSoftmax { MinImprovement = 0 },
        Dimension = 12,
        Window = 3,
        Epochs = 2,
        Threads = 1,
    };

    private static TrainingOptions OptionsOf(string kind) => kind switch
    {
        "exact" => Options,
        "frequent first" => Options with { Epochs = 7, Objective = new ExactSoftmax { MinImprovement = 0, FrequentWords = 700, RareWordsEvery = 2, FrequentSweeps = 1 } },
        "no temporary folder" => Options with { Corpus = Options.Corpus with { TemporaryFolder = Path.Combine(Path.GetTempPath(), $"talpa-missing-{Environment.ProcessId}") } },
        "sixteen" => Options with { Objective = new NegativeSampling(), Shards = 16 },
        "cbow" => Options with { Objective = new NegativeSampling(), Architecture = Architecture.Cbow, Shards = 8 },
        "hierarchical" => Options with { Objective = new HierarchicalSoftmax(), Shards = 4 },
        "subwords" => Options with { Objective = new NegativeSampling(), Subwords = new SubwordOptions { Buckets = 500 }, Shards = 4 },
        _ => Options with { Objective = new NegativeSampling(), Shards = 8 },
    };

    private static TrainedModel TrainAlone(TextSource text, TrainingOptions options)
    {
        using EncodedCorpus corpus = EncodedCorpus.Encode(text, options.Corpus, cancellationToken: TestContext.Current.CancellationToken);
        var trainer = new Trainer(corpus, options);
        return TrainedModel.From(trainer, trainer.Run(cancellationToken: TestContext.Current.CancellationToken));
    }

    private static TrainedModel? Train(IRankGroup group, TextSource text, TrainingOptions options, string? checkpoints, CancellationToken stop, Checkpoint? from = null)
    {
        RankedTrainer trainer = NewTrainer(group, text, options, from);
        trainer.Checkpoints = checkpoints is null ? null : new CheckpointOptions { Folder = checkpoints };
        return trainer.GatherModel(trainer.Run(cancellationToken: stop));
    }

    /// <summary>Trains some blocks on two ranks, which ends with a checkpoint.</summary>
    private static void Interrupt(TextSource text, string folder, Checkpoint? from) => ThreadRanks.Run(2, group =>
    {
        using var cancellation = new CancellationTokenSource();
        return Train(group.Rank == 1 ? new CancellingRank(group, cancellation, exchanges: 20) : group, text, Options, folder, cancellation.Token, from);
    });

    private static RankedTrainer NewTrainer(IRankGroup group, TextSource text, TrainingOptions options, Checkpoint? from)
    {
        var shared = RankText.Shared(group, text);
        EncodedCorpus corpus = RankCorpus.Encode(group, shared, options.Corpus);
        return new RankedTrainer(group, corpus, shared, RankFingerprint.Of(group, corpus).Whole, options, threads: 1, from);
    }

    private static long BytesOf(IRankGroup group, TextSource text, int epochs)
    {
        NewTrainer(group, text, Options with { Epochs = epochs }, from: null).Run();
        return group.BytesSent;
    }

    private static void AssertSame(TrainedModel expected, TrainedModel actual)
    {
        Assert.Equal(expected.Vocabulary.Words, actual.Vocabulary.Words);
        Assert.Equal(expected.Vocabulary.Counts.ToArray(), actual.Vocabulary.Counts.ToArray());
        AssertSame(expected.InputVectors.Matrix.Padded, actual.InputVectors.Matrix.Padded);
        AssertSame(expected.Vectors.Matrix.Padded, actual.Vectors.Matrix.Padded);
        AssertSame(expected.OutputVectors!.Padded, actual.OutputVectors!.Padded);
        AssertSame(expected.OutputBiases.Span, actual.OutputBiases.Span);
        Assert.Equal(expected.Report!.Loss, actual.Report!.Loss);
        Assert.Equal(expected.Report.PriorLoss, actual.Report.PriorLoss);
        Assert.Equal(expected.Report.Corpus!.TokensRead, actual.Report.Corpus!.TokensRead);
    }

    private static void AssertSame(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual) =>
        Assert.True(MemoryMarshal.AsBytes(expected).SequenceEqual(MemoryMarshal.AsBytes(actual)));

    private TextSource Write()
    {
        var random = new Random(5);
        for (int file = 0; file < 5; file++)
        {
            IEnumerable<string> lines = Enumerable.Range(0, 200 * (file + 1))
                .Select(_ => string.Join(' ', Enumerable.Range(0, 8).Select(_ => $"w{(int)(Words * Math.Pow(random.NextDouble(), 2))}")));
            string all = string.Join(' ', Enumerable.Range(0, Words).Select(word => $"w{word}"));
            File.WriteAllLines(Path.Combine(_folder, $"{file}.txt"), file == 3 ? [all, .. lines] : lines);
        }

        return TextSource.Glob(Path.Combine(_folder, "*.txt"));
    }
}
