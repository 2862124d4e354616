using Talpa.CoOccurrence;
using Talpa.Formats;
using Talpa.Storage;
using Talpa.Tests.Formats;
using Talpa.Tests.Training.Checkpoints;
using Talpa.Text;
using Talpa.Training;
using Talpa.Training.Checkpoints;
using static Talpa.Tests.Training.SmallTexts;

namespace Talpa.Tests.Storage;

/// <summary>Writes that fail at each byte in turn, in a process that writes no other files.</summary>
internal sealed class LimitedWrites : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public void Vectors()
    {
        foreach (VectorFileFormat format in Enum.GetValues<VectorFileFormat>())
        {
            string path = _folder.File("x.npy");
            VectorFileAccess.Write(path, Contents.Small(), format);
            (string Name, byte[] Bytes)[] old = Files();
            VectorFileContent other = Contents.Small() with { Output = Contents.TableOf(2, 3, [1, 2, 3, 4, 5, 6]) };
            long written = FailAtEveryByte(() => VectorFileAccess.Write(path, other, format), old);
            Assert.Equal(Files().Max(file => file.Bytes.Length), written);
            Array.ForEach(Directory.GetFiles(_folder.Folder), File.Delete);
        }
    }

    public void Checkpoints()
    {
        foreach (Objective objective in Objective.All)
        {
            TrainingOptions options = Small with { Dimension = 2, Objective = objective };
            using EncodedCorpus corpus = Encode(PetsAndTrains(4), options);
            using ITraining training = new Trainer(corpus, options).NewTraining();
            Assert.Null(Save(training, corpus, options));
            (string Name, byte[] Bytes)[] old = Files();

            // Objectives differ in the numbers of a checkpoint, not in how it is written: every byte for one objective, every seventeenth for the others.
            int step = objective is NegativeSampling ? 1 : 17;
            long written = FailAtEveryByte(() => Throw(Save(training, corpus, options)), old, step);
            long[] lengths = [.. Files().Select(file => (long)file.Bytes.Length)];
            Assert.Equal([old[0].Bytes.Length, lengths[1]], lengths);
            Assert.InRange(written, lengths[1], lengths[1] + step - 1);
            Array.ForEach(Directory.GetFiles(_folder.Folder), File.Delete);
        }
    }

    public void TemporaryFiles()
    {
        long scratch = FailAtEveryByte(
            () =>
            {
                using var file = new ScratchFile(_folder.Folder, "tests", "for tests");
                for (int i = 0; i < 30; i++)
                {
                    file.Write(11L * i, new byte[11]);
                }
            },
            []);
        Assert.Equal(330, scratch);

        long rows = FailAtEveryByte(
            () =>
            {
                using var store = new RowStore(20, _folder.Folder, memoryLimit: 40);
                for (int word = 0; word < 20; word++)
                {
                    store.Write(word, new byte[20]);
                }
            },
            []);
        Assert.Equal(360, rows);

        // A little more than two segments, at positions in all of them.
        long ids = FailAtEveryByte(
            () =>
            {
                using var store = new IdStore(_folder.Folder, memoryLimit: 0);
                for (int i = 0; i < 40_000; i++)
                {
                    store.Append(i);
                }

                store.Complete();
            },
            [],
            step: 397);
        Assert.InRange(ids, 160_000, 160_000 + 397);
    }

    /// <summary>Writes with an increasing limit of bytes until it succeeds. After each failure, everything must be unchanged.</summary>
    /// <returns>The number of bytes that sufficed.</returns>
    private long FailAtEveryByte(Action write, (string Name, byte[] Bytes)[] old, int step = 1)
    {
        for (long bytes = 0; ; bytes += step)
        {
            TalpaException? fault = WriteWithin(bytes, write);
            if (fault is null)
            {
                return bytes;
            }

            Assert.Contains(_folder.Folder, fault.Message, StringComparison.Ordinal);
            Assert.Contains("too large", fault.Message, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain('\n', fault.Message);
            (string Name, byte[] Bytes)[] now = Files();
            Assert.True(
                old.Select(file => file.Name).SequenceEqual(now.Select(file => file.Name)) && old.Zip(now).All(pair => pair.First.Bytes.SequenceEqual(pair.Second.Bytes)),
                $"after {bytes} bytes there were {string.Join(", ", now.Select(file => file.Name))}");
        }
    }

    private static TalpaException? WriteWithin(long bytes, Action write)
    {
        using var limit = new FileSizeLimit(bytes);
        try
        {
            write();
            return null;
        }
        catch (TalpaException fault)
        {
            return fault;
        }
    }

    private string? Save(ITraining training, EncodedCorpus corpus, TrainingOptions options)
    {
        using var saver = new CheckpointSaver(new CheckpointOptions { Folder = _folder.Folder });
        saver.Save(Headers.Of(corpus, options), training);
        saver.Finish();
        return saver.Fault;
    }

    private static void Throw(string? fault)
    {
        if (fault is not null)
        {
            throw new UnwritableFileException(fault);
        }
    }

    private (string Name, byte[] Bytes)[] Files() =>
        [.. _folder.FileNames.Select(name => (name, File.ReadAllBytes(_folder.File(name))))];
}
