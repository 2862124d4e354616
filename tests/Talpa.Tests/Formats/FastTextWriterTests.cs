using System.Numerics.Tensors;
using System.Text.Json;
using Talpa.Formats;
using Talpa.Inputs;
using Talpa.Memory;
using Talpa.Tests.Training;
using Talpa.Vectors;

namespace Talpa.Tests.Formats;

/// <summary>fastText models that Talpa writes, read by fastText, by gensim and by Talpa.</summary>
public sealed class FastTextWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_model_of_fastText_is_written_with_the_same_vectors_ngrams_counts_and_arguments()
    {
        VectorFileContent original = VectorFileAccess.Read(TestFile.Path("fasttext.bin"));
        string path = _folder.File("x.bin");
        Assert.Empty(VectorFileAccess.Write(path, original, VectorFileFormat.FastText));
        VectorFileContent written = VectorFileAccess.Read(path);
        Assert.Equal(original.Vectors.Vocabulary.Words, written.Vectors.Vocabulary.Words);
        Assert.Equal(original.Vectors.Vocabulary.Counts.ToArray(), written.Vectors.Vocabulary.Counts.ToArray());
        Assert.Equal(original.Options, written.Options);
        Contents.RequireEqual(original.Output!, written.Output!);
        RequireSameVectors(original.Vectors, written.Vectors);
        Assert.Equal(File.ReadAllBytes(TestFile.Path("fasttext.bin")).Length, File.ReadAllBytes(path).Length);
    }

    [Theory]
    [InlineData("fasttext.bin")]
    [InlineData("gensim.bin")] // without n-grams and counts
    public void FastText_prints_the_same_vectors_and_gives_the_neighbours_the_same_cosines(string file)
    {
        WordVectors vectors = WordVectors.Load(TestFile.Path(file));
        string path = _folder.File("x.bin");
        vectors.Save(path, VectorFileFormat.FastText);
        FastTextModels.RequireEqualToFastText(path, vectors);
        string answer = FastText.RunWith(Contents.Bytes("mole\n"), ["nn", path, "3"]).Replace("Query word? ", "", StringComparison.Ordinal);
        float[] found = [.. answer.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => FastText.Numbers(line)[0])];

        // Not the words: the cosines of so small a model are nearly equal.
        FastTextModels.RequireClose([.. vectors.Nearest("mole", 3).Select(neighbour => neighbour.Similarity)], found, "mole");
    }

    [Fact]
    public void Gensim_reads_the_same_vectors()
    {
        WordVectors vectors = WordVectors.Load(TestFile.Path("fasttext.bin"));
        string path = _folder.File("x.bin");
        vectors.Save(path, VectorFileFormat.FastText);

        // gensim gives the end of a sentence n-grams, fastText does not.
        string[] words = [.. vectors.Vocabulary.Words.Where(word => word != "</s>"), .. FastTextModels.Unseen];
        JsonElement read = Python.Run(
            """
            from gensim.models.fasttext import load_facebook_vectors
            kv = load_facebook_vectors(sys.argv[1])
            print(json.dumps(dict(count=len(kv), vectors=[[float(n) for n in kv[word]] for word in sys.argv[2:]])))
            """,
            [path, .. words]);
        Assert.Equal(vectors.Count, read.GetProperty("count").GetInt32());
        for (int i = 0; i < words.Length; i++)
        {
            float[] expected = [.. read.GetProperty("vectors")[i].EnumerateArray().Select(number => number.GetSingle())];
            bool isKnown = i < words.Length - FastTextModels.Unseen.Count;
            float[] vector = isKnown ? vectors[words[i]].ToArray() : new float[vectors.Dimension];
            Assert.True(isKnown || vectors.Subwords!.TryCompose(words[i], vector));
            FastTextModels.RequireClose(expected, vector, words[i]);
        }
    }

    [Fact]
    public void Ngrams_without_a_row_become_zeros_with_a_note()
    {
        VectorFileContent original = VectorFileAccess.Read(TestFile.Path("fasttext.ftz"));
        string path = _folder.File("x.bin");
        Assert.Equal(
            ["n-grams without a row became rows of zeros: fastText composes shorter vectors of unknown words, in the same direction"],
            VectorFileAccess.Write(path, original, VectorFileFormat.FastText));
        WordVectors written = WordVectors.Load(path);
        RequireSameDirections(original.Vectors, written);
    }

    [Fact]
    public void A_word_none_of_whose_ngrams_has_a_row_keeps_its_vector()
    {
        var subwords = new Subwords(new CharacterNgrams(3, 4, 100_000), new MatrixRows(new PaddedMatrix(1, 2, [5, 7])), new Dictionary<int, int> { [0] = 0 });
        var vectors = new WordVectors(new Vocabulary(["mole"]), new PaddedMatrix(1, 2, [1, 2]), subwords);
        string path = _folder.File("x.bin");

        vectors.Save(path, VectorFileFormat.FastText);

        Assert.Equal(0, subwords.CountNgrams("mole"));
        RequireClose(vectors[0], WordVectors.Load(path)[0]);
    }

    [Theory]
    [InlineData("skipgram")]
    [InlineData("cbow")]
    public async Task FastText_reads_what_Talpa_trained_with_subwords(string architecture)
    {
        TrainingOptions options = SmallTexts.Small with
        {
            Architecture = architecture == "cbow" ? Architecture.Cbow : Architecture.SkipGram,
            Subwords = new SubwordOptions { Buckets = 5000 },
            Epochs = 5,
        };
        TrainedModel model = await Word2Vec.TrainAsync(TextSource.Lines(SmallTexts.PetsAndTrains(500)), options, cancellationToken: TestContext.Current.CancellationToken);
        WordVectors vectors = model.Vectors;
        string path = _folder.File("x.bin");

        vectors.Save(path, VectorFileFormat.FastText);

        RequireSameDirections(vectors, WordVectors.Load(path));
        string[] words = ["catdog", "purring", .. vectors.Vocabulary.Words];
        foreach ((string word, float[] expected) in words.Zip(FastText.VectorsOf(path, words)))
        {
            float[] vector = new float[vectors.Dimension];
            Assert.True(vectors.TryGetVector(word, vector, out int ngrams));
            float scale = ngrams == 0 ? 1 : TensorPrimitives.Norm(vector) / TensorPrimitives.Norm(expected);
            TensorPrimitives.Multiply(expected, scale, expected);
            FastTextModels.RequireClose(vector, expected, word);
        }
    }

    private static void RequireSameVectors(WordVectors expected, WordVectors actual)
    {
        float[] first = new float[expected.Dimension];
        float[] second = new float[expected.Dimension];
        for (int id = 0; id < expected.Count; id++)
        {
            RequireClose(expected[id], actual[id]);
        }

        foreach (string word in FastTextModels.Unseen)
        {
            // The rows of n-grams are the same numbers, so that what is composed of them has the same bits.
            Assert.Equal(expected.Subwords!.TryCompose(word, first, out int ngrams), actual.Subwords!.TryCompose(word, second, out int same));
            Assert.Equal(ngrams, same);
            Assert.Equal(first, second);
        }
    }

    /// <summary>The same vectors of the vocabulary, and the same directions of others.</summary>
    private static void RequireSameDirections(WordVectors expected, WordVectors actual)
    {
        for (int id = 0; id < expected.Count; id++)
        {
            RequireClose(expected[id], actual[id]);
        }

        float[] first = new float[expected.Dimension];
        float[] second = new float[expected.Dimension];
        foreach (string word in FastTextModels.Unseen.Append("catdog"))
        {
            if (expected.Subwords!.TryCompose(word, first))
            {
                Assert.True(actual.Subwords!.TryCompose(word, second));
                Assert.Equal(1, TensorPrimitives.CosineSimilarity(first, second), 1e-5f);
            }
        }
    }

    private static void RequireClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        const float Rounding = 1e-6f;
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.InRange(actual[i], expected[i] - Rounding, expected[i] + Rounding);
        }
    }
}
