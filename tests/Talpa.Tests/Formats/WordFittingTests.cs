using Talpa.Formats;

namespace Talpa.Tests.Formats;

/// <summary>Words that a format can't store: replaced or skipped, and counted.</summary>
public sealed class WordFittingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Characters_are_replaced_and_words_that_become_equal_are_skipped()
    {
        WordVectors vectors = Contents.WithCounts(["new york", "new_york", "a b", "", "hen"], [9, 8, 7, 6, 5], 1, [1, 2, 3, 4, 5]);
        string path = _folder.File("x.vec");
        var options = new VectorWriteOptions { Replacement = "_", LeaveOutWords = true };
        Assert.Equal(
            [
                "1 word was written with '_' for characters that the format text can't hold",
                "2 words were left out: the format text can't hold them",
                "the words' counts were left out: the format text does not hold them",
            ],
            VectorFileAccess.Write(path, new VectorFileContent { Vectors = vectors }, options));
        Assert.Equal("3 1\nnew_york 2\na_b 3\nhen 5\n", File.ReadAllText(path));
    }

    [Theory]
    [InlineData("x.npy")]
    [InlineData("x.safetensors")]
    public void Skipped_words_have_their_vectors_counts_and_output_vectors_removed(string name)
    {
        WordVectors vectors = Contents.WithCounts(["a", "b\nc", "d"], [9, 8, 7], 2, [1, 2, 3, 4, 5, 6]);
        var content = new VectorFileContent { Vectors = vectors, Output = Contents.TableOf(3, 2, [6, 5, 4, 3, 2, 1]) };
        string path = _folder.File(name);
        VectorFileAccess.Write(path, content, new VectorWriteOptions { LeaveOutWords = true });
        VectorFileContent read = VectorFileAccess.Read(path);
        Contents.RequireEqual(Contents.WithCounts(["a", "d"], [9, 7], 2, [1, 2, 5, 6]), read.Vectors, withCounts: true);
        if (read.Output is { } output)
        {
            Contents.RequireEqual(Contents.TableOf(2, 2, [6, 5, 2, 1]), output);
        }

        Assert.Equal(name == "x.npy", read.Output is null);
    }

    [Fact]
    public void Words_that_remain_invalid_are_refused_unless_they_may_be_skipped()
    {
        var content = new VectorFileContent { Vectors = new WordVectors(["hen", ""], 1, [1, 2]) };
        Assert.Contains("is empty", Assert.Throws<UnusableInputException>(() => VectorFileAccess.Write(_folder.File("x.vec"), content, new VectorWriteOptions { Replacement = "_" })).Message, StringComparison.Ordinal);
        Assert.Single(VectorFileAccess.Write(_folder.File("x.vec"), content, new VectorWriteOptions { LeaveOutWords = true }));
        var spaces = new VectorFileContent { Vectors = new WordVectors([" "], 1, [1]) };
        Assert.Contains("no words to write", Assert.Throws<UnusableInputException>(() => VectorFileAccess.Write(_folder.File("x.vec"), spaces, new VectorWriteOptions { LeaveOutWords = true })).Message, StringComparison.Ordinal);
    }
}
