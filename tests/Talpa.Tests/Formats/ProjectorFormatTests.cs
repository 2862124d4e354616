using Talpa.Formats;

namespace Talpa.Tests.Formats;

/// <summary>The pair of files of the TensorFlow Embedding Projector: vectors and metadata.</summary>
public sealed class ProjectorFormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Vectors_and_words_are_one_per_line_without_a_header()
    {
        var vectors = new WordVectors(["new york", "mole", "1"], 2, [1.5f, -2, 0, 3e-5f, 1, 2]);
        VectorFileAccess.Write(_folder.File("x.tsv"), new VectorFileContent { Vectors = vectors });
        Assert.Equal("1.5\t-2\n0\t3E-05\n1\t2\n", File.ReadAllText(_folder.File("x.tsv")));
        Assert.Equal("new york\nmole\n1\n", File.ReadAllText(_folder.File("x-metadata.tsv")));
        Contents.RequireEqual(vectors, VectorFileAccess.Read(_folder.File("x.tsv")).Vectors, withCounts: false);
    }

    [Theory]
    [InlineData("x.tsv", "x_metadata.tsv", "mole\nhen\n")]
    [InlineData("x_tensor.tsv", "x_metadata.tsv", "mole\nhen\n")]
    [InlineData("vectors.tsv", "metadata.tsv", "mole\r\nhen\r\n")]
    [InlineData("x.tsv", "x-metadata.tsv", "\uFEFFcount\tword\n7\tmole\n5\then\n")]
    [InlineData("x.tsv", "x-metadata.tsv", "Token text\tcount\nmole\t7\nhen\t5\n")]
    public void Other_file_names_and_columns_are_read(string vectorsName, string wordsName, string words)
    {
        _folder.Write(wordsName, Contents.Bytes(words));
        string path = _folder.Write(vectorsName, "1\t2\t3\n4\t5\t6\n"u8);
        Contents.RequireEqual(new WordVectors(["mole", "hen"], 3, [1, 2, 3, 4, 5, 6]), VectorFileAccess.Read(path).Vectors, withCounts: false);
    }

    [Theory]
    [InlineData("1\t2\n", "mole\nhen\n", "x-metadata.tsv, line 2: more words follow")]
    [InlineData("1\t2\n3\t4\n", "mole\n", "x-metadata.tsv, line 2: the words end after 1")]
    [InlineData("1\t2\n3\t4\t5\n", "mole\nhen\n", "x.tsv, line 2: 3 numbers instead of 2")]
    [InlineData("1\t2\n3\tx\n", "mole\nhen\n", "x.tsv, line 2: a field is no number")]
    public void Mismatched_files_are_refused_with_the_line(string vectors, string words, string fault)
    {
        _folder.Write("x-metadata.tsv", Contents.Bytes(words));
        string path = _folder.Write("x.tsv", Contents.Bytes(vectors));
        var options = new VectorReadOptions { Format = VectorFileFormat.Projector };
        Assert.Contains(fault, Assert.Throws<UnusableInputException>(() => VectorFileAccess.Read(path, options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Vectors_without_metadata_are_refused_with_the_name_of_the_missing_file()
    {
        string path = _folder.Write("x.tsv", "0.5\t2\n1\t3\n"u8);
        Assert.Contains("x-metadata.tsv", Assert.Throws<UnusableInputException>(() => VectorFileAccess.Read(path)).Message, StringComparison.Ordinal);
        using var stream = new MemoryStream("0.5\t2\n1\t3\n"u8.ToArray());
        Assert.Contains("second file", Assert.Throws<UnusableInputException>(() => VectorFileAccess.Read(stream, null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_whose_words_are_integers_is_not_detected_as_a_projector_file()
    {
        string path = _folder.Write("nodes.txt", "17\t0.5\t2\n18\t1\t3\n"u8);
        Contents.RequireEqual(new WordVectors(["17", "18"], 2, [0.5f, 2, 1, 3]), VectorFileAccess.Read(path).Vectors, withCounts: false);
    }

    [Fact]
    public void A_row_longer_than_the_detection_buffer_is_detected()
    {
        float[] numbers = [.. Enumerable.Range(0, 20_000).Select(i => i / 7f)];
        var vectors = new WordVectors(["mole"], numbers.Length, numbers);
        VectorFileAccess.Write(_folder.File("x.tsv"), new VectorFileContent { Vectors = vectors });
        Contents.RequireEqual(vectors, VectorFileAccess.Read(_folder.File("x.tsv")).Vectors, withCounts: false);
    }

    [Fact]
    public void Invalid_rows_are_skipped_with_their_words()
    {
        _folder.Write("x-metadata.tsv", "mole\nbad\nhen\n"u8);
        string path = _folder.Write("x.tsv", "1\t2\nx\ty\n3\t4\n"u8);
        VectorFileContent read = VectorFileAccess.Read(path, new VectorReadOptions { Format = VectorFileFormat.Projector, SkipBadRows = true });
        Contents.RequireEqual(new WordVectors(["mole", "hen"], 2, [1, 2, 3, 4]), read.Vectors, withCounts: false);
        Assert.Contains("1 line holds no vector", Assert.Single(read.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\tb")]
    [InlineData("a\nb")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\u00A0")]
    public void Words_that_a_line_can_not_store_are_refused_or_skipped(string word)
    {
        var content = new VectorFileContent { Vectors = new WordVectors(["mole", word], 1, [1, 2]) };
        string path = _folder.File("x.tsv");
        Assert.Throws<UnusableInputException>(() => VectorFileAccess.Write(path, content));
        Assert.Empty(Directory.GetFiles(_folder.File("."), "*.tsv"));
        VectorFileAccess.Write(path, content, new VectorWriteOptions { LeaveOutWords = true });
        Assert.Equal("mole", Assert.Single(VectorFileAccess.Read(path).Vectors.Vocabulary.Words));
    }

    [Fact]
    public void Compressed_vectors_have_uncompressed_metadata()
    {
        var vectors = new WordVectors(["mole", "hen"], 2, [1, 2, 3, 4]);
        VectorFileAccess.Write(_folder.File("x.tsv.gz"), new VectorFileContent { Vectors = vectors });
        Assert.Equal("mole\nhen\n", File.ReadAllText(_folder.File("x-metadata.tsv")));
        Contents.RequireEqual(vectors, VectorFileAccess.Read(_folder.File("x.tsv.gz")).Vectors, withCounts: false);
    }
}
