using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Talpa.Formats;
using Talpa.Training.Checkpoints;

namespace Talpa.Cli.Tests;

/// <summary>What only a process of its own can show: exit codes, signals, pipes, disks, memory.</summary>
public class ProcessTests
{
    /// <summary>When it is written, the process has begun to read.</summary>
    private static readonly string MoreThanAPipeHolds = string.Concat(Enumerable.Repeat("a b c d\n", 50_000));

    [Fact]
    public void Without_a_file_it_trains_on_the_built_in_text_in_the_current_folder()
    {
        using var folder = new TemporaryFolder();

        using var training = TalpaProcess.Run(folder.Root, "train");
        using var question = TalpaProcess.Run(folder.Root, "nearest", "zoo.talpa", "mole");

        Assert.Equal(0, training.ExitCode);
        Assert.Equal(["zoo.talpa"], folder.Names);
        Assert.Contains("saved      zoo.talpa", training.Out, StringComparison.Ordinal);
        Assert.Contains("badger", question.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "--version")]
    [InlineData(2, "train", "--dim", "0")]
    [InlineData(3, "train", "nosuch.txt")]
    [InlineData(1, "train", "-o", "nosuch/v.talpa")]
    public void The_exit_code_reports_what_happened(int code, params string[] arguments)
    {
        using var folder = new TemporaryFolder();

        using var process = TalpaProcess.Run(folder.Root, arguments);

        Assert.Equal(code, process.ExitCode);
        Assert.Equal(code == 0 ? 0 : 1, process.Error.Count(c => c == '\n'));
        Assert.Empty(folder.Names);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2, "frain")]
    [InlineData(3, "nearest", "nosuch.talpa", "mole")]
    public void A_command_returns_its_exit_code(int code, params string[] arguments)
    {
        Session session = Session.Run(arguments);

        Assert.Equal(code, (int)session.Code);
        Assert.Equal(code == 0 ? 0 : 1, session.ErrorLines.Count);
    }

    [Fact]
    public void A_signal_at_any_moment_before_a_training_begins_leaves_no_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        using var folder = new TemporaryFolder();
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        folder.Write("t.txt", string.Concat(Enumerable.Repeat("a b c d\n", 20)));
        int signals = Talpa.Tests.Repetitions.Of(8);
        for (int i = 0; i < signals; i++)
        {
            // What is read never ends: a training never begins.
            using var training = TalpaProcess.Start(folder.Root, "train", "t.txt", "-", "-o", "v.talpa", "--quiet");
            if (i == 0)
            {
                // While it reads; the others at any moment since the start.
                training.Write(MoreThanAPipeHolds);
            }
            else
            {
                Thread.Sleep(random.Next(250));
            }

            training.Signal("TERM");
            Assert.True(training.WaitForExit() is 130 or 143, $"signal {i}, seed {seed}: {training.ExitCode}: {training.Error}");
            Assert.Equal(["t.txt"], folder.Names);
        }
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void A_signal_ends_a_training_and_saves_what_is_learned(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        using var folder = new TemporaryFolder();
        using var training = StartLongTraining(folder);

        training.WaitUntil(_ => Checkpoint.Exists(folder.Path("v.talpa.checkpoint")));
        training.Signal(signal);

        Assert.Equal(130, training.WaitForExit());
        Assert.Contains("talpa: interrupted; what was learned is saved in v.talpa", training.Error, StringComparison.Ordinal);
        Assert.Matches(@"stopped +[\d,]+ tokens \(\d+\.\d+ % of the work\)", training.Out);
        Assert.Equal(["t.txt", "v.talpa", "v.talpa.checkpoint"], folder.Names);
        Assert.Equal(1000, VectorFileAccess.Read(folder.Path("v.talpa")).Vectors.Count);
    }

    [Fact]
    public async Task Studio_reports_its_address_serves_the_page_and_ends_on_a_signal()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        using var folder = new TemporaryFolder();
        using var studio = TalpaProcess.Start(folder.Root, "studio", "--no-browser");

        studio.WaitUntil(process => process.Out.Contains("Ctrl-C ends it.", StringComparison.Ordinal));
        string address = studio.Out.Split().First(word => word.StartsWith("http://127.0.0.1:", StringComparison.Ordinal));
        using var client = new HttpClient();
        string page = await client.GetStringAsync(new Uri(address), TestContext.Current.CancellationToken);
        studio.Signal("INT");

        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.Equal(0, studio.WaitForExit());
        Assert.Empty(studio.Error);
    }

    [Theory]
    [InlineData("--port", "70000", "--port must be from 1 to 65535, not 70000")]
    [InlineData("--limit", "5", "--limit is about reading VECTORS, and no file is given")]
    public void An_invalid_port_and_reading_options_without_a_file_are_refused(string option, string value, string message)
    {
        Session studio = Session.Run("studio", option, value);

        Assert.Equal(ExitCode.WrongUsage, studio.Code);
        Assert.Contains(message, studio.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Into_a_pipe_progress_is_written_as_plain_lines()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        using var folder = new TemporaryFolder();
        using var training = StartLongTraining(folder);

        // On a busy machine the first report can precede the first predictions and has no loss yet.
        training.WaitUntil(process => HasLoss(process.Error));
        training.Signal("INT");
        training.WaitForExit();

        string line = training.Error.Split('\n').First(HasLoss);
        Assert.Matches(@"^ *\d+ %  epoch \d+/10000  [\d,]+ tokens/s  loss \d+\.\d{3}  rate 0\.\d{4}  [\d:]+ left$", line);
        Assert.DoesNotContain('\u001b', training.Out + training.Error);
        Assert.DoesNotContain('\r', training.Out + training.Error);
    }

    [Fact]
    public void A_signal_while_nothing_is_learned_ends_with_130()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        using var folder = new TemporaryFolder();
        using var training = TalpaProcess.Start(folder.Root, "train", "-");

        training.Write(MoreThanAPipeHolds);
        training.Signal("INT");

        Assert.Equal(130, training.WaitForExit());

        // Reading that takes long on a busy machine reports its progress first.
        Assert.Matches("^(reading .*\n)*talpa: interrupted\n$", training.Error);
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void A_reader_that_closes_the_pipe_is_no_error()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "this runs in a Unix shell");
        using var folder = new TemporaryFolder();

        using var process = TalpaProcess.RunShell(folder.Root, "talpa explain 'I saw a mole at the zoo' --center mole --steps 1000 | head -n 1");

        Assert.Empty(process.Error);
    }

    [Fact]
    public void A_full_disk_behind_the_output_is_reported_in_one_line_with_exit_code_1()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "this system has no /dev/full");
        using var folder = new TemporaryFolder();

        using var process = TalpaProcess.RunShell(folder.Root, "talpa explain 'a b' --center a > /dev/full; echo $?");

        Assert.Equal("1\n", process.Out);
        Assert.Single(process.Error.TrimEnd().Split('\n'));
        Assert.StartsWith("talpa: ", process.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disk_that_fills_up_leaves_only_the_old_vectors()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path("small"));
        using var mount = TalpaProcess.RunShell(folder.Root, "mount -t tmpfs -o size=64k tmpfs small");
        Assert.SkipUnless(mount.ExitCode == 0, "a small file system can't be mounted here: " + mount.Error.Trim());
        try
        {
            byte[] old = SmallVectors.WriteTo(folder.Path("small/zoo.talpa"));

            folder.Write("t.txt", ShortTraining.FourSentences);

            using var training = TalpaProcess.Run(folder.Root, "train", "t.txt", "-o", "small/zoo.talpa", "--min-count", "1", "--dim", "2000", "--epochs", "1");

            Assert.Equal(1, training.ExitCode);
            Assert.Matches("(^|\n)talpa: small/zoo.talpa: no space is left[^\n]*\n$", training.Error);
            Assert.Equal(old, File.ReadAllBytes(folder.Path("small/zoo.talpa")));
            Assert.Single(Directory.EnumerateFileSystemEntries(folder.Path("small")));
        }
        finally
        {
            using var unmount = TalpaProcess.RunShell(folder.Root, "umount small");
        }
    }

    [Fact]
    public void The_memory_estimate_is_within_a_tenth_of_what_the_process_takes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the peak is read from the kernel of Linux");
        using var folder = new TemporaryFolder();
        WriteCorpus(folder.Path("t.txt"), words: 60_000, tokens: 300_000);

        using var training = TalpaProcess.Run(
            folder.Root, "train", "t.txt", "-o", "v.talpa", "--min-count", "1", "--dim", "200", "--epochs", "1", "--quiet", "--json");

        JsonElement answer = JsonDocument.Parse(training.Out).RootElement;
        double estimate = answer.GetProperty("estimatedPeakBytes").GetDouble();
        double peak = answer.GetProperty("peakBytes").GetDouble();
        Assert.True(peak > 2 * 60_000 * 200 * sizeof(float), "the two tables alone take more");
        Assert.InRange(estimate / peak, 0.9, 1.1);
    }

    [Theory]
    [InlineData("--shards", "4", 5, 10)]
    [InlineData("--shards", "1", 1, 2)]
    [InlineData("--free-running", "--objective=negative", 1, 10)]
    public void The_process_takes_no_more_than_the_two_tables_those_of_the_shards_and_150_megabytes(string option, string second, int copies, int members)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the peak is read from the kernel of Linux");
        using var folder = new TemporaryFolder();

        // A text that repeats itself: files of gzip one after the other are one. That of 60 MB shows that memory does not grow with the text.
        WriteCorpus(folder.Path("t.txt"), words: 50_000, tokens: 1_000_000);
        using (FileStream whole = File.Create(folder.Path("t.txt.gz")))
        {
            byte[] member = Gzip(folder.Path("t.txt"));
            for (int i = 0; i < members; i++)
            {
                whole.Write(member);
            }
        }

        using var training = TalpaProcess.Run(
            folder.Root, "train", "t.txt.gz", "-o", "v.talpa", "--min-count", "1", "--sample", "1e-7", "--epochs", "1", "--quiet", "--json", option, second);

        JsonElement answer = JsonDocument.Parse(training.Out).RootElement;
        long tables = copies * 2L * answer.GetProperty("words").GetInt64() * 100 * sizeof(float);
        long peak = answer.GetProperty("peakBytes").GetInt64();
        Assert.True(peak <= tables + 150_000_000, $"{peak:N0} bytes, of which {tables:N0} for the tables");
    }

    private static byte[] Gzip(string path)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(File.ReadAllBytes(path));
        }

        return packed.ToArray();
    }

    private static bool HasLoss(string report) => report.LastIndexOf("loss ", StringComparison.Ordinal) is >= 0 and var at && report.AsSpan(at + 5) is [>= '0' and <= '9', ..];

    private static TalpaProcess StartLongTraining(TemporaryFolder folder)
    {
        WriteCorpus(folder.Path("t.txt"), words: 1000, tokens: 100_000);
        return TalpaProcess.Start(
            folder.Root, ["train", "t.txt", "-o", "v.talpa", "--min-count", "1", "--epochs", "10000", "--threads", "1", .. Interruption.SavesOften]);
    }

    /// <summary>Every word at least once, the low numbers far more often, as words of a language are spread.</summary>
    private static void WriteCorpus(string path, int words, int tokens)
    {
        const int Seed = 11;
        var random = new Random(Seed);
        using var text = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        for (int i = 0; i < tokens; i++)
        {
            int word = i < words ? i : (int)(words * Math.Pow(random.NextDouble(), 4));
            text.Write(string.Create(CultureInfo.InvariantCulture, $"w{word}{(i % 20 == 19 ? '\n' : ' ')}"));
        }
    }
}
