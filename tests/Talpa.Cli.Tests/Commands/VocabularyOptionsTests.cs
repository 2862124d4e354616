namespace Talpa.Cli.Tests.Commands;

/// <summary>--save-vocab and --read-vocab.</summary>
public sealed class VocabularyOptionsTests : IDisposable
{
    private static readonly string[] Short = ["--dim", "4", "--epochs", "1", "--min-count", "1", "--threads", "1"];

    private readonly TemporaryFolder _folder = new();
    private readonly string _text;

    public VocabularyOptionsTests() => _text = _folder.Write("t.txt", "the cat sat\nthe dog sat\nthe end\n");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--save-vocab", "--read-vocab")]
    [InlineData("-save-vocab", "-read-vocab")]
    public void A_saved_vocabulary_is_read_by_another_training(string save, string read)
    {
        string saved = _folder.Path("vocab.txt");
        Assert.Equal(ExitCode.Done, Session.Run(["train", _text, "-o", _folder.Path("a.vec"), save, saved, "--quiet", .. Short]).Code);
        Assert.Equal("</s> 0\nthe 3\nsat 2\ncat 1\ndog 1\nend 1\n", File.ReadAllText(saved));
        Assert.Equal(ExitCode.Done, Session.Run(["train", _text, "-o", _folder.Path("b.vec"), read, saved, "--quiet", .. Short]).Code);
        Assert.Equal(File.ReadAllText(_folder.Path("a.vec")), File.ReadAllText(_folder.Path("b.vec")));
    }

    [Fact]
    public void The_report_counts_tokens_outside_the_given_vocabulary()
    {
        string vocabulary = _folder.Write("vocab.txt", "</s> 3\nsat 100\nthe 50\nunseen 7\n");
        var session = Session.Run(["train", _text, "-o", _folder.Path("a.vec"), "--read-vocab", vocabulary, .. Short]);
        Assert.Contains("words that the vocabulary given does not hold: 3 tokens (37.5 %)", session.Out, StringComparison.Ordinal);
        Assert.StartsWith("3 4\nsat ", File.ReadAllText(_folder.Path("a.vec")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_invalid_vocabulary_is_refused_with_its_line()
    {
        string[] train = ["train", _text, "-o", _folder.Path("a.vec"), "--read-vocab"];
        Session.Run([.. train, _folder.Write("bad.txt", "the 3\ncat\n")]).FailedWith(ExitCode.UnusableInput, "bad.txt, line 2", "a word, a space and its count");
        Session.Run([.. train, "nosuch.txt"]).FailedWith(ExitCode.UnusableInput, "nosuch.txt", "no such file");
        Session.Run([.. train, _folder.Root]).FailedWith(ExitCode.UnusableInput, "folder");
        Session.Run([.. train, _folder.Write("other.txt", "zebra 9\n")]).FailedWith(ExitCode.UnusableInput, "'zebra'");
        Assert.False(File.Exists(_folder.Path("a.vec")));
    }

    [Fact]
    public void A_vocabulary_overwrites_only_a_vocabulary()
    {
        string[] train = ["train", _text, "-o", _folder.Path("a.vec"), .. Short, "--save-vocab"];
        Session.Run([.. train, _text]).FailedWith(ExitCode.WrongUsage, "t.txt");
        Session.Run([.. train, _folder.Path("a.vec")]).FailedWith(ExitCode.WrongUsage, "a.vec");
        Session.Run([.. train, _folder.Write("letter.txt", "Dear reader,\n")]).FailedWith(ExitCode.WrongUsage, "letter.txt", "holds no vocabulary");
        string saved = _folder.Write("vocab.txt", "old 1\n");
        Assert.Equal(ExitCode.Done, Session.Run([.. train, saved]).Code);
        Assert.StartsWith("</s> 0\nthe 3\n", File.ReadAllText(saved), StringComparison.Ordinal);
    }

    [Fact]
    public void A_resumed_training_reads_its_vocabulary_again()
    {
        string vocabulary = _folder.Write("vocab.txt", "sat 100\nthe 50\n");
        string[] options = ["--read-vocab", vocabulary, "--quiet", .. Short];
        Session.Run(["train", _text, "-o", _folder.Path("whole.vec"), .. options]);
        Interrupt(_folder.Path("v.vec"), options);
        Assert.Equal(ExitCode.Done, Session.Run("resume", _folder.Path("v.vec.checkpoint"), "--quiet").Code);
        Assert.Equal(File.ReadAllText(_folder.Path("whole.vec")), File.ReadAllText(_folder.Path("v.vec")));

        Interrupt(_folder.Path("w.vec"), options);
        File.WriteAllText(vocabulary, "the 50\nsat 100\nmole 9\n");
        Session.Run("resume", _folder.Path("w.vec.checkpoint"), "--quiet").FailedWith(ExitCode.UnusableInput, "text");
        File.Delete(vocabulary);
        Session.Run("resume", _folder.Path("w.vec.checkpoint"), "--quiet").FailedWith(ExitCode.UnusableInput, "vocab.txt", "no such file");
    }

    private void Interrupt(string output, string[] options)
    {
        var session = Session.Run(
            terminal =>
            {
                terminal.Interrupt.Request();
                return terminal;
            },
            ["train", _text, "-o", output, .. options]);
        Assert.Equal(ExitCode.Interrupted, session.Code);
    }
}
