using System.Diagnostics;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Talpa.Training.Checkpoints;

namespace Talpa.Cli.Tests;

/// <summary>Trainings that are killed, interrupted and resumed, as processes of their own, with real signals.</summary>
public sealed class ResumeProcessTests : IDisposable
{
    private const string Checkpoints = "v.talpa.checkpoint";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(3, "")]
    [InlineData(3, "--phrases --phrase-scoring npmi --phrase-threshold 0.1 --phrase-passes 2 --connectors w0")]
    public void Killed_again_and_again_and_resumed_a_training_ends_with_the_bytes_of_an_uninterrupted_one(int times, string options)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        int kills = Talpa.Tests.Repetitions.Of(times);
        WriteCorpus(tokens: 20_000);
        for (int epochs = 20 * kills; !IsKilledEachTime(kills, epochs, options.Split(' ', StringSplitOptions.RemoveEmptyEntries)); epochs *= 3)
        {
            // The training was too short for this machine at this time: it ended between two kills.
        }

        using var last = TalpaProcess.Run(_folder.Root, "resume", Checkpoints, "--quiet");
        Assert.True(last.ExitCode == 0, last.Error);
        Assert.Equal(Vectors("uninterrupted.talpa"), Vectors("v.talpa"));
        Assert.Equal(options.Length > 0, TrainedModel.Load(_folder.Path("v.talpa")).Phrases?.Items.Any(phrase => phrase.Pass == 2) == true);

        // A kill can't be waited for: one in the moment in which the output is tried leaves the empty file that tries it, and nothing else may be left.
        Assert.Equal(["t.txt", "uninterrupted.talpa", "v.talpa"], _folder.Names.Where(name => !IsTrial(name)));
    }

    /// <summary>Trains without an interruption, and then with so many.</summary>
    /// <returns>Whether the training was killed each time; otherwise it ended before.</returns>
    private bool IsKilledEachTime(int kills, int epochs, string[] more)
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        string[] options = ["--min-count", "1", "--dim", "20", "--epochs", $"{epochs}", "--threads", "1", "--quiet", .. more];
        using (var uninterrupted = TalpaProcess.Run(_folder.Root, ["train", "t.txt", "-o", "uninterrupted.talpa", .. options]))
        {
            Assert.Equal(0, uninterrupted.ExitCode);
        }

        double before = 0;
        for (int kill = 0; kill < kills; kill++)
        {
            bool isBegun = Checkpoint.Exists(_folder.Path(Checkpoints));
            string[] arguments = isBegun ? ["resume", Checkpoints, "--quiet"] : ["train", "t.txt", "-o", "v.talpa", .. options];
            using var training = TalpaProcess.Start(_folder.Root, [.. arguments, .. Interruption.SavesOften]);

            KillMoment(training, kill % 3, random);
            training.Signal("KILL");
            int code = training.WaitForExit();
            if (code == 0)
            {
                return false;
            }

            Assert.True(code == 137, $"kill {kill}, seed {seed}: it ended with {code}: {training.Error}");
            if (Checkpoint.Exists(_folder.Path(Checkpoints)))
            {
                var checkpoint = Checkpoint.Open(_folder.Path(Checkpoints));
                Assert.Empty(checkpoint.Skipped);
                Assert.True(checkpoint.Progress.Fraction >= before, $"kill {kill}, seed {seed}: it went back from {before} to {checkpoint.Progress.Fraction}");
                before = checkpoint.Progress.Fraction;
            }
        }

        return Checkpoint.Exists(_folder.Path(Checkpoints));
    }

    [Fact]
    public void A_signal_saves_first_and_reports_how_to_resume()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        WriteCorpus(tokens: 5_000);
        string[] options = ["--min-count", "1", "--dim", "16", "--shards", "4"];
        (int epochs, string error) = Interruption.Of(
            _folder.Path(Checkpoints),
            epochs => TalpaProcess.Start(_folder.Root, ["train", "t.txt", "-o", "v.talpa", "--epochs", $"{epochs}", .. options, .. Interruption.SavesOften]));
        Assert.Contains($"what was learned is saved in v.talpa; resume with: talpa resume {Checkpoints}", error, StringComparison.Ordinal);

        Session resumed = Session.Run("resume", _folder.Path(Checkpoints));
        Session uninterrupted = Session.Run(["train", _folder.Path("t.txt"), "-o", _folder.Path("uninterrupted.talpa"), "--epochs", $"{epochs}", .. options]);

        Assert.True(resumed.Code == ExitCode.Done, resumed.Error);
        Assert.True(uninterrupted.Code == ExitCode.Done, uninterrupted.Error);
        Assert.Matches(@"resumed +at \d+\.\d+ % of the work, saved \d{4}-", resumed.Out);
        Assert.Equal(Vectors("uninterrupted.talpa"), Vectors("v.talpa"));
        Assert.Equal(["t.txt", "uninterrupted.talpa", "v.talpa"], _folder.Names);
    }

    [Fact]
    public void Text_from_the_standard_input_must_be_given_again()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        WriteCorpus(tokens: 5_000);
        Interrupt(epochs => TalpaProcess.StartShell(
            _folder.Root, $"exec \"{TalpaProcess.Executable}\" train - -o v.talpa --min-count 1 --epochs {epochs} --checkpoint-every 20ms < t.txt"));

        Session without = Session.Run("resume", _folder.Path(Checkpoints));
        using var other = TalpaProcess.RunShell(_folder.Root, $"head -n 100 t.txt | talpa resume {Checkpoints}");
        using var resumed = TalpaProcess.RunShell(_folder.Root, $"talpa resume {Checkpoints} < t.txt");

        Assert.Equal(ExitCode.UnusableInput, without.Code);
        Assert.Equal(3, other.ExitCode);
        Assert.Contains("the text is not the one that this training began with", other.Error, StringComparison.Ordinal);
        Assert.True(resumed.ExitCode == 0, resumed.Error);
    }

    [Fact]
    public void It_resumes_in_another_folder_and_refuses_a_text_that_was_changed_or_removed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        WriteCorpus(tokens: 5_000);
        Interrupt(epochs => TalpaProcess.Start(
            _folder.Root, ["train", "t.txt", "-o", "v.talpa", "--min-count", "1", "--epochs", $"{epochs}", .. Interruption.SavesOften]));
        string text = File.ReadAllText(_folder.Path("t.txt"));

        File.Delete(_folder.Path("t.txt"));
        Session.Run("resume", _folder.Path(Checkpoints)).FailedWith(ExitCode.UnusableInput, "t.txt");

        _folder.Write("t.txt", text.Replace("w7 ", "w8 ", StringComparison.Ordinal));
        Session.Run("resume", _folder.Path(Checkpoints)).FailedWith(ExitCode.UnusableInput, "bring the old text back");

        _folder.Write("t.txt", text);
        byte[] vectors = Vectors("v.talpa");
        _folder.Write("v.talpa", "no vectors");
        Session.Run("resume", _folder.Path(Checkpoints)).FailedWith(ExitCode.WrongUsage, "v.talpa is there already and holds no vectors");

        _folder.Write("v.talpa", vectors);
        Directory.Move(_folder.Path(Checkpoints), _folder.Path("elsewhere"));
        Session.Run("resume", _folder.Path("elsewhere")).FailedWith(ExitCode.WrongUsage, "elsewhere: the folder's name determines the file of the vectors");

        Directory.Move(_folder.Path("elsewhere"), _folder.Path(Checkpoints));
        Session resumed = Session.Run("resume", _folder.Path(Checkpoints));
        Assert.True(resumed.Code == ExitCode.Done, resumed.Error);
        Assert.Contains(_folder.Path("v.talpa"), resumed.Out, StringComparison.Ordinal);
        Assert.Equal(["t.txt", "v.talpa"], _folder.Names);
    }

    [Fact]
    public void A_long_interrupted_training_is_not_replaced_by_a_new_one_of_the_same_name()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        WriteCorpus(tokens: 5_000);
        string[] arguments = ["train", "t.txt", "-o", "v.talpa", "--min-count", "1", "--epochs", "10000", .. Interruption.SavesOften];
        Interrupt(_ => TalpaProcess.Start(_folder.Root, arguments));

        // One that was interrupted at its start is replaced by a new one, which runs as soon as the checkpoints are its own.
        Checkpoint old = Checkpoint.Open(_folder.Path(Checkpoints));
        using (var second = TalpaProcess.Start(_folder.Root, arguments))
        {
            second.WaitUntil(_ => Checkpoint.Exists(_folder.Path(Checkpoints)) && Newest() is { } newest && newest.Saved > old.Saved);
            second.Signal("INT");
            Assert.Equal(130, second.WaitForExit());
        }

        AgeByAnHour(Checkpoint.Open(_folder.Path(Checkpoints)).Path);

        using var refused = TalpaProcess.Run(_folder.Root, arguments);
        Assert.Equal(2, refused.ExitCode);
        Assert.Matches(@"^talpa: v\.talpa\.checkpoint holds a training that is \d.* % done, after 1 h.*; resume it: talpa resume v\.talpa\.checkpoint, or remove", refused.Error);
    }

    [Theory]
    [InlineData("nosuch")]
    [InlineData(".")]
    public void A_folder_without_checkpoints_is_refused_in_one_line(string folder)
    {
        Session session = Session.Run("resume", folder);
        session.FailedWith(ExitCode.UnusableInput);
        Assert.StartsWith($"talpa: {folder}: there is no ", session.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_checkpoints_an_interruption_leaves_only_the_vectors()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        WriteCorpus(tokens: 5_000);
        using (var training = TalpaProcess.Start(
            _folder.Root, "train", "t.txt", "-o", "v.talpa", "--min-count", "1", "--epochs", "10000", "--threads", "1", "--checkpoint-every", "off"))
        {
            training.WaitUntil(process => process.Error.Contains("epoch ", StringComparison.Ordinal));
            training.Signal("INT");
            Assert.Equal(130, training.WaitForExit());
        }

        Assert.Equal(["t.txt", "v.talpa"], _folder.Names);
    }

    private void Interrupt(Func<int, TalpaProcess> start) => Interruption.Of(_folder.Path(Checkpoints), start);

    /// <summary>The newest checkpoint, or <c>null</c> where it is replaced at this moment.</summary>
    private Checkpoint? Newest()
    {
        try
        {
            return Checkpoint.Open(_folder.Path(Checkpoints));
        }
        catch (UnusableInputException)
        {
            return null;
        }
    }

    /// <summary>
    /// Waits for a moment to kill at: while a checkpoint is being written; soon after one was; or any, from the very start on.
    /// </summary>
    private void KillMoment(TalpaProcess training, int kind, Random random)
    {
        string folder = _folder.Path(Checkpoints);
        string? newest = NewestCheckpoint();
        TimeSpan most = kind == 0 ? TimeSpan.FromMilliseconds(random.Next(500)) : TimeSpan.MaxValue;
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < most && !training.HasExited)
        {
            bool isWriting = Files(folder, ".*.tmp").Length > 0;
            if (kind == 1 && isWriting)
            {
                return;
            }

            if (kind == 2 && NewestCheckpoint() != newest)
            {
                Thread.Sleep(random.Next(50));
                return;
            }

            if (kind != 1)
            {
                // A file is being written for so short a time that only a thread that does not sleep sees it.
                Thread.Sleep(1);
            }
        }
    }

    private string? NewestCheckpoint() => Files(_folder.Path(Checkpoints), "*.checkpoint").Max(StringComparer.Ordinal);

    /// <summary>The files of a folder that comes and goes; none where it is absent.</summary>
    private static string[] Files(string folder, string pattern)
    {
        try
        {
            return Directory.Exists(folder) ? Directory.GetFiles(folder, pattern) : [];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    /// <summary>Rewrites the head of a checkpoint, so that its training seems to have run for longer.</summary>
    private static void AgeByAnHour(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int at = bytes.AsSpan().IndexOf("\"elapsed\": \"00:"u8);
        Assert.True(at > 0);
        "01:"u8.CopyTo(bytes.AsSpan(at + "\"elapsed\": \"".Length));
        XxHash128.Hash(bytes.AsSpan(..^16)).CopyTo(bytes.AsSpan(^16..));
        File.WriteAllBytes(path, bytes);
    }

    private bool IsTrial(string name) => name.StartsWith('.') && name.EndsWith(".tmp", StringComparison.Ordinal) && new FileInfo(_folder.Path(name)).Length == 0;

    private byte[] Vectors(string name) => File.ReadAllBytes(_folder.Path(name));

    /// <summary>Words of very different frequencies, in lines of twenty.</summary>
    private void WriteCorpus(int tokens)
    {
        var random = new Random(7);
        var text = new StringBuilder();
        for (int i = 0; i < tokens; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"w{(int)(300 * Math.Pow(random.NextDouble(), 3))}{(i % 20 == 19 ? '\n' : ' ')}");
        }

        _folder.Write("t.txt", text.ToString());
    }
}
