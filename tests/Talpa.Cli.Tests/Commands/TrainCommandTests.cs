using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Talpa.Formats;
using Talpa.Samples;
using Talpa.Vectors;

namespace Talpa.Cli.Tests.Commands;

public class TrainCommandTests(Zoo zoo) : IClassFixture<Zoo>
{
    private const string Text = "the mole digs\nthe cat sleeps\nthe mole sleeps\nthe cat digs\n";

    [Fact]
    public void The_report_of_the_built_in_text_has_cosines_of_the_saved_vectors()
    {
        WordVectors vectors = VectorFile.Read(zoo.Vectors).Vectors;

        Assert.Matches($@"cat +dog +{vectors.Similarity("cat", "dog"):F3} ", zoo.Training.Out);
        Assert.Matches($@"mole +badger +{vectors.Similarity("mole", "badger"):F3} ", zoo.Training.Out);
        Assert.True(vectors.Similarity("cat", "dog") > 0.9, "cat and dog end close");
        Assert.True(vectors.Similarity("cat", "mole") < 0.6, "pets and burrowers do not");
    }

    [Fact]
    public void The_similarities_built_into_the_text_are_learned()
    {
        WordVectors vectors = VectorFile.Read(zoo.Vectors).Vectors;

        int holding = ZooText.Likenesses.Count(l => vectors.Similarity(l.Word, l.Like) > vectors.Similarity(l.Word, l.Unlike));

        Assert.Contains($"{holding:N0} of {ZooText.Likenesses.Count:N0} times", zoo.Training.Out, StringComparison.Ordinal);
        Assert.True(holding >= 0.99 * ZooText.Likenesses.Count, $"{holding} of {ZooText.Likenesses.Count}");
    }

    [Fact]
    public void The_report_names_the_file_and_a_valid_next_command()
    {
        Assert.Contains($"saved      {zoo.Vectors}", zoo.Training.Out, StringComparison.Ordinal);
        string next = zoo.Training.Out.Split('\n').Single(line => line.StartsWith("try ", StringComparison.Ordinal));
        string[] arguments = next.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2..];

        var session = Session.Run(arguments);

        Assert.Equal(ExitCode.Done, session.Code);
        Assert.Contains(Zoo.Group("burrowers").First(word => word != "mole"), session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_JSON_report_has_stable_property_names()
    {
        using var folder = new TemporaryFolder();

        JsonElement answer = Train(folder, Text, "--min-count", "1", "--json").Json;

        Assert.Equal(
            "output format fileBytes interrupted words dimension tokens totalTokens epoch seconds tokensPerSecond predictions loss estimatedPeakBytes peakBytes checkpoint corpus options",
            string.Join(' ', answer.EnumerateObject().Select(property => property.Name)));
        Assert.Equal(5, answer.GetProperty("words").GetInt32());
        Assert.Equal(12, answer.GetProperty("corpus").GetProperty("tokensRead").GetInt64());
        Assert.Equal(5 * 12, answer.GetProperty("tokens").GetInt64());
        Assert.Equal(new FileInfo(folder.Path("v.talpa")).Length, answer.GetProperty("fileBytes").GetInt64());
    }

    [Theory]
    [InlineData("--dim 7", "dimension", "7")]
    [InlineData("-size 7", "dimension", "7")]
    [InlineData("--vector-size 7", "dimension", "7")]
    [InlineData("--vector_size 7", "dimension", "7")]
    [InlineData("-dim 7", "dimension", "7")]
    [InlineData("-window 3", "window", "3")]
    [InlineData("-ws 3", "window", "3")]
    [InlineData("--arch cbow", "architecture", "Cbow")]
    [InlineData("--arch uncorrected-cbow", "architecture", "UncorrectedCbow")]
    [InlineData("-cbow 1", "architecture", "Cbow")]
    [InlineData("-cbow 0", "architecture", "SkipGram")]
    [InlineData("--sg 0", "architecture", "Cbow")]
    [InlineData("--objective hierarchical", "objective.name", "hierarchical")]
    [InlineData("-hs 1 -negative 0", "objective.name", "hierarchical")]
    [InlineData("-hs 0", "objective.name", "negative")]
    [InlineData("-loss softmax", "objective.name", "softmax")]
    [InlineData("--objective NS", "objective.name", "negative")]
    [InlineData("-negative 9", "objective.negatives", "9")]
    [InlineData("-neg 9", "objective.negatives", "9")]
    [InlineData("--ns-exponent -0.5", "objective.noiseExponent", "-0.5")]
    [InlineData("--unshared-negatives", "objective.sharedNegatives", "false")]
    [InlineData("-sample 1e-4", "subsamplingThreshold", "0.0001")]
    [InlineData("-t 1e-4", "subsamplingThreshold", "0.0001")]
    [InlineData("-iter 2", "epochs", "2")]
    [InlineData("-epoch 2", "epochs", "2")]
    [InlineData("--objective hierarchical", "epochs", "5")]
    [InlineData("-alpha 0.1", "learningRate", "0.1")]
    [InlineData("-lr 0.1", "learningRate", "0.1")]
    [InlineData("--arch cbow", "learningRate", "0.1")]
    [InlineData("--min-alpha 0.01", "minLearningRate", "0.01")]
    [InlineData("--lr 0.00005", "minLearningRate", "5E-05")]
    [InlineData("-thread 3", "threads", "3")]
    [InlineData("--workers 3", "threads", "3")]
    [InlineData("--seed 42", "seed", "42")]
    [InlineData("--tokenizer whitespace", "corpus.tokenizer", "whitespace")]
    [InlineData("--lowercase", "corpus.lowercase", "true")]
    [InlineData("--full-window", "windowWeighting", "Even")]
    [InlineData("--full-window --window-weights even", "windowWeighting", "Even")]
    [InlineData("--window-weights harmonic", "windowWeighting", "Harmonic")]
    [InlineData("--min-count 1", "windowWeighting", "Linear")]
    [InlineData("--objective exact --sweeps 3", "epochs", "3")]
    [InlineData("--objective exact --epochs 3", "epochs", "3")]
    [InlineData("--objective exact", "epochs", "30")]
    [InlineData("--objective exact --min-improvement 0.5", "objective.minImprovement", "0.5")]
    [InlineData("--objective exact --weight-exponent 1", "objective.weightExponent", "1")]
    [InlineData("--objective exact", "windowWeighting", "Harmonic")]
    [InlineData("--objective exact --window-weights linear --memory-limit 2MB", "windowWeighting", "Linear")]
    [InlineData("--max-vocab 3", "corpus.maxVocabulary", "3")]
    [InlineData("--max-final-vocab 3", "corpus.maxVocabulary", "3")]
    [InlineData("--max-sentence 2", "corpus.maxSentenceLength", "2")]
    [InlineData("-minCount 2", "corpus.minCount", "2")]
    public void Each_name_of_an_option_sets_it(string given, string option, string value)
    {
        using var folder = new TemporaryFolder();

        var session = Train(folder, Text, ["--json", .. given.Split(' '), .. given.Contains("ount", StringComparison.Ordinal) ? [] : new[] { "--min-count", "1" }]);

        Assert.Equal(ExitCode.Done, session.Code);
        Assert.Equal(value, Value(session.Json.GetProperty("options")));
        Assert.Equal(value, Value(JsonElement.Parse(VectorFile.Read(folder.Path("v.talpa")).Options["training"])));
        Assert.Equal(value, Value(Session.Run("info", folder.Path("v.talpa"), "--json").Json.GetProperty("options")));

        string? Value(JsonElement options)
        {
            JsonElement found = option.Split('.').Aggregate(options, (part, name) => part.GetProperty(name));
            return found.ValueKind == JsonValueKind.String ? found.GetString() : found.GetRawText();
        }
    }

    [Fact]
    public void The_options_in_a_file_are_read_back_by_the_library()
    {
        using var folder = new TemporaryFolder();

        Train(folder, Text, "--objective", "exact", "--min-count", "1", "--weight-exponent", "0.5", "--sweeps", "2");
        var options = TrainingOptions.FromJson(VectorFile.Read(folder.Path("v.talpa")).Options["training"]);

        Assert.Equal(new ExactSoftmax { WeightExponent = 0.5 }, options.Objective);
        Assert.Equal((2, 1), (options.Epochs, options.Corpus.MinCount));
    }

    [Fact]
    public void An_early_end_of_an_exact_training_is_reported()
    {
        using var folder = new TemporaryFolder();

        string[] options = ["--objective", "exact", "--min-count", "1", "--sweeps", "1000", "--min-improvement", "0.01"];
        var session = Train(folder, Text, options);
        JsonElement answer = Train(folder, Text, [.. options, "--json"]).Json;

        Assert.Equal(ExitCode.Done, session.Code);
        string loss = answer.GetProperty("loss").GetDouble().ToString("F3", CultureInfo.InvariantCulture);
        Assert.Matches(
            $@"trained +[\d,]+ tokens\s+\({answer.GetProperty("epoch").GetInt32()}\s+sweeps:\s+the\s+loss\s+hardly\s+fell\s+any\s+more\).*;\s+loss\s+{loss}\s+a\s+pair",
            session.Out.ReplaceLineEndings(" "));
    }

    [Theory]
    [InlineData("-train", "-output", "-binary 1", "word2vec")]
    [InlineData("-input", "-output", "-binary 0", "text")]
    public void Option_names_of_other_tools_for_files_work(string input, string output, string binary, string format)
    {
        using var folder = new TemporaryFolder();

        var session = Session.Run(["train", input, folder.Write("t.txt", Text), output, folder.Path("v.out"), .. binary.Split(' '), "-min-count", "1", "--json"]);

        Assert.Equal(format, session.Json.GetProperty("format").GetString());
        Assert.Equal(5, VectorFile.Read(folder.Path("v.out")).Vectors.Count);
    }

    [Theory]
    [InlineData("v.talpa", VectorFileFormat.Talpa)]
    [InlineData("v.bin", VectorFileFormat.Word2Vec)]
    [InlineData("v.vec", VectorFileFormat.Text)]
    [InlineData("v.txt", VectorFileFormat.Glove)]
    [InlineData("v.npy", VectorFileFormat.Npy)]
    [InlineData("v.safetensors", VectorFileFormat.Safetensors)]
    public void The_extension_of_the_output_selects_the_format(string name, VectorFileFormat format)
    {
        using var folder = new TemporaryFolder();

        var session = Session.Run("train", folder.Write("t.txt", Text), "-o", folder.Path(name), "--min-count", "1", "-q");

        Assert.Equal(ExitCode.Done, session.Code);
        Assert.Equal(format, VectorFiles.DetectFormat(folder.Path(name)));
    }

    [Fact]
    public void With_one_thread_the_same_seed_gives_the_same_bytes()
    {
        using var folder = new TemporaryFolder();

        Train(folder, Text, "--min-count", "1", "--threads", "1");
        byte[] first = File.ReadAllBytes(folder.Path("v.talpa"));
        Train(folder, Text, "--min-count", "1", "--threads", "1");

        Assert.Equal(first, File.ReadAllBytes(folder.Path("v.talpa")));
    }

    [Fact]
    public void A_deterministic_training_writes_the_same_bytes_with_any_number_of_threads()
    {
        using var folder = new TemporaryFolder();

        Train(folder, Text, "--min-count", "1", "--deterministic", "--threads", "1");
        byte[] first = File.ReadAllBytes(folder.Path("v.talpa"));
        Train(folder, Text, "--min-count", "1", "--deterministic", "--threads", "3");

        Assert.Equal(first, File.ReadAllBytes(folder.Path("v.talpa")));
    }

    [Fact]
    public void A_very_low_learning_rate_lowers_the_default_minimum()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(ExitCode.Done, Train(folder, Text, "--min-count", "1", "--learning-rate", "0.00005").Code);
        Train(folder, Text, "--min-count", "1", "--learning-rate", "0.00005", "--min-learning-rate", "0.1").FailedWith(ExitCode.WrongUsage, "--min-learning-rate");
    }

    [Fact]
    public void Files_folders_globs_compressed_files_and_standard_input_are_read_together()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path("books"));
        File.WriteAllText(folder.Path("books/one.txt"), "one one");
        using (var packed = new GZipStream(File.Create(folder.Path("two.gz")), CompressionLevel.Fastest))
        {
            packed.Write("two two two"u8);
        }

        folder.Write("three.glob", "three");
        var session = Session.Run(
            terminal => terminal with { OpenInput = () => new MemoryStream(Encoding.UTF8.GetBytes("four four four four")) },
            "train", folder.Path("books"), folder.Path("two.gz"), folder.Path("*.glob"), "-", "-o", folder.Path("v.talpa"), "--min-count", "1", "--json");

        Assert.Equal(1 + 2 + 3 + 4, session.Json.GetProperty("corpus").GetProperty("tokensRead").GetInt64());
        Assert.Equal(4, session.Json.GetProperty("corpus").GetProperty("parts").GetInt32());
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

        var session = Train(folder, Text, "--min-count", "1", "--sample", "0", "--quiet");

        Assert.Equal(new Session(ExitCode.Done, "", ""), session);
        Assert.Contains("v.talpa", folder.Names);
    }

    [Theory]
    [InlineData("--objective softmax --negatives 3", "--negatives has no effect: it belongs to --objective negative")]
    [InlineData("--objective hierarchical --noise-exponent 1", "--noise-exponent has no effect: it belongs to --objective negative")]
    [InlineData("--objective hierarchical --unshared-negatives", "--unshared-negatives has no effect: it belongs to --objective negative")]
    [InlineData("--arch cbow --unshared-negatives", "--unshared-negatives has no effect: a window of CBOW has one prediction")]
    [InlineData("--min-improvement 2", "--min-improvement has no effect: it belongs to --objective exact")]
    [InlineData("--memory-limit 2GB", "--memory-limit has no effect: it belongs to --objective exact")]
    public void An_option_without_effect_is_reported(string given, string note)
    {
        using var folder = new TemporaryFolder();

        var session = Train(folder, Text, ["--min-count", "1", .. given.Split(' ')]);

        Assert.Contains($"talpa: note: {note}", session.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interruption_saves_the_vectors_so_far_and_is_reported()
    {
        using var folder = new TemporaryFolder();
        string text = folder.Write("t.txt", Text);

        var session = Session.Run(Interrupted, "train", text, "-o", folder.Path("v.talpa"), "--min-count", "1", "--json");

        Assert.Equal(ExitCode.Interrupted, session.Code);
        Assert.Contains($"what was learned is saved in {folder.Path("v.talpa")}", session.Error, StringComparison.Ordinal);
        Assert.True(session.Json.GetProperty("interrupted").GetBoolean());
        Assert.Equal(5, VectorFile.Read(folder.Path("v.talpa")).Vectors.Count);

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

        Train(folder, string.Concat(Enumerable.Repeat(Text, 200)), "--learning-rate", "10", "--epochs", "500", "--objective", "softmax", "--threads", "1")
            .FailedWith(ExitCode.Failed, "diverged", "a lower learning rate than 10 helps");

        Assert.Equal(old, File.ReadAllBytes(folder.Path("v.talpa")));
    }

    [Fact]
    public void The_report_fits_a_screen_of_eighty_columns() =>
        Assert.All(RunZooOnScreen().Out.Split('\n'), line => Assert.True(line.Length <= 80, line));

    private static Session RunZooOnScreen()
    {
        using var folder = new TemporaryFolder();
        return Session.RunOnScreen(80, "train", "-o", folder.Path("z.talpa"), "--epochs", "1");
    }

    private static Session Train(TemporaryFolder folder, string text, params string[] options) =>
        Session.Run(["train", folder.Write("t.txt", text), "-o", folder.Path("v.talpa"), .. options]);
}
