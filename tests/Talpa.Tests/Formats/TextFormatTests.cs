using System.IO.Compression;
using Talpa.Formats;

namespace Talpa.Tests.Formats;

/// <summary>The text formats of word2vec and GloVe.</summary>
public sealed class TextFormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("2 2\na 1 2\nb 3 4\n")]
    [InlineData("2 2\r\na 1 2\r\nb 3 4\r\n")]
    [InlineData("2 2 \na 1 2 \nb 3 4 \n")] // fastText puts a space at the end
    [InlineData("2\t2\na\t1\t2\nb  3  4\n")]
    [InlineData("\uFEFF2 2\na 1 2\nb 3 4\n")]
    [InlineData("2 2\na 1 2\nb 3 4\n\n  \n")]
    [InlineData("a 1 2\nb 3 4\n")]
    [InlineData("a 1 2\r\nb 3 4 \r\n\r\n")]
    public void Variants_of_white_space_are_equivalent(string text)
    {
        foreach (string path in new[] { _folder.Write("x", Contents.Bytes(text)), Compress(text) })
        {
            VectorFileContent content = VectorFileAccess.Read(path);
            Assert.Equal(["a", "b"], content.Vectors.Vocabulary.Words);
            Assert.Equal([1f, 2f], content.Vectors["a"].ToArray());
            Assert.Equal([3f, 4f], content.Vectors["b"].ToArray());
            Assert.Empty(content.Warnings);
        }
    }

    [Fact]
    public void Words_with_spaces_are_delimited_by_the_numbers_at_the_end_of_the_line()
    {
        // GloVe's vectors of 840 billion tokens contain such words.
        VectorFileContent content = VectorFileAccess.Read(_folder.Write("x", ". 1 2\n. . . 3 4\nat name@domain.com 5 6\n7 8 9\n"u8));
        Assert.Equal([".", ". . .", "at name@domain.com", "7"], content.Vectors.Vocabulary.Words);
        Assert.Equal([5f, 6f], content.Vectors["at name@domain.com"].ToArray());
    }

    [Theory]
    [InlineData("2 2\na 1 2\nb 3\n", "line 3: the word 'b' is followed by 1 numbers instead of 2")]
    [InlineData("2 2\na 1 2\nb 3 4 5\n", "line 3: the word 'b' is followed by 3 numbers instead of 2")]
    [InlineData("2 2\na 1 2\nb 3 x\n", "line 3: 'x' in the vector of 'b' is not a number")]
    [InlineData("2 2\na 1 2\n\nb 3 4\n", "line 3: the line is empty after 1 of 2 words")]
    [InlineData("3 2\na 1 2\nb 3 4444\n", "line 4: the line is empty after 2 of 3 words")]
    [InlineData("1 2\na 1 2\nb 3 4\n", "line 3: the file continues after the 1 words that its first line declares")]
    [InlineData("2 3\na 1 2\nb 3 4 5\n", "line 2: the word 'a' is followed by 2 numbers instead of 3")]
    [InlineData("a 1 2\nb 3 4 5\n", "line 2: the word 'b' is followed by 3 numbers instead of 2")]
    [InlineData("a 1 2\nb 3\nc 5 6\n", "line 2: the word 'b' is followed by 1 numbers instead of 2")]
    [InlineData("1000000000 300\na 1 2\n", "line 1: the first line declares 1,000,000,000 words with vectors of 300 numbers, which take")]
    [InlineData("1 1000000000\na 1 2\n", "line 1: the first line declares 1 words with vectors of 1,000,000,000 numbers, which take")]
    [InlineData("2147483647 2147483647\na 1 2\n", "line 1: the first line declares 2,147,483,647 words")]
    [InlineData("2 0\na 1 2\n", "both must be from 1")]
    [InlineData("0 2\n", "both must be from 1")]
    [InlineData("-2 2\na 1 2\n", "both must be from 1")]
    [InlineData("2 -2\na 1 2\n", "both must be from 1")]
    [InlineData("99999999999999999999 2\na 1 2\n", "declares 99999999999999999999 words")]
    [InlineData("4294967297 2\na 1 2\n", "both must be from 1")]
    public void Errors_have_the_line_and_are_thrown_before_memory_is_allocated(string text, string fault)
    {
        // The length of a compressed text is unknown: missing rows are detected at its end.
        bool isPromise = fault.Contains("which take", StringComparison.Ordinal) || fault.Contains("declares 2,147,483,647", StringComparison.Ordinal);
        foreach ((string path, string expected) in new[] { (_folder.Write("x", Contents.Bytes(text)), fault), (Compress(text), isPromise ? "x.gz" : fault) })
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            string message = Assert.Throws<UnusableInputException>(() => VectorFileAccess.Read(path)).Message;
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 3_000_000);
            Assert.Contains(expected, message, StringComparison.Ordinal);
            Assert.StartsWith(path, message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', message);
        }
    }

    [Fact]
    public void Duplicate_invalid_and_non_finite_entries_are_kept_or_skipped_with_a_warning()
    {
        VectorFileContent content = VectorFileAccess.Read(_folder.Write("x", [.. "a 1 2\nb nan 4\na 5 6\nc"u8, 0xFF, .. " 7 inf\nc"u8, 0xFE, .. " 9 9\n"u8]));
        Assert.Equal(["a", "b", "c\uFFFD"], content.Vectors.Vocabulary.Words);
        Assert.Equal([1f, 2f], content.Vectors["a"].ToArray());
        Assert.Equal(
            [
                "2 words are not valid UTF-8; each broken part was replaced by U+FFFD",
                "1 of them became equal to an earlier word and was left out with the vector",
                "1 word occurs in the file again; the first vector was kept, the later left out",
                "2 vectors hold NaN or infinity, the first is that of 'b'; such a vector is like no other (similarity 0)",
            ],
            content.Warnings);
    }

    [Fact]
    public void Lines_longer_than_any_buffer_are_read()
    {
        float[] numbers = [.. Enumerable.Range(0, 120_000).Select(i => i / 7f)];
        var vectors = new Talpa.WordVectors(["long"], numbers.Length, numbers);
        foreach (VectorFileFormat format in new[] { VectorFileFormat.Text, VectorFileFormat.Glove })
        {
            VectorFileAccess.Write(_folder.File("long"), new VectorFileContent { Vectors = vectors }, format);
            Assert.Equal(format, VectorFiles.DetectFormat(_folder.File("long")));
            Contents.RequireEqual(vectors, VectorFileAccess.Read(_folder.File("long")).Vectors, withCounts: false);
        }
    }

    [Fact]
    public void A_truncated_compressed_file_is_refused()
    {
        foreach (string text in new[] { "3 2\na 1 2\nb 3 4\nc 5 6\n", "a 1 2\nb 3 4\nc 5 6\n" })
        {
            byte[] compressed = File.ReadAllBytes(Compress(text));
            for (int length = 2; length < compressed.Length; length++)
            {
                string path = _folder.Write("cut.gz", compressed.AsSpan(0, length));
                Assert.Throws<UnusableInputException>(() => VectorFileAccess.Read(path));
            }
        }
    }

    [Fact]
    public void A_file_of_several_gzip_members_is_read_and_refused_when_truncated()
    {
        // `cat a.gz b.gz` and parallel compressors create such files.
        byte[] first = File.ReadAllBytes(Compress("a 1 2\nb 3 4\n"));
        byte[] both = [.. first, .. File.ReadAllBytes(Compress("c 5 6\nd 7 8\n"))];
        Assert.Equal(["a", "b", "c", "d"], VectorFileAccess.Read(_folder.Write("both.gz", both)).Vectors.Vocabulary.Words);
        for (int length = first.Length + 1; length < both.Length; length++)
        {
            string path = _folder.Write("cut.gz", both.AsSpan(0, length));
            Assert.Throws<UnusableInputException>(() => VectorFileAccess.Read(path));
        }
    }

    private string Compress(string text) => Compress(Contents.Bytes(text));

    private string Compress(byte[] content)
    {
        using (var stream = new GZipStream(File.Create(_folder.File("x.gz")), CompressionLevel.Fastest))
        {
            stream.Write(content);
        }

        return _folder.File("x.gz");
    }
}
