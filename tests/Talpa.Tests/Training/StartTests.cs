using Talpa.Memory;
using Talpa.Tests.Text;
using Talpa.Text;
using Talpa.Training;
using Talpa.Training.Checkpoints;
using static Talpa.Tests.Training.SmallTexts;

namespace Talpa.Tests.Training;

/// <summary>Trainings that start from the vectors of a model.</summary>
public sealed partial class StartTests : IDisposable
{
    public static readonly TheoryData<Architecture, Objective, bool> Trainings = new()
    {
        { Architecture.SkipGram, new NegativeSampling(), false },
        { Architecture.SkipGram, new NegativeSampling(), true },
        { Architecture.SkipGram, new NegativeSampling { SharedNegatives = false }, false },
        { Architecture.SkipGram, new HierarchicalSoftmax(), true },
        { Architecture.SkipGram, new FullSoftmax(), false },
        { Architecture.SkipGram, new ExactSoftmax { MinImprovement = 0 }, false },
        { Architecture.SkipGram, new ExactSoftmax { MinImprovement = 0, Directional = true }, false },
        { Architecture.Cbow, new NegativeSampling(), true },
        { Architecture.Cbow, new HierarchicalSoftmax(), false },
    };

    /// <summary>The pets, in a text with words that <see cref="PetsAndTrains"/> does not have.</summary>
    private static readonly string[] NewLines = [.. PetsAndTrains(300, 5), .. Enumerable.Range(0, 200).Select(i => i % 2 == 0 ? "my cute hamster sleeps happily" : "the late tram stops outside")];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Trainings))]
    public void Old_words_start_with_the_vectors_of_the_model_and_new_ones_as_in_any_training(Architecture architecture, Objective objective, bool several)
    {
        TrainedModel model = Train(architecture, objective, several);
        TrainingOptions options = model.OptionsToContinue() with { Epochs = 1, Threads = 1 };
        using EncodedCorpus corpus = Encode(NewLines, options);
        EmbeddingModel started = new Trainer(corpus, options, model.ToStart()).Model;
        EmbeddingModel random = new Trainer(corpus, options).Model;

        Assert.Equal(model.Vocabulary.Words, corpus.Vocabulary.Words.Take(model.Vocabulary.Count));
        Assert.True(corpus.Vocabulary.TryGetId("hamster", out int hamster) && hamster >= model.Vocabulary.Count);
        for (int word = 0; word < corpus.Vocabulary.Count; word++)
        {
            bool isOld = word < model.Vocabulary.Count;
            Assert.Equal(isOld ? model.InputVectors[word].ToArray() : random.Input[word].ToArray(), started.Input[word].ToArray());
            if (objective.OutputRowsAreWords)
            {
                Assert.All(OutputRowsOf(model, word), row => Assert.Equal(isOld ? model.OutputVectors![row].ToArray() : new float[options.Dimension], started.Output[row].ToArray()));
            }
        }

        if (!objective.OutputRowsAreWords)
        {
            Assert.True(started.Output.Padded.ContainsAnyExcept(0f));
        }
    }

    [Theory]
    [MemberData(nameof(Trainings))]
    public void Frozen_words_keep_their_bytes_and_new_words_learn(Architecture architecture, Objective objective, bool several)
    {
        TrainedModel model = Train(architecture, objective, several);
        TrainedModel continued = Continue(model, options => options with { Start = new StartOptions { Freeze = true } }, several);

        for (int word = 0; word < model.Vocabulary.Count; word++)
        {
            Assert.Equal(model.InputVectors[word].ToArray(), continued.InputVectors[word].ToArray());
            if (objective.OutputRowsAreWords)
            {
                Assert.All(OutputRowsOf(model, word), row => Assert.Equal(model.OutputVectors![row].ToArray(), continued.OutputVectors![row].ToArray()));
            }
        }

        Assert.Equal("dog", NearestOf(continued.InputVectors, "hamster", ["dog", "bus"]));
        Assert.Equal("bus", NearestOf(continued.InputVectors, "tram", ["dog", "bus"]));
    }

    /// <summary>One row for each word, or one for each side of it.</summary>
    private static IEnumerable<int> OutputRowsOf(TrainedModel model, int word)
    {
        int sides = model.OutputVectors!.Rows / model.Vocabulary.Count;
        return Enumerable.Range(word * sides, sides);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Single_words_can_be_frozen(bool several)
    {
        TrainedModel model = Train(Architecture.SkipGram, new NegativeSampling(), several);
        TrainedModel continued = Continue(model, options => options with { Start = new StartOptions { FrozenWords = ["cat", "train"] } }, several);

        foreach (string word in new[] { "cat", "train", "dog", "bus" })
        {
            Assert.Equal(word is "cat" or "train", model.Vectors[word].SequenceEqual(continued.Vectors[word]));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Frozen_words_with_subwords_keep_their_vectors_and_their_ngrams(bool several)
    {
        TrainedModel model = Train(Architecture.SkipGram, new NegativeSampling(), several, new SubwordOptions { Buckets = 5000 });
        TrainedModel continued = Continue(model, options => options with { Start = new StartOptions { Freeze = true } }, several);

        for (int word = 0; word < model.Vocabulary.Count; word++)
        {
            AssertClose(model.Vectors[word], continued.Vectors[word], 1e-5f);
        }

        Span<float> before = new float[model.Vectors.Dimension];
        Span<float> after = new float[model.Vectors.Dimension];
        Assert.True(model.Vectors.Subwords!.TryCompose("cats", before) && continued.Vectors.Subwords!.TryCompose("cat", after));
        foreach ((int bucket, _) in model.Vectors.Subwords.Order())
        {
            before.Clear();
            after.Clear();
            model.Vectors.Subwords.AddBucket(bucket, before);
            continued.Vectors.Subwords!.AddBucket(bucket, after);
            Assert.True(before.SequenceEqual(after));
        }
    }

    [Fact]
    public void A_strong_anchor_leaves_old_words_nearer_to_what_they_were_than_a_weak_one()
    {
        TrainedModel model = Train(Architecture.SkipGram, new NegativeSampling(), false);
        double[] distances = [.. new[] { 0, 0.1, 1, 100 }.Select(anchor => Distance(model, Continue(model, options => options with { Start = new StartOptions { Anchor = anchor } }, false)))];

        Assert.True(distances[0] > distances[1] && distances[1] > distances[2] && distances[2] > distances[3], string.Join(", ", distances));
    }

    [Fact]
    public void Words_that_the_new_text_lacks_do_not_move_with_an_anchor()
    {
        TrainedModel model = Train(Architecture.SkipGram, new NegativeSampling(), true);
        string[] lines = [.. NewLines.Where(line => !line.Contains("purrs", StringComparison.Ordinal))];
        TrainedModel continued = Continue(model, options => options, true, lines);

        Assert.True(model.Vocabulary.TryGetId("purrs", out int id));
        Assert.Equal(model.InputVectors[id].ToArray(), continued.InputVectors[id].ToArray());
        Assert.Equal(model.OutputVectors![id].ToArray(), continued.OutputVectors![id].ToArray());
        Assert.False(model.Vectors["cat"].SequenceEqual(continued.Vectors["cat"]));
    }

    [Theory]
    [MemberData(nameof(Trainings))]
    public void The_number_of_threads_makes_no_difference(Architecture architecture, Objective objective, bool several)
    {
        TrainedModel model = Train(architecture, objective, several);
        byte[] one = BytesOf(Continue(model, options => options with { Threads = 1, Shards = several ? 4 : null }, several));
        byte[] three = BytesOf(Continue(model, options => options with { Threads = 3, Shards = several ? 4 : null }, several));

        Assert.Equal(one, three);
    }

    [Theory]
    [MemberData(nameof(Trainings))]
    public void A_continued_training_that_is_interrupted_and_resumed_ends_with_the_same_bytes(Architecture architecture, Objective objective, bool several)
    {
        TrainedModel model = Train(architecture, objective is ExactSoftmax exact ? exact with { KeepCounts = exact.Directional != true } : objective, several);
        TrainingOptions options = model.OptionsToContinue() with { Epochs = 6, Threads = 1, Shards = several ? 4 : null };
        using EncodedCorpus corpus = Encode([.. NewLines, .. PetsAndTrains(2000, 6)], options);
        var whole = new Trainer(corpus, options, model.ToStart());
        _ = whole.Run(cancellationToken: TestContext.Current.CancellationToken);

        using var stop = new CancellationTokenSource();
        var saved = new CheckpointOptions { Folder = Path.Combine(_folder.Folder, "checkpoint"), Every = TimeSpan.FromMilliseconds(1) };
        var interrupted = new Trainer(corpus, options, model.ToStart()) { Checkpoints = saved };
        _ = interrupted.Run(new StopAt(stop), stop.Token);
        if (!Checkpoint.Exists(saved.Folder))
        {
            // It ended before it could be interrupted: this one is interrupted at its start.
            _ = new Trainer(corpus, options, model.ToStart()) { Checkpoints = saved }.Run(cancellationToken: new CancellationToken(canceled: true));
        }

        var checkpoint = Checkpoint.Open(saved.Folder);
        Trainer resumed = Trainer.Resume(corpus, checkpoint, start: model.ToStart());
        _ = resumed.Run(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(SmallTexts.BytesOf(whole.Model), SmallTexts.BytesOf(resumed.Model));
    }

    [Fact]
    public void A_training_is_not_resumed_without_its_model_or_with_another_one()
    {
        TrainedModel model = Train(Architecture.SkipGram, new NegativeSampling(), false);
        TrainedModel other = Train(Architecture.SkipGram, new NegativeSampling(), false, epochs: 2);
        TrainingOptions options = model.OptionsToContinue() with { Epochs = 3, Threads = 1 };
        using EncodedCorpus corpus = Encode(NewLines, options);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        string folder = Path.Combine(_folder.Folder, "checkpoint");
        _ = new Trainer(corpus, options, model.ToStart()) { Checkpoints = new CheckpointOptions { Folder = folder } }.Run(cancellationToken: stop.Token);
        var checkpoint = Checkpoint.Open(folder);

        Assert.Contains("is missing", Assert.Throws<UnusableInputException>(() => Trainer.Resume(corpus, checkpoint)).Message, StringComparison.Ordinal);
        Assert.Contains("frozen words", Assert.Throws<UnusableInputException>(() => Trainer.Resume(corpus, checkpoint, start: model.ToStart(), frozenWords: ["cat"])).Message, StringComparison.Ordinal);
        Assert.Contains("is another one", Assert.Throws<UnusableInputException>(() => Trainer.Resume(corpus, checkpoint, start: other.ToStart())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_with_another_extended_vocabulary_is_refused()
    {
        TrainedModel model = Train(Architecture.SkipGram, new NegativeSampling(), false);
        TrainingOptions options = model.OptionsToContinue();
        options = options with { Corpus = options.Corpus with { Vocabulary = new Vocabulary(model.Vocabulary.Words.Reverse()) } };
        using EncodedCorpus corpus = Encode(NewLines, options);

        Assert.Contains("another extended vocabulary", Assert.Throws<ArgumentException>(() => new Trainer(corpus, options, model.ToStart())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_of_a_text_start_from_vectors_of_another_tool()
    {
        var pretrained = new WordVectors(["cat", "zebra", "bus"], 3, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        var options = new TrainingOptions { Corpus = new CorpusOptions { MinCount = 1 }, Objective = new NegativeSampling(), Dimension = 3, Epochs = 1, LearningRate = 1e-9, MinLearningRate = 0 };
        using EncodedCorpus corpus = Encode(NewLines, options);
        EmbeddingModel model = new Trainer(corpus, options, StartingVectors.Of(pretrained)).Model;

        Assert.False(corpus.Vocabulary.TryGetId("zebra", out _));
        Assert.Equal([1, 2, 3], model.InputVectors["cat"].ToArray());
        Assert.Equal([7, 8, 9], model.InputVectors["bus"].ToArray());
        Assert.All(model.InputVectors["dog"].ToArray(), x => Assert.InRange(x, -0.17f, 0.17f));
        await Assert.ThrowsAsync<ArgumentException>(() => Word2Vec.ContinueAsync(
            new TrainedModelFile(pretrained).Model, TextSource.Lines(NewLines), options with { Dimension = 4 }, cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_continued_model_reports_what_it_started_from()
    {
        TrainedModel model = Train(Architecture.SkipGram, new NegativeSampling(), false);
        TrainedModel continued = await Word2Vec.ContinueAsync(model, TextSource.Lines(NewLines), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(new StartReport(model.ToStart().ComputeFingerprint(), model.Vocabulary.Count, model.Vocabulary.Count), continued.Report!.Start);
        Assert.Equal(StartOptions.AnchorToContinue, continued.Options!.Start!.Anchor);
        string path = Path.Combine(_folder.Folder, "continued.talpa");
        continued.Save(path);
        var loaded = TrainedModel.Load(path);
        Assert.Empty(loaded.Warnings);
        Assert.Equal(continued.Report.Start, loaded.Report!.Start);
        Assert.Equal(continued.Options.Start, loaded.Options!.Start);
    }

    [Fact]
    public async Task Phrases_of_the_model_are_joined_in_the_new_text()
    {
        IEnumerable<string> Lines(string verb) => Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? $"moles {verb} new york often" : $"some {verb} old things here");
        TrainingOptions options = Small with { Corpus = new CorpusOptions { MinCount = 1, Phrases = new PhraseOptions { MinCount = 5, Threshold = 0.5 } } };
        TrainedModel model = await Word2Vec.TrainAsync(TextSource.Lines(Lines("like")), options, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(model.Vocabulary.TryGetId("new_york", out int id));

        TrainedModel continued = await Word2Vec.ContinueAsync(model, TextSource.Lines(Lines("visit")), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(2 * model.Vocabulary.Counts[id], continued.Vocabulary.Counts[id]);
        Assert.False(continued.Vocabulary.TryGetId("york", out int york) && york >= model.Vocabulary.Count);
        Assert.Equal(model.Phrases!.Items, continued.Phrases!.Items);
        Assert.Contains("new_york", continued.Tokenize("moles visit new york"));
    }

    private static string[] OldLines => [.. PetsAndTrains(600)];

    private static TrainedModel Train(Architecture architecture, Objective objective, bool several, SubwordOptions? subwords = null, int epochs = 10)
    {
        TrainingOptions options = (Small with { Architecture = architecture, Objective = objective, Subwords = subwords, Epochs = epochs, LearningRate = objective is ExactSoftmax ? null : 0.1 }).WithShards(several);
        using EncodedCorpus corpus = Encode(OldLines, options);
        var trainer = new Trainer(corpus, options);
        return TrainedModel.From(trainer, trainer.Run(cancellationToken: TestContext.Current.CancellationToken));
    }

    private static TrainedModel Continue(TrainedModel model, Func<TrainingOptions, TrainingOptions> change, bool several, string[]? lines = null)
    {
        TrainingOptions options = change(model.OptionsToContinue() with { Epochs = 10, Threads = 1, LearningRate = model.Options!.Objective is ExactSoftmax ? null : 0.1, Shards = several ? 4 : null });
        using EncodedCorpus corpus = Encode(lines ?? NewLines, options);
        var trainer = new Trainer(corpus, options, model.ToStart());
        return TrainedModel.From(trainer, trainer.Run(cancellationToken: TestContext.Current.CancellationToken));
    }

    private static byte[] BytesOf(TrainedModel model)
    {
        using var stream = new MemoryStream();
        model.Vectors.Save(stream, VectorFileFormat.Word2Vec);
        return stream.ToArray();
    }

    private static string NearestOf(WordVectors vectors, string word, string[] others) => others.MaxBy(other => vectors.Similarity(word, other))!;

    private static double Distance(TrainedModel before, TrainedModel after)
    {
        double sum = 0;
        for (int word = 0; word < before.Vocabulary.Count; word++)
        {
            sum += System.Numerics.Tensors.TensorPrimitives.Distance(before.InputVectors[word], after.InputVectors[word]);
        }

        return sum;
    }

    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, float tolerance)
    {
        for (int d = 0; d < expected.Length; d++)
        {
            Assert.Equal(expected[d], actual[d], tolerance);
        }
    }

    /// <summary>Stops a training at its second report.</summary>
    private sealed class StopAt(CancellationTokenSource stop) : IProgress<TrainingProgress>
    {
        private int _reports;

        public void Report(TrainingProgress value)
        {
            if (++_reports == 2)
            {
                stop.Cancel();
            }
        }
    }

    /// <summary>Vectors as a model.</summary>
    private sealed record TrainedModelFile(WordVectors Vectors)
    {
        public TrainedModel Model
        {
            get
            {
                using var stream = new MemoryStream();
                Vectors.Save(stream, VectorFileFormat.Word2Vec);
                stream.Position = 0;
                return TrainedModel.Load(stream);
            }
        }
    }
}
