using Talpa.Formats;

namespace Talpa.Cli.Tests.Commands;

/// <summary>Command lines of fastText in which <c>fasttext</c> is replaced by <c>talpa</c>.</summary>
public sealed class FastTextCommandsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("skipgram")]
    [InlineData("cbow")]
    public void Skipgram_and_cbow_write_a_model_and_the_vectors_as_text(string command)
    {
        Session session = Train(command);

        Assert.Equal(ExitCode.Done, session.Code);
        TrainedModel model = TrainedModel.Load(_folder.Path("model.bin"));
        Assert.Equal(VectorFileFormat.FastText, model.Format);
        Assert.Equal((3, 6, 1000), (model.Vectors.Subwords!.MinLength, model.Vectors.Subwords.MaxLength, model.Vectors.Subwords.Buckets));
        WordVectors text = WordVectors.Load(_folder.Path("model.vec"));
        Assert.Equal(model.Vectors.Vocabulary.Words, text.Vocabulary.Words);
        Assert.StartsWith("talpa: note: this runs: talpa train -input ", session.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains($"--arch {command} ", session.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal(command == "skipgram", session.ErrorLines[0].Contains("--learning-rate 0.05", StringComparison.Ordinal));
        Assert.StartsWith("talpa: note: this runs: talpa convert ", session.ErrorLines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Options_of_the_command_line_take_the_place_of_fastTexts_defaults()
    {
        Session session = Train("skipgram", "-epoch", "2", "-lr", "0.1", "-t", "0", "-loss", "hs", "-maxn", "0");

        Assert.Equal(ExitCode.Done, session.Code);
        Assert.Null(WordVectors.Load(_folder.Path("model.bin")).Subwords);
        Assert.All(["--epochs", "--learning-rate", "--sample", "--objective", "--subwords"], added => Assert.DoesNotContain(added, session.ErrorLines[0], StringComparison.Ordinal));
    }

    [Fact]
    public void Other_names_of_options_count_and_quiet_leaves_out_the_notes()
    {
        Session session = Train("skipgram", "--epochs", "2", "--lr", "0.1", "--maxn", "0", "--quiet");

        Assert.Equal(ExitCode.Done, session.Code);
        Assert.DoesNotContain(session.ErrorLines, line => line.Contains("this runs", StringComparison.Ordinal));
    }

    /// <summary>The arguments of word-vector-example.sh, which fastText 0.9.2 comes with, with fewer buckets, on a text of our own.</summary>
    [Fact]
    public void FastTexts_example_of_word_vectors_runs()
    {
        string text = _folder.Write("fil9", string.Concat(Enumerable.Repeat(ShortTraining.FourSentences, 5)));
        string arguments = "-lr 0.025 -dim 100 -ws 5 -epoch 1 -minCount 5 -neg 5 -loss ns -bucket 2000 -minn 3 -maxn 6 -thread 4 -t 1e-4 -lrUpdateRate 100";
        Session session = Session.Run(["skipgram", "-input", text, "-output", _folder.Path("fil9"), .. arguments.Split(' ')]);
        Assert.Equal(ExitCode.Done, session.Code);

        string[] vectors = Answers("mole\ndigging\n", "print-word-vectors", _folder.Path("fil9.bin"));
        Assert.Equal(["mole", "digging"], vectors.Select(line => line.Split(' ')[0]));
        Assert.All(vectors, line => Assert.Equal(1 + 100, line.Split(' ').Length));
        Assert.Equal(WordVectors.Load(_folder.Path("fil9.vec")).Count, WordVectors.Load(_folder.Path("fil9.bin")).Count);
    }

    [Fact]
    public void A_failed_training_ends_the_command()
    {
        Session session = Session.Run("skipgram", "-input", _folder.Path("no.txt"), "-output", _folder.Path("model"));

        Assert.Equal(ExitCode.UnusableInput, session.Code);
        Assert.Empty(_folder.Names);
    }

    [Theory]
    [InlineData("-output is missing", "skipgram", "-input", "x.txt")]
    [InlineData("classifiers", "supervised", "-input", "x.txt", "-output", "model")]
    [InlineData("-retrain is not supported", "quantize", "-output", "model", "-retrain")]
    [InlineData("-output is missing", "quantize", "-qnorm")]
    [InlineData("-output needs a value", "quantize", "-output")]
    public void What_talpa_does_not_do_is_refused(string message, params string[] arguments) => Session.Run(arguments).FailedWith(ExitCode.WrongUsage, message);

    [Theory]
    [InlineData(null)]
    [InlineData("3")]
    public void Quantize_writes_a_model_of_codes_with_the_words_kept(string? cutoff)
    {
        Train("skipgram");
        Session session = Session.Run(["quantize", "-input", "x.txt", "-output", _folder.Path("model"), "-qnorm", .. cutoff is null ? Array.Empty<string>() : ["-cutoff", cutoff]]);

        Assert.Equal(ExitCode.Done, session.Code);
        TrainedModel model = TrainedModel.Load(_folder.Path("model.ftz"));
        Assert.Equal((VectorFileFormat.FastText, NumberStorage.Codes), (model.Format, model.Numbers));
        Assert.Equal(cutoff is null ? WordVectors.Load(_folder.Path("model.bin")).Count : 3, model.Vectors.Count);
    }

    [Fact]
    public void Analogies_are_questions_of_A_minus_B_plus_C()
    {
        Train("skipgram");
        string model = _folder.Path("model.bin");
        string[] fields = Assert.Single(Answers("mole the digs\n", "analogies", model, "1")).Split('\t');
        Neighbour expected = WordVectors.Load(model).Analogy("the", "mole", "digs", 1)[0];
        Assert.Equal(["mole the digs", expected.Word], fields[..2]);
    }

    [Fact]
    public void Help_of_the_command_is_that_of_train() => Assert.Equal(Session.Run("train", "--help").Out, Session.Run("skipgram", "--help").Out);

    [Fact]
    public void Queries_read_words_from_the_standard_input()
    {
        Train("skipgram");
        string model = _folder.Path("model.bin");
        string[] vectors = Answers("mole\nmoles\n", "print-word-vectors", model);
        Assert.Equal(["mole", "moles"], vectors.Select(line => line.Split(' ')[0]));
        Assert.All(vectors, line => Assert.Equal(1 + 4, line.Split(' ').Length));

        string sentence = Assert.Single(Answers("the mole digs\n", "print-sentence-vectors", model));
        Assert.Equal(4, sentence.Split(' ').Length);

        string[] neighbours = Assert.Single(Answers("mole\n", "nn", model, "2")).Split('\t');
        Assert.Equal(1 + (2 * 2), neighbours.Length);
    }

    private Session Train(string command, params string[] options) => Session.Run(
        [command, "-input", _folder.Write("text.txt", ShortTraining.FourSentences), "-output", _folder.Path("model"), "-dim", "4", "-minCount", "1", "-bucket", "1000", .. options]);

    private string[] Answers(string input, params string[] arguments)
    {
        using TalpaProcess process = TalpaProcess.RunShell(_folder.Root, $"printf '{input.Replace("\n", "\\n", StringComparison.Ordinal)}' | talpa {string.Join(' ', arguments)}");
        Assert.True(process.ExitCode == 0, process.Error);
        return process.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
