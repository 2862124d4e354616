using System.Text;
using Talpa.Training.Checkpoints;
using static Talpa.Cli.Tests.ShortTraining;

namespace Talpa.Cli.Tests.Commands;

/// <summary><c>talpa train --from</c> and <c>--init</c>.</summary>
public sealed class StartOptionsTests : IDisposable
{
    private const string NewText = "the hamster sleeps\nthe hamster digs\nthe mole digs\nthe cat sleeps\n";

    /// <summary>Files of models that are only read: each is trained once for all tests.</summary>
    private static readonly Lazy<byte[]> Negative = Trained("--objective", "negative"), Exact = Trained("--objective", "exact", "--keep-counts"), Sum = Trained("--objective", "negative", "--vectors", "sum");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--objective negative")]
    [InlineData("--objective negative --subwords --buckets 100")]
    [InlineData("--objective hierarchical")]
    [InlineData("--objective softmax")]
    [InlineData("--objective exact --keep-counts")]
    [InlineData("--objective negative --arch cbow")]
    public void A_continued_model_has_the_old_words_first_and_can_be_made_again(string options)
    {
        Train(_folder, FourSentences, ["--min-count", "1", "--dim", "8", .. options.Split(' ')]);

        Session session = Continue();

        Assert.True(session.Code == ExitCode.Done, session.Error);
        string page = Unwrapped(session.Out);
        Assert.Contains("5 words of the model and 1 new one of 6 in the text", page, StringComparison.Ordinal);
        Assert.Matches($"start +{_folder.Path("v.talpa")}: 5 words", page);
        var model = TrainedModel.Load(_folder.Path("w.talpa"));
        Assert.Equal([.. TrainedModel.Load(_folder.Path("v.talpa")).Vocabulary.Words, "hamster"], model.Vocabulary.Words);
        Assert.Equal(4 + 4, model.Vocabulary.Counts[0]);

        string command = Session.Run("info", _folder.Path("w.talpa"), "--json").Json.GetProperty("command").GetString()!;
        Assert.Contains(model.Report!.Start!.Fingerprint, Session.Run("info", _folder.Path("w.talpa"), "--reproduce").Out, StringComparison.Ordinal);
        string[] arguments =
        [
            .. command.Split(' ')[1..].Select(word => word switch
            {
                "TEXT" => _folder.Path("new.txt"),
                "MODEL" => _folder.Path("v.talpa"),
                "OUT" => _folder.Path("again.talpa"),
                _ => word,
            }),
        ];
        Session again = Session.Run(arguments);
        Assert.True(again.Code == ExitCode.Done, again.Error);
        Assert.Equal(File.ReadAllBytes(_folder.Path("w.talpa")), File.ReadAllBytes(_folder.Path("again.talpa")));
    }

    [Fact]
    public void Without_a_text_the_built_in_one_is_not_taken()
    {
        Train(_folder, FourSentences, "--min-count", "1");

        Session.Run("train", "--from", _folder.Path("v.talpa"), "-o", _folder.Path("w.talpa")).FailedWith(ExitCode.WrongUsage, "needs a text");
    }

    [Fact]
    public void Frozen_words_come_from_a_file_and_do_not_change()
    {
        Train(_folder, FourSentences, "--min-count", "1", "--objective", "negative");
        _ = Continue("--freeze-words", _folder.Write("frozen.txt", "cat\n\nmole\n"));

        (TrainedModel before, TrainedModel after) = (TrainedModel.Load(_folder.Path("v.talpa")), TrainedModel.Load(_folder.Path("w.talpa")));
        foreach (string word in before.Vocabulary.Words)
        {
            Assert.Equal(word is "cat" or "mole", before.Vectors[word].SequenceEqual(after.Vectors[word]));
        }
    }

    [Fact]
    public void Words_start_from_vectors_of_another_tool()
    {
        string vectors = _folder.Write("pretrained.txt", "2 3\ncat 1 2 3\nzebra 4 5 6\n");
        Session session = Session.Run(
            "train", _folder.Write("new.txt", NewText), "--init", vectors, "--min-count", "1", "--freeze", "-o", _folder.Path("w.talpa"));

        Assert.True(session.Code == ExitCode.Done, session.Error);
        Assert.Contains("it has 1 of the 6 words; 5 start at random", Unwrapped(session.Out), StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], TrainedModel.Load(_folder.Path("w.talpa")).Vectors["cat"].ToArray());
    }

    [Theory]
    [InlineData("--from v.talpa --dim 7", "--dim can't change", "its vectors have 100 numbers")]
    [InlineData("--from v.talpa --objective softmax", "--objective can't change", "trained with negative")]
    [InlineData("--from v.talpa --arch cbow", "--arch can't change", "skip-gram")]
    [InlineData("--from v.talpa --subwords", "--subwords can't change", "it has no n-grams")]
    [InlineData("--from v.talpa --vectors sum", "--vectors can't change", "input")]
    [InlineData("--from exact.talpa --window 3", "--window, --window-weights and --sample can't change", "counts of pairs")]
    [InlineData("--from exact.talpa --sample 0", "--window, --window-weights and --sample can't change", "counts of pairs")]
    [InlineData("--from v.talpa --phrases", "--phrases can't change", "as those of the model")]
    [InlineData("--from v.talpa --read-vocab words.txt", "--read-vocab can't change", "its words stay")]
    [InlineData("--from v.talpa --init v.talpa", "exclude each other", "--init")]
    [InlineData("--from v.talpa --anchor -1", "--anchor must be from 0 to 1,000", "-1")]
    [InlineData("--from exact.talpa --anchor 1", "--anchor must be 0 with --objective exact", "--keep-counts")]
    [InlineData("--from v.talpa -o v.talpa", "is a model to read", "-o")]
    [InlineData("--init v.talpa --dim 7", "--dim can't change", "100")]
    [InlineData("--init v.talpa --eval words.txt", "--eval compares a model before and after", "--init")]
    [InlineData("--freeze", "--freeze needs a model to start from", "--from MODEL")]
    [InlineData("--anchor 1", "--anchor needs a model to start from", "--from MODEL")]
    public void What_the_model_decides_or_does_not_allow_is_refused_in_one_line(string options, string what, string why)
    {
        _folder.Write("v.talpa", Negative.Value);
        _folder.Write("exact.talpa", Exact.Value);
        _folder.Write("words.txt", "cat 4\n");
        string[] given = InFolder(options.Split(' '));

        Session session = Session.Run(["train", _folder.Write("new.txt", NewText), .. given.Contains("-o") ? given : [.. given, "-o", _folder.Path("w.talpa")]]);

        session.FailedWith(ExitCode.WrongUsage, what, why);
        Assert.False(File.Exists(_folder.Path("w.talpa")));
    }

    [Theory]
    [InlineData("--from nosuch.talpa", "nosuch.talpa")]
    [InlineData("--from sum.talpa", "holds no input vectors")]
    [InlineData("--from v.talpa --freeze-words unknown.txt", "unknown.txt, line 3", "'zebra'")]
    [InlineData("--init nan.txt", "nan.txt", "'cat' holds NaN")]
    [InlineData("--from v.talpa --freeze-words empty.txt", "empty.txt: there are no words")]
    [InlineData("--from v.talpa --freeze-words nosuch.txt", "nosuch.txt")]
    public void A_model_or_list_that_can_not_be_used_is_named(string options, params string[] parts)
    {
        _folder.Write("v.talpa", Negative.Value);
        _folder.Write("sum.talpa", Sum.Value);
        _folder.Write("unknown.txt", "cat\n\nzebra\n");
        _folder.Write("nan.txt", "1 2\ncat nan 1\n");
        _folder.Write("empty.txt", "\n");
        string[] given = InFolder(options.Split(' '));

        Session.Run(["train", _folder.Write("new.txt", NewText), .. given, "-o", _folder.Path("w.talpa")]).FailedWith(ExitCode.UnusableInput, parts);
    }

    [Fact]
    public void A_model_of_fastText_is_continued_with_its_options()
    {
        string model = Talpa.Tests.Repository.Path("tests/Talpa.Tests/TestFiles/fasttext.bin");
        Session session = Session.Run("train", _folder.Write("new.txt", NewText), "--from", model, "--min-count", "1", "-o", _folder.Path("w.talpa"));

        Assert.True(session.Code == ExitCode.Done, session.Error);
        (TrainedModel before, TrainedModel after) = (TrainedModel.Load(model), TrainedModel.Load(_folder.Path("w.talpa")));
        Assert.Equal(before.Vocabulary.Words, after.Vocabulary.Words.Take(before.Vocabulary.Count));
        Assert.Equal(before.Vectors.Subwords!.Buckets, after.Options!.Subwords!.Buckets);
        Assert.Equal(Tokenizer.Whitespace, after.Options.Corpus.Tokenizer);
    }

    [Theory]
    [InlineData("--objective negative")]
    [InlineData("--objective exact --keep-counts")]
    public void A_continued_training_that_is_interrupted_resumes_to_the_same_bytes(string options)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        var random = new Random(3);
        string Text(int words) => string.Join('\n', Enumerable.Range(0, 500).Select(_ => string.Join(' ', Enumerable.Range(0, 10).Select(_ => $"w{random.Next(words)}"))));
        _folder.Write("t.txt", Text(50));
        _folder.Write("new.txt", Text(80));
        Assert.Equal(ExitCode.Done, Session.Run(["train", _folder.Path("t.txt"), "--min-count", "1", "--dim", "16", "-o", _folder.Path("v.talpa"), .. options.Split(' ')]).Code);
        _folder.Write("frozen.txt", "w1\nw2\n");
        string[] arguments = ["train", "new.txt", "--from", "v.talpa", "--freeze-words", "frozen.txt", "--min-improvement", "0"];
        arguments = options.Contains("exact", StringComparison.Ordinal) ? arguments : arguments[..^2];
        (int epochs, _) = Interruption.Of(
            _folder.Path("w.talpa.checkpoint"), epochs => TalpaProcess.Start(_folder.Root, [.. arguments, "-o", "w.talpa", "--epochs", $"{epochs}", .. Interruption.SavesOften]));

        Session resumed = Session.Run("resume", _folder.Path("w.talpa.checkpoint"), "--quiet");
        Session uninterrupted = Session.Run([.. InFolder(arguments), "-o", _folder.Path("whole.talpa"), "--epochs", $"{epochs}", "--quiet"]);

        Assert.True(resumed.Code == ExitCode.Done, resumed.Error);
        Assert.True(uninterrupted.Code == ExitCode.Done, uninterrupted.Error);
        Assert.Equal(File.ReadAllBytes(_folder.Path("whole.talpa")), File.ReadAllBytes(_folder.Path("w.talpa")));
    }

    private Session Continue(params string[] options) =>
        Session.Run(["train", _folder.Write("new.txt", NewText), "--from", _folder.Path("v.talpa"), "-o", _folder.Path("w.talpa"), .. options]);

    /// <summary>Names of files become paths in the folder of the test.</summary>
    private string[] InFolder(IEnumerable<string> words) => [.. words.Select(word => word.Contains(".t", StringComparison.Ordinal) ? _folder.Path(word) : word)];

    private static Lazy<byte[]> Trained(params string[] options) => new(() =>
    {
        using var folder = new TemporaryFolder();
        Session session = Train(folder, FourSentences, ["--min-count", "1", .. options]);
        Assert.True(session.Code == ExitCode.Done, session.Error);
        return File.ReadAllBytes(folder.Path("v.talpa"));
    });

    /// <summary>Long lines continue in the second column.</summary>
    private static string Unwrapped(string page) => new StringBuilder(page).Replace("\n           ", " ").ToString();
}
