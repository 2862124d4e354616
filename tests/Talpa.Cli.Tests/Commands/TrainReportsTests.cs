using System.Globalization;
using System.Text;
using System.Text.Json;
using Talpa.Formats;
using static Talpa.Cli.Tests.ShortTraining;

namespace Talpa.Cli.Tests.Commands;

/// <summary>What <c>talpa train</c> reports about skipped input, options without effect, interruptions and failures.</summary>
public class TrainReportsTests
{
    [Fact]
    public void The_sweeps_of_an_exact_training_and_its_loss_with_and_without_the_prior_are_reported()
    {
        using var folder = new TemporaryFolder();

        string[] options = ["--objective", "exact", "--min-count", "1", "--sweeps", "1000", "--min-improvement", "0.01"];
        var session = Train(folder, FourSentences, options);
        JsonElement answer = Train(folder, FourSentences, [.. options, "--json"]).Json;

        Assert.Equal(ExitCode.Done, session.Code);
        string Number(params string[] names) => names.Sum(name => answer.GetProperty(name).GetDouble()).ToString("F3", CultureInfo.InvariantCulture);
        Assert.Matches(
            $@"trained +[\d,]+ tokens\s+\({answer.GetProperty("epoch").GetInt32()}\s+sweeps\).*;\s+loss\s+{Number("loss")}\s+a\s+pair,\s+{Number("loss", "priorLoss")}\s+with\s+the\s+prior",
            session.Out.ReplaceLineEndings(" "));
    }

    [Fact]
    public void The_prediction_of_lines_held_out_is_reported()
    {
        using var folder = new TemporaryFolder();
        string text = string.Concat(Enumerable.Repeat(FourSentences, 100));
        string[] options = ["--objective", "exact", "--min-count", "1", "--hold-out", "20%", "--sweeps", "5"];

        var session = Train(folder, text, options);
        JsonElement heldOut = Train(folder, text, [.. options, "--json"]).Json.GetProperty("heldOut");

        Assert.Contains("20.0 % of the lines were held out", session.Out, StringComparison.Ordinal);
        Assert.Contains($"perplexity {heldOut.GetProperty("perplexity").GetDouble().ToString("F1", CultureInfo.InvariantCulture)}", session.Out, StringComparison.Ordinal);
        Assert.Contains("observed / expected", session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Skipped_words_tokens_and_lines_are_reported_with_the_reason()
    {
        using var folder = new TemporaryFolder();
        string text = $"a a a b b b c c d\n{new string('x', 2000)} a b\n";

        var session = Train(folder, text, "--min-count", "2", "--max-vocab", "2", "--max-sentence", "4", "--tokenizer", "whitespace");

        Assert.Contains("1 word that occurs less than 2 times: 1 token ", session.Out, StringComparison.Ordinal);
        Assert.Contains("1 word beyond the 2 most frequent: 2 tokens", session.Out, StringComparison.Ordinal);
        Assert.Contains("1 token longer than 1,024 bytes", session.Out, StringComparison.Ordinal);
        Assert.Contains("1 line of more than 4 words", session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Invalid_UTF_8_is_reported()
    {
        using var folder = new TemporaryFolder();
        string latin = folder.Write("latin.txt", Encoding.Latin1.GetBytes("Maulwürfe Maulwürfe graben"));

        var session = Session.Run("train", latin, "-o", folder.Path("v.talpa"), "--min-count", "1");

        Assert.Contains("2 sequences of bytes that are no UTF-8", session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_without_training_pairs_is_reported()
    {
        using var folder = new TemporaryFolder();

        var session = Train(folder, "mole\ncat\n", "--min-count", "1", "--json");

        Assert.Contains("nothing was learned", session.Error, StringComparison.Ordinal);
        using var answer = JsonDocument.Parse(session.Out);
        Assert.Equal(JsonValueKind.Null, answer.RootElement.GetProperty("loss").ValueKind);
    }

    [Fact]
    public void Quiet_prints_nothing()
    {
        using var folder = new TemporaryFolder();

        var session = Train(folder, FourSentences, "--min-count", "1", "--sample", "0", "--quiet");

        Assert.Equal(new Session(ExitCode.Done, "", ""), session);
        Assert.Contains("v.talpa", folder.Names);
    }

    [Theory]
    [InlineData("", "the exact softmax, which gives the better vectors for 12 tokens of 5 words; --objective negative is quicker")]
    [InlineData("--objective negative", "40 epochs, because a short text needs more; --epochs N changes it")]
    [InlineData("--arch cbow", "40 epochs, because a short text needs more; --epochs N changes it")]
    [InlineData("--epochs auto --max-vocab 4", "the exact softmax")]
    public void What_is_chosen_for_the_text_is_reported_once_with_the_reason(string given, string choice)
    {
        using var folder = new TemporaryFolder();

        string page = Train(folder, FourSentences, ["--min-count", "1", .. given.Split(' ', StringSplitOptions.RemoveEmptyEntries)]).Out.ReplaceLineEndings(" ");

        Assert.Equal(2, page.Split("chosen ").Length);
        Assert.Contains(choice, string.Join(' ', page.Split(' ', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--epochs 5")]
    [InlineData("--objective exact")]
    [InlineData("--objective softmax")]
    public void Where_nothing_is_chosen_nothing_is_said_of_it(string given)
    {
        using var folder = new TemporaryFolder();

        Assert.DoesNotContain("chosen", Train(folder, FourSentences, ["--min-count", "1", .. given.Split(' ')]).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--objective softmax --negatives 3", "--negatives has no effect: it belongs to --objective negative")]
    [InlineData("--objective hierarchical --noise-exponent 1", "--noise-exponent has no effect: it belongs to --objective negative")]
    [InlineData("--objective hierarchical --unshared-negatives", "--unshared-negatives has no effect: it belongs to --objective negative")]
    [InlineData("--arch cbow --unshared-negatives", "--unshared-negatives has no effect: a window of CBOW has one prediction")]
    [InlineData("--objective negative --min-improvement 2", "--min-improvement has no effect: it belongs to --objective exact")]
    [InlineData("--negatives 3 --memory-limit 2GB", "--memory-limit has no effect: it belongs to --objective exact")]
    public void An_option_without_effect_is_reported(string given, string note)
    {
        using var folder = new TemporaryFolder();

        var session = Train(folder, FourSentences, ["--min-count", "1", .. given.Split(' ')]);

        Assert.Contains($"talpa: note: {note}", session.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interruption_saves_the_vectors_so_far_and_is_reported()
    {
        using var folder = new TemporaryFolder();
        string text = folder.Write("t.txt", FourSentences);

        var session = Session.Run(Interrupted, "train", text, "-o", folder.Path("v.talpa"), "--min-count", "1", "--json");

        Assert.Equal(ExitCode.Interrupted, session.Code);
        Assert.Contains($"what was learned is saved in {folder.Path("v.talpa")}", session.Error, StringComparison.Ordinal);
        Assert.True(session.Json.GetProperty("interrupted").GetBoolean());
        Assert.Equal(5, VectorFileAccess.Read(folder.Path("v.talpa")).Vectors.Count);

        static Terminal Interrupted(Terminal terminal)
        {
            terminal.Interrupt.Request();
            return terminal;
        }
    }

    [Fact]
    public void The_error_of_a_diverging_training_has_the_remedy_and_the_previous_vectors_are_unchanged()
    {
        using var folder = new TemporaryFolder();
        byte[] old = SmallVectors.WriteTo(folder.Path("v.talpa"));

        Train(folder, string.Concat(Enumerable.Repeat(FourSentences, 200)), "--learning-rate", "10", "--epochs", "500", "--objective", "softmax", "--threads", "1")
            .FailedWith(ExitCode.Failed, "diverged", "a lower learning rate than 10 helps");

        Assert.Equal(old, File.ReadAllBytes(folder.Path("v.talpa")));
    }
}
