namespace Talpa.Cli.Tests.Commands;

/// <summary>Words that the output format can't store.</summary>
public sealed class ConvertWordsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--leave-out-words", null, 2)]
    [InlineData("--space-as", "_", 3)]
    public void The_number_of_words_written_is_reported(string option, string? value, int words)
    {
        string input = _folder.Write("g.txt", ". . . 1 2\nmole 3 4\nhen 5 6\n");
        string[] convert = ["convert", input, _folder.Path("x.bin"), option, .. value is null ? (string[])[] : [value]];
        Assert.Equal(words, Session.Run([.. convert, "--json"]).Json.GetProperty("words").GetInt32());
        Assert.Contains($": {words} words of dimension 2", string.Join(' ', Session.Run(convert).Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_projector_format_writes_two_files()
    {
        string input = _folder.Write("g.txt", "new york 1 2\nhen 5 6\n");
        Assert.Contains("(projector, ", Session.Run("convert", input, _folder.Path("x.tsv")).Out, StringComparison.Ordinal);
        Assert.Equal("new york\nhen\n", File.ReadAllText(_folder.Path("x-metadata.tsv")));
        Assert.Contains("format     projector\nwords      2\n", Session.Run("info", _folder.Path("x.tsv")).Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, Session.Run("convert", input, _folder.Path("y.dat"), "--format", "projector").Code);
        Assert.True(File.Exists(_folder.Path("y-metadata.tsv")));
    }
}
