using System.Text.Json;
using Talpa.Formats;

namespace Talpa.Tests.Formats;

/// <summary>The files in TestFiles, which gensim, fastText and NumPy wrote, compared with what gensim read in them.</summary>
public sealed class FilesOfToolsTests
{
    [Theory]
    [InlineData("gensim.bin", VectorFileFormat.Word2Vec)] // no line feed after records
    [InlineData("word2vec.bin", VectorFileFormat.Word2Vec)] // a line feed after each record
    [InlineData("gensim.txt", VectorFileFormat.Text)]
    [InlineData("fasttext.vec", VectorFileFormat.Text)]
    [InlineData("glove.txt", VectorFileFormat.Glove)]
    public void Every_file_equals_the_stored_reading_of_gensim(string file, VectorFileFormat format)
    {
        string path = TestFile.Path(file);
        using var json = JsonDocument.Parse(File.ReadAllText(TestFile.Path("read-by-gensim.json")));
        JsonElement expected = json.RootElement.GetProperty(file);
        ReadingsOfGensim.RequireEqual(path, format, expected);
    }

    [Theory]
    [InlineData("numpy.npy")]
    [InlineData("numpy-columns.npy")]
    public void Arrays_of_NumPy_have_the_numbers_of_their_source_file(string file)
    {
        WordVectors expected = VectorFileAccess.Read(TestFile.Path("gensim.bin")).Vectors;
        using var folder = new TemporaryFolder();
        File.Copy(TestFile.Path(file), folder.File("x.npy"));
        File.WriteAllLines(folder.File("x.vocab.txt"), expected.Vocabulary.Words);
        Contents.RequireEqual(expected, VectorFileAccess.Read(folder.File("x.npy")).Vectors, withCounts: false);
    }

    [Fact]
    public void A_word_truncated_within_a_character_is_kept_with_a_warning()
    {
        VectorFileContent content = VectorFileAccess.Read(TestFile.Path("word2vec.bin"));
        Assert.Contains("ét\uFFFD", content.Vectors.Vocabulary.Words);
        Assert.Equal(["1 word is not valid UTF-8; each broken part was replaced by U+FFFD"], content.Warnings);
    }
}
