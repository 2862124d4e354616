using Talpa.Formats;

namespace Talpa.Tests.Formats;

public sealed class FormatDetectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("28B52FFD00000000", "cut off")]
    [InlineData("425A683931415926", "bzip2 -dc")]
    [InlineData("FD377A585A000004", "xz -dc")]
    [InlineData("504B030414000000", "unzip -p")]
    [InlineData("894844460D0A1A0A", "an HDF5 file")]
    [InlineData("80049512000000", "save_word2vec_format")]
    [InlineData("00000000000000000000", "no file of vectors in a format known here (talpa, fasttext, npy, safetensors, onnx, projector, word2vec, text, glove)")]
    [InlineData("68656C6C6F20776F726C640A", "no file of vectors")]
    public void A_file_of_another_kind_is_refused_with_the_remedy(string bytes, string advice)
    {
        string path = _folder.Write("x", Convert.FromHexString(bytes));
        Assert.Contains(advice, Assert.Throws<UnusableInputException>(() => VectorFileAccess.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_a_folder_and_an_empty_file_have_different_errors()
    {
        Assert.Equal($"{_folder.File("x")}: there is no such file; check the name", Refusal(_folder.File("x")));
        Assert.Equal($"{_folder.Folder}: this is a folder; name a file of vectors", Refusal(_folder.Folder));
        Assert.Contains("the file is empty", Refusal(_folder.Write("x", [])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3 4\nking x y z q and so on and so forth, this is no list of numbers at all\n", VectorFileFormat.Text)]
    [InlineData("1 1\nabcdef", VectorFileFormat.Word2Vec)]
    [InlineData("0 0", VectorFileFormat.Text)]
    public void A_header_without_a_following_row_of_numbers_is_detected_by_what_follows(string text, VectorFileFormat format) =>
        Assert.Equal(format, VectorFiles.DetectFormat(_folder.Write("x", Contents.Bytes(text))));

    private static string Refusal(string path) => Assert.ThrowsAny<UnusableInputException>(() => VectorFileAccess.Read(path)).Message;
}
