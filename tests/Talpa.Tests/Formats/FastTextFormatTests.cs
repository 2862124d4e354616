using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Talpa.Formats;

namespace Talpa.Tests.Formats;

/// <summary>Models that fastText wrote, compared with its own answers.</summary>
public sealed class FastTextFormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Vectors_of_known_words_equal_those_that_fastText_stored_as_text()
    {
        WordVectors vectors = WordVectors.Load(TestFile.Path("fasttext.bin"));
        WordVectors text = WordVectors.Load(TestFile.Path("fasttext.vec"));
        Assert.Equal(text.Vocabulary.Words, vectors.Vocabulary.Words);
        foreach (string word in text.Vocabulary.Words)
        {
            FastTextModels.RequireClose(text[word], vectors[word], word);
        }
    }

    [Theory]
    [InlineData("fasttext.bin", "fasttext-words.txt")]
    [InlineData("fasttext.ftz", "fasttext-quantised-words.txt")]
    public void Vectors_of_unknown_words_equal_the_stored_answers_of_fastText(string file, string answers)
    {
        WordVectors vectors = WordVectors.Load(TestFile.Path(file));
        int unknown = 0;
        foreach (string line in File.ReadLines(TestFile.Path(answers)))
        {
            string word = line.Split(' ')[0];
            bool isKnown = vectors.Vocabulary.Words.Contains(word, StringComparer.Ordinal);
            float[] vector = isKnown ? vectors[word].ToArray() : new float[vectors.Dimension];
            Assert.Equal(FastText.Numbers(line).AsSpan().ContainsAnyExcept(0), isKnown || vectors.Subwords!.TryCompose(word, vector));
            FastTextModels.RequireClose(FastText.Numbers(line), vector, word);
            unknown += isKnown ? 0 : 1;
        }

        Assert.True(unknown >= 9);
    }

    [Fact]
    public void Counts_arguments_and_ngrams_are_read()
    {
        VectorFileContent content = VectorFileAccess.Read(TestFile.Path("fasttext.bin"));
        Assert.Equal(VectorFileFormat.FastText, content.Format);
        Assert.Empty(content.Warnings);
        Assert.True(content.Vectors.Vocabulary.HasCounts);
        Assert.Equal(content.Vectors.Count, content.Output!.Rows);
        Subwords subwords = content.Vectors.Subwords!;
        Assert.Equal((3, 6, 50, 50, 12), (subwords.MinLength, subwords.MaxLength, subwords.Buckets, subwords.Rows, subwords.Dimension));
        Assert.Equal(
            "skipgram -dim 12 -ws 5 -epoch 5 -minCount 1 -neg 5 -wordNgrams 1 -loss ns -bucket 50 -minn 3 -maxn 6 -lrUpdateRate 100 -t 0.0001",
            content.Options["fasttext"]);
    }

    [Theory]
    [InlineData("crime-and-punishment.bin")]
    [InlineData("lee_fasttext_new.bin")]
    [InlineData("toy-model.bin")]
    public void A_model_of_others_gives_the_vectors_that_fastText_prints(string file)
    {
        string path = SharedData.Path($"models/{file}");
        FastTextModels.RequireEqualToFastText(path, WordVectors.Load(path));
    }

    [Theory]
    [InlineData("skipgram -minn 3 -maxn 6 -bucket 200")]
    [InlineData("cbow -minn 1 -maxn 1 -bucket 1000")]
    [InlineData("skipgram -minn 0 -maxn 3 -bucket 77 -loss hs")]
    [InlineData("cbow -minn 2 -maxn 9 -bucket 2000 -loss softmax")]
    [InlineData("skipgram -maxn 0")]
    [InlineData("skipgram -minn 0 -maxn 0")]
    [InlineData("skipgram -wordNgrams 3 -bucket 500")]
    [InlineData("skipgram -minn 5 -maxn 2 -bucket 100")]
    public void A_trained_model_gives_the_vectors_that_fastText_prints(string arguments)
    {
        string model = Train(arguments);
        VectorFileContent content = VectorFileAccess.Read(model);
        Assert.Empty(content.Warnings);
        FastTextModels.RequireEqualToFastText(model, content.Vectors);
    }

    [Theory]
    [InlineData("-minn 2 -maxn 4 -bucket 300", "")]
    [InlineData("-minn 0 -maxn 0 -bucket 300", "")]
    [InlineData("-minn 0 -maxn 0 -bucket 300 -wordNgrams 2", "")]
    [InlineData("-minn 2 -maxn 4 -bucket 300 -wordNgrams 2", "-dsub 2")]
    [InlineData("-minn 2 -maxn 4 -bucket 300", "-dsub 3 -qnorm")]
    [InlineData("-minn 2 -maxn 4 -bucket 300", "-dsub 1 -cutoff 300")]
    [InlineData("-minn 2 -maxn 4 -bucket 300", "-dsub 8 -cutoff 350 -qnorm -qout -retrain -epoch 1")]
    public void A_classifier_plain_or_quantised_gives_the_vectors_that_fastText_prints(string arguments, string quantisation)
    {
        // With -qout fastText quantises the labels' rows too, of which there must be 256.
        string label = quantisation.Contains("-qout", StringComparison.Ordinal) ? "" : "__label__";
        FastText.Require();
        string text = label.Length > 0 ? FastTextModels.WriteText(_folder, label) : WriteManyLabels();
        string model = _folder.File("model");
        FastText.Run(["supervised", "-input", text, "-output", model, "-dim", "10", "-epoch", "2", "-thread", "1", .. arguments.Split(' ')]);
        if (quantisation.Length > 0)
        {
            FastText.Run(["quantize", "-input", text, "-output", model, "-thread", "1", .. quantisation.Split(' ')]);
        }

        model += quantisation.Length > 0 ? ".ftz" : ".bin";
        VectorFileContent content = VectorFileAccess.Read(model);
        Assert.StartsWith("the model is a classifier; its ", Assert.Single(content.Warnings), StringComparison.Ordinal);
        Assert.Null(content.Output);
        Assert.Equal(content.Warnings, VectorFileAccess.Map(model).Warnings);
        FastTextModels.RequireEqualToFastText(model, content.Vectors);

        // Not all rows of a quantised classifier are those of words or n-grams: what is written of it must be readable.
        string converted = _folder.File("converted.talpa");
        VectorFileAccess.Write(converted, content, VectorFileFormat.Talpa);
        FastTextModels.RequireEqualToFastText(model, VectorFileAccess.Read(converted).Vectors);
    }

    [Fact]
    public void A_word_that_is_not_UTF_8_has_the_vector_of_its_bytes()
    {
        string text = _folder.Write("text.txt", [.. Enumerable.Repeat<byte[]>([0xE9, (byte)'t', 0xE9, (byte)' ', (byte)'m', (byte)'\n'], 50).SelectMany(line => line)]);
        FastText.Run("skipgram", "-input", text, "-output", _folder.File("model"), "-dim", "4", "-bucket", "100", "-thread", "1", "-minCount", "1");
        VectorFileContent content = VectorFileAccess.Read(_folder.File("model.bin"));
        Assert.Equal(["1 word is not valid UTF-8; each broken part was replaced by U+FFFD"], content.Warnings);
        int id = content.Vectors.Vocabulary.Words.ToList().IndexOf("\uFFFDt\uFFFD");
        string line = File.ReadLines(_folder.File("model.vec"), Encoding.Latin1).Single(line => line.StartsWith("\u00E9t\u00E9 ", StringComparison.Ordinal));
        FastTextModels.RequireClose(FastText.Numbers(line), content.Vectors[id], "the bytes E9 74 E9");
    }

    [Fact]
    public void A_classifier_of_version_11_has_no_character_ngrams()
    {
        string text = FastTextModels.WriteText(_folder, "__label__");
        FastText.Run("supervised", "-input", text, "-output", _folder.File("model"), "-dim", "4", "-minn", "2", "-maxn", "3", "-bucket", "50", "-thread", "1", "-epoch", "1");
        byte[] bytes = File.ReadAllBytes(_folder.File("model.bin"));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), 11);
        string model = _folder.Write("old.bin", bytes);
        WordVectors vectors = WordVectors.Load(model);
        Assert.Null(vectors.Subwords);
        FastTextModels.RequireEqualToFastText(model, vectors);
    }

    [Fact]
    public void A_model_of_the_time_before_versions_is_read_as_gensim_reads_it()
    {
        string path = WithoutVersion(File.ReadAllBytes(TestFile.Path("fasttext.bin")));
        WordVectors expected = WordVectors.Load(TestFile.Path("fasttext.bin"));
        WordVectors vectors = WordVectors.Load(path);
        Contents.RequireEqual(expected, vectors, withCounts: true);
        Assert.Equal(VectorFileFormat.FastText, VectorFiles.DetectFormat(path));
        JsonElement read = Python.Run(
            """
            from gensim.models.fasttext import load_facebook_vectors
            kv = load_facebook_vectors(sys.argv[1])
            print(json.dumps([[float(n) for n in kv[word]] for word in ['mole', 'Maulwürfe']]))
            """,
            path);
        FastTextModels.RequireClose([.. read[0].EnumerateArray().Select(number => number.GetSingle())], vectors["mole"], "mole");
        float[] composed = new float[vectors.Dimension];
        Assert.True(vectors.Subwords!.TryCompose("Maulwürfe", composed));
        FastTextModels.RequireClose([.. read[1].EnumerateArray().Select(number => number.GetSingle())], composed, "Maulwürfe");
    }

    [Fact]
    public void Another_version_is_refused_by_its_number()
    {
        byte[] bytes = File.ReadAllBytes(TestFile.Path("fasttext.bin"));
        foreach (int version in new[] { 0, 10, 13, -1 })
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), version);
            string path = _folder.Write("x.bin", bytes);
            string message = Assert.Throws<UnusableInputException>(() => WordVectors.Load(path)).Message;
            Assert.Equal($"{path}, byte 4: version {version} of fastText's format; 11 and 12 are read, export the vectors as text (.vec)", message);
        }
    }

    [Fact]
    public void Selected_words_have_the_same_vectors_and_the_ngrams_remain()
    {
        WordVectors all = WordVectors.Load(TestFile.Path("fasttext.bin"));
        VectorFileContent first = VectorFileAccess.Read(TestFile.Path("fasttext.bin"), new VectorReadOptions { MaxWords = 3 });
        VectorFileContent some = VectorFileAccess.Read(TestFile.Path("fasttext.bin"), new VectorReadOptions { Words = new HashSet<string> { "mole", "土竜" } });
        Assert.Equal(all.Vocabulary.Words.Take(3), first.Vectors.Vocabulary.Words);
        Assert.Equal(2, some.Vectors.Count);
        foreach (WordVectors part in new[] { first.Vectors, some.Vectors })
        {
            Assert.All(part.Vocabulary.Words, word => Assert.Equal(all[word].ToArray(), part[word].ToArray()));
            float[] expected = new float[all.Dimension];
            float[] composed = new float[all.Dimension];
            Assert.True(all.Subwords!.TryCompose("Maulwürfe", expected) && part.Subwords!.TryCompose("Maulwürfe", composed));
            Assert.Equal(expected, composed);
        }

        Assert.Equal(["the output vectors were left out, because not all words are kept"], first.Warnings);
    }

    [Fact]
    public void A_compressed_model_and_a_stream_are_read()
    {
        WordVectors expected = WordVectors.Load(TestFile.Path("fasttext.bin"));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(File.ReadAllBytes(TestFile.Path("fasttext.bin")));
        }

        packed.Position = 0;
        Contents.RequireEqual(expected, WordVectors.Load(packed), withCounts: true);
    }

    private string Train(string arguments)
    {
        string text = FastTextModels.WriteText(_folder);
        string[] parts = arguments.Split(' ');
        FastText.Run([parts[0], "-input", text, "-output", _folder.File("model"), "-dim", "10", "-epoch", "2", "-minCount", "2", "-thread", "1", .. parts[1..]]);
        return _folder.File("model.bin");
    }

    private string WriteManyLabels()
    {
        string[] lines = File.ReadAllLines(FastTextModels.WriteText(_folder));
        return _folder.Write("labels.txt", Contents.Bytes(string.Concat(lines.Select((line, i) => $"__label__{i} {line}\n"))));
    }

    /// <summary>Removes what early files do not have: signature, version, the number of buckets with a row, and whether matrices are quantised.</summary>
    private string WithoutVersion(byte[] bytes)
    {
        const int Head = 8;
        const int Arguments = 56;
        const int Sizes = 20;
        const int Pruned = 8;
        int at = Head + Arguments + Sizes + Pruned;
        int words = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(Head + Arguments));
        for (int word = 0; word < words; word++)
        {
            at += Array.IndexOf(bytes, (byte)0, at) - at + 1 + sizeof(long) + 1;
        }

        int matrix = at + 1;
        long numbers = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(matrix)) * BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(matrix + 8));
        int end = matrix + 16 + (int)(numbers * sizeof(float));
        return _folder.Write(
            "early.bin",
            [.. bytes[Head..(Head + Arguments + Sizes)], .. bytes[(Head + Arguments + Sizes + Pruned)..at], .. bytes[matrix..end], .. bytes[(end + 1)..]]);
    }
}
