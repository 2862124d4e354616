using System.Text;
using Talpa.Formats;

namespace Talpa.Cli.Tests.Commands;

/// <summary>Copied command lines, links, encodings and published evaluation files on the command line.</summary>
public sealed class OptionsOfOthersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("-debug", "2")]
    [InlineData("-verbose", "0")]
    [InlineData("-lrUpdateRate", "100")]
    [InlineData("--cbow_mean", "1")]
    [InlineData("-wordNgrams", "1")]
    [InlineData("-classes", "0")]
    public void An_option_without_effect_is_accepted_with_a_note(string option, string value)
    {
        var session = Train("a b a b", option, value);
        Assert.Equal(ExitCode.Done, session.Code);
        Assert.Contains($"note: {option} has no effect: ", Assert.Single(session.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--cbow_mean", "0")]
    [InlineData("-wordNgrams", "2")]
    public void An_unsupported_value_is_refused(string option, string value) =>
        Train("a b a b", option, value).FailedWith(ExitCode.WrongUsage, $"{option} {value} can't be done");

    [Theory]
    [InlineData("--max-words")]
    [InlineData("-pretrained")]
    [InlineData("--sap")]
    public void Unrelated_options_are_not_suggested(string option) => Assert.DoesNotContain("did you mean", Train("a b a b", option, "x").Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("--windwo", "--window")]
    [InlineData("--min-cuont", "--min-count")]
    [InlineData("--lowecase", "--lowercase")]
    public void A_misspelled_option_gets_a_suggestion(string option, string meant) =>
        Assert.Contains($"did you mean {meant}", Train("a b a b", option, "5").Error, StringComparison.Ordinal);

    [Fact]
    public void A_text_is_read_in_the_encoding_named()
    {
        string text = _folder.Write("t.txt", Encoding.Latin1.GetBytes("café thé café thé"));
        Assert.Equal(ExitCode.Done, Session.Run("train", text, "-o", _folder.Path("v.talpa"), "--min-count", "1", "--dim", "4", "-q", "--encoding", "latin1").Code);
        Assert.Equal(["café", "thé"], VectorFileAccess.Read(_folder.Path("v.talpa")).Vectors.Vocabulary.Words);
        Session.Run("train", text, "-o", _folder.Path("w.talpa"), "--encoding", "klingon").FailedWith(ExitCode.WrongUsage, "--encoding", "klingon");

        // The library's error has the property's name; the command replaces it with its option.
        string utf16 = _folder.Write("u.txt", Encoding.Unicode.GetBytes("the mole digs"));
        Session.Run("train", utf16, "-o", _folder.Path("w.talpa")).FailedWith(ExitCode.UnusableInput, "u.txt", "name its encoding (--encoding)");
    }

    [Fact]
    public void Accents_are_composed_by_default()
    {
        Assert.Equal(["café"], WordsOf("café cafe\u0301"));
        Assert.Equal(2, WordsOf("café cafe\u0301", "--normalize", "none").Count);
        Assert.Equal(2, WordsOf("café cafe\u0301", "--tokenizer", "whitespace").Count);
        Assert.Equal(["café"], WordsOf("café cafe\u0301", "--tokenizer", "whitespace", "--normalize", "nfc"));
    }

    [Fact]
    public void Removed_invisible_characters_are_reported()
    {
        string text = _folder.Write("t.txt", "gar\u00ADden garden\n");
        var session = Session.Run("train", text, "-o", _folder.Path("v.talpa"), "--min-count", "1", "--dim", "4");
        Assert.Contains("1 invisible character inside words", session.Out, StringComparison.Ordinal);
        Assert.Equal(1, Session.Run("train", text, "-o", _folder.Path("v.talpa"), "--min-count", "1", "--dim", "4", "--json").Json.GetProperty("corpus").GetProperty("invisibleCharacters").GetInt32());
    }

    [Fact]
    public void Vectors_are_written_through_a_link_and_the_size_is_that_of_its_target()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "creating links requires a privilege on Windows");
        string link = _folder.Path("link.talpa");
        File.CreateSymbolicLink(link, "target.talpa");
        string text = _folder.Write("t.txt", "a b a b");
        string[] train = ["train", text, "-o", link, "--min-count", "1", "--dim", "4", "-q"];

        Assert.Equal(ExitCode.Done, Session.Run(train).Code);
        Assert.Equal(ExitCode.Done, Session.Run(train).Code);

        Assert.Equal("target.talpa", new FileInfo(link).LinkTarget);
        long length = new FileInfo(_folder.Path("target.talpa")).Length;
        Assert.Equal(length, Session.Run("info", link, "--json").Json.GetProperty("bytes").GetInt64());
        Assert.Equal(["link.talpa", "t.txt", "target.talpa"], _folder.Names);
    }

    [Fact]
    public void A_link_to_the_text_is_refused_as_an_output()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "creating links requires a privilege on Windows");
        string text = _folder.Write("t.txt", "");
        File.CreateSymbolicLink(_folder.Path("link.vec"), "t.txt");
        Session.Run("train", text, "-o", _folder.Path("link.vec")).FailedWith(ExitCode.WrongUsage, "is the text to read");
    }

    [Fact]
    public void Published_evaluation_files_are_scored_and_assumptions_are_reported()
    {
        string vectors = _folder.Path("v.talpa");
        VectorFileAccess.Write(vectors, new VectorFileContent { Vectors = new WordVectors(["blim", "frobe", "dorn"], 2, [1, 0, 1, 1, 0, 1]) });
        string pairs = _folder.Write("pairs.txt", "word1\tword2\tPOS\tliking\tother\nblim\tfrobe\tN\t9\t1\nblim\tdorn\tN\t1\t5\n");

        var session = Session.Run("eval", "similarity", vectors, pairs);
        Assert.Contains("1.0000", session.Out, StringComparison.Ordinal);
        Assert.Contains("'liking'", Assert.Single(session.ErrorLines), StringComparison.Ordinal);
        Assert.Contains("-1.0000", Session.Run("eval", "similarity", vectors, pairs, "--column", "other").Out, StringComparison.Ordinal);
        Session.Run("eval", "similarity", vectors, pairs, "--column", "none").FailedWith(ExitCode.UnusableInput, "no column 'none'");
        Session.Run("eval", "similarity", vectors, _folder.Write("first.txt", "blim frobe 7,35\nblim dorn 1\n")).FailedWith(ExitCode.UnusableInput, "line 1", "'7,35'");
    }

    private IReadOnlyList<string> WordsOf(string text, params string[] options)
    {
        Assert.Equal(ExitCode.Done, Train(text, options).Code);
        return VectorFileAccess.Read(_folder.Path("v.talpa")).Vectors.Vocabulary.Words;
    }

    private Session Train(string text, params string[] options) =>
        Session.Run(["train", _folder.Write("t.txt", text), "-o", _folder.Path("v.talpa"), "--min-count", "1", "--sample", "0", "--dim", "4", "-q", .. options]);
}
