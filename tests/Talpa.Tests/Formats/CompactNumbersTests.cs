using System.Numerics.Tensors;
using System.Text.Json;
using CsCheck;
using Talpa.Formats;
using Talpa.Inputs;
using Talpa.Memory;
using Talpa.Tests.Training;
using Talpa.Vectors;

namespace Talpa.Tests.Formats;

/// <summary>Files whose numbers take fewer bytes than those of single precision.</summary>
public sealed class CompactNumbersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _files;

    public static TheoryData<NumberStorage> Storages => [NumberStorage.HalfPrecision, NumberStorage.ScaledBytes, NumberStorage.Codes];

    public static TheoryData<VectorFileFormat, NumberStorage> FormatsAndStorages => [.. Enum.GetValues<VectorFileFormat>().SelectMany(format =>
        Enum.GetValues<NumberStorage>().Where(numbers => numbers != NumberStorage.SinglePrecision && VectorFiles.CanStore(format, numbers)).Select(numbers =>
            new TheoryDataRow<VectorFileFormat, NumberStorage>(format, numbers)))];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(FormatsAndStorages))]
    public void Vectors_are_read_back_near_and_the_file_states_how_they_are_stored(VectorFileFormat format, NumberStorage numbers) => Gen.Long.Sample(
        seed =>
        {
            WordVectors vectors = Random(300, 13, seed);
            string path = _folder.File($"{Interlocked.Increment(ref _files)}.npy");
            _ = VectorFileAccess.Write(path, new VectorFileContent { Vectors = vectors }, new VectorWriteOptions { Format = format, Numbers = numbers });
            VectorFileContent read = VectorFileAccess.Read(path);
            Assert.Equal((format, numbers), (read.Format, read.Numbers));
            Assert.Equal(vectors.Vocabulary.Words, read.Vectors.Vocabulary.Words);
            RequireLike(vectors.Matrix, read.Vectors.Matrix, numbers);
        },
        iter: Repetitions.Of(5));

    [Theory]
    [MemberData(nameof(Storages))]
    public void A_talpa_file_has_all_tables_of_words_and_ngrams_in_that_form_and_the_others_exactly(NumberStorage numbers) =>
        Gen.Select(Gen.Int[2, 40], Gen.Int[1, 20], Gen.Long, Gen.Bool).Sample(
            (words, dimension, seed, isComplete) =>
            {
                VectorFileContent content = Full(words, dimension, seed, isComplete);
                string path = _folder.File($"{Interlocked.Increment(ref _files)}.talpa");
                Assert.Empty(VectorFileAccess.Write(path, content, new VectorWriteOptions { Numbers = numbers }));
                VectorFileContent read = VectorFileAccess.Read(path);
                RequireLike(content.Vectors.Matrix, read.Vectors.Matrix, numbers);
                RequireLike(content.Output!, read.Output!, numbers);
                Contents.RequireEqual(content.OtherTables["output-bias"], read.OtherTables["output-bias"]);
                RequireLike(content.Vectors.Subwords!, read.Vectors.Subwords!, numbers);
                Contents.RequireEqual(read, VectorFileAccess.Map(path));

                // A number that was read is one that the form can hold, so that writing it again changes nothing. (A scale of bytes may differ in its last bit.)
                if (numbers == NumberStorage.HalfPrecision)
                {
                    string again = _folder.File($"{Interlocked.Increment(ref _files)}.talpa");
                    _ = VectorFileAccess.Write(again, read, new VectorWriteOptions { Numbers = numbers });
                    Contents.RequireEqual(read.Vectors.Matrix, VectorFileAccess.Read(again).Vectors.Matrix);
                }
            },
            iter: Repetitions.Of(30));

    [Theory]
    [MemberData(nameof(Storages))]
    public void Some_words_of_a_file_are_read(NumberStorage numbers)
    {
        string path = _folder.File("x.talpa");
        VectorFileContent content = Full(20, 5, 1, isComplete: true);
        _ = VectorFileAccess.Write(path, content, new VectorWriteOptions { Numbers = numbers });
        WordVectors all = VectorFileAccess.Read(path).Vectors;
        WordVectors some = VectorFileAccess.Read(path, new VectorReadOptions { Words = new HashSet<string>(StringComparer.Ordinal) { "w3", "w17" } }).Vectors;
        Assert.Equal(["w3", "w17"], some.Vocabulary.Words);
        Assert.Equal(all["w3"].ToArray(), some["w3"].ToArray());
        Assert.Equal(all["w17"].ToArray(), some["w17"].ToArray());
    }

    [Theory]
    [MemberData(nameof(Storages))]
    public void A_changed_or_truncated_file_is_refused(NumberStorage numbers)
    {
        string path = _folder.File("x.talpa");
        _ = VectorFileAccess.Write(path, Full(4, 3, 1, isComplete: false), new VectorWriteOptions { Numbers = numbers });
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length < whole.Length; length += 1 + (length / 200))
        {
            Assert.Null(ReaderContract.Read(_folder.Write("cut.talpa", whole.AsSpan(0, length)), VectorFileFormat.Talpa));
        }

        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte[1, 255]).Sample(
            (at, change) =>
            {
                byte[] changed = (byte[])whole.Clone();
                changed[at] ^= change;
                Assert.Null(ReaderContract.Read(_folder.Write($"{Interlocked.Increment(ref _files)}.talpa", changed), VectorFileFormat.Talpa));
            },
            iter: Repetitions.Of(200));
    }

    [Theory]
    [InlineData(NumberStorage.HalfPrecision, 65520f)]
    [InlineData(NumberStorage.HalfPrecision, float.NaN)]
    [InlineData(NumberStorage.ScaledBytes, float.PositiveInfinity)]
    [InlineData(NumberStorage.Codes, float.NaN)]
    [InlineData(NumberStorage.Codes, 2e19f)]
    public void A_number_that_can_not_be_stored_is_refused_and_no_file_is_left(NumberStorage numbers, float number)
    {
        var vectors = new WordVectors(["zoo", "mole"], 2, [1, 2, 3, number]);
        UnusableInputException fault = Assert.Throws<UnusableInputException>(() => VectorFileAccess.Write(
            _folder.File("x.talpa"), new VectorFileContent { Vectors = vectors }, new VectorWriteOptions { Numbers = numbers }));
        Assert.Contains("mole", fault.Message, StringComparison.Ordinal);
        Assert.Contains("float32", fault.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("x.talpa")));
    }

    [Theory]
    [InlineData(NumberStorage.HalfPrecision, 1e-9f)]
    [InlineData(NumberStorage.Codes, 1e-30f)]
    public void A_vector_that_would_become_zero_is_refused(NumberStorage numbers, float number)
    {
        var vectors = new WordVectors(["zoo", "mole"], 2, [0, 0, 0, number]);
        Assert.Contains("mole", Assert.Throws<UnusableInputException>(() => VectorFileAccess.Write(
            _folder.File("x.talpa"), new VectorFileContent { Vectors = vectors }, new VectorWriteOptions { Numbers = numbers })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_that_a_format_does_not_hold_are_not_checked()
    {
        var content = new VectorFileContent { Vectors = new WordVectors(["zoo"], 2, [1, 2]), Output = Contents.TableOf(1, 2, [float.NaN, 0]) };
        _ = VectorFileAccess.Write(_folder.File("x.npy"), content, new VectorWriteOptions { Numbers = NumberStorage.HalfPrecision });
        UnusableInputException fault = Assert.Throws<UnusableInputException>(() => VectorFileAccess.Write(_folder.File("x.talpa"), content, new VectorWriteOptions { Numbers = NumberStorage.HalfPrecision }));
        Assert.Contains("output", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_format_that_does_not_store_numbers_so_is_refused_with_what_it_stores()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => VectorFileAccess.Write(
            _folder.File("x.bin"), Contents.Small(), new VectorWriteOptions { Format = VectorFileFormat.Word2Vec, Numbers = NumberStorage.ScaledBytes }));
        Assert.Contains("as int8, but as float32", fault.Message, StringComparison.Ordinal);
        Assert.False(VectorFiles.CanStore(VectorFileFormat.FastText, NumberStorage.HalfPrecision));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void FastText_prints_the_vectors_of_a_model_of_codes(bool isPruned)
    {
        WordVectors vectors = WordVectors.Load(TestFile.Path("fasttext.bin"));
        if (isPruned)
        {
            vectors = new WordVectors(vectors.Vocabulary, vectors.Matrix, vectors.Subwords!.Of(vectors.Vocabulary.Words));
        }

        string path = _folder.File("x.ftz");
        _ = VectorFileAccess.Write(path, new VectorFileContent { Vectors = vectors }, new VectorWriteOptions { Format = VectorFileFormat.FastText, Numbers = NumberStorage.Codes });
        WordVectors read = WordVectors.Load(path);
        Assert.Equal(isPruned, read.Subwords!.RowOfBucket is not null);
        foreach ((string word, ReadOnlyMemory<float> vector) in vectors)
        {
            Assert.InRange(TensorPrimitives.CosineSimilarity(vector.Span, read[word]), 0.99, 1.0001);
        }

        FastTextModels.RequireEqualToFastText(path, read);
    }

    [Fact]
    public void A_model_of_codes_without_ngrams_is_read_by_fastText()
    {
        WordVectors vectors = Random(400, 8, 3);
        string path = _folder.File("x.ftz");
        _ = VectorFileAccess.Write(path, new VectorFileContent { Vectors = vectors }, new VectorWriteOptions { Format = VectorFileFormat.FastText, Numbers = NumberStorage.Codes });
        string[] printed = FastText.RunWith(Contents.Bytes("w7\n"), ["print-word-vectors", path]).Split('\n');
        FastTextModels.RequireClose(WordVectors.Load(path)["w7"].ToArray(), FastText.Numbers(printed[0]), "w7");
    }

    [Fact]
    public void NumPy_reads_an_array_of_half_precision_with_the_same_bits()
    {
        WordVectors vectors = Random(5, 3, 9);
        _ = VectorFileAccess.Write(_folder.File("x.npy"), new VectorFileContent { Vectors = vectors }, new VectorWriteOptions { Numbers = NumberStorage.HalfPrecision });
        JsonElement read = Python.Run(
            """
            array = np.load(sys.argv[1])
            print(json.dumps(dict(type=str(array.dtype), rows=array.astype("float64").tolist())))
            """,
            _folder.File("x.npy"));
        Assert.Equal("float16", read.GetProperty("type").GetString());
        WordVectors own = WordVectors.Load(_folder.File("x.npy"));
        Assert.Equal(
            Enumerable.Range(0, 5).SelectMany(id => own[id].ToArray()),
            read.GetProperty("rows").EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(number => (float)number.GetDouble()));
    }

    private static VectorFileContent Full(int words, int dimension, long seed, bool isComplete)
    {
        WordVectors vectors = Random(words, dimension, seed);
        const int Buckets = 12;
        int[] kept = isComplete ? [.. Enumerable.Range(0, Buckets)] : [7, 2, 11];
        PaddedMatrix rows = Random(kept.Length, dimension, seed + 1).Matrix;
        var ngrams = new CharacterNgrams(2, 3, Buckets);
        var subwords = new Subwords(ngrams, new MatrixRows(rows), isComplete ? null : kept.Select((bucket, row) => (bucket, row)).ToDictionary(pair => pair.bucket, pair => pair.row));
        return new VectorFileContent
        {
            Vectors = new WordVectors(vectors.Vocabulary, vectors.Matrix, subwords),
            Output = Random(words, dimension, seed + 2).Matrix,
            OtherTables = new Dictionary<string, PaddedMatrix>(StringComparer.Ordinal) { ["output-bias"] = Random(1, words + 1, seed + 3).Matrix },
        };
    }

    private static WordVectors Random(int words, int dimension, long seed)
    {
        var random = new Random((int)seed);
        return new WordVectors(Enumerable.Range(0, words).Select(i => $"w{i}"), dimension, [.. Enumerable.Range(0, words * dimension).Select(_ => random.NextSingle() - 0.5f)]);
    }

    private static void RequireLike(Subwords expected, Subwords actual, NumberStorage numbers)
    {
        Assert.Equal((expected.Rows, expected.Buckets, expected.MinLength, expected.MaxLength), (actual.Rows, actual.Buckets, actual.MinLength, actual.MaxLength));
        Assert.Equal(expected.Order().Select(entry => entry.Bucket), actual.Order().Select(entry => entry.Bucket));
        float[] sum = new float[expected.Dimension];
        float[] other = new float[expected.Dimension];
        for (int bucket = 0; bucket < expected.Buckets; bucket++)
        {
            Array.Clear(sum);
            Array.Clear(other);
            expected.AddBucket(bucket, sum);
            actual.AddBucket(bucket, other);
            RequireLike(sum, other, numbers);
        }
    }

    private static void RequireLike(PaddedMatrix expected, PaddedMatrix actual, NumberStorage numbers)
    {
        Assert.Equal((expected.Rows, expected.Dimension), (actual.Rows, actual.Dimension));
        for (int row = 0; row < expected.Rows; row++)
        {
            RequireLike(expected[row], actual[row], numbers);
        }
    }

    private static void RequireLike(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, NumberStorage numbers)
    {
        float tolerance = numbers switch { NumberStorage.HalfPrecision => 1f / 2048, NumberStorage.ScaledBytes => MathF.Sqrt(expected.Length) / 250, _ => 0.2f };
        Assert.InRange(TensorPrimitives.Distance(expected, actual), 0, (tolerance * TensorPrimitives.Norm(expected)) + 1e-7f);
    }
}
