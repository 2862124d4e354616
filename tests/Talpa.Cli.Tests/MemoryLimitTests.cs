using System.Globalization;
using Talpa.Formats;

namespace Talpa.Cli.Tests;

/// <summary>A model that can't fit is refused before the work, with the figures and what to lower.</summary>
public class MemoryLimitTests
{
    private const int Words = 40_000;

    [Fact]
    public void A_model_beyond_the_limit_of_memory_is_refused_before_it_is_trained_and_what_would_fit_does()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the limit is set in a Unix shell");
        using var folder = new TemporaryFolder();
        WriteCorpus(folder.Path("t.txt"));
        byte[] old = SmallVectors.WriteTo(folder.Path("v.talpa"));

        using TalpaProcess refused = Limited(folder, "--dim 500");

        Assert.Equal("1\n", refused.Out);
        Assert.Matches(
            @"^talpa: the training takes about \d+ MB of memory, 1\d\d MB of it for 40,000 words with vectors of 500 numbers on two sides, but there are 134 MB; "
            + @"--max-vocab \d+ or --dim \d+ would fit, --over-memory tries it anyway\n$",
            refused.Error);
        Assert.Equal(old, File.ReadAllBytes(folder.Path("v.talpa")));

        string dimension = refused.Error.Split("--dim ")[1].Split(' ')[0];
        using TalpaProcess done = Limited(folder, $"--dim {dimension}");
        Assert.Equal("0\n", done.Out);
        Assert.Equal(Words, VectorFileAccess.Read(folder.Path("v.talpa")).Vectors.Count);
    }

    [Fact]
    public void Shards_that_do_not_fit_are_refused_with_the_advice_to_do_without()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the limit is set in a Unix shell");
        using var folder = new TemporaryFolder();
        WriteCorpus(folder.Path("t.txt"));

        using TalpaProcess refused = Limited(folder, "--dim 100 --shards 8");

        Assert.Equal("1\n", refused.Out);
        Assert.Matches(
            @"^talpa: the training takes about \d+ MB of memory, \d+ MB of it for 40,000 words with vectors of 100 numbers on two sides, with those of 8 shards, but there are 134 MB; "
            + @"--shards 1 or --free-running would fit, --over-memory tries it anyway\n$",
            refused.Error);
        using TalpaProcess done = Limited(folder, "--dim 100 --shards 1");
        Assert.Equal("0\n", done.Out);
    }

    [Fact]
    public void With_over_memory_a_training_is_tried_and_reports_in_one_line_that_the_memory_did_not_suffice()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the limit is set in a Unix shell");
        using var folder = new TemporaryFolder();
        WriteCorpus(folder.Path("t.txt"));

        using TalpaProcess process = Limited(folder, "--dim 2000 --over-memory");

        Assert.Equal("1\n", process.Out);
        string[] lines = process.Error.TrimEnd().Split('\n');
        Assert.StartsWith("talpa: note: the training takes about", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("talpa: there is not enough memory", lines[^1], StringComparison.Ordinal);
        Assert.Equal(2, lines.Length);
        Assert.Equal(["t.txt"], folder.Names);
    }

    [Fact]
    public void A_training_that_no_longer_fits_is_resumed_only_with_over_memory()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the limit is set in a Unix shell");
        using var folder = new TemporaryFolder();
        string text = folder.Path("t.txt");
        WriteCorpus(text);
        Session begun = Session.Run(
            terminal =>
            {
                terminal.Interrupt.Request();
                return terminal;
            },
            "train", text, "-o", folder.Path("v.talpa"), "--min-count", "1", "--epochs", "1", "--threads", "1", "--dim", "250");
        Assert.Equal(ExitCode.Interrupted, begun.Code);
        const string Resume = "DOTNET_GCHeapHardLimit=0x4000000 talpa resume v.talpa.checkpoint --quiet";

        using TalpaProcess refused = TalpaProcess.RunShell(folder.Root, $"{Resume}; echo $?");
        Assert.Equal("1\n", refused.Out);
        Assert.Matches(
            @"^talpa: the training takes about \d+ MB of memory, \d+ MB of it for 40,000 words with vectors of 250 numbers on two sides, but there are 67 MB; "
            + @"resume on a machine with more memory, --over-memory tries it anyway\n$",
            refused.Error);

        using TalpaProcess insisted = TalpaProcess.RunShell(folder.Root, $"{Resume} --over-memory; echo $?");
        Assert.StartsWith("talpa: note: the training takes about", insisted.Error, StringComparison.Ordinal);
        Assert.Contains("; resume on a machine with more memory\n", insisted.Error, StringComparison.Ordinal);

        Session elsewhere = Session.Run("resume", folder.Path("v.talpa.checkpoint"), "--quiet");
        Assert.True(elsewhere.Code == ExitCode.Done, elsewhere.Error);
    }

    [Fact]
    public void A_model_beyond_the_limit_of_its_container_is_refused_before_it_is_trained()
    {
        using var folder = new TemporaryFolder();
        WriteCorpus(folder.Path("t.txt"));
        using var container = new MemoryContainer(bytes: 200_000_000);

        using TalpaProcess refused = TalpaProcess.RunShell(
            folder.Root, $"{container.Enter}; talpa train t.txt -o v.talpa --min-count 1 --epochs 1 --threads 1 --quiet --dim 2000; echo $?");

        Assert.Equal("1\n", refused.Out);
        Assert.Matches(
            @"^talpa: the training takes about \d+ MB of memory, \d+ MB of it for 40,000 words with vectors of 2000 numbers on two sides, but there are 1\d\d MB; "
            + @"--max-vocab \d+ or --dim \d+ would fit, --over-memory tries it anyway\n$",
            refused.Error);
        Assert.Equal(["t.txt"], folder.Names);
    }

    [Fact]
    public void A_vocabulary_beyond_the_limit_of_memory_is_reported_in_one_line()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the limit is set in a Unix shell");
        using var folder = new TemporaryFolder();

        using TalpaProcess process = TalpaProcess.RunShell(
            folder.Root, "seq -s ' ' 1 3000000 2> /dev/null | DOTNET_GCHeapHardLimit=0x4000000 talpa train - -o v.talpa --min-count 1 --quiet; echo $?");

        Assert.Equal("1\n", process.Out);
        Assert.StartsWith("talpa: there is not enough memory", Assert.Single(process.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Empty(folder.Names);
    }

    /// <summary>With 128 MiB for all objects.</summary>
    private static TalpaProcess Limited(TemporaryFolder folder, string options) => TalpaProcess.RunShell(
        folder.Root, $"DOTNET_GCHeapHardLimit=0x8000000 talpa train t.txt -o v.talpa --min-count 1 --epochs 1 --threads 1 --quiet {options}; echo $?");

    private static void WriteCorpus(string path)
    {
        using var text = new StreamWriter(path);
        for (int i = 0; i < Words; i++)
        {
            text.Write(string.Create(CultureInfo.InvariantCulture, $"w{i}{(i % 20 == 19 ? '\n' : ' ')}"));
        }
    }
}
