using System.IO.Hashing;
using Talpa.Text;
using Talpa.Training;
using Talpa.Training.Checkpoints;

namespace Talpa.Fuzzing;

/// <summary>Opens a checkpoint that somebody may have changed, and goes on from it.</summary>
internal static class CheckpointAttack
{
    private const int ChecksumBytes = 16;

    private static readonly TrainingOptions Options = new()
    {
        Corpus = new CorpusOptions { MinCount = 1, Threads = 1 },
        Dimension = 4,
        Threads = 1,
        Epochs = 10_000,
    };

    /// <summary>Checkpoints of a walk through the text, in one thread and in rounds.</summary>
    public static IReadOnlyList<byte[]> Seeds() => [Made(Options), Made(Options with { Deterministic = true, Objective = Objective.HierarchicalSoftmax })];

    /// <summary>Reads the bytes as they are, and with the checksum put right.</summary>
    public static void Read(string folder, byte[] bytes)
    {
        try
        {
            GoOn(folder, bytes);
        }
        catch (UnusableInputException)
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
        try
        {
            _ = Trainer.Resume(corpus, checkpoint).Run(cancellationToken: new CancellationToken(canceled: true));
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
            var trainer = new Trainer(corpus, options) { Checkpoints = new CheckpointOptions { Folder = folder } };
            _ = trainer.Run(cancellationToken: new CancellationToken(canceled: true));
            return File.ReadAllBytes(Directory.GetFiles(folder, "*.checkpoint")[0]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
