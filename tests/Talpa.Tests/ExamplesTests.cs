using System.Xml.Linq;
using Talpa.Comparisons;
using Talpa.Evaluation;
using Talpa.Samples;
using Talpa.Text;
using Talpa.Training;
using Talpa.Training.Checkpoints;

#pragma warning disable xUnit1051 // The examples' calls have no cancellation token.

namespace Talpa.Tests;

/// <summary>The examples in the docstrings, run. They use paths relative to the current folder, so no other test runs at the same time.</summary>
[Collection(nameof(ReadMeTests))]
public sealed class ExamplesTests : IDisposable
{
    private readonly string _before = Directory.GetCurrentDirectory();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("talpa-examples");

    public ExamplesTests()
    {
        Directory.SetCurrentDirectory(_folder.FullName);
        File.WriteAllLines("corpus.txt", ZooText.Sentences(seed: 1, sentences: 300));
        File.WriteAllText("pairs.tsv", "mole\tzoo\t5\ncat\tdog\t9\ndog\tzoo\t3\n");
    }

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_before);
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Every_example_in_a_docstring_is_in_a_test_below()
    {
        string[] here = [.. File.ReadLines(Repository.Path("tests/Talpa.Tests/ExamplesTests.cs")).Select(line => line.Trim())];
        XElement[] examples = [.. XDocument.Load(Path.ChangeExtension(typeof(Word2Vec).Assembly.Location, ".xml")).Descendants("example")];

        Assert.True(examples.Length >= 10, $"{examples.Length} examples");
        Assert.All(
            examples.SelectMany(example => example.Value.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
            line => Assert.Contains(line, here));
    }

    [Fact]
    public async Task Training_saving_and_loading()
    {
        using var written = new Written();
        TrainedModel model = await Word2Vec.TrainAsync(TextSource.File("corpus.txt"));
        foreach (Neighbour neighbour in model.Vectors.Nearest("mole", 5))
        {
            Console.WriteLine($"{neighbour.Word} {neighbour.Similarity:0.000}");
        }

        Assert.Equal(5, written.Lines.Length);
        model.Save("model.talpa");
        TrainedModel loaded = TrainedModel.Load("model.talpa");
        Console.WriteLine($"{loaded.Vocabulary.Count} words, trained with {loaded.Options?.Objective?.Name}");
        TrainedModel smaller = loaded.Prune(1000);
        smaller.Save("smaller.talpa");

        Assert.Equal($"{model.Vocabulary.Count} words, trained with exact", written.Lines[^1]);
        Assert.True(File.Exists("smaller.talpa"));
        SentenceEncoder encoder = new(TrainedModel.Load("model.talpa"));
        float[] vector = encoder.Encode("a mole digs a tunnel");
        Assert.Equal(100, vector.Length);
    }

    [Fact]
    public void Texts_and_options()
    {
        TextSource files = TextSource.File("corpus.txt");
        TextSource lines = TextSource.Lines(["the mole digs", "a mole eats"]);
        TextSource baskets = TextSource.Tokens([["pan-1", "knife-3"], ["pan-1", "pot-2"]]);
        var options = new TrainingOptions
        {
            Corpus = new CorpusOptions { Lowercase = true, MinCount = 2 },
            Objective = new NegativeSampling { Negatives = 10 },
            Dimension = 50,
            Seed = 3,
        };

        options.Validate();
        Assert.All([files, lines, baskets], text =>
        {
            using EncodedCorpus corpus = EncodedCorpus.Encode(text, options.Corpus);
            Assert.True(corpus.TokenCount > 0);
        });
    }

    [Fact]
    public void A_vocabulary()
    {
        using var written = new Written();
        var vocabulary = new Vocabulary(["the", "mole", "zoo"], [120, 7, 5]);
        if (vocabulary.TryGetId("mole", out int id))
        {
            Console.WriteLine($"id {id}, {vocabulary.Counts[id]} of {vocabulary.TotalCount} tokens");
        }

        Assert.Equal(["id 1, 7 of 132 tokens"], written.Lines);
    }

    [Fact]
    public void A_trainer_with_checkpoints_and_what_is_done_with_vectors()
    {
        using (EncodedCorpus corpus = EncodedCorpus.Encode(TextSource.File("corpus.txt"), new CorpusOptions()))
        {
            var trainer = new Trainer(corpus, new TrainingOptions { Dimension = 8 });
            TrainedModel model = TrainedModel.From(trainer, trainer.Run());
            model.Vectors.Save("vectors.bin");
            model.Vectors.Save("a.bin");
            model.Vectors.Save("b.bin");
        }

        Train();
        Assert.True(File.Exists("model.talpa"));
        WordVectors vectors = WordVectors.Load("vectors.bin");
        ReadOnlySpan<float> mole = vectors["mole"];
        double similarity = vectors.Similarity("mole", "zoo");
        vectors.Save("vectors.txt");
        Assert.Equal((8, true, true), (mole.Length, similarity is >= -1 and <= 1, File.Exists("vectors.txt")));

        using var written = new Written();
        SimilarityBenchmark pairs = SimilarityBenchmark.Read("pairs.tsv");
        SimilarityResult result = pairs.Evaluate(WordVectors.Load("vectors.bin"));
        Console.WriteLine($"Spearman {result.Spearman:0.000}");
        Assert.Matches(@"^Spearman -?\d\.\d{3}$", written.Lines[0]);

        ModelComparison comparison = ModelComparison.Of(WordVectors.Load("a.bin"), WordVectors.Load("b.bin"));
        foreach (WordChange mover in comparison.Movers(5))
        {
            Console.WriteLine($"{mover.Word}: {string.Join(", ", mover.FirstNeighbours)} / {string.Join(", ", mover.SecondNeighbours)}");
        }

        Assert.Equal(6, written.Lines.Length);
    }

    private static void Train()
    {
        using EncodedCorpus corpus = EncodedCorpus.Encode(TextSource.File("corpus.txt"), new CorpusOptions());
        var trainer = new Trainer(corpus, new TrainingOptions()) { Checkpoints = new CheckpointOptions { Folder = "checkpoints" } };
        TrainingProgress end = trainer.Run();
        TrainedModel.From(trainer, end).Save("model.talpa");
    }

    /// <summary>What an example writes to the console.</summary>
    private sealed class Written : IDisposable
    {
        private readonly TextWriter _console = Console.Out;
        private readonly StringWriter _lines = new();

        public Written() => Console.SetOut(_lines);

        public string[] Lines => _lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        public void Dispose()
        {
            Console.SetOut(_console);
            _lines.Dispose();
        }
    }
}
