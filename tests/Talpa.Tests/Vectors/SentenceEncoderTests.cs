using Talpa.Memory;
using Talpa.Tests.Formats;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Tests.Vectors;

/// <summary>Vectors of sentences, compared with <see cref="TextbookSentences"/>.</summary>
public sealed class SentenceEncoderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static readonly TheoryData<int, int, double?> Sizes = new() { { 1, 1, 1e-3 }, { 2, 7, null }, { 3, 16, 0.1 }, { 4, 37, 1e-3 }, { 5, 100, 1e-4 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Vectors_of_sentences_equal_those_of_the_paper(int seed, int dimension, double? a)
    {
        WordVectors vectors = WithCounts(seed, 200, dimension);
        string[] sentences = RandomSentences(seed, 300, 230);
        var encoder = new SentenceEncoder(vectors, new SentenceOptions { Smoothing = a });
        double[][] expected = [.. sentences.Select(sentence => TextbookSentences.Mean(vectors, sentence.Split(' '), a))];
        AssertClose(expected, encoder.EncodeAll(sentences, Stop), 1e-5);

        double[] component = TextbookSentences.FirstComponent(expected);
        SentenceEncoder fitted = encoder.Fit(sentences, Stop);
        Assert.Equal(1, Math.Abs(TextbookSentences.Dot(component, [.. fitted.CommonComponent.ToArray().Select(x => (double)x)])), 1e-5);
        AssertClose([.. expected.Select(vector => TextbookSentences.Without(vector, component))], fitted.EncodeAll(sentences, Stop), 1e-4);
    }

    [Fact]
    public void Vectors_and_component_have_the_same_bytes_on_any_number_of_threads_and_alone()
    {
        WordVectors vectors = WithCounts(seed: 6, 300, 50);
        string[] sentences = RandomSentences(seed: 6, 9_000, 330);
        SentenceEncoder one = new SentenceEncoder(vectors, new SentenceOptions { Threads = 1 }).Fit(sentences, Stop);
        SentenceVectors expected = one.EncodeAll(sentences, Stop);
        foreach (int threads in (int[])[2, 3, 8])
        {
            SentenceEncoder several = new SentenceEncoder(vectors, new SentenceOptions { Threads = threads }).Fit(sentences, Stop);
            Assert.Equal(one.CommonComponent.ToArray(), several.CommonComponent.ToArray());
            SentenceVectors encoded = several.EncodeAll(sentences, Stop);
            Assert.True(expected.Matrix.Padded.SequenceEqual(encoded.Matrix.Padded));
            Assert.True(expected.Words.SequenceEqual(encoded.Words));
        }

        for (int i = 0; i < sentences.Length; i += 500)
        {
            Assert.Equal(expected[i].ToArray(), one.Encode(sentences[i]));
        }
    }

    [Fact]
    public void One_encoder_serves_several_threads_at_once()
    {
        string[] sentences = RandomSentences(seed: 7, 2_000, 330);
        SentenceEncoder encoder = new SentenceEncoder(WithCounts(seed: 7, 300, 20)).Fit(sentences, Stop);
        float[][] expected = [.. sentences.Select(encoder.Encode)];
        Parallel.For(0, 8, _ =>
        {
            for (int i = 0; i < sentences.Length; i++)
            {
                Assert.Equal(expected[i], encoder.Encode(sentences[i]));
            }
        });
    }

    [Fact]
    public async Task Words_are_split_and_lower_cased_as_in_the_training()
    {
        TextSource text = TextSource.Lines(Enumerable.Repeat("Der MAULWURF gräbt. Ein Dachs gra\u0308bt!", 20));
        TrainedModel model = await Word2Vec.TrainAsync(
            text, new TrainingOptions { Dimension = 8, Corpus = new CorpusOptions { Lowercase = true } }, cancellationToken: Stop);
        var encoder = new SentenceEncoder(model);
        float[] vector = new float[8];
        Assert.Equal(new SentenceWords(3, 0, 0), encoder.Encode("der Maulwurf,\nGRA\u0308BT", vector));
        Assert.Equal(vector, encoder.Encode("DER MAULWURF GRÄBT"));
        Assert.Equal(new SentenceWords(0, 0, 3), new SentenceEncoder(model, new SentenceOptions { Lowercase = false }).Encode("DER MAULWURF GRÄBT", vector));
        Assert.Equal(
            new SentenceWords(1, 0, 1), new SentenceEncoder(model, new SentenceOptions { Tokenizer = Tokenizer.Whitespace }).Encode("ein dachs!", vector));
    }

    [Fact]
    public void Unknown_words_are_left_out_and_counted_and_a_sentence_without_words_is_zeros()
    {
        SentenceEncoder encoder = new SentenceEncoder(WithCounts(seed: 8, 20, 5)).Fit(RandomSentences(seed: 8, 100, 20), Stop);
        SentenceVectors encoded = encoder.EncodeAll(["w1 nowhere w2 nor é", "w1 w2", "nowhere", "", $"w1 {new string('x', Tokenizer.MaxTokenLength + 1)}"], Stop);
        Assert.Equal([new(2, 0, 3), new(2, 0, 0), new(0, 0, 1), new(0, 0, 0), new(1, 0, 1)], encoded.Words.ToArray());
        Assert.Equal(encoded[1].ToArray(), encoded[0].ToArray());
        Assert.Equal(new float[5], encoded[2].ToArray());
        Assert.Equal(new float[5], encoded[3].ToArray());
        Assert.Equal(0, encoder.Similarity("w1", "nowhere"));
        Assert.Equal(1, encoder.Similarity("w1 w2", "w2 w1"), 1e-5);
        Assert.Equal(0, encoder.EncodeAll([], Stop).Count);
    }

    [Fact]
    public void Words_that_are_not_in_the_vocabulary_are_composed_of_ngrams()
    {
        WordVectors model = WordVectors.Load(TestFile.Path("fasttext.bin"));
        Assert.True(model.Vocabulary.HasCounts);
        var encoder = new SentenceEncoder(model);
        float[] vector = new float[model.Dimension];
        Assert.Equal(new SentenceWords(1, 1, 0), encoder.Encode("mole Maulwürfe", vector));
        double[] expected = TextbookSentences.Mean(model, ["mole", "Maulwürfe"], 1e-3);
        for (int d = 0; d < vector.Length; d++)
        {
            Assert.Equal(expected[d], vector[d], 1e-6);
        }
    }

    [Fact]
    public async Task Weights_need_counts_and_a_tokenizer_of_the_program_must_be_given_again()
    {
        WordVectors bare = RandomVectors.Create(9, 10, 4);
        Assert.Contains("SentenceOptions.Counts", Assert.Throws<UnusableInputException>(() => new SentenceEncoder(bare)).Message, StringComparison.Ordinal);
        Assert.Equal(bare["w3"].ToArray(), new SentenceEncoder(bare, new SentenceOptions { Smoothing = null }).Encode("w3"));

        var counts = new Vocabulary(["w3", "else"], [1, 3]);
        float[] weighted = new SentenceEncoder(bare, new SentenceOptions { Counts = counts, Smoothing = 0.25 }).Encode("w3");
        Assert.Equal([.. bare["w3"].ToArray().Select(x => x * 0.5f)], weighted);
        Assert.Equal(bare["w4"].ToArray(), new SentenceEncoder(bare, new SentenceOptions { Counts = counts }).Encode("w4"));

        TrainedModel model = await Word2Vec.TrainAsync(
            TextSource.Lines(Enumerable.Repeat("a-b", 20)),
            new TrainingOptions { Dimension = 4, Corpus = new CorpusOptions { Tokenizer = Tokenizer.From(line => line.Split('-')) } },
            cancellationToken: Stop);
        var file = new MemoryStream();
        model.Save(file);
        file.Position = 0;
        TrainedModel loaded = TrainedModel.Load(file);
        Assert.Contains("SentenceOptions.Tokenizer", Assert.Throws<UnusableInputException>(() => new SentenceEncoder(loaded)).Message, StringComparison.Ordinal);
        var again = new SentenceOptions { Tokenizer = Tokenizer.From(line => line.Split('-')) };
        Assert.Equal(new SentenceEncoder(model).Encode("a-b"), new SentenceEncoder(loaded, again).Encode("a-b"));
    }

    [Fact]
    public void A_tokenizer_of_the_program_is_called_from_one_thread_at_a_time_and_its_exceptions_arrive_unchanged()
    {
        int inside = 0;
        bool overlapped = false;
        SentenceEncoder encoder = new(WithCounts(seed: 10, 20, 4), new SentenceOptions
        {
            Threads = 4,
            Tokenizer = Tokenizer.From(line =>
            {
                overlapped |= Interlocked.Increment(ref inside) > 1;
                Thread.SpinWait(200);
                Interlocked.Decrement(ref inside);
                return line == "bad" ? throw new FormatException("bad line") : line.Split(' ');
            }),
        });
        string[] sentences = RandomSentences(seed: 10, 500, 20);
        Parallel.For(0, 4, _ => encoder.EncodeAll(sentences, Stop));
        Assert.False(overlapped);
        Assert.Throws<FormatException>(() => encoder.EncodeAll([.. sentences, "bad"], Stop));
    }

    [Fact]
    public void Nothing_is_allocated_for_a_sentence_beyond_its_vector()
    {
        SentenceEncoder encoder = new SentenceEncoder(WithCounts(seed: 11, 300, 20)).Fit(RandomSentences(seed: 11, 100, 300), Stop);
        string[] sentences = RandomSentences(seed: 11, 200, 330);
        float[] vector = new float[20];
        encoder.Encode(sentences[0], vector);
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (string sentence in sentences)
        {
            encoder.Encode(sentence, vector);
        }

        // The bag of readers may grow once.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000);
    }

    [Fact]
    public void A_component_can_be_stored_and_removed_again()
    {
        string[] sentences = RandomSentences(seed: 12, 100, 50);
        var encoder = new SentenceEncoder(WithCounts(seed: 12, 50, 10));
        SentenceEncoder fitted = encoder.Fit(sentences, Stop);
        SentenceEncoder again = encoder.WithComponent(fitted.CommonComponent.Span);
        Assert.All(sentences, sentence => Assert.Equal(fitted.Similarity(sentence, sentences[0]), again.Similarity(sentence, sentences[0]), 1e-5));
        Assert.Equal(encoder.Encode(sentences[0]), fitted.WithComponent([]).Encode(sentences[0]));
        Assert.Throws<ArgumentException>(() => encoder.WithComponent(new float[10]));
        Assert.Throws<ArgumentException>(() => encoder.WithComponent([1, 2]));
        Assert.Throws<UnusableInputException>(() => encoder.Fit(["nowhere", ""], Stop));
        Assert.Throws<UnusableInputException>(() => encoder.Fit([], Stop));
    }

    [Fact]
    public void Words_whose_vectors_are_not_numbers_do_not_spoil_the_component()
    {
        WordVectors vectors = WithCounts(seed: 14, 50, 10);
        float[] numbers = [.. Enumerable.Range(0, 50).SelectMany(id => vectors[id].ToArray()), float.NaN, .. new float[8], float.PositiveInfinity];
        var broken = new WordVectors([.. vectors.Vocabulary.Words, "broken"], 10, numbers);
        var options = new SentenceOptions { Counts = vectors.Vocabulary };
        string[] sentences = RandomSentences(seed: 14, 100, 50);
        SentenceEncoder fitted = new SentenceEncoder(broken, options).Fit([.. sentences, "w1 broken"], Stop);
        Assert.Equal(new SentenceEncoder(vectors, options).Fit(sentences, Stop).CommonComponent.ToArray(), fitted.CommonComponent.ToArray());
        Assert.Equal(0, fitted.Similarity("broken", "w1"));
    }

    [Fact]
    public void Wrong_calls_name_the_argument()
    {
        WordVectors vectors = WithCounts(seed: 13, 10, 4);
        var encoder = new SentenceEncoder(vectors);
        Assert.Throws<ArgumentNullException>(() => new SentenceEncoder((TrainedModel)null!));
        Assert.Throws<ArgumentNullException>(() => new SentenceEncoder((WordVectors)null!));
        Assert.Throws<ArgumentException>(() => encoder.Encode("w1", new float[3]));
        Assert.Contains("Sentence 1 is null", Assert.Throws<ArgumentException>(() => encoder.EncodeAll(["a", null!], Stop)).Message, StringComparison.Ordinal);
        Assert.All(
            [0, -1, double.NaN, double.PositiveInfinity],
            a => Assert.Throws<ArgumentOutOfRangeException>(() => new SentenceEncoder(vectors, new SentenceOptions { Smoothing = a })));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SentenceEncoder(vectors, new SentenceOptions { Threads = 0 }));
        Assert.Throws<ArgumentException>(() => new SentenceEncoder(vectors, new SentenceOptions { Counts = new Vocabulary(["w1"]) }));
        Assert.Throws<OperationCanceledException>(() => encoder.EncodeAll(["w1"], new CancellationToken(canceled: true)));
    }

    private static void AssertClose(double[][] expected, SentenceVectors encoded, double tolerance)
    {
        Assert.Equal(expected.Length, encoded.Count);
        for (int i = 0; i < expected.Length; i++)
        {
            for (int d = 0; d < encoded.Dimension; d++)
            {
                Assert.Equal(expected[i][d], encoded[i][d], tolerance);
            }
        }
    }

    /// <summary>Words w0, w1 … with random vectors that share a direction, and falling counts.</summary>
    internal static WordVectors WithCounts(int seed, int words, int dimension)
    {
        WordVectors random = RandomVectors.Create(seed, words, dimension);
        float[] numbers = [.. Enumerable.Range(0, words).SelectMany(id => random[id].ToArray()).Select((x, i) => x + (i % dimension == 0 ? 0.8f : 0))];
        var vocabulary = new Vocabulary(random.Vocabulary.Words, Enumerable.Range(0, words).Select(id => 1L + (100_000 / (id + 1))));
        return new WordVectors(vocabulary, new PaddedMatrix(words, dimension, numbers));
    }

    /// <summary>Sentences of 1 to 30 words, some of them not in the vocabulary.</summary>
    internal static string[] RandomSentences(int seed, int count, int words)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => string.Join(' ', Enumerable.Range(0, random.Next(1, 31)).Select(_ => $"w{random.Next(words)}")))];
    }
}
