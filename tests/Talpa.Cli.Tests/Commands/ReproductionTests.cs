using System.Text;
using static Talpa.Cli.Tests.ShortTraining;

namespace Talpa.Cli.Tests.Commands;

/// <summary>What <c>talpa info --reproduce</c> prints gives the same bytes.</summary>
public class ReproductionTests
{
    [Theory]
    [InlineData("", "on any number of threads")]
    [InlineData("--objective exact --prior 2.5 --sweeps 3 --weight-exponent 1 --hold-out 25% --window 2", "on any number of threads")]
    [InlineData("--objective negative --negatives 3 --noise-exponent 0.5 --threads 1 --free-running --lr 0.05 --seed 9", "with one thread")]
    [InlineData("--objective negative --unshared-negatives --shards 4 --threads 2", "on any number of threads")]
    [InlineData("--objective exact --subwords --prior 4 --sweeps 6", "on any number of threads")]
    [InlineData("--subwords --max-ngram 4 --buckets 50 --shards 2", "on any number of threads")]
    [InlineData("--arch cbow --threads 3 --vectors sum --max-vocab 4 --window-weights even", "on any number of threads")]
    [InlineData("--objective hierarchical --threads 1 --lowercase --tokenizer whitespace --sample 0.01 --max-sentence 3", "on any number of threads")]
    [InlineData("--phrases --phrase-passes 2 --phrase-scoring npmi --phrase-threshold -0.5 --phrase-min-count 1 --connectors cat --phrase-delimiter .", "on any number of threads")]
    [InlineData("--objective softmax --threads 2 --normalize none --dim 7 --min-learning-rate 0.001", "on any number of threads")]
    public void The_command_gives_the_same_bytes(string given, string promise)
    {
        using var folder = new TemporaryFolder();
        Train(folder, FourSentences, ["--min-count", "1", .. given.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        byte[] first = File.ReadAllBytes(folder.Path("v.talpa"));

        string page = Session.Run("info", folder.Path("v.talpa"), "--reproduce").Out;
        string command = Session.Run("info", folder.Path("v.talpa"), "--json").Json.GetProperty("command").GetString()!;

        Assert.Contains(promise, Unwrapped(page), StringComparison.Ordinal);
        Assert.Contains("fingerprint", page, StringComparison.Ordinal);
        Assert.Contains(command, Unwrapped(page), StringComparison.Ordinal);
        string[] arguments = [.. command.Split(' ')[1..].Select(word => word == "TEXT" ? folder.Write("again.txt", FourSentences) : word == "OUT" ? folder.Path("again.talpa") : word)];
        Assert.Equal(ExitCode.Done, Session.Run(arguments).Code);
        Assert.Equal(first, File.ReadAllBytes(folder.Path("again.talpa")));
    }

    [Fact]
    public void Threads_that_share_vectors_are_said_not_to_repeat()
    {
        using var folder = new TemporaryFolder();
        Train(folder, FourSentences, "--min-count", "1", "--free-running", "--threads", "2");

        Assert.Contains("without --free-running repeats", Unwrapped(Session.Run("info", folder.Path("v.talpa"), "--reproduce").Out), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_tool_can_not_be_trained_again()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("v.txt", "1 2\nmole 0.5 1\n");

        Session.Run("info", path, "--reproduce").FailedWith(ExitCode.UnusableInput, "v.txt", "no options of a training");
    }

    /// <summary>Long lines continue in the second column.</summary>
    private static string Unwrapped(string page) => new StringBuilder(page).Replace("\n           ", " ").ToString();
}
