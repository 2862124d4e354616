using System.Text.Json;
using Talpa.Formats;
using Talpa.Vectors;

namespace Talpa.Cli.Tests.Commands;

public class PredictCommandTests(Zoo zoo)
{
    [Fact]
    public void Predicted_context_words_have_the_probabilities_of_the_exact_softmax()
    {
        using var folder = new TemporaryFolder();
        string vectors = folder.Path("exact.talpa");
        Assert.Equal(ExitCode.Done, Session.Run("train", "--objective", "exact", "-o", vectors).Code);

        JsonElement[] words = [.. Session.Run("predict", vectors, "mole", "-n", "200", "--json").Json.GetProperty("predicted").EnumerateArray()];
        double[] probabilities = [.. words.Select(word => word.GetProperty("probability").GetDouble())];

        Assert.Equal(200, words.Length);
        Assert.Equal(1, probabilities.Sum(), 1e-5);
        Assert.Equal(probabilities.OrderDescending(), probabilities);
        double Of(string name) => words.Single(word => word.GetProperty("word").GetString() == name).GetProperty("probability").GetDouble();
        Assert.True(Of("dig") > 10 * Of("soup"), "dig is a more likely context of mole than soup");
        Assert.Contains("  1  the  0.", Session.Run("predict", vectors, "mole", "-n", "3").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directional_model_predicts_each_side()
    {
        using var folder = new TemporaryFolder();
        string text = folder.Path("text.txt");
        File.WriteAllLines(text, Enumerable.Repeat("the mole digs", 40));
        string vectors = folder.Path("v.talpa");
        Assert.Equal(ExitCode.Done, Session.Run("train", text, "--directional", "on", "--min-count", "1", "--sample", "0", "--prior", "0.1", "--epochs", "40", "--dim", "8", "-o", vectors).Code);

        Assert.Equal("the", First("before"));
        Assert.Equal("digs", First("after"));
        Assert.StartsWith("Most probable after mole, of 3 words:", Session.Run("predict", vectors, "mole", "--side", "after").Out, StringComparison.Ordinal);

        string First(string side) => Session.Run("predict", vectors, "mole", "--side", side, "-n", "1", "--json").Json.GetProperty("predicted")[0].GetProperty("word").GetString()!;
    }

    [Fact]
    public void A_side_needs_a_model_that_distinguishes_sides() =>
        Session.Run("predict", zoo.Vectors, "mole", "--side", "after").FailedWith(ExitCode.UnusableInput, "--directional on", "--side");

    [Fact]
    public void Vectors_of_the_full_softmax_predict_too() =>
        Assert.Equal(ExitCode.Done, Session.Run("predict", zoo.Vectors, "mole").Code);

    [Fact]
    public void Vectors_without_probabilities_are_refused_with_the_remedy()
    {
        using var folder = new TemporaryFolder();
        string vectors = folder.Path("negative.talpa");
        Session.Run("train", "--objective", "negative", "--epochs", "1", "-o", vectors);

        Session.Run("predict", vectors, "mole").FailedWith(ExitCode.UnusableInput, "negative.talpa", "--objective exact");
    }

    [Theory]
    [InlineData("input", 1)]
    [InlineData("output", 1)]
    [InlineData("sum", 1)]
    [InlineData("joined", 1)]
    public void The_side_of_the_vectors_does_not_change_the_probabilities(string side, int threads)
    {
        using var folder = new TemporaryFolder();
        string vectors = folder.Path("v.talpa");
        Session.Run("train", "--objective", "exact", "--epochs", "3", "--vectors", side, "--threads", $"{threads}", "-o", vectors);
        string usual = folder.Path("usual.talpa");
        Session.Run("train", "--objective", "exact", "--epochs", "3", "--threads", "2", "-o", usual);

        Assert.Equal(Session.Run("predict", usual, "mole", "--json").Out, Session.Run("predict", vectors, "mole", "--json").Out);
        WordVectors words = VectorFileAccess.Read(vectors).Vectors;
        Assert.Equal(side == "joined", words["mole"].SequenceEqual(VectorFileAccess.Read(usual).Vectors["mole"]));
    }

    [Fact]
    public void Inner_nodes_of_a_tree_are_not_words() =>
        Session.Run("train", "--objective", "hierarchical", "--vectors", "sum").FailedWith(ExitCode.WrongUsage, "--vectors must be input");
}
