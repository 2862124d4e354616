using System.Text;
using System.Text.Json;

namespace Talpa.Cli.Tests.Commands;

/// <summary>Words as arguments, as lines, with signs and with dashes: their vectors and neighbours.</summary>
public sealed class WordInputsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _vectors;

    public WordInputsTests() => _vectors = SmallVectors.WriteRoyals(_folder, ("-lrb-", [0, 1, 0]), ("café", [0, 0, 1]), ("-", [0, -1, 0]));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Vectors_are_printed_one_word_per_line()
    {
        Assert.Equal("man 2 0 0\nqueen 1 1 1\n", Session.Run("vector", _vectors, "man", "queen").Out);
        JsonElement json = Session.Run("vector", _vectors, "man", "--json").Json;
        Assert.Equal("man", json.GetProperty("vectors")[0].GetProperty("words")[0].GetString());
        Assert.Equal([2f, 0f, 0f], json.GetProperty("vectors")[0].GetProperty("vector").EnumerateArray().Select(number => number.GetSingle()));
    }

    [Fact]
    public void The_mean_is_of_vectors_scaled_to_length_1()
    {
        // (1, 0, 0) and (0, 1, 0).
        Assert.Equal("0.5 0.5 0\n", Session.Run("vector", _vectors, "man", "--mean", "--", "-lrb-").Out);
        Assert.Equal("0.5 0 0.5\n", Session.Run("vector", _vectors, "a man in a café.", "--mean", "--ignore-unknown").Out);
    }

    [Fact]
    public void Unknown_words_are_refused_or_skipped_with_a_note()
    {
        Session.Run("vector", _vectors, "man", "unicorn").FailedWith(ExitCode.UnusableInput, "'unicorn'");
        var session = Session.Run("vector", _vectors, "man", "unicorn", "--ignore-unknown");
        Assert.Equal("man 2 0 0\n", session.Out);
        Assert.Contains("left out: 'unicorn'", Assert.Single(session.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(ExitCode.UnusableInput, Session.Run("vector", _vectors, "unicorn", "--ignore-unknown").Code);
        Assert.Equal(ExitCode.UnusableInput, Session.Run("nearest", _vectors, "unicorn", "--ignore-unknown").Code);
        Assert.Equal("unicorn", Session.Run("nearest", _vectors, "man", "unicorn", "--ignore-unknown", "--json").Json.GetProperty("unknown")[0].GetString());
    }

    [Fact]
    public void Each_line_of_a_file_or_standard_input_has_one_line_of_output()
    {
        string words = _folder.Write("words.txt", "man\n\nking queen\n");
        string[] lines = Session.Run("nearest", _vectors, "--words", words, "-n", "1").Out.Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.Matches(@"^man\tking\t0\.7071$|^man\twoman\t0\.7071$", lines[0]);
        Assert.Equal("", lines[1]);
        Assert.StartsWith("king queen\t", lines[2], StringComparison.Ordinal);

        byte[] input = Encoding.UTF8.GetBytes("man\nking\n");
        var session = Session.Run(terminal => terminal with { OpenInput = () => new MemoryStream(input) }, "vector", _vectors, "--words", "-", "--json");
        string[] answers = session.Out.TrimEnd().Split('\n');
        Assert.Equal(["man", "king"], answers.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("vectors")[0].GetProperty("words")[0].GetString()));
    }

    [Fact]
    public void A_line_without_known_words_has_an_empty_result()
    {
        string words = _folder.Write("words.txt", "unicorn\nman\n");
        Assert.Equal("\n1 0 0\n", Session.Run("vector", _vectors, "--words", words, "--mean", "--ignore-unknown").Out);
        Session.Run("vector", _vectors, "--words", words, "--mean").FailedWith(ExitCode.UnusableInput, "words.txt, line 1", "'unicorn'", "--ignore-unknown");
    }

    [Fact]
    public void A_file_of_words_is_read_in_the_encoding_named()
    {
        string words = _folder.Write("words.txt", Encoding.Latin1.GetBytes("café\n"));
        Session.Run("vector", _vectors, "--words", words).FailedWith(ExitCode.UnusableInput, "words.txt", "not UTF-8", "--encoding");
        Assert.Equal("café 0 0 1\n", Session.Run("vector", _vectors, "--words", words, "--encoding", "latin1").Out);
        Session.Run("vector", _vectors, "--words", words, "--encoding", "klingon").FailedWith(ExitCode.WrongUsage, "'klingon'", "windows-1252");
        string marked = _folder.Write("marked.txt", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("café\n")]);
        Assert.Equal("café 0 0 1\n", Session.Run("vector", _vectors, "--words", marked).Out);
    }

    [Fact]
    public void Words_are_added_and_subtracted()
    {
        JsonElement json = Session.Run("nearest", _vectors, "king", "-", "man", "+", "woman", "-n", "1", "--json").Json;
        Assert.Equal("queen", json.GetProperty("nearest")[0].GetProperty("word").GetString());
        Assert.Equal(["king", "woman"], json.GetProperty("words").EnumerateArray().Select(word => word.GetString()));
        Assert.Equal(["man"], json.GetProperty("minus").EnumerateArray().Select(word => word.GetString()));
        Assert.StartsWith("Nearest to king - man + woman:", Session.Run("nearest", _vectors, "king", "-", "man", "+", "woman").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sign_without_a_following_word_is_a_word()
    {
        Assert.StartsWith("Nearest to -, of 7 words:", Session.Run("nearest", _vectors, "-").Out, StringComparison.Ordinal);
        Assert.StartsWith("Nearest to king - -:", Session.Run("nearest", _vectors, "king", "-", "-").Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nearest", "-lrb-")]
    [InlineData("vector", "-lrb-")]
    [InlineData("odd-one-out", "-lrb-")]
    public void The_error_for_a_word_that_begins_with_a_dash_names_the_marker(string command, string word) =>
        Session.Run(command, _vectors, word).FailedWith(ExitCode.WrongUsage, $"there is no option {word}", $"talpa {command} VECTORS -- {word}");

    [Fact]
    public void An_argument_after_the_marker_is_a_word()
    {
        Assert.Equal("-lrb- 0 1 0\n", Session.Run("vector", _vectors, "--", "-lrb-").Out);
        Assert.Equal(ExitCode.Done, Session.Run("nearest", _vectors, "-n", "2", "--", "-lrb-").Code);
    }

    [Fact]
    public void A_word_with_decomposed_accents_is_found() =>
        Assert.Equal("cafe\u0301 0 0 1\n", Session.Run("vector", _vectors, "cafe\u0301").Out);

    [Fact]
    public void Words_from_neither_or_both_sources_are_refused()
    {
        string words = _folder.Write("words.txt", "man\n");
        Session.Run("vector", _vectors).FailedWith(ExitCode.WrongUsage, "an argument is missing");
        Session.Run("nearest", _vectors).FailedWith(ExitCode.WrongUsage, "an argument is missing");
        Session.Run("vector", _vectors, "man", "--words", words).FailedWith(ExitCode.WrongUsage, "--words");
        Session.Run("vector", _vectors, "--words", _folder.Path("none.txt")).FailedWith(ExitCode.UnusableInput, "none.txt", "no such file");
    }
}
