using CsCheck;
using Talpa.Formats;
using Talpa.Vectors;

namespace Talpa.Tests.Formats;

public sealed class RoundTripTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _files;

    public static TheoryData<VectorFileFormat> Formats => new(Enum.GetValues<VectorFileFormat>());

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public void Words_and_numbers_are_read_back_with_the_same_bits(VectorFileFormat format) =>
        Contents.GenVectorsFor(format).Sample(
            vectors =>
            {
                string path = NewFile(format);
                var content = new VectorFileContent { Vectors = vectors };
                VectorFileAccess.Write(path, content);
                bool keepsCounts = format is VectorFileFormat.Talpa or VectorFileFormat.Npy or VectorFileFormat.Safetensors
                    || (format is VectorFileFormat.FastText && vectors.Vocabulary.TotalCount > 0);
                Contents.RequireEqual(vectors, VectorFileAccess.Read(path, format).Vectors, keepsCounts);
            },
            iter: Repetitions.Of(300));

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_format_is_detected_from_the_content_for_any_name(VectorFileFormat format) =>
        Contents.GenVectorsFor(format).Where(vectors => vectors.Dimension > 1 && !IsAmbiguousStart(vectors)).Sample(
            vectors =>
            {
                // The words of an array are in a separate file with a derived name.
                string path = _folder.File($"{Interlocked.Increment(ref _files)}.npy");
                VectorFileAccess.Write(path, new VectorFileContent { Vectors = vectors }, format);
                Assert.Equal(format, VectorFiles.DetectFormat(path));
            },
            iter: Repetitions.Of(200));

    /// <summary>A single short row looks binary where its word holds NUL, and a first word that is a byte order mark is taken for one.</summary>
    private static bool IsAmbiguousStart(WordVectors vectors) =>
        (vectors.Count == 1 && vectors.Vocabulary[0].Contains('\0', StringComparison.Ordinal)) || vectors.Vocabulary[0] == "\uFEFF";

    [Fact]
    public void Rows_of_two_numbers_are_not_read_as_text_with_a_header_of_three()
    {
        string path = _folder.File("rows.txt");
        File.WriteAllText(path, "1 1 0\nmole 0.5 -1\nzoo 2 3\n");
        Assert.Equal(VectorFileFormat.Glove, VectorFiles.DetectFormat(path));
    }

    [Fact]
    public void A_binary_file_whose_first_number_looks_like_a_digit_and_a_line_end_is_not_read_as_text()
    {
        string path = _folder.File("chance.bin");
        File.WriteAllBytes(path, [.. "1 2\nword "u8, .. "1\n"u8, 7, 0x41, 1, 2, 3, 4, (byte)'\n']);
        Assert.Equal(VectorFileFormat.Word2Vec, VectorFiles.DetectFormat(path));
    }

    [Theory]
    [InlineData(VectorFileFormat.Talpa)]
    [InlineData(VectorFileFormat.Safetensors)]
    public void All_tables_and_options_are_read_back_with_the_same_bits(VectorFileFormat format) =>
        Contents.GenContent.Sample(
            content =>
            {
                string path = NewFile(format);
                Assert.Empty(VectorFileAccess.Write(path, content));
                VectorFileContent read = VectorFileAccess.Read(path);
                Contents.RequireEqual(content, read);
            },
            iter: Repetitions.Of(300));

    [Fact]
    public void N_grams_are_read_back_with_the_same_rows_and_compose_the_same_vectors() =>
        Contents.GenWithSubwords.Sample(
            content =>
            {
                string path = NewFile(VectorFileFormat.Talpa);
                Assert.Empty(VectorFileAccess.Write(path, content));
                VectorFileContent read = VectorFileAccess.Read(path);
                Assert.Empty(read.Warnings);
                Contents.RequireEqual(content, read);
                float[] expected = new float[content.Vectors.Dimension];
                float[] composed = new float[content.Vectors.Dimension];
                Assert.Equal(content.Vectors.TryGetVector("Maulwürfe", expected, out int ngrams), read.Vectors.TryGetVector("Maulwürfe", composed, out int same));
                Assert.Equal(ngrams, same);
                Assert.Equal(expected, composed);
            },
            iter: Repetitions.Of(300));

    [Fact]
    public void In_Talpas_own_format_a_word_may_contain_any_character()
    {
        string path = _folder.File("any.talpa");
        var vectors = new WordVectors(["", " ", "New York", "a\nb", "tab\there", "\r\n", "\u0000"], 1, [1, 2, 3, 4, 5, 6, 7]);
        VectorFileAccess.Write(path, new VectorFileContent { Vectors = vectors });
        Contents.RequireEqual(vectors, VectorFileAccess.Read(path).Vectors, withCounts: false);
    }

    [Fact]
    public void Content_that_a_format_can_not_store_is_reported()
    {
        VectorFileContent content = Contents.Small() with
        {
            Output = Contents.TableOf(2, 3, [1, 2, 3, 4, 5, 6]),
            Options = new Dictionary<string, string>(StringComparer.Ordinal) { ["window"] = "5" },
        };
        Assert.Empty(VectorFileAccess.Write(_folder.File("a.talpa"), content));
        Assert.Empty(VectorFileAccess.Write(_folder.File("a.safetensors"), content));
        Assert.Equal(2, VectorFileAccess.Write(_folder.File("a.npy"), content).Count);
        IReadOnlyList<string> leftOut = VectorFileAccess.Write(_folder.File("a.bin"), content);
        Assert.Equal(
            [
                "the words' counts were left out: the format word2vec does not hold them",
                "the output vectors were left out: the format word2vec does not hold them",
                "the training options were left out: the format word2vec does not hold them",
            ],
            leftOut);
    }

    [Theory]
    [InlineData("New York", VectorFileFormat.Word2Vec, "a space")]
    [InlineData("New York", VectorFileFormat.Text, "a space")]
    [InlineData("New York", VectorFileFormat.Glove, "a space")]
    [InlineData("a\tb", VectorFileFormat.Text, "a tab")]
    [InlineData("a\tb", VectorFileFormat.Npy, "a tab")]
    [InlineData("a\rb", VectorFileFormat.Npy, "a line break")]
    [InlineData("a\nb", VectorFileFormat.Safetensors, "a line break")]
    [InlineData("a\nb", VectorFileFormat.Word2Vec, "a line break")]
    [InlineData("", VectorFileFormat.Text, "is empty")]
    [InlineData("", VectorFileFormat.Word2Vec, "is empty")]
    public void A_word_that_a_format_can_not_store_is_refused_before_anything_is_written(string word, VectorFileFormat format, string reason)
    {
        string path = NewFile(format);
        var content = new VectorFileContent { Vectors = new WordVectors(["fine", word], 1, [1, 2]) };
        string message = Assert.Throws<UnusableInputException>(() => VectorFileAccess.Write(path, content)).Message;
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.Empty(_folder.FileNames);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_word_with_an_unpaired_surrogate_is_refused(VectorFileFormat format)
    {
        foreach (string word in new[] { "\uD83D", "a\uDE00", "😀\uD83Db" })
        {
            var content = new VectorFileContent { Vectors = new WordVectors(["fine", "😀", word], 1, [1, 2, 3]) };
            string message = Assert.Throws<UnusableInputException>(() => VectorFileAccess.Write(NewFile(format), content)).Message;
            Assert.Contains("half a surrogate pair", message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_file_without_words_is_not_written(VectorFileFormat format) =>
        Assert.Throws<UnusableInputException>(() => VectorFileAccess.Write(NewFile(format), new VectorFileContent { Vectors = new WordVectors([], 3, []) }));

    [Theory]
    [InlineData("vectors")]
    [InlineData("words")]
    [InlineData("")]
    [InlineData("ä")]
    [InlineData("a-name-of-more-than-thirty-two-bytes")]
    public void A_table_with_a_duplicate_or_invalid_name_is_refused(string name)
    {
        VectorFileContent content = Contents.Small();
        content = content with { OtherTables = new Dictionary<string, Talpa.Memory.PaddedMatrix>(StringComparer.Ordinal) { [name] = new(1, 1) } };
        Assert.Throws<ArgumentException>(() => VectorFileAccess.Write(_folder.File("a.talpa"), content));
    }

    [Fact]
    public void An_unknown_extension_is_refused_with_the_known_extensions()
    {
        string message = Assert.Throws<ArgumentException>(() => VectorFileAccess.Write(_folder.File("a.xyz"), Contents.Small())).Message;
        Assert.All(Enum.GetValues<VectorFileFormat>(), format => Assert.Contains(VectorFiles.ExtensionOf(format), message, StringComparison.Ordinal));
    }

    [Fact]
    public void Formats_have_short_names()
    {
        Assert.Equal(["talpa", "fasttext", "npy", "safetensors", "onnx", "projector", "word2vec", "text", "glove"], VectorFiles.FormatNames);
        Assert.All(Enum.GetValues<VectorFileFormat>(), format => Assert.Equal(format, VectorFiles.ParseFormat(VectorFiles.NameOf(format))));
        string[] names = [.. Enum.GetValues<VectorFileFormat>().Select(format => "x" + VectorFiles.ExtensionOf(format))];
        Assert.Equal(["x.talpa", "x.bin", "x.vec", "x.txt", "x.npy", "x.safetensors", "x.tsv", "x.fasttext", "x.onnx"], names);
        Assert.Equal(Enum.GetValues<VectorFileFormat>(), names.Select(VectorFiles.FormatFromFileName));
        Assert.Contains("word2vec", Assert.Throws<ArgumentException>(() => VectorFiles.ParseFormat("binary")).Message, StringComparison.Ordinal);
    }

    private string NewFile(VectorFileFormat format) => _folder.File($"{Interlocked.Increment(ref _files)}{VectorFiles.ExtensionOf(format)}");
}
