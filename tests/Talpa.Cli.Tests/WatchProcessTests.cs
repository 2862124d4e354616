namespace Talpa.Cli.Tests;

/// <summary>Pages beside a training and beside a file of vectors, as processes.</summary>
public sealed class WatchProcessTests
{
    [Fact]
    public async Task A_watched_training_says_where_its_page_is_saves_the_same_bytes_and_stays_until_a_signal()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        using var folder = new TemporaryFolder();
        using var alone = TalpaProcess.Run(folder.Root, "train", "-o", "alone.talpa", "--threads", "1", "--quiet");
        Assert.Equal(0, alone.ExitCode);
        using var watched = TalpaProcess.Start(folder.Root, "train", "-o", "watched.talpa", "--threads", "1", "--watch", "--no-browser");

        watched.WaitUntil(process => process.Out.Contains("the page stays open until Ctrl-C", StringComparison.Ordinal));
        string address = watched.Out.Split().First(word => word.StartsWith("http://127.0.0.1:", StringComparison.Ordinal));
        using var client = new HttpClient();
        string page = await client.GetStringAsync(new Uri(address), TestContext.Current.CancellationToken);
        watched.Signal("INT");

        Assert.Contains("live.css", page, StringComparison.Ordinal);
        Assert.Equal(0, watched.WaitForExit());
        Assert.Equal(await File.ReadAllBytesAsync(folder.Path("alone.talpa"), TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(folder.Path("watched.talpa"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Where_a_program_reads_the_answer_a_watched_training_ends_by_itself()
    {
        using var folder = new TemporaryFolder();
        using var training = TalpaProcess.Run(folder.Root, "train", "-o", "v.talpa", "--watch", "--no-browser", "--json");

        Assert.Equal(0, training.ExitCode);
        Assert.StartsWith("{", training.Out, StringComparison.Ordinal);
        Assert.Contains("talpa: note: the page is at http://127.0.0.1:", training.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_vectors_has_a_page_and_one_that_is_none_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        using var folder = new TemporaryFolder();
        SmallVectors.WriteTo(folder.Path("v.vec"));
        using var studio = TalpaProcess.Start(folder.Root, "studio", "v.vec", "--no-browser");

        studio.WaitUntil(process => process.Out.Contains("Ctrl-C ends it.", StringComparison.Ordinal));
        string address = studio.Out.Split().First(word => word.StartsWith("http://127.0.0.1:", StringComparison.Ordinal));
        using var client = new HttpClient();
        Assert.EndsWith("/live", address, StringComparison.Ordinal);
        Assert.Contains("live.css", await client.GetStringAsync(new Uri(address), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        studio.Signal("INT");
        Assert.Equal(0, studio.WaitForExit());

        await File.WriteAllTextAsync(folder.Path("letter.txt"), "Dear mole,\n", TestContext.Current.CancellationToken);
        using var refused = TalpaProcess.Run(folder.Root, "studio", "letter.txt", "--no-browser");
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("letter.txt", refused.Error, StringComparison.Ordinal);
    }
}
