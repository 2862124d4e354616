using System.Text.RegularExpressions;
using Talpa.Comparisons;
using Talpa.Evaluation;
using Talpa.Samples;
using Talpa.Text;
using Talpa.Training;

#pragma warning disable xUnit1051 // The guide's calls have no cancellation token.

namespace Talpa.Tests;

/// <summary>The calls in the tables of docs/from-gensim.md, run. They use paths relative to the current folder, so no other test runs at the same time.</summary>
[Collection(nameof(ReadMeTests))]
public sealed partial class GensimGuideTests : IDisposable
{
    private readonly string _before = Directory.GetCurrentDirectory();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("talpa-gensim");

    public GensimGuideTests() => Directory.SetCurrentDirectory(_folder.FullName);

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_before);
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Every_call_in_the_guide_is_in_a_test_below()
    {
        string here = File.ReadAllText(Repository.Path("tests/Talpa.Tests/GensimGuideTests.cs"));
        string[] calls =
        [
            .. from line in File.ReadLines(Repository.Path("docs/from-gensim.md"))
               where line.StartsWith('|')
               from Match match in Code().Matches(line.Split(" | ")[1])
               select match.Groups["call"].Value,
        ];

        Assert.True(calls.Length > 50, $"{calls.Length} calls");
        Assert.All(calls.Where(call => call != "---"), call => Assert.Contains(call, here, StringComparison.Ordinal));
    }

    [Fact]
    public void Text_is_read_as_the_guide_says()
    {
        Directory.CreateDirectory("folder");
        File.WriteAllText("corpus.txt", "the mole digs\na mole eats\n");
        File.WriteAllText("folder/corpus.txt", "the mole digs\na mole eats\n");
        const string line = "The Mole, digs";
        string[][] sentences = [["the", "mole", "digs"], ["a", "mole", "eats"]];
        IEnumerable<string> lines = sentences.Select(words => string.Join(' ', words));

        Assert.All(
            [TextSource.File("corpus.txt"), TextSource.Folder("folder"), TextSource.Tokens(sentences), TextSource.Lines(lines)],
            text =>
            {
                using EncodedCorpus corpus = EncodedCorpus.Encode(text, new CorpusOptions { MinCount = 1 });
                Assert.Equal(6, corpus.TokenCount);
            });
        Assert.Equal(["the", "mole", "digs"], Tokenizer.Unicode.Split(line, lowercase: true));
        Assert.Equal(["The", "Mole,", "digs"], Tokenizer.Whitespace.Split(line));
    }

    [Fact]
    public async Task Options_and_trainings_are_as_the_guide_says()
    {
        TextSource text = TextSource.Lines([.. ZooText.Sentences(seed: 1, sentences: 300)]);
        IProgress<TrainingProgress> progress = new Progress<TrainingProgress>();
        TrainingOptions[] all =
        [
            new TrainingOptions { Dimension = 50, Window = 8, Epochs = 10, Threads = 4, Seed = 3 },
            new() { Architecture = Architecture.SkipGram, Objective = new NegativeSampling { Negatives = 10, NoiseExponent = 0.5 } },
            new() { Architecture = Architecture.Cbow, Objective = new HierarchicalSoftmax() },
            new() { SubsamplingThreshold = 1e-4, Corpus = new CorpusOptions { MinCount = 2, MaxVocabulary = 50_000 } },
            new() { LearningRate = 0.05, MinLearningRate = 0.001, WindowWeighting = WindowWeighting.Even },
            new() { Subwords = new SubwordOptions { MinLength = 3, MaxLength = 5 } },
        ];
        foreach (TrainingOptions options in all)
        {
            using EncodedCorpus corpus = EncodedCorpus.Encode(text, options.Corpus);
            var trainer = new Trainer(corpus, options);
            Assert.Equal(1, trainer.Run(cancellationToken: TestContext.Current.CancellationToken).Fraction);
        }

        TrainedModel model = await Word2Vec.TrainAsync(text);
        TextSource more = TextSource.Lines(Enumerable.Repeat("a newcomer saw the mole", 10));
        Assert.True((await Word2Vec.ContinueAsync(model, more)).Vectors.Contains("newcomer"));
        Assert.True(model.Report!.Loss > 0);
        Assert.Equal(10, model.Contexts!.Predict("mole").Count);
        Assert.True((await Word2Vec.TrainAsync(text, all[0], progress: progress, cancellationToken: TestContext.Current.CancellationToken)).Report!.IsComplete);
    }

    [Fact]
    public async Task Files_are_written_and_read_as_the_guide_says()
    {
        TrainedModel model = await ZooModelAsync();
        WordVectors vectors = model.Vectors;

        model.Save("vectors.talpa");
        vectors.Save("vectors.bin");
        vectors.Save("vectors.vec");
        vectors.Save("glove.txt", VectorFileFormat.Glove);
        model.WithSubwords().Save("cc.en.300.bin", new VectorWriteOptions { Format = VectorFileFormat.FastText });

        Assert.Equal(vectors["mole"].ToArray(), TrainedModel.Load("vectors.talpa").Vectors["mole"].ToArray());
        Assert.Equal(vectors["mole"].ToArray(), TrainedModel.Map("vectors.talpa").Vectors["mole"].ToArray());
        Assert.Equal(vectors.Count, WordVectors.Load("vectors.bin", new VectorReadOptions { MaxWords = 1000 }).Count);
        Assert.Equal(vectors.Count, WordVectors.Load("vectors.vec").Count);
        Assert.Equal(vectors.Count, WordVectors.Load("glove.txt").Count);
        Assert.NotNull(TrainedModel.Map("cc.en.300.bin").Vectors.Subwords);
    }

    [Fact]
    public async Task Queries_answer_as_the_guide_says()
    {
        TrainedModel model = await ZooModelAsync();
        WordVectors vectors = model.Vectors;
        float[] vector = new float[vectors.Dimension];

        Assert.True(vectors.Contains("mole"));
        Assert.True(vectors.Vocabulary.TryGetId("mole", out int id));
        Assert.True(vectors.Vocabulary.Counts[id] > 0);
        Assert.Equal("mole", vectors.Vocabulary.Words[id]);
        Assert.Equal(vectors["mole"].ToArray(), vectors.MemoryOf("mole").ToArray());
        Assert.Equal(vectors["mole"].ToArray(), vectors.Matrix[id].ToArray());
        Assert.Equal(vectors.Dimension, vectors.Mean(["cat", "mole"], unitLength: true).Length);
        Assert.Equal(2, new WordVectors(["a", "b"], 3, [1, 2, 3, 4, 5, 6]).Count);
        Assert.True(vectors.WithSubwords().TryGetVector("molly", vector, out int ngrams));
        Assert.True(ngrams > 0);

        Assert.Equal(5, vectors.Nearest("mole", count: 5).Count);
        Assert.DoesNotContain("dog", vectors.Nearest(["cat", "mole"], ["dog"]).Select(near => near.Word));
        Assert.Equal(10, vectors.Nearest(vector, among: 1000).Count);
        Assert.NotEmpty(vectors.Analogy("cat", "sofa", "mole"));
        Assert.NotEmpty(vectors.Analogy("cat", "sofa", "mole", objective: AnalogyObjective.Multiply));
        Assert.True(vectors.Similarity("cat", "dog") > vectors.Similarity("cat", "soup"));
        Assert.True(vectors.Similarity(["cat", "dog"], ["mole"]) < 1);
        Assert.Equal("soup", vectors.OddOneOut(["cat", "dog", "soup"]));
        Assert.Equal("soup", vectors.RankByCentrality(["cat", "dog", "soup"])[^1].Word);
        Assert.Equal("dog", vectors.Nearest("cat", vectors.RankOf("cat", "dog"))[^1].Word);
        Assert.Equal(2, vectors.NearestToEach(["cat", "mole"], count: 3).Count);
        Assert.Equal(vectors.Dimension, new SentenceEncoder(model).Dimension);
    }

    [Fact]
    public async Task Evaluations_and_alignments_are_as_the_guide_says()
    {
        WordVectors vectors = (await ZooModelAsync()).Vectors;
        WordVectors other = (await ZooModelAsync(seed: 2)).Vectors;
        await File.WriteAllTextAsync("pairs.tsv", "cat\tdog\t9\nmole\tbadger\t8\ncat\tsoup\t1\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync("questions.txt", ": zoo\ncat dog mole badger\n", TestContext.Current.CancellationToken);

        Assert.Equal(3, SimilarityBenchmark.Read("pairs.tsv").Evaluate(vectors).Answered);
        Assert.Equal(1, AnalogyBenchmark.Read("questions.txt").Evaluate(vectors).Total.Answered);
        Assert.Equal(vectors.Count, VectorAlignment.Fit(vectors, other).Words);
    }

    private static async Task<TrainedModel> ZooModelAsync(int seed = 1)
    {
        TextSource text = TextSource.Lines([.. ZooText.Sentences(seed: 1, sentences: 2000)]);
        return await Word2Vec.TrainAsync(text, new() { Dimension = 20, Threads = 1, Seed = seed, Objective = new NegativeSampling() }, cancellationToken: TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("`(?<call>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
