namespace Talpa.Cli.Tests;

/// <summary>The page of two files of vectors, as a process.</summary>
public sealed class StudioPairTests
{
    private static readonly string[] Files = ["a.vec", "b.vec", "c.vec", "empty.vec", "letter.txt", "third.vec"];

    private const string Small = "3 2\nmole 1 0\nvole 0.9 0.1\nzoo 0 1\n";

    [Fact]
    public async Task Two_files_are_shown_on_a_page_of_their_own()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        using var folder = new TemporaryFolder();
        await WriteAsync(folder, "a.vec", Small);
        await WriteAsync(folder, "b.vec", "2 3\nmole 1 0 0\nzoo 0 1 0\n");
        using var studio = TalpaProcess.Start(folder.Root, "studio", "a.vec", "b.vec", "--no-browser");

        studio.WaitUntil(process => process.Out.Contains("Ctrl-C ends it.", StringComparison.Ordinal));
        string address = studio.Out.Split().First(word => word.StartsWith("http://127.0.0.1:", StringComparison.Ordinal));
        using var client = new HttpClient();
        string page = await client.GetStringAsync(new Uri(address), TestContext.Current.CancellationToken);
        studio.Signal("INT");

        Assert.EndsWith("/compare", address, StringComparison.Ordinal);
        Assert.Contains("pair.css", page, StringComparison.Ordinal);
        Assert.Equal(0, studio.WaitForExit());
        Assert.Empty(studio.Error);
    }

    [Theory]
    [InlineData("a.vec and b.vec: the models have no word in common; train them on texts of one language, with the same case", 3, "a.vec", "b.vec")]
    [InlineData("a.vec: the file has no counts of words, which --min-count needs; leave --min-count out", 3, "a.vec", "b.vec", "--min-count", "5")]
    [InlineData("c.vec", 3, "a.vec", "c.vec")]
    [InlineData("empty.vec, line 1: ", 3, "a.vec", "empty.vec")]
    [InlineData("letter.txt", 3, "a.vec", "letter.txt")]
    [InlineData("--min-count 0 is out of range: 1 or more", 2, "a.vec", "b.vec", "--min-count", "0")]
    [InlineData("--min-count is about two files, and one or none is given: talpa studio VECTORS OTHER", 2, "a.vec", "--min-count", "5")]
    [InlineData("third.vec", 2, "a.vec", "b.vec", "third.vec")]
    public async Task Files_and_options_that_cannot_be_used_are_reported_in_one_line(string message, int exitCode, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        await WriteAsync(folder, "a.vec", Small);
        await WriteAsync(folder, "b.vec", "1 2\nMaulwurf 1 0\n");
        await WriteAsync(folder, "empty.vec", "0 2\n");
        await WriteAsync(folder, "letter.txt", "Dear mole,\n");
        Session studio = Session.Run(["studio", "--no-browser", .. arguments.Select(InFolder)]);

        Assert.Equal(exitCode, (int)studio.Code);
        Assert.Contains(Files.Aggregate(message, (text, file) => text.Replace(file, InFolder(file), StringComparison.Ordinal)), studio.Error, StringComparison.Ordinal);
        Assert.Single(studio.ErrorLines, line => line.StartsWith("talpa: ", StringComparison.Ordinal));
        Assert.Empty(studio.Out);

        string InFolder(string word) => Files.Contains(word) ? folder.Path(word) : word;
    }

    private static Task WriteAsync(TemporaryFolder folder, string name, string text) => File.WriteAllTextAsync(folder.Path(name), text, TestContext.Current.CancellationToken);
}
