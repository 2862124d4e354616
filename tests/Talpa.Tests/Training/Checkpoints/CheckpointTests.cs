using System.Text;
using Talpa.Tests.Formats;
using Talpa.Text;
using Talpa.Training;
using Talpa.Training.Checkpoints;
using static Talpa.Tests.Training.SmallTexts;

namespace Talpa.Tests.Training.Checkpoints;

/// <summary>What a trainer saves, and how unusable checkpoints are reported.</summary>
public sealed class CheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Checkpoints => _folder.File("checkpoints");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_cancelled_training_is_saved_with_its_position_and_notes()
    {
        TrainingOptions options = Long with { Corpus = new CorpusOptions { MinCount = 1, Lowercase = true, Tokenizer = Tokenizer.Whitespace }, Seed = 77 };
        using EncodedCorpus corpus = Encode(PetsAndTrains(3000), options);

        (TrainingProgress state, _) = RunAndCancel(corpus, options);

        Checkpoint checkpoint = Checkpoint.Open(Checkpoints);
        Assert.Equal(checkpoint.Path, state.LastCheckpoint);
        Assert.Null(state.CheckpointFault);
        Assert.Equal(options.WithDefaultsFor(corpus) with { Corpus = checkpoint.Options.Corpus }, checkpoint.Options);
        Assert.Same(Tokenizer.Whitespace, checkpoint.Options.Corpus.Tokenizer);
        Assert.True(checkpoint.Options.Corpus.Lowercase);
        Assert.Equal(state with { LastCheckpoint = null }, checkpoint.Progress);
        Assert.Equal("zoo.txt", checkpoint.Notes["text"]);
        Assert.Empty(checkpoint.Skipped);
        Assert.InRange(checkpoint.Saved, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow);
    }

    [Fact]
    public void Checkpoints_are_saved_during_training_and_the_last_two_are_kept()
    {
        TrainingOptions options = Long;
        using EncodedCorpus corpus = Encode(PetsAndTrains(3000), options);
        using var stop = new CancellationTokenSource();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var trainer = NewTrainer(corpus, options);

        trainer.Run(new Reports(state =>
        {
            if (state.LastCheckpoint is { } last && seen.Add(last) && seen.Count == 4)
            {
                stop.Cancel();
            }
        }), stop.Token);

        string[] names = [.. Directory.EnumerateFiles(Checkpoints).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];
        Assert.Equal(2, names.Length);
        Assert.All(names, name => Assert.EndsWith(".checkpoint", name, StringComparison.Ordinal));
        Assert.Equal(names[1], Path.GetFileName(Checkpoint.Open(Checkpoints).Path));
    }

    [Fact]
    public void If_the_newest_checkpoint_is_corrupt_the_one_before_is_used_and_it_is_reported()
    {
        TrainingOptions options = Long;
        using EncodedCorpus corpus = Encode(PetsAndTrains(3000), options);
        RunAndCancel(corpus, options);
        string good = Checkpoint.Open(Checkpoints).Path;
        byte[] bytes = File.ReadAllBytes(good);
        string newest = Path.Combine(Checkpoints, "999999.checkpoint");
        byte[] flipped = [.. bytes];
        flipped[bytes.Length / 2] ^= 1;
        byte[][] damages = [[], bytes[..10], bytes[..200], bytes[..^1], [.. bytes, 0], flipped, [.. Enumerable.Repeat((byte)0xFF, bytes.Length)]];
        foreach (byte[] corrupt in damages)
        {
            File.WriteAllBytes(newest, corrupt);
            Checkpoint checkpoint = Checkpoint.Open(Checkpoints);
            Assert.Equal(good, checkpoint.Path);
            Assert.Contains(newest, Assert.Single(checkpoint.Skipped), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_change_of_any_byte_of_a_checkpoint_is_detected()
    {
        TrainingOptions options = Long;
        using EncodedCorpus corpus = Encode(PetsAndTrains(3000), options);
        RunAndCancel(corpus, options);
        string path = Checkpoint.Open(Checkpoints).Path;
        File.Copy(path, _folder.File("000001.checkpoint"));
        path = _folder.File("000001.checkpoint");
        byte[] bytes = File.ReadAllBytes(path);
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        IEnumerable<int> positions = Enumerable.Range(0, 64).Concat(Enumerable.Range(0, 200).Select(_ => random.Next(bytes.Length)));
        foreach (int position in positions)
        {
            byte original = bytes[position];
            bytes[position] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(path, bytes);
            bytes[position] = original;
            var fault = Assert.ThrowsAny<UnusableInputException>(() => Checkpoint.Open(_folder.Folder));
            Assert.True(fault.GetType() == typeof(UnusableInputException) && fault.Message.StartsWith(path, StringComparison.Ordinal), $"byte {position}, seed {seed}: {fault.Message}");
        }
    }

    [Fact]
    public void Another_text_is_refused_even_if_it_has_the_same_words()
    {
        TrainingOptions options = Long;
        string[] lines = [.. PetsAndTrains(3000)];
        using EncodedCorpus corpus = Encode(lines, options);
        RunAndCancel(corpus, options);
        Checkpoint checkpoint = Checkpoint.Open(Checkpoints);
        using EncodedCorpus reversed = Encode(lines.Reverse(), options);
        using EncodedCorpus shorter = Encode(lines[1..], options);
        using EncodedCorpus same = Encode(lines, options);

        Assert.Contains("in another order", Assert.Throws<UnusableInputException>(() => Trainer.Resume(reversed, checkpoint)).Message, StringComparison.Ordinal);
        Assert.Contains("bring the old text back", Assert.Throws<UnusableInputException>(() => Trainer.Resume(shorter, checkpoint)).Message, StringComparison.Ordinal);
        Assert.NotNull(Trainer.Resume(same, checkpoint));
    }

    [Fact]
    public void A_folder_without_checkpoints_is_refused()
    {
        Assert.Contains("no such folder", Assert.Throws<UnusableInputException>(() => Checkpoint.Open(Checkpoints)).Message, StringComparison.Ordinal);
        Directory.CreateDirectory(Checkpoints);
        Assert.Contains("no checkpoint in this folder", Assert.Throws<UnusableInputException>(() => Checkpoint.Open(Checkpoints)).Message, StringComparison.Ordinal);
        Assert.False(Checkpoint.Exists(Checkpoints));
    }

    [Fact]
    public void If_no_checkpoint_can_be_saved_the_training_continues_and_reports_why()
    {
        TrainingOptions options = Long;
        using EncodedCorpus corpus = Encode(PetsAndTrains(3000), options);
        _folder.Write("checkpoints", "a file where the folder should be"u8);

        (TrainingProgress state, string? fault) = RunAndCancel(corpus, options, until: state => state.CheckpointFault is not null && state.Tokens > 0);

        Assert.True(state.Tokens > 0);
        Assert.Null(state.LastCheckpoint);
        Assert.Contains(Checkpoints, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_trainings_cannot_save_to_one_folder()
    {
        using FileStream taken = new CheckpointFolder(Checkpoints).Take();
        TrainingOptions options = Long;
        using EncodedCorpus corpus = Encode(PetsAndTrains(3000), options);

        var fault = Assert.Throws<UnwritableFileException>(() => NewTrainer(corpus, options).Run(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains("another training", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_a_killed_process_left_half_written_is_removed()
    {
        Directory.CreateDirectory(Checkpoints);
        File.WriteAllText(Path.Combine(Checkpoints, ".0123.tmp"), "half");
        File.WriteAllText(Path.Combine(Checkpoints, "notes.txt"), "mine");
        TrainingOptions options = Long;
        using EncodedCorpus corpus = Encode(PetsAndTrains(3000), options);
        RunAndCancel(corpus, options);
        Assert.False(File.Exists(Path.Combine(Checkpoints, ".0123.tmp")));

        Checkpoint.Remove(Checkpoints);
        Assert.Equal(["notes.txt"], Directory.EnumerateFileSystemEntries(Checkpoints).Select(Path.GetFileName));

        File.Delete(Path.Combine(Checkpoints, "notes.txt"));
        Checkpoint.Remove(Checkpoints);
        Assert.False(Directory.Exists(Checkpoints));
    }

    [Fact]
    public void A_checkpoint_begins_with_a_readable_header()
    {
        TrainingOptions options = Long;
        using EncodedCorpus corpus = Encode(PetsAndTrains(3000), options);
        RunAndCancel(corpus, options);
        string head = Encoding.UTF8.GetString(File.ReadAllBytes(Checkpoint.Open(Checkpoints).Path).AsSpan(0, 3000));
        Assert.Contains("\"name\": \"negative\"", head, StringComparison.Ordinal);
        Assert.Contains("\"text\": \"zoo.txt\"", head, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rest_of_a_training_can_be_given_another_learning_rate()
    {
        TrainingOptions options = Long with { Epochs = 300 };
        using EncodedCorpus corpus = Encode(PetsAndTrains(300), options);
        RunAndCancel(corpus, options);
        var trainer = Trainer.Resume(corpus, Checkpoint.Open(Checkpoints), learningRate: 0.004);
        Assert.Equal(0.004, trainer.Model.Options.LearningRate);
        var reports = new Reports(_ => { });
        TrainingProgress end = trainer.Run(reports, TestContext.Current.CancellationToken);
        Assert.Equal(1, end.Fraction);
        Assert.All(reports.All, report => Assert.InRange(report.LearningRate, 0, 0.004));
    }

    [Fact]
    public void A_training_that_diverges_names_its_last_good_checkpoint()
    {
        // Long enough at a rate that is just too high that a checkpoint comes first.
        TrainingOptions options = Long;
        using EncodedCorpus corpus = Encode(PetsAndTrains(3000), options);
        var trainer = NewTrainer(corpus, options);
        var corruption = new Reports(state =>
        {
            if (state.LastCheckpoint is not null)
            {
                trainer.Model.Output.Padded.Fill(float.NaN);
            }
        });

        var fault = Assert.Throws<TrainingDivergedException>(() => trainer.Run(corruption, TestContext.Current.CancellationToken));

        string last = Checkpoint.Open(Checkpoints).Path;
        Assert.Contains($"the last checkpoint before that is {last}", fault.Message, StringComparison.Ordinal);
        var resumed = Trainer.Resume(corpus, Checkpoint.Open(Checkpoints));
        using ITraining training = resumed.NewTraining();
        Assert.False(resumed.Model.Output.Padded.Contains(float.NaN));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(31 * 24 * 3600)]
    public void An_interval_out_of_range_is_refused(double seconds)
    {
        TrainingOptions options = Small;
        using EncodedCorpus corpus = Encode(PetsAndTrains(30), options);
        var trainer = new Trainer(corpus, options) { Checkpoints = new CheckpointOptions { Folder = Checkpoints, Every = TimeSpan.FromSeconds(seconds) } };
        Assert.Equal("Every", Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Run(cancellationToken: TestContext.Current.CancellationToken)).ParamName);
    }

    /// <summary>Hours of training, so that it is never at its end before it is stopped.</summary>
    private static TrainingOptions Long => Small with { Epochs = 10_000 };

    private Trainer NewTrainer(EncodedCorpus corpus, TrainingOptions options) => new(corpus, options)
    {
        Checkpoints = new CheckpointOptions
        {
            Folder = Checkpoints,
            Every = TimeSpan.FromMilliseconds(20),
            Notes = new Dictionary<string, string>(StringComparer.Ordinal) { ["text"] = "zoo.txt" },
        },
    };

    /// <summary>Trains until something is reported, by default anything, and cancels.</summary>
    private (TrainingProgress State, string? Fault) RunAndCancel(EncodedCorpus corpus, TrainingOptions options, Func<TrainingProgress, bool>? until = null)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        string? fault = null;
        TrainingProgress end = NewTrainer(corpus, options).Run(new Reports(state =>
        {
            fault ??= state.CheckpointFault;
            if (until?.Invoke(state) ?? true)
            {
                stop.Cancel();
            }
        }), stop.Token);
        return (end, fault);
    }
}
