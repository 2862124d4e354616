using Talpa.Tests.Formats;

namespace Talpa.Tests;

public sealed class Word2VecTests : IDisposable
{
    private static readonly string Sentences = string.Join('\n', Enumerable.Repeat("The mole digs a tunnel under the garden", 50));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Training_gives_a_vector_for_every_frequent_word()
    {
        TrainedModel model = await Word2Vec.TrainAsync(
            TextSource.Text(Sentences), new() { Objective = new NegativeSampling(), Epochs = 5, Dimension = 8, Corpus = new() { Lowercase = true } }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(7, model.Vectors.Count);
        Assert.Equal(8, model.Vectors.Dimension);
        Assert.Equal("the", model.Vocabulary.Words[0]);
        Assert.Equal(100, model.Vocabulary.Counts[0]);
        Assert.Contains(model.Vectors["mole"].ToArray(), x => x != 0);
        Assert.True(model.Report!.IsComplete);
        Assert.Equal(400 * 5, model.Report.Tokens);
        Assert.Equal(400, model.Report.Corpus!.TokensRead);
        Assert.True(double.IsFinite(model.Report.Loss));
    }

    [Fact]
    public async Task Reading_progress_is_reported_before_training_progress()
    {
        var events = new List<string>();
        await Word2Vec.TrainAsync(
            TextSource.Text(Sentences),
            new() { Dimension = 8 },
            new Observer<TrainingProgress>(_ => events.Add("training")),
            new Observer<EncodingProgress>(_ => events.Add("reading")),
            TestContext.Current.CancellationToken);

        Assert.Equal("reading", events[0]);
        Assert.Equal("training", events[^1]);
    }

    [Fact]
    public async Task A_cancelled_training_returns_the_vectors_so_far()
    {
        using var stop = new CancellationTokenSource();
        var cancelAtOnce = new Observer<TrainingProgress>(_ => stop.Cancel());

        TrainedModel model = await Word2Vec.TrainAsync(
            TextSource.Text(Sentences), new() { Dimension = 300, Epochs = 10_000, SubsamplingThreshold = 0, Objective = new FullSoftmax(), Threads = 1 }, cancelAtOnce, cancellationToken: stop.Token);

        Assert.False(model.Report!.IsComplete);
        Assert.InRange(model.Report.Tokens, 1, (400 * 10_000) - 1);
    }

    [Fact]
    public async Task Cancellation_before_the_training_throws_and_an_invalid_option_is_refused_before_the_text_is_read()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Word2Vec.TrainAsync(TextSource.Text(Sentences), cancellationToken: new CancellationToken(canceled: true)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Word2Vec.TrainAsync(TextSource.Text(""), new TrainingOptions { Window = 0 }, cancellationToken: TestContext.Current.CancellationToken));
    }

    public static readonly TheoryData<string> Objectives = [.. Objective.All.Select(objective => objective.Name)];

    [Theory]
    [MemberData(nameof(Objectives))]
    public async Task A_saved_and_loaded_model_is_equal_by_path_and_by_stream(string objective)
    {
        TrainingOptions options = new()
        {
            Dimension = 8,
            Objective = Objective.Find(objective)!,
            Corpus = new() { Lowercase = true, Tokenizer = Tokenizer.Whitespace },
        };
        TrainedModel model = await Word2Vec.TrainAsync(TextSource.Text(Sentences), options, cancellationToken: TestContext.Current.CancellationToken);
        string path = Path.Combine(_folder.Folder, "model.talpa");
        model.Save(path);
        using var stream = new MemoryStream();
        model.Save(stream);
        Assert.Equal(File.ReadAllBytes(path), stream.ToArray());
        stream.Position = 0;

        foreach (TrainedModel loaded in new[] { TrainedModel.Load(path), TrainedModel.Load(stream) })
        {
            Assert.Equal(model.Vocabulary.Words, loaded.Vocabulary.Words);
            Assert.Equal(model.Vocabulary.Counts.ToArray(), loaded.Vocabulary.Counts.ToArray());
            AssertSame(model.Vectors.Matrix, loaded.Vectors.Matrix);
            AssertSame(model.InputVectors.Matrix, loaded.InputVectors.Matrix);
            AssertSame(model.OutputVectors!, loaded.OutputVectors!);
            Assert.Equal(model.OutputBiases.ToArray(), loaded.OutputBiases.ToArray());
            Assert.Equal(model.Options!.Objective, loaded.Options!.Objective);
            Assert.Same(Tokenizer.Whitespace, loaded.Options.Corpus.Tokenizer);
            Assert.Equal(["the", "mole,"], loaded.Tokenize("The mole,"));
            Assert.Equal(model.Report! with { Elapsed = null }, loaded.Report);
            Assert.Equal(model.Contexts is null, loaded.Contexts is null);
        }
    }

    [Fact]
    public async Task A_custom_tokenizer_must_be_set_again_after_loading()
    {
        TrainingOptions options = new() { Dimension = 4, Corpus = new() { Tokenizer = Tokenizer.From(line => line.Split('|')), MinCount = 1 } };
        TrainedModel model = await Word2Vec.TrainAsync(
            TextSource.Lines(Enumerable.Repeat("a mole|digs|a mole", 10)), options, cancellationToken: TestContext.Current.CancellationToken);
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;

        TrainedModel loaded = TrainedModel.Load(stream);

        Assert.Contains("CorpusOptions.Tokenizer", Assert.Throws<UnusableInputException>(() => loaded.Tokenize("a mole|digs")).Message, StringComparison.Ordinal);
        Assert.Equal(["a mole", "digs"], loaded.WithTokenizer(options.Corpus.Tokenizer).Tokenize("a mole|digs"));
    }

    [Fact]
    public async Task A_deterministic_training_gives_the_same_file_with_any_number_of_threads()
    {
        TrainingOptions options = new() { Objective = new NegativeSampling(), Dimension = 8, Shards = 4, Threads = 1, Corpus = new() { Threads = 1 } };
        byte[][] files = [await SavedAsync(options), await SavedAsync(options), await SavedAsync(options with { Threads = 3, Corpus = new() { Threads = 3 } })];
        Assert.Equal(files[0], files[1]);
        Assert.Equal(files[0], files[2]);
    }

    [Fact]
    public async Task A_file_of_another_tool_is_a_model_without_options()
    {
        TrainedModel model = await Word2Vec.TrainAsync(TextSource.Text(Sentences), new() { Dimension = 8 }, cancellationToken: TestContext.Current.CancellationToken);
        string path = Path.Combine(_folder.Folder, "vectors.bin");
        model.Vectors.Save(path);

        TrainedModel loaded = TrainedModel.Load(path);

        AssertSame(model.Vectors.Matrix, loaded.Vectors.Matrix);
        Assert.Null(loaded.Options);
        Assert.Null(loaded.Report);
        Assert.Null(loaded.OutputVectors);
        Assert.True(loaded.OutputBiases.IsEmpty);
        Assert.Equal(["The", "mole"], loaded.Tokenize("The mole!"));
    }

    [Fact]
    public void A_file_with_unreadable_training_options_loads_with_a_warning_and_keeps_their_text()
    {
        string path = Path.Combine(_folder.Folder, "newer.talpa");
        const string Newer = """{"objective":{"name":"one-of-the-future"}}""";
        var content = new Talpa.Formats.VectorFileContent
        {
            Vectors = new WordVectors(["mole"], 2, [1, 2]),
            Options = new Dictionary<string, string>(StringComparer.Ordinal) { ["training"] = Newer },
        };
        Talpa.Formats.VectorFileAccess.Write(path, content);

        TrainedModel loaded = TrainedModel.Load(path);

        Assert.Null(loaded.Options);
        Assert.Equal([1, 2], loaded.Vectors["mole"].ToArray());
        string warning = Assert.Single(loaded.Warnings);
        Assert.Contains(path, warning, StringComparison.Ordinal);
        Assert.Contains("one-of-the-future", warning, StringComparison.Ordinal);
        Assert.Equal(Newer, loaded.Metadata["training"]);
    }

    private static async Task<byte[]> SavedAsync(TrainingOptions options)
    {
        string text = string.Join('\n', Enumerable.Range(0, 300).Select(i => $"the mole {i % 7} digs a tunnel {i % 5} under the garden {i % 3}"));
        TrainedModel model = await Word2Vec.TrainAsync(TextSource.Text(text), options, cancellationToken: TestContext.Current.CancellationToken);
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    private static void AssertSame(Talpa.Memory.PaddedMatrix expected, Talpa.Memory.PaddedMatrix actual) => Assert.Equal(expected.Padded.ToArray(), actual.Padded.ToArray());

    private sealed class Observer<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
