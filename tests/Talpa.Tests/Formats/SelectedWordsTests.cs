using Talpa.Formats;

namespace Talpa.Tests.Formats;

/// <summary>Files of which only some words are read.</summary>
public sealed class SelectedWordsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<VectorFileFormat> Formats => [.. Enum.GetValues<VectorFileFormat>()];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_first_words_or_the_listed_words_are_kept_with_vectors_and_counts(VectorFileFormat format)
    {
        string path = _folder.File("x.npy");
        WordVectors all = Contents.WithCounts(["a", "b", "c", "d"], [9, 8, 7, 6], 3, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        VectorFileAccess.Write(path, new VectorFileContent { Vectors = all, Output = Contents.TableOf(4, 3, new float[12]) }, format);
        bool hasCounts = FormatTable.Default[format].Holds.HasFlag(HeldContent.Counts);
        var listed = new HashSet<string>(["d", "b", "x"], StringComparer.Ordinal);

        WordVectors first = WordVectors.Load(path, new VectorReadOptions { MaxWords = 2 });
        Contents.RequireEqual(Contents.WithCounts(["a", "b"], [9, 8], 3, [1, 2, 3, 4, 5, 6]), first, hasCounts);

        VectorFileContent named = VectorFileAccess.Read(path, new VectorReadOptions { Words = listed });
        Contents.RequireEqual(Contents.WithCounts(["b", "d"], [8, 6], 3, [4, 5, 6, 10, 11, 12]), named.Vectors, hasCounts);
        Assert.Null(named.Output);

        Assert.Equal(["b"], WordVectors.Load(path, new VectorReadOptions { Words = listed, MaxWords = 1 }).Vocabulary.Words);
        Assert.Equal(4, WordVectors.Load(path, new VectorReadOptions { MaxWords = 100 }).Count);
        Assert.Contains(
            "none of the 1 words to keep is in the file",
            Assert.Throws<UnusableInputException>(() => WordVectors.Load(path, new VectorReadOptions { Words = new HashSet<string>(["x"], StringComparer.Ordinal) })).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => WordVectors.Load(path, new VectorReadOptions { MaxWords = 0 }));
    }

    [Fact]
    public void Missing_listed_words_are_counted()
    {
        string path = _folder.Write("x", "a 1 2\nb 3 4\n"u8);
        var listed = new HashSet<string>(["b", "x", "y"], StringComparer.Ordinal);
        Assert.Equal(["2 of the 3 words to keep are not in the file"], VectorFileAccess.Read(path, new VectorReadOptions { Words = listed }).Warnings);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Memory_depends_on_the_number_of_words_kept(VectorFileFormat format)
    {
        string path = _folder.File("x.npy");
        new WordVectors(Enumerable.Range(0, 20_000).Select(i => $"w{i}"), 100, new float[2_000_000]).Save(path, format);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(10, WordVectors.Load(path, new VectorReadOptions { MaxWords = 10 }).Count);

        // The vectors of all words take 8 MB.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
    }

    [Theory]
    [InlineData("3 2\na 1 2\nb 3\nc 5 6\n")]
    [InlineData("3 2\na 1 2\nb 3 x\nc 5 6\n")]
    [InlineData("a 1 2\nb 3 4 5\nc 5 6\n")]
    [InlineData("3 2\na 1 2\n\nb 3\nc 5 6\n")]
    public void Invalid_rows_are_skipped_and_counted_on_request(string text)
    {
        string path = _folder.Write("x", Contents.Bytes(text));
        Assert.Throws<UnusableInputException>(() => VectorFileAccess.Read(path));
        VectorFileContent content = VectorFileAccess.Read(path, new VectorReadOptions { SkipBadRows = true });
        Assert.Equal(["a", "c"], content.Vectors.Vocabulary.Words);
        Assert.Equal([5f, 6f], content.Vectors["c"].ToArray());
        Assert.Contains("1 line holds no word with 2 numbers and was left out, the first is line", Assert.Single(content.Warnings), StringComparison.Ordinal);
    }
}
