using System.IO.Compression;
using System.Text.Json;
using Talpa.Formats;

namespace Talpa.Cli.Tests.Commands;

/// <summary><c>talpa phrases</c>, <c>talpa train --phrases</c>, and questions about a model with phrases.</summary>
public sealed class PhrasesCommandTests : IDisposable
{
    private const string Text = "he lives in new york city\nshe saw New York and the bank of america\n";

    private static readonly string[] Npmi = ["--scoring", "npmi", "--threshold", "0.7", "--lowercase", "--connectors", "of,the"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Phrases_are_listed_saved_and_joined()
    {
        string text = WriteText();
        string output = _folder.Path("phrases.txt.gz");
        string joined = _folder.Path("joined.txt.gz");

        Session listed = Session.Run(["phrases", text, .. Npmi, "--passes", "2"]);
        Session saved = Session.Run(["phrases", text, .. Npmi, "--passes", "2", "-o", output, "--joined-text", joined]);
        JsonElement json = Session.Run(["phrases", text, .. Npmi, "--passes", "2", "--json"]).Json;

        Assert.Equal((ExitCode.Done, ""), (listed.Code, listed.Error));
        Assert.Contains("joined", saved.Out, StringComparison.Ordinal);
        IReadOnlyList<Phrase> phrases = Phrases.Load(output).Items;
        string[][] lines = [.. listed.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))];
        Assert.Contains(phrases, phrase => phrase is { Text: "bank_of_america", Pass: 1 } && phrase.Words is ["bank", "of", "america"]);
        Assert.Contains(phrases, phrase => phrase.Pass == 2);
        Assert.Equal(phrases.Select(phrase => phrase.Text), lines.Select(line => line[0]));
        Assert.Equal(phrases.Select(phrase => phrase.Text), json.GetProperty("phrases").EnumerateArray().Select(entry => entry.GetProperty("phrase").GetString()));
        Assert.Equal(phrases.Select(phrase => phrase.Score), json.GetProperty("phrases").EnumerateArray().Select(entry => entry.GetProperty("score").GetDouble()));

        using var reader = new StreamReader(new GZipStream(File.OpenRead(joined), CompressionMode.Decompress));
        Assert.Equal(string.Join(' ', Phrases.Load(output).Join("he lives in new york city".Split(' '))), reader.ReadLine());
        Assert.Equal(19, reader.ReadToEnd().Count(character => character == '\n'));
    }

    [Fact]
    public void A_text_without_phrases_has_an_empty_list_and_a_note()
    {
        Session session = Session.Run("phrases", _folder.Write("t.txt", "one two three\n"));

        Assert.Equal((ExitCode.Done, ""), (session.Code, session.Out));
        Assert.Contains("no two words are a phrase; a lower --threshold or --min-count finds more", session.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_usage_and_unusable_input_are_one_line()
    {
        string text = WriteText();
        string letter = _folder.Write("letter.txt", "dear reader\n");
        Session.Run("phrases").FailedWith(ExitCode.WrongUsage, "FILE");
        Session.Run("phrases", _folder.Path("nosuch")).FailedWith(ExitCode.UnusableInput, "nosuch");
        Session.Run("phrases", text, "--threshold", "0").FailedWith(ExitCode.WrongUsage, "--threshold must be above 0", "not 0");
        Session.Run("phrases", text, "--scoring", "npmi", "--threshold", "2").FailedWith(ExitCode.WrongUsage, "--threshold must be from -1 to 1", "not 2");
        Session.Run("phrases", text, "--min-count", "0").FailedWith(ExitCode.WrongUsage, "--min-count must be from 1");
        Session.Run("phrases", text, "--passes", "11").FailedWith(ExitCode.WrongUsage, "--passes must be from 1 to 10, not 11");
        Session.Run("phrases", text, "--delimiter", " ").FailedWith(ExitCode.WrongUsage, "--delimiter");
        Session.Run("phrases", text, "--max-pairs", "1").FailedWith(ExitCode.WrongUsage, "--max-pairs");
        Session.Run("phrases", text, "--threads", "0").FailedWith(ExitCode.WrongUsage, "--threads");
        Session.Run("phrases", text, "-o", letter).FailedWith(ExitCode.WrongUsage, "letter.txt is there already and holds no phrases");
        Session.Run("phrases", text, "-o", text).FailedWith(ExitCode.WrongUsage, "t.txt", "name another file");
        Session.Run("phrases", text, "--joined-text", letter).FailedWith(ExitCode.WrongUsage, "letter.txt is there already");
        Session.Run("phrases", text, "--joined-text", text).FailedWith(ExitCode.WrongUsage, "t.txt", "name another file");
        Session.Run("phrases", text, "-o", _folder.Path("no/folder")).FailedWith(ExitCode.Failed, "folder");
        Session.Run("train", text, "--phrase-min-count", "0").FailedWith(ExitCode.WrongUsage, "--phrase-min-count must be from 1");
        Session.Run("train", text, "--min-count", "0", "--phrases").FailedWith(ExitCode.WrongUsage, "--min-count must be");
        Session.Run("train", text, "--phrases", "--read-vocab", letter).FailedWith(ExitCode.WrongUsage, "--read-vocab");
        Assert.Equal(["letter.txt", "t.txt"], _folder.Names);
    }

    [Fact]
    public void Questions_are_joined_as_the_text_was()
    {
        string model = Train();
        Session spoken = Session.Run("nearest", model, "new", "york", "-n", "3", "--json");
        Session quoted = Session.Run("nearest", model, "new york", "-n", "3", "--json");
        Session written = Session.Run("nearest", model, "new_york", "-n", "3", "--json");
        Session apart = Session.Run("nearest", model, "new", "+", "york");
        string questions = _folder.Write("q.txt", "new york\ncity in\n");

        Assert.Equal(written.Out, spoken.Out);
        Assert.Equal(written.Out, quoted.Out);
        Assert.Equal("", written.Error);
        Assert.Equal("talpa: note: joined as in the text of the training: new_york\n", spoken.Error);
        Assert.Equal(ExitCode.UnusableInput, apart.Code);
        Assert.StartsWith($"new york\t{spoken.Json.GetProperty("nearest")[0].GetProperty("word").GetString()}\t", Session.Run("nearest", model, "--words", questions, "-n", "1").Out, StringComparison.Ordinal);
        Assert.Equal(
            Session.Run("similarity", model, "new_york", "city", "--json").Out,
            Session.Run("similarity", model, "new york", "city", "--json").Out);
        Session.Run("similarity", model, "new", "york").FailedWith(ExitCode.UnusableInput, "new");
        Assert.Equal(
            Session.Run("vector", model, "--mean", "city", "in", "new_york", "--json").Out,
            Session.Run("vector", model, "--mean", "city in new york", "--json").Out);
        Assert.Equal(ExitCode.Done, Session.Run("predict", model, "new york").Code);
        Assert.Equal(ExitCode.Done, Session.Run("odd-one-out", model, "new york", "in", "city").Code);
    }

    [Fact]
    public void Info_shows_the_phrases_and_the_report_of_a_training_counts_them()
    {
        string model = Train(out Session training);
        Session info = Session.Run("info", model);
        JsonElement json = Session.Run("info", model, "--json").Json;

        Assert.Matches(@"joined +\d+ phrases: \d+ tokens joined to the one before", training.Out);
        Assert.Matches(@"phrases +\d+: .*new_york", info.Out);
        Assert.Equal(TrainedModel.Load(model).Phrases!.Items.Count, json.GetProperty("phrases").GetProperty("count").GetInt32());
        Assert.False(json.GetProperty("options").TryGetProperty("phrases", out _));
        Assert.Equal("_", json.GetProperty("options").GetProperty("corpus").GetProperty("phrases").GetProperty("delimiter").GetString());
    }

    [Fact]
    public void A_converted_model_keeps_its_phrases_where_the_format_holds_options()
    {
        string model = Train();
        string converted = _folder.Path("m.safetensors");
        Assert.Equal(ExitCode.Done, Session.Run("convert", model, converted).Code);

        Assert.Equal(Session.Run("nearest", model, "new", "york").Out, Session.Run("nearest", converted, "new", "york").Out);
    }

    [Fact]
    public void The_text_of_an_evaluation_is_joined_to_the_phrases_of_the_model()
    {
        string model = Train();
        string joined = _folder.Path("joined.txt");
        string text = _folder.Path("t.txt");
        Assert.Equal(ExitCode.Done, Session.Run("phrases", text, "--scoring", "npmi", "--threshold", "0.9", "--lowercase", "--connectors", "of the", "--joined-text", joined).Code);
        string otherText = _folder.Write("other.txt", File.ReadAllText(text).Replace("york", "amsterdam", StringComparison.Ordinal));

        Session evaluated = Session.Run("eval", "contexts", model, text);

        Assert.Equal(ExitCode.Done, evaluated.Code);
        Assert.Equal(Session.Run("eval", "contexts", model, joined).Out, evaluated.Out);
        Assert.NotEqual(Session.Run("eval", "contexts", model, otherText).Out, evaluated.Out);
    }

    private string Train() => Train(out _);

    private string Train(out Session training)
    {
        string model = _folder.Path("m.talpa");
        training = Session.Run(
            "train", WriteText(), "-o", model, "--min-count", "1", "--lowercase", "--dim", "8", "--objective", "exact", "--sweeps", "3",
            "--phrase-scoring", "npmi", "--phrase-threshold", "0.9", "--connectors", "of the");
        Assert.Equal(ExitCode.Done, training.Code);
        return model;
    }

    private string WriteText() => _folder.Write("t.txt", string.Concat(Enumerable.Repeat(Text, 10)));
}
