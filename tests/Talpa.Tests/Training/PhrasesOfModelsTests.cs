using Talpa.Formats;
using Talpa.Tests.Formats;
using Talpa.Text;
using Talpa.Training;
using Talpa.Training.Checkpoints;
using Talpa.Vectors;

namespace Talpa.Tests.Training;

/// <summary>A model keeps the phrases of its text, and joins questions and sentences in the same way.</summary>
public sealed class PhrasesOfModelsTests : IDisposable
{
    private static readonly string[] Lines =
    [
        .. Enumerable.Range(0, 400).Select(i => (i % 4) switch
        {
            0 => "he lives in new york city",
            1 => "she saw new york",
            2 => "the bank of america closed",
            _ => "a new bank in the old city",
        }),
    ];

    private static readonly TrainingOptions Options = SmallTexts.Small with
    {
        Corpus = new CorpusOptions
        {
            MinCount = 1,
            Lowercase = true,
            Phrases = new PhraseOptions { Scoring = PhraseScoring.NormalizedPmi, Threshold = 0.6, Passes = 2, Connectors = ["of", "the"] },
        },
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_saved_model_has_the_phrases_of_its_training()
    {
        TrainedModel model = await Train(Options);
        Assert.Contains(model.Phrases!.Items, phrase => phrase is { Pass: 2 });
        Assert.True(model.Vectors.Contains("new_york"));
        foreach (string name in new[] { "m.talpa", "m.talpa.gz", "m.safetensors", "m.onnx" })
        {
            string path = Path.Combine(_folder.Folder, name);
            model.Save(path, new VectorWriteOptions());
            TrainedModel loaded = TrainedModel.Load(path);

            Assert.Empty(loaded.Warnings);
            Assert.Equal(model.Phrases.Items.Select(Flat), loaded.Phrases!.Items.Select(Flat));
            Assert.Equal(model.Options!.Corpus.Phrases, loaded.Options!.Corpus.Phrases);
        }

        IReadOnlyList<string> notes = model.Save(Path.Combine(_folder.Folder, "m.bin"), new VectorWriteOptions());
        Assert.Contains(notes, note => note.Contains("options and phrases were left out", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_model_without_phrases_has_the_entries_it_always_had()
    {
        TrainedModel model = await Train(Options with { Corpus = Options.Corpus with { Phrases = null } });

        Assert.Null(model.Phrases);
        Assert.Equal(["report", "training"], model.Metadata.Keys.Order());
        Assert.DoesNotContain("hrases", string.Concat(model.Metadata.Values), StringComparison.Ordinal);
        Assert.Equal(["new", "york"], model.Tokenize("New York"));
        Assert.Equal(["new", "york"], model.Join(["new", "york"]));
    }

    [Fact]
    public async Task Phrases_that_can_not_be_read_are_left_out_with_a_warning()
    {
        TrainedModel model = await Train(Options);
        foreach (string json in new[] { "{}", "[[1,2]]", "[[1,2,3.5,\"\",\"a\",\"b\"]]", "nonsense", "[[1,2,3,\"a\",\"b\"]]" })
        {
            VectorFileContent content = model.Content with { Options = new Dictionary<string, string>(model.Metadata) { ["phrases"] = json } };
            TrainedModel read = ModelFile.ToModel(content, "m.talpa");

            Assert.Null(read.Phrases);
            Assert.Contains("'phrases' can't be read", Assert.Single(read.Warnings), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Questions_are_joined_and_phrases_without_a_vector_divided_again()
    {
        TrainedModel model = await Train(Options);
        string[] words = ["he", "lives", "in", "new", "york", "city", "and", "new", "york"];

        // The training's own text was joined in this way.
        using EncodedCorpus corpus = SmallTexts.Encode(Lines, Options);
        Assert.Equal(Talpa.Tests.Text.Corpora.Sentences(corpus)[0], model.Tokenize("He lives in New York City"));
        Assert.Contains("new_york", model.Join(words));
        Assert.Equal("a new bank", string.Join(' ', model.Tokenize("a new\r\nbank")));

        // Divided: a model of the same words without some of the phrases.
        string[] parts = [.. model.Vocabulary.Words.Where(word => !word.Contains('_', StringComparison.Ordinal))];
        var pruned = ModelFile.ToModel(
            model.Content with { Vectors = new WordVectors(new Vocabulary([.. parts, "new", "york"]), new Talpa.Memory.PaddedMatrix(parts.Length + 2, 10)), OtherTables = new Dictionary<string, Talpa.Memory.PaddedMatrix>() }, "m");
        Assert.Equal(words, pruned.Join(words));
    }

    [Fact]
    public async Task The_vector_of_a_sentence_is_made_of_joined_words()
    {
        TrainedModel model = await Train(Options);
        var encoder = new SentenceEncoder(model, new SentenceOptions { Smoothing = null });
        foreach (string sentence in Lines.Take(4).Append("new york\nnew york city nowhere bank of the america"))
        {
            float[] expected = new float[model.Vectors.Dimension];
            string[] words = [.. model.Tokenize(sentence).Where(model.Vectors.Contains)];
            foreach (string word in words)
            {
                for (int i = 0; i < expected.Length; i++)
                {
                    expected[i] += model.Vectors[word][i] / words.Length;
                }
            }

            float[] actual = new float[expected.Length];
            SentenceWords used = encoder.Encode(sentence, actual);
            Assert.Equal(words.Length, used.Known);
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        }

        float[] vector = new float[model.Vectors.Dimension];
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            encoder.Encode(Lines[0], vector);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000);
    }

    [Fact]
    public void A_training_resumed_on_the_text_read_again_has_the_same_bytes()
    {
        TrainingOptions options = Options with { Epochs = 30 };
        byte[] expected;
        using (EncodedCorpus corpus = SmallTexts.Encode(Lines, options))
        {
            var uninterrupted = new Trainer(corpus, options);
            uninterrupted.Run(cancellationToken: TestContext.Current.CancellationToken);
            expected = SmallTexts.BytesOf(uninterrupted.Model);

            // Interrupted at its start, which is the same on any machine.
            var trainer = new Trainer(corpus, options) { Checkpoints = new CheckpointOptions { Folder = _folder.Folder } };
            trainer.Run(cancellationToken: new CancellationToken(canceled: true));
        }

        // Without the phrases it is another text.
        var checkpoint = Checkpoint.Open(_folder.Folder);
        Assert.InRange(checkpoint.Progress.Fraction, 0, 0.99);
        using EncodedCorpus apart = SmallTexts.Encode(Lines, options with { Corpus = options.Corpus with { Phrases = null } });
        Assert.Throws<UnusableInputException>(() => Trainer.Resume(apart, checkpoint));
        using EncodedCorpus again = SmallTexts.Encode(Lines, checkpoint.Options);
        var resumed = Trainer.Resume(again, checkpoint);
        resumed.Run(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(expected, SmallTexts.BytesOf(resumed.Model));
    }

    private static Task<TrainedModel> Train(TrainingOptions options) =>
        Word2Vec.TrainAsync(TextSource.Lines(Lines), options, cancellationToken: TestContext.Current.CancellationToken);

    private static string Flat(Phrase phrase) => $"{phrase.Text} {phrase.Score:R} {phrase.Count} {phrase.Pass} {string.Join(' ', phrase.Words)}";
}
