using System.Text.Json;
using Talpa.Formats;
using static Talpa.Cli.Tests.ShortTraining;

namespace Talpa.Cli.Tests.Commands;

/// <summary>The names and values of the options of <c>talpa train</c>.</summary>
public class TrainOptionsTests
{
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
    [InlineData("--objective softmax", "epochs", "5")]
    [InlineData("-alpha 0.1", "learningRate", "0.1")]
    [InlineData("-lr 0.1", "learningRate", "0.1")]
    [InlineData("--arch cbow", "learningRate", "0.1")]
    [InlineData("--min-alpha 0.01", "minLearningRate", "0.01")]
    [InlineData("--lr 0.00005", "minLearningRate", "5E-05")]
    [InlineData("--free-running -thread 3", "threads", "3")]
    [InlineData("--free-running --workers 3", "threads", "3")]
    [InlineData("--seed 42", "seed", "42")]
    [InlineData("--tokenizer whitespace", "corpus.tokenizer", "whitespace")]
    [InlineData("--lowercase", "corpus.lowercase", "true")]
    [InlineData("--full-window", "windowWeighting", "Even")]
    [InlineData("--full-window --window-weights even", "windowWeighting", "Even")]
    [InlineData("--window-weights harmonic", "windowWeighting", "Harmonic")]
    [InlineData("--objective negative", "windowWeighting", "Linear")]
    [InlineData("--objective exact --sweeps 3", "epochs", "3")]
    [InlineData("--objective exact --epochs 3", "epochs", "3")]
    [InlineData("--objective exact", "epochs", "40")]
    [InlineData("--objective exact --sweeps auto", "epochs", "40")]
    [InlineData("--epochs auto", "epochs", "40")]
    [InlineData("--objective negative --epochs auto", "epochs", "40")]
    [InlineData("--objective auto", "objective.name", "exact")]
    [InlineData("--objective auto --epochs 3", "objective.name", "negative")]
    [InlineData("--lr 0.05", "objective.name", "negative")]
    [InlineData("--arch cbow", "objective.name", "negative")]
    [InlineData("--prior 4", "objective.name", "exact")]
    [InlineData("-neg 4", "objective.name", "negative")]
    [InlineData("-negative 5 -hs 0 -iter 15", "objective.name", "negative")]
    [InlineData("--objective exact --prior 2.5", "objective.prior", "2.5")]
    [InlineData("--objective exact --hold-out 5%", "objective.holdOut", "0.05")]
    [InlineData("--objective exact --hold-out 0.25", "objective.holdOut", "0.25")]
    [InlineData("--objective exact --min-improvement 0.5", "objective.minImprovement", "0.5")]
    [InlineData("--objective exact --weight-exponent 1", "objective.weightExponent", "1")]
    [InlineData("--objective exact", "windowWeighting", "Harmonic")]
    [InlineData("--objective exact --window-weights linear --memory-limit 2MB", "windowWeighting", "Linear")]
    [InlineData("--subwords", "subwords.buckets", "2000000")]
    [InlineData("--subwords", "objective.name", "negative")]
    [InlineData("-minn 2 -maxn 5 -bucket 1000", "subwords.minLength", "2")]
    [InlineData("--min-n 2 --max-n 5", "subwords.maxLength", "5")]
    [InlineData("-minn 0 -maxn 4", "subwords.minLength", "1")]
    [InlineData("-minn 0 -maxn 0 -bucket 1000", "subwords", "null")]
    [InlineData("-bucket 1000", "subwords.buckets", "1000")]
    [InlineData("--shards 2", "shards", "2")]
    [InlineData("--shards auto --epochs 1", "shards", "1")]
    [InlineData("--free-running", "freeRunning", "true")]
    [InlineData("--max-vocab 3", "corpus.maxVocabulary", "3")]
    [InlineData("--max-final-vocab 3", "corpus.maxVocabulary", "3")]
    [InlineData("--max-sentence 2", "corpus.maxSentenceLength", "2")]
    [InlineData("-minCount 2", "corpus.minCount", "2")]
    public void Each_name_of_an_option_sets_it(string given, string option, string value)
    {
        using var folder = new TemporaryFolder();

        // The default of 100 numbers takes 800 MB for two million rows of n-grams.
        string[] small = [.. option == "dimension" ? [] : new[] { "--dim", "4" }, .. given.Contains("ount", StringComparison.Ordinal) ? [] : new[] { "--min-count", "1" }];
        var session = Train(folder, FourSentences, ["--json", .. given.Split(' '), .. small]);

        Assert.Equal(ExitCode.Done, session.Code);
        Assert.Equal(value, Value(session.Json.GetProperty("options")));
        Assert.Equal(value, Value(JsonElement.Parse(VectorFileAccess.Read(folder.Path("v.talpa")).Options["training"])));
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

        Train(folder, FourSentences, "--objective", "exact", "--min-count", "1", "--weight-exponent", "0.5", "--sweeps", "2");
        var options = TrainingOptions.FromJson(VectorFileAccess.Read(folder.Path("v.talpa")).Options["training"]);

        Assert.Equal(new ExactSoftmax { WeightExponent = 0.5, Directional = false }, options.Objective);
        Assert.Equal((2, 1), (options.Epochs, options.Corpus.MinCount));
    }

    [Theory]
    [InlineData("-train", "-output", "-binary 1", "word2vec")]
    [InlineData("-input", "-output", "-binary 0", "text")]
    public void Option_names_of_other_tools_for_files_work(string input, string output, string binary, string format)
    {
        using var folder = new TemporaryFolder();

        var session = Session.Run(["train", input, folder.Write("t.txt", FourSentences), output, folder.Path("v.out"), .. binary.Split(' '), "-min-count", "1", "--json"]);

        Assert.Equal(format, session.Json.GetProperty("format").GetString());
        Assert.Equal(5, VectorFileAccess.Read(folder.Path("v.out")).Vectors.Count);
    }

    public static readonly TheoryData<VectorFileFormat> Formats = [.. Enum.GetValues<VectorFileFormat>()];

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_extension_of_the_output_selects_the_format(VectorFileFormat format)
    {
        using var folder = new TemporaryFolder();
        string output = folder.Path("v" + VectorFiles.ExtensionOf(format));

        var session = Session.Run("train", folder.Write("t.txt", FourSentences), "-o", output, "--min-count", "1", "-q");

        Assert.Equal(ExitCode.Done, session.Code);
        Assert.Equal(format, VectorFiles.DetectFormat(output));
    }

    [Fact]
    public void A_very_low_learning_rate_lowers_the_default_minimum()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(ExitCode.Done, Train(folder, FourSentences, "--min-count", "1", "--learning-rate", "0.00005").Code);
        Train(folder, FourSentences, "--min-count", "1", "--learning-rate", "0.00005", "--min-learning-rate", "0.1").FailedWith(ExitCode.WrongUsage, "--min-learning-rate");
    }
}
