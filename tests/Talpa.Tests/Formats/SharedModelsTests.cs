using System.Text.Json;
using Talpa.Formats;

namespace Talpa.Tests.Formats;

/// <summary>Files made by other tools, read by Talpa and by gensim (tested with 4.2.0).</summary>
public sealed class SharedModelsTests
{
    [Theory]
    [InlineData("euclidean_vectors.bin", VectorFileFormat.Word2Vec)] // no line feed after records
    [InlineData("similarity.bin", VectorFileFormat.Word2Vec)] // a line feed after each record
    [InlineData("high_precision.kv.bin", VectorFileFormat.Word2Vec)]
    [InlineData("utf8-incomplete.bin", VectorFileFormat.Word2Vec)]
    [InlineData("similarity.txt", VectorFileFormat.Text)]
    [InlineData("high_precision.kv.txt", VectorFileFormat.Text)]
    [InlineData("lee_fasttext.vec", VectorFileFormat.Text)]
    [InlineData("crime-and-punishment.vec", VectorFileFormat.Text)]
    [InlineData("toy-model.vec", VectorFileFormat.Text)]
    [InlineData("w2v_keyedvectors_load_test.modeldata", VectorFileFormat.Text)]
    [InlineData("test_glove.txt", VectorFileFormat.Glove)]
    public void Every_file_is_read_as_gensim_reads_it(string file, VectorFileFormat format)
    {
        string path = SharedData.Path($"models/{file}");
        JsonElement expected = Python.Run(
            """
            kv = KeyedVectors.load_word2vec_format(sys.argv[1], binary=sys.argv[2] == 'Word2Vec', no_header=sys.argv[2] == 'Glove', unicode_errors='replace')
            print(json.dumps(dict(words=kv.index_to_key, bits=[[int(n) for n in row] for row in kv.vectors.view(np.uint32)])))
            """,
            path,
            $"{format}");
        ReadingsOfGensim.RequireEqual(path, format, expected);
    }

    [Fact]
    public void Words_with_invalid_UTF_8_are_kept_with_a_warning()
    {
        VectorFileContent content = VectorFileAccess.Read(SharedData.Path("models/utf8-incomplete.bin"));
        Assert.Equal(["meren", "zee\uFFFDn", "rivieren"], content.Vectors.Vocabulary.Words);
        Assert.Equal(["1 word is not valid UTF-8; each broken part was replaced by U+FFFD"], content.Warnings);
        Assert.Single(VectorFileAccess.Read(SharedData.Path("models/w2v_keyedvectors_load_test.modeldata")).Warnings);
    }

    [Fact]
    public void A_text_without_vectors_is_refused()
    {
        string path = SharedData.Path("models/crime-and-punishment.txt");
        Assert.Contains("this is no file of vectors", Assert.Throws<UnusableInputException>(() => VectorFileAccess.Read(path)).Message, StringComparison.Ordinal);
    }
}
