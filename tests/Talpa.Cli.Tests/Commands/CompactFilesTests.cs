using static Talpa.Cli.Tests.ShortTraining;

namespace Talpa.Cli.Tests.Commands;

/// <summary>Smaller files: fewer words, and numbers of fewer bytes.</summary>
public sealed class CompactFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CompactFilesTests() => Train(_folder, FourSentences, "--min-count", "1", "--subwords", "--buckets", "500");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("float16")]
    [InlineData("int8")]
    [InlineData("codes")]
    public void Convert_stores_numbers_as_asked_and_info_names_it(string numbers)
    {
        string output = _folder.Path("small.talpa");
        Session converted = Session.Run("convert", _folder.Path("v.talpa"), output, "--numbers", numbers);
        Assert.Equal(ExitCode.Done, converted.Code);
        Assert.Contains($"(talpa, {numbers}, ", converted.Out, StringComparison.Ordinal);
        Assert.Empty(converted.ErrorLines);
        Assert.Contains($"format     talpa, numbers stored as {numbers}\n", Session.Run("info", output).Out, StringComparison.Ordinal);
        Assert.Equal(numbers, Session.Run("info", output, "--json").Json.GetProperty("numbers").GetString());
        Assert.Contains($"--numbers {numbers}", Session.Run("info", output, "--reproduce").Out, StringComparison.Ordinal);

        // Written again without the option, they are what they were rounded to.
        Assert.Equal("float32", Session.Run("convert", output, _folder.Path("large.talpa"), "--json").Json.GetProperty("numbers").GetString());
        Assert.Equal(WordVectors.Load(output)["mole"].ToArray(), WordVectors.Load(_folder.Path("large.talpa"))["mole"].ToArray());
    }

    [Fact]
    public void A_format_that_can_not_store_them_so_is_refused_before_the_input_is_read() =>
        Session.Run("convert", _folder.Path("none.talpa"), _folder.Path("x.bin"), "--numbers", "int8")
            .FailedWith(ExitCode.WrongUsage, "word2vec", "int8", "float32", "talpa stores all");

    [Fact]
    public void Prune_keeps_the_most_frequent_words_and_their_ngrams()
    {
        string output = _folder.Path("small.talpa");
        Session pruned = Session.Run("prune", _folder.Path("v.talpa"), output, "--keep", "3", "--numbers", "int8");
        Assert.Equal(ExitCode.Done, pruned.Code);
        TrainedModel before = TrainedModel.Load(_folder.Path("v.talpa"));
        TrainedModel after = TrainedModel.Load(output);
        Assert.Equal(before.Vocabulary.Words.Take(3), after.Vocabulary.Words);
        Assert.InRange(after.Vectors.Subwords!.Rows, 1, before.Vectors.Subwords!.Rows - 1);
        Assert.Equal(NumberStorage.ScaledBytes, after.Numbers);
        Assert.Contains("left out", Session.Run("info", output, "--reproduce").Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--keep is missing")]
    [InlineData("--keep 0 is out of range", "--keep", "0")]
    public void Prune_needs_a_number_of_words(string message, params string[] options) =>
        Session.Run(["prune", _folder.Path("v.talpa"), _folder.Path("x.talpa"), .. options]).FailedWith(ExitCode.WrongUsage, message);

    [Fact]
    public void Fitted_ngrams_are_named_among_what_makes_the_model_again()
    {
        Train(_folder, FourSentences, "--min-count", "1");
        string output = _folder.Path("fitted.talpa");
        Session.Run("convert", _folder.Path("v.talpa"), output, "--subwords", "--max-ngram", "4");
        Assert.Contains("talpa convert --min-ngram 3 --max-ngram 4", string.Join(' ', Session.Run("info", output, "--reproduce").Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
