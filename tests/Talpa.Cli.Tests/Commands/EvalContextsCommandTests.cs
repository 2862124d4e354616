using System.Text.Json;

namespace Talpa.Cli.Tests.Commands;

public class EvalContextsCommandTests(Zoo zoo)
{
    [Fact]
    public void A_text_like_the_training_text_is_predicted_better_than_by_frequencies_and_the_probabilities_are_calibrated()
    {
        using var folder = new TemporaryFolder();
        string vectors = Train(folder, Grammar(2000, seed: 1));
        string heldOut = folder.Write("held-out.txt", Grammar(2000, seed: 2));

        JsonElement score = Session.Run("eval", "contexts", vectors, heldOut, "--json").Json;

        double perplexity = score.GetProperty("perplexity").GetDouble();
        Assert.InRange(perplexity, 1, 0.7 * score.GetProperty("frequencyPerplexity").GetDouble());
        Assert.Equal(perplexity, Math.Exp(score.GetProperty("crossEntropy").GetDouble()), 1e-9);

        // A window of 1 on either side, without subsampling: two pairs for two adjacent words.
        Assert.Equal(2 * 3 * 2000, score.GetProperty("pairs").GetDouble(), 1e-3);
        foreach (JsonElement bin in score.GetProperty("calibration").EnumerateArray().Where(bin => bin.GetProperty("predicted").GetDouble() > 1000))
        {
            Assert.InRange(bin.GetProperty("ratio").GetDouble(), 0.9, 1.1);
        }

        Session shown = Session.Run("eval", "contexts", vectors, heldOut);
        Assert.StartsWith("12,000 pairs of words, in expectation\nperplexity ", shown.Out, StringComparison.Ordinal);
        Assert.Contains("observed / expected", shown.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_is_read_with_the_options_of_the_training()
    {
        using var folder = new TemporaryFolder();
        string vectors = Train(folder, Grammar(500, seed: 1), "--lowercase");
        string plain = folder.Write("plain.txt", Grammar(100, seed: 2));
        string capitals = folder.Write("capitals.txt", Grammar(100, seed: 2).ToUpperInvariant());

        Assert.Equal(Session.Run("eval", "contexts", vectors, plain).Out, Session.Run("eval", "contexts", vectors, capitals).Out);
    }

    [Fact]
    public void Vectors_without_probabilities_and_texts_without_known_words_are_refused_with_the_reason()
    {
        using var folder = new TemporaryFolder();
        string text = folder.Write("text.txt", Grammar(50, seed: 1));
        string negative = folder.Path("negative.talpa");
        Session.Run("train", text, "--objective", "negative", "--min-count", "1", "-o", negative);
        Session.Run("eval", "contexts", negative, text).FailedWith(ExitCode.UnusableInput, "negative.talpa", "--objective exact");

        string foreign = folder.Write("foreign.txt", "quid pro quo\n");
        Session.Run("eval", "contexts", zoo.Vectors, foreign).FailedWith(ExitCode.UnusableInput, "foreign.txt", "in the model's vocabulary");
    }

    private static string Train(TemporaryFolder folder, string text, params string[] options)
    {
        string vectors = folder.Path("v.talpa");
        string[] common = ["train", folder.Write("text.txt", text), "--objective", "exact", "--window", "1", "--sample", "0", "--dim", "8", "-o", vectors];
        Assert.Equal(ExitCode.Done, Session.Run([.. common, .. options]).Code);
        return vectors;
    }

    private static string Grammar(int sentences, int seed)
    {
        var random = new Random(seed);
        string[] who = ["mole", "zebra", "owl"], does = ["digs", "runs", "flies"];
        return string.Concat(Enumerable.Range(0, sentences).Select(_ =>
        {
            int one = random.Next(3);
            return $"the {who[one]} {does[one]} {(random.Next(2) == 0 ? "here" : "there")}\n";
        }));
    }
}
