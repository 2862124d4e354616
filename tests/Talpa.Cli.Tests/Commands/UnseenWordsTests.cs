using System.Text.Json;
using Talpa.Formats;
using Talpa.Inputs;
using Talpa.Memory;
using Talpa.Vectors;

namespace Talpa.Cli.Tests.Commands;

/// <summary>Questions with words that are not in the vocabulary, of a model with subwords.</summary>
public sealed class UnseenWordsTests : IDisposable
{
    private const int Dimension = 3;

    private readonly TemporaryFolder _folder = new();
    private readonly string _model;
    private readonly string _plain;
    private readonly WordVectors _vectors;

    public UnseenWordsTests()
    {
        var random = new Random(1);
        float[] Numbers(int rows) => [.. Enumerable.Range(0, rows * Dimension).Select(_ => (random.NextSingle() * 2) - 1)];
        string[] words = ["mole", "badger", "robin", "wren"];
        var vectors = new WordVectors(
            new Vocabulary(words, [4L, 3, 2, 1]),
            new PaddedMatrix(words.Length, Dimension, Numbers(words.Length)),
            new Subwords(new CharacterNgrams(2, 3, 20), new MatrixRows(new PaddedMatrix(20, Dimension, Numbers(20)))));
        _model = _folder.Path("model.bin");
        _plain = _folder.Path("plain.vec");
        vectors.Save(_model, VectorFileFormat.FastText);
        vectors.Save(_plain);
        _vectors = WordVectors.Load(_model);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("nearest", "moles", "badger")]
    [InlineData("similarity", "mole", "moles")]
    [InlineData("analogy", "mole", "moles", "robin")]
    [InlineData("odd-one-out", "mole", "moles", "robin")]
    [InlineData("vector", "moles")]
    [InlineData("vector", "moles", "mole", "--mean")]
    public void An_answer_states_of_how_many_ngrams_a_vector_is_composed(string command, params string[] words)
    {
        Session text = Session.Run([command, _model, .. words]);
        Assert.Equal(ExitCode.Done, text.Code);
        Assert.Equal(["talpa: note: 'moles' is not in the vocabulary: composed from 11 n-grams"], text.ErrorLines);
        JsonElement composed = Assert.Single(Session.Run([command, _model, .. words, "--json"]).Json.GetProperty("composed").EnumerateArray());
        Assert.Equal("moles", composed.GetProperty("word").GetString());
        Assert.Equal(11, composed.GetProperty("ngrams").GetInt32());
    }

    [Fact]
    public void A_model_trained_with_subwords_has_vectors_for_words_that_the_text_does_not_have()
    {
        Assert.Equal(ExitCode.Done, ShortTraining.Train(_folder, ShortTraining.FourSentences, "--min-count", "1", "--subwords", "--max-ngram", "4", "--buckets", "1000000").Code);
        string path = _folder.Path("v.talpa");

        Assert.Matches("n-grams    of 3 to 4 characters in 1,000,000 buckets, [0-9]+ of which have a row\n", Session.Run("info", path).Out);

        // <ca, cat and <cat.
        Assert.Equal(["talpa: note: 'cats' is not in the vocabulary: composed from 3 n-grams"], Session.Run("similarity", path, "cat", "cats").ErrorLines);
    }

    [Fact]
    public void Convert_fits_ngrams_to_the_vectors_of_any_file()
    {
        Assert.Equal(ExitCode.Done, Session.Run("convert", _plain, _folder.Path("fitted.talpa"), "--subwords", "--min-ngram", "2").Code);

        Session answer = Session.Run("nearest", _folder.Path("fitted.talpa"), "moles", "-n", "1");
        Assert.Contains("mole", answer.Out, StringComparison.Ordinal);
        Assert.StartsWith("talpa: note: 'moles' is not in the vocabulary: composed from ", Assert.Single(answer.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public void Ngrams_longer_than_all_words_give_a_model_without_them()
    {
        Assert.Equal(ExitCode.Done, ShortTraining.Train(_folder, ShortTraining.FourSentences, "--min-count", "1", "--min-ngram", "20", "--max-ngram", "30").Code);
        Assert.DoesNotContain("n-grams", Session.Run("info", _folder.Path("v.talpa")).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--subwords --max-ngram 0", "--subwords and --max-ngram 0 disagree")]
    [InlineData("--min-ngram 4 --max-ngram 3", "--min-ngram must be from 1 to 3, not 4")]
    [InlineData("--max-ngram 65", "--max-ngram must be from 1 to 64, not 65")]
    [InlineData("--buckets 0", "--buckets must be from 1 to 1000000000, not 0")]
    public void Options_that_contradict_each_other_are_refused(string options, string message) =>
        Session.Run(["train", _folder.Write("text.txt", ShortTraining.FourSentences), "-o", _folder.Path("x.talpa"), .. options.Split(' ')]).FailedWith(ExitCode.WrongUsage, message);

    [Fact]
    public void The_answers_are_those_of_the_library()
    {
        float[] moles = new float[Dimension];
        Assert.True(_vectors.Subwords!.TryCompose("moles", moles));
        JsonElement vector = Session.Run("vector", _model, "moles", "--json").Json.GetProperty("vectors")[0].GetProperty("vector");
        Assert.Equal(moles, vector.EnumerateArray().Select(number => number.GetSingle()));
        Assert.Equal(_vectors.Similarity("mole", "moles"), Session.Run("similarity", _model, "mole", "moles", "--json").Json.GetProperty("similarity").GetSingle());
        string[] nearest = [.. Session.Run("nearest", _model, "moles", "--json").Json.GetProperty("nearest").EnumerateArray().Select(neighbour => neighbour.GetProperty("word").GetString()!)];
        Assert.Equal(_vectors.Nearest("moles").Select(neighbour => neighbour.Word), nearest);
    }

    [Fact]
    public void A_file_of_words_has_an_answer_for_each_and_one_note()
    {
        File.WriteAllText(_folder.Path("words.txt"), "mole\nmoles\nwrens\n");
        Session session = Session.Run("nearest", _model, "--words", _folder.Path("words.txt"), "-n", "1");
        Assert.Equal(["mole", "moles", "wrens"], session.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[0]));
        Assert.Equal(["talpa: note: words that are not in the vocabulary are composed from n-grams of 2 to 3 characters"], session.ErrorLines);
    }

    [Fact]
    public void Only_words_without_ngrams_are_unknown()
    {
        Session.Run("nearest", _plain, "moles").FailedWith(ExitCode.UnusableInput, "'moles' is not in the vocabulary");
        Session session = Session.Run("nearest", _model, "moles", "</s>", "--ignore-unknown", "--json");
        Assert.Equal(["</s>"], session.Json.GetProperty("unknown").EnumerateArray().Select(word => word.GetString()));
    }

    [Fact]
    public void Info_has_the_lengths_and_buckets()
    {
        Assert.Contains("n-grams    of 2 to 3 characters in 20 buckets\n", Session.Run("info", _model).Out, StringComparison.Ordinal);
        JsonElement subwords = Session.Run("info", _model, "--json").Json.GetProperty("subwords");
        Assert.Equal((2, 3, 20, 20), (Number(subwords, "minLength"), Number(subwords, "maxLength"), Number(subwords, "buckets"), Number(subwords, "rows")));
        Assert.Equal(JsonValueKind.Null, Session.Run("info", _plain, "--json").Json.GetProperty("subwords").ValueKind);
    }

    [Fact]
    public void Conversion_to_a_format_without_ngrams_states_the_loss()
    {
        Session session = Session.Run("convert", _model, _folder.Path("x.vec"), "--json");
        string note = "the n-grams were left out: the format text does not hold them, so that only words of the vocabulary have a vector";
        Assert.Contains($"talpa: note: {note}", session.ErrorLines);
        Assert.Contains(note, session.Json.GetProperty("leftOut").EnumerateArray().Select(line => line.GetString()));
    }

    [Fact]
    public void Evaluation_composes_unseen_words_only_on_request()
    {
        File.WriteAllText(_folder.Path("pairs.txt"), "mole badger 3\nrobin wren 2\nmoles wrens 1\nmole Wrens 1.5\n");
        File.WriteAllText(_folder.Path("questions.txt"), ": x\nmole moles robin wren\nmole badger robin wren\nmole moles robin wrens\n");
        Assert.Equal((2, 0), Pairs("eval", "similarity", _model, _folder.Path("pairs.txt"), "--json"));
        Assert.Equal((4, 2), Pairs("eval", "similarity", _model, _folder.Path("pairs.txt"), "--json", "--compose"));
        Assert.Equal(1, Answered("eval", "analogies", _model, _folder.Path("questions.txt"), "--json"));
        Assert.Equal(2, Answered("eval", "analogies", _model, _folder.Path("questions.txt"), "--json", "--compose"));
        Session.Run("eval", "similarity", _plain, _folder.Path("pairs.txt"), "--compose").FailedWith(ExitCode.UnusableInput, _plain, "has no n-grams", "--compose");
    }

    private static (int Answered, int Composed) Pairs(params string[] arguments)
    {
        JsonElement score = Session.Run(arguments).Json.GetProperty("scores")[0];
        return (Number(score, "answered"), Number(score, "composed"));
    }

    private static int Answered(params string[] arguments) => Number(Session.Run(arguments).Json.GetProperty("full").GetProperty("total"), "answered");

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
