using Talpa.Text;

namespace Talpa.Tests.Text;

/// <summary>Streams that are read on a thread of their own.</summary>
public class ReadAheadStreamTests
{
    private const int Long = 5_000_000;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(Long)]
    public void All_bytes_come_in_order(int length)
    {
        byte[] bytes = Bytes(length);
        using var stream = new ReadAheadStream(new MemoryStream(bytes));
        Assert.Equal(bytes, ReadAll(stream));
        Assert.Equal(0, stream.Read(new byte[10]));
    }

    [Fact]
    public void A_fault_of_any_kind_comes_behind_the_bytes_before_it()
    {
        byte[] bytes = Bytes(300_000);
        using var stream = new ReadAheadStream(new Failing(bytes, new TimeoutException("the line is dead")));
        byte[] read = new byte[bytes.Length];
        stream.ReadExactly(read);
        Assert.Equal(bytes, read);
        Assert.Equal("the line is dead", Assert.Throws<TimeoutException>(() => stream.Read(read)).Message);
    }

    [Fact]
    public void It_can_be_disposed_while_blocks_wait_and_twice()
    {
        var source = new MemoryStream(Bytes(Long));
        var stream = new ReadAheadStream(source);
        Assert.Equal(1, stream.Read(new byte[1]));
        stream.Dispose();
        stream.Dispose();
        Assert.False(source.CanRead);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_long_compressed_text_that_is_cut_off_is_refused(int threads)
    {
        // Random letters, so that the compressed text is long enough to be read ahead.
        byte[] whole = Corpora.Gzip([.. Bytes(Long).Select(each => (byte)('a' + (each % 26)))]);
        Assert.InRange(whole.Length, 2_000_000, int.MaxValue);
        using var stream = new MemoryStream(whole[..^100_000]);
        var options = new CorpusOptions { MinCount = 1, Threads = threads, MaxDistinctWords = 1000 };
        UnusableInputException fault = Assert.Throws<UnusableInputException>(() => EncodedCorpus.Encode(TextSource.Stream(stream, "text"), options, null, TestContext.Current.CancellationToken));
        Assert.Contains("cut off", fault.Message, StringComparison.Ordinal);
    }

    private static byte[] Bytes(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private static byte[] ReadAll(ReadAheadStream stream)
    {
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }

    /// <summary>Throws in place of its end.</summary>
    private sealed class Failing(byte[] bytes, Exception fault) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer) is > 0 and var read ? read : throw fault;
    }
}
