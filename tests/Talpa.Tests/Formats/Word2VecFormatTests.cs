using System.Text;
using Talpa.Formats;

namespace Talpa.Tests.Formats;

public sealed class Word2VecFormatTests : IDisposable
{
    private static readonly byte[] One = BitConverter.GetBytes(1f);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Both_dialects_are_read_when_numbers_contain_the_bytes_of_spaces_and_line_feeds()
    {
        byte[] one = [0x20, 0x0A, 0xF0, 0x3F];
        byte[] other = [0x5A, 0x20, 0x0A, 0xBF];
        byte[] without = [.. "2 2\na "u8, .. one, .. other, .. "b "u8, .. other, .. one];
        byte[] with = [.. "2 2\na "u8, .. one, .. other, .. "\nb "u8, .. other, .. one, .. "\n"u8];
        foreach (byte[] file in new[] { without, with })
        {
            VectorFileContent content = VectorFileAccess.Read(_folder.Write("x.bin", file), VectorFileFormat.Word2Vec);
            Assert.Equal(["a", "b"], content.Vectors.Vocabulary.Words);
            Assert.Equal([0x3FF00A20u, 0xBF0A205Au], content.Vectors["a"].ToArray().Select(BitConverter.SingleToUInt32Bits));
            Assert.Equal([0xBF0A205Au, 0x3FF00A20u], content.Vectors["b"].ToArray().Select(BitConverter.SingleToUInt32Bits));
        }
    }

    [Fact]
    public void The_dialect_of_word2vec_is_written()
    {
        VectorFileAccess.Write(_folder.File("x.bin"), new VectorFileContent { Vectors = new Talpa.WordVectors(["a", "b"], 1, [1, 1]) });
        Assert.Equal([.. "2 1\na "u8, .. One, .. "\nb "u8, .. One, .. "\n"u8], File.ReadAllBytes(_folder.File("x.bin")));
    }

    [Theory]
    [InlineData("1000000000 300\n", "which take 1,201,000,000,000 bytes at least")]
    [InlineData("2147483647 2147483647\n", "bytes at least")]
    [InlineData("1 0\n", "both must be from 1")]
    [InlineData("0 1\n", "both must be from 1")]
    [InlineData("-1 1\n", "both must be from 1")]
    [InlineData("1 -1\n", "both must be from 1")]
    [InlineData("99999999999999999999999 1\n", "both must be from 1")]
    [InlineData("2 1\n", "bytes at least")]
    [InlineData("1\n", "the first line is not the number of words")]
    [InlineData("1 1 1\n", "the first line is not the number of words")]
    [InlineData("one two\n", "the first line is not the number of words")]
    public void A_wrong_header_is_refused_before_memory_is_allocated(string header, string fault)
    {
        string path = _folder.Write("x.bin", [.. Encoding.ASCII.GetBytes(header), .. "a "u8, .. One]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<UnusableInputException>(() => VectorFileAccess.Read(path, VectorFileFormat.Word2Vec)).Message;
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 3_000_000);
        Assert.Contains("x.bin, line 1: ", message, StringComparison.Ordinal);
        Assert.Contains(fault, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_after_the_declared_words_are_reported()
    {
        string path = _folder.Write("x.bin", [.. "1 1\na "u8, .. One, .. "b "u8, .. One]);
        Assert.Contains("x.bin, byte 10: 1 more word follows the 1 that the first line declares; write 2", Assert.Throws<UnusableInputException>(() => VectorFileAccess.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_truncated_within_a_vector_is_refused_with_the_position()
    {
        string path = _folder.Write("x.bin", [.. "2 2\naaaaaaaaaa "u8, .. One, .. One, .. "b "u8, .. One]);
        Assert.Contains("x.bin, byte 25: the file ends within the vector of word 2 of 2", Assert.Throws<UnusableInputException>(() => VectorFileAccess.Read(path)).Message, StringComparison.Ordinal);
    }
}
