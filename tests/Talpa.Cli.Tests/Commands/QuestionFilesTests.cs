using System.Text;
using System.Text.Json;

namespace Talpa.Cli.Tests.Commands;

/// <summary>Pairs, analogies and groups of words from a file or standard input, with one result per line.</summary>
public sealed class QuestionFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _vectors;

    public QuestionFilesTests() => _vectors = SmallVectors.WriteRoyals(_folder, ("new york", [0, 1, 0]), ("café", [0, 0, 1]));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_pair_has_its_cosine()
    {
        string pairs = _folder.Write("pairs.txt", "man king\n\nnew york\tcafé\n");
        Assert.Equal("man king\t0.7071\n\nnew york\tcafé\t0.0000\n", Session.Run("similarity", _vectors, "--words", pairs).Out);
        string[] lines = Session.Run("similarity", _vectors, "--words", pairs, "--json").Out.TrimEnd().Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Equal("new york", JsonDocument.Parse(lines[2]).RootElement.GetProperty("first").GetString());
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(lines[1]).RootElement.GetProperty("similarity").ValueKind);
    }

    [Fact]
    public void Each_analogy_has_its_results()
    {
        string questions = _folder.Write("questions.txt", "man king woman\n");
        Assert.StartsWith("man king woman\tqueen\t", Session.Run("analogy", _vectors, "--words", questions, "-n", "1").Out, StringComparison.Ordinal);
        string line = Session.Run("analogy", _vectors, "--words", questions, "--method", "3cosmul", "--json").Out;
        JsonElement answer = JsonDocument.Parse(Assert.Single(line.TrimEnd().Split('\n'))).RootElement;
        Assert.Equal(("king", "3cosmul", "queen"), (answer.GetProperty("b").GetString(), answer.GetProperty("method").GetString(), answer.GetProperty("answers")[0].GetProperty("word").GetString()));
    }

    [Fact]
    public void Each_group_has_its_odd_one_out()
    {
        byte[] input = Encoding.UTF8.GetBytes("man\twoman\tnew york\nqueen king café\n");
        var session = Session.Run(terminal => terminal with { OpenInput = () => new MemoryStream(input) }, "odd-one-out", _vectors, "--words", "-");
        Assert.Equal("man\twoman\tnew york\tnew york\nqueen king café\tcafé\n", session.Out);
    }

    [Theory]
    [InlineData("similarity", "man king\nman\n", "2 words, not 1")]
    [InlineData("similarity", "man king\nman king queen\n", "2 words, not 3")]
    [InlineData("analogy", "man king woman\nman king\n", "3 words, not 2")]
    [InlineData("odd-one-out", "man king woman\nman king\n", "3 words or more, not 2")]
    [InlineData("similarity", "man king\nman unicorn\n", "'unicorn'")]
    public void An_invalid_question_is_reported_with_its_line(string command, string text, string fault) =>
        Session.Run(command, _vectors, "--words", _folder.Write("q.txt", text)).FailedWith(ExitCode.UnusableInput, "q.txt, line 2", fault);

    [Theory]
    [InlineData("similarity", "man unicorn\nman king\n", "man unicorn\nman king\t0.7071\n")]
    [InlineData("analogy", "man king unicorn\n", "man king unicorn\n")]
    [InlineData("odd-one-out", "man unicorn king\nman unicorn woman café\n", "man unicorn king\nman unicorn woman café\tcafé\n")]
    public void A_question_with_an_unknown_word_has_an_empty_result_when_unknown_words_are_ignored(string command, string text, string answers) =>
        Assert.Equal(answers, Session.Run(command, _vectors, "--words", _folder.Write("q.txt", text), "--ignore-unknown").Out);

    [Theory]
    [InlineData("similarity")]
    [InlineData("analogy")]
    [InlineData("odd-one-out")]
    public void Questions_are_read_in_the_encoding_named(string command)
    {
        string questions = _folder.Write("q.txt", Encoding.Latin1.GetBytes(command == "similarity" ? "café man\n" : "café man king\n"));
        Session.Run(command, _vectors, "--words", questions).FailedWith(ExitCode.UnusableInput, "q.txt", "not UTF-8", "--encoding");
        Assert.StartsWith("café man", Session.Run(command, _vectors, "--words", questions, "--encoding", "latin1").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_come_either_from_arguments_or_from_a_file()
    {
        Session.Run("similarity", _vectors, "man", "king", "--words", "q.txt").FailedWith(ExitCode.WrongUsage, "--words too");
        Session.Run("similarity", _vectors).FailedWith(ExitCode.WrongUsage, "an argument is missing");
        Session.Run("similarity", _vectors, "man").FailedWith(ExitCode.WrongUsage, "2 words, not 1");
        Session.Run("analogy", _vectors, "man", "king", "woman", "queen").FailedWith(ExitCode.WrongUsage, "3 words, not 4");
        Session.Run("odd-one-out", _vectors, "man", "king", "unicorn", "--ignore-unknown").FailedWith(ExitCode.UnusableInput, "fewer than 3");
    }
}
