using System.Globalization;

namespace Talpa.Cli.Tests.Commands;

/// <summary>Excessive learning rates: refused, or detected before anything is saved.</summary>
public class LearningRateTests
{
    public static readonly TheoryData<string, string, bool> Trainings = new()
    {
        { "skipgram", "negative", false }, { "skipgram", "negative", true }, { "cbow", "negative", false }, { "cbow", "negative", true },
        { "skipgram", "hierarchical", false }, { "skipgram", "hierarchical", true }, { "cbow", "hierarchical", false }, { "cbow", "hierarchical", true },
        { "skipgram", "softmax", false }, { "cbow", "softmax", false }, { "skipgram", "exact", false },
    };

    [Theory]
    [MemberData(nameof(Trainings))]
    public void With_the_highest_learning_rate_any_training_diverges_with_an_error_and_saves_nothing(string architecture, string objective, bool runsFree)
    {
        using var folder = new TemporaryFolder();
        byte[] old = SmallVectors.WriteTo(folder.Path("v.talpa"));
        string text = folder.Write("t.txt", Text());
        List<string> arguments =
            ["train", text, "-o", folder.Path("v.talpa"), "--arch", architecture, "--objective", objective, "--learning-rate", "10", "--sample", "0", "--dim", "20", "--threads", "2", "--epochs", "20"];
        if (objective is "negative" or "hierarchical")
        {
            arguments.AddRange(runsFree ? ["--free-running"] : ["--shards", "4"]);
        }

        Session.Run([.. arguments, "--quiet"]).FailedWith(ExitCode.Failed, "the training diverged", "a lower learning rate than 10 helps");

        Assert.Equal(old, File.ReadAllBytes(folder.Path("v.talpa")));
        Assert.Equal(["t.txt", "v.talpa"], folder.Names);
    }

    [Theory]
    [InlineData("10.5")]
    [InlineData("1e3")]
    [InlineData("1e6")]
    [InlineData("1e30")]
    [InlineData("1e400")]
    [InlineData("-0.1")]
    [InlineData("0")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    public void An_invalid_learning_rate_is_refused_for_every_objective(string rate)
    {
        using var folder = new TemporaryFolder();
        string text = folder.Write("t.txt", "a b a b");
        foreach (string objective in (string[])["negative", "hierarchical", "softmax", "exact"])
        {
            Session.Run("train", text, "-o", folder.Path("v.talpa"), "--objective", objective, "--learning-rate", rate)
                .FailedWith(ExitCode.WrongUsage, "--learning-rate");
        }

        Assert.Equal(["t.txt"], folder.Names);
    }

    /// <summary>200 words in sentences of 20; each word is near those with close numbers.</summary>
    private static string Text()
    {
        var random = new Random(3);
        return string.Concat(Enumerable.Range(0, 1500).Select(_ =>
        {
            int about = random.Next(200);
            return string.Join(' ', Enumerable.Range(0, 20).Select(_ => string.Create(CultureInfo.InvariantCulture, $"w{(about + random.Next(9)) % 200}"))) + "\n";
        }));
    }
}
