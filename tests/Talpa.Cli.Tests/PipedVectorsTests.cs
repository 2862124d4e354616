namespace Talpa.Cli.Tests;

/// <summary>Vectors that come through pipes and links, by processes of their own.</summary>
public sealed class PipedVectorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PipedVectorsTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "pipes are named as Unix names them");
        var vectors = new WordVectors(["man", "king", "queen"], 3, [0.5f, 0, 0, 1, 1, 0, 1, 1, 1]);
        foreach (string name in (string[])["v.vec", "v.txt", "v.bin", "v.talpa", "v.safetensors", "v.npy", "v.tsv"])
        {
            vectors.Save(_folder.Path(name));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("v.vec", "text")]
    [InlineData("v.txt", "glove")]
    [InlineData("v.bin", "word2vec")]
    [InlineData("v.talpa", "talpa")]
    [InlineData("v.safetensors", "safetensors")]
    public void Vectors_are_read_through_a_pipe_once(string name, string format)
    {
        Assert.StartsWith("Nearest to man", Run($"talpa nearest <(cat {name}) man"), StringComparison.Ordinal);
        Assert.StartsWith("Nearest to man", Run($"gzip -c {name} | talpa nearest /dev/stdin man"), StringComparison.Ordinal);
        string info = Run($"cat {name} | talpa info /dev/stdin");
        Assert.Contains($"format     {format}\nwords      3\n", info, StringComparison.Ordinal);
        Assert.StartsWith("file       /dev/stdin\n", info, StringComparison.Ordinal);
        Run($"talpa convert <(gzip -c {name}) out.vec --quiet 2>/dev/null");
        Assert.Equal(File.ReadAllText(_folder.Path("v.vec")), File.ReadAllText(_folder.Path("out.vec")));
    }

    [Theory]
    [InlineData("v.npy")]
    [InlineData("v.tsv")]
    public void Formats_of_two_files_are_refused_through_a_pipe(string name) =>
        Assert.Contains("second file; load", Run($"cat {name} | talpa info /dev/stdin 2>&1", exitCode: 3), StringComparison.Ordinal);

    [Fact]
    public void Words_questions_and_vocabularies_are_read_through_pipes()
    {
        Assert.Equal("man\tking\t0.7071\n", Run("talpa nearest v.vec --words <(echo man) -n 1 --keep-words <(printf 'man\\nking\\n')"));
        Assert.Contains("2 of 2", Run("printf 'man king 3\\nking queen 5\\n' | talpa eval similarity v.vec /dev/stdin"), StringComparison.Ordinal);
        Run("talpa train <(printf 'the cat\\nthe dog\\n') -o t.vec --read-vocab <(printf 'the 20\\ncat 10\\n') --dim 2 --quiet");
        Assert.StartsWith("2 2\nthe ", File.ReadAllText(_folder.Path("t.vec")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dash_is_no_file_of_vectors() => Assert.Contains("/dev/stdin", Run("talpa info - 2>&1", exitCode: 2), StringComparison.Ordinal);

    [Fact]
    public void An_output_link_to_a_missing_file_creates_that_file()
    {
        Run("mkdir store; ln -s store/real.vec link.vec; talpa convert v.talpa link.vec --quiet");
        Assert.NotNull(new FileInfo(_folder.Path("link.vec")).LinkTarget);
        Assert.Equal(File.ReadAllText(_folder.Path("v.vec")), File.ReadAllText(_folder.Path("store/real.vec")));
        Assert.Contains("does not exist", Run("ln -s nowhere/x.vec dangling.vec; talpa convert v.talpa dangling.vec 2>&1", exitCode: 1), StringComparison.Ordinal);
        Assert.Contains("no such file", Run("talpa info dangling.vec 2>&1", exitCode: 3), StringComparison.Ordinal);
    }

    private string Run(string line, int exitCode = 0)
    {
        File.WriteAllText(_folder.Path("line.sh"), $"talpa() {{ \"{TalpaProcess.Executable}\" \"$@\"; }}\n{line}\n");
        using TalpaProcess process = TalpaProcess.RunShell(_folder.Root, "bash line.sh");
        Assert.True(process.ExitCode == exitCode, $"{line}: {process.ExitCode}\n{process.Error}\n{process.Out}");
        return process.Out;
    }
}
