using System.IO.Hashing;
using Talpa.Text;
using Talpa.Training;
using Talpa.Training.Checkpoints;

namespace Talpa.Fuzzing;

/// <summary>Opens a checkpoint that somebody may have changed, and goes on from it.</summary>
internal static class CheckpointAttack
{
    private const int ChecksumBytes = 16;

    /// <summary>More is not to be learned from what was carried back than shows whether it can be.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    private static readonly TrainingOptions Options = new()
    {
        Corpus = new CorpusOptions { MinCount = 1, Threads = 1 },
        Dimension = 4,
        Threads = 1,
        Epochs = 10_000,
    };

    /// <summary>Checkpoints of every kind of state, each left in the midst of the training: by walkers through the text, in rounds, by sweeps.</summary>
    public static IReadOnlyList<byte[]> Seeds() =>
    [
        Made(Options),
        Made(Options with { Threads = 2, Objective = new HierarchicalSoftmax(), Architecture = Architecture.Cbow }),
        Made(Options with { Objective = new FullSoftmax() }),
        Made(Options with { Shards = 4 }),
        Made(Options with { Shards = 4, Objective = new HierarchicalSoftmax() }),
        Made(Options with { Objective = new ExactSoftmax() }),
    ];

    /// <summary>Reads the bytes as they are, and with the checksum put right.</summary>
    public static void Read(string folder, byte[] bytes)
    {
        try
        {
            GoOn(folder, bytes);
        }
        catch (TalpaException)
        {
            // Nearly always the checksum.
        }

        if (bytes.Length >= ChecksumBytes)
        {
            _ = XxHash128.Hash(bytes.AsSpan(0, bytes.Length - ChecksumBytes), bytes.AsSpan(bytes.Length - ChecksumBytes));
        }

        GoOn(folder, bytes);
    }

    private static void GoOn(string folder, byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(folder, "000001.checkpoint"), bytes);
        Checkpoint checkpoint = Checkpoint.Open(folder);
        using EncodedCorpus corpus = Text();
        using var stop = new CancellationTokenSource(Step);
        try
        {
            _ = Trainer.Resume(corpus, checkpoint).Run(cancellationToken: stop.Token);
        }
        catch (TrainingDivergedException)
        {
            // Its vectors hold what is no number, and that is said.
        }
    }

    private static EncodedCorpus Text() => EncodedCorpus.Encode(TextSource.Text("the mole digs\nthe badger digs too\n"), Options.Corpus);

    private static byte[] Made(TrainingOptions options)
    {
        string folder = Directory.CreateTempSubdirectory("talpa-seed-").FullName;
        try
        {
            using EncodedCorpus corpus = Text();
            while (true)
            {
                using var stop = new CancellationTokenSource(Step);
                TrainingProgress state = new Trainer(corpus, options) { Checkpoints = new CheckpointOptions { Folder = folder } }.Run(cancellationToken: stop.Token);
                if (state is { Tokens: > 0, Fraction: < 1 })
                {
                    return File.ReadAllBytes(state.LastCheckpoint!);
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
