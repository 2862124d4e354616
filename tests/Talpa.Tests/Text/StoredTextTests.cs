using System.Text;
using Talpa.Text;

namespace Talpa.Tests.Text;

public sealed class StoredTextTests
{
    private static readonly byte[] Words = Corpora.RandomWords(seed: 7, count: 60_000);

    private static readonly string Expected = Corpora.Flat(Corpora.Bytes(Words));

    [Fact]
    public void Compression_is_detected_from_the_first_bytes()
    {
        Assert.Equal(Expected, Corpora.Flat(Corpora.Bytes(Corpora.Gzip(Words))));
        Assert.Equal(Expected, Corpora.Flat(Corpora.Bytes(Corpora.Zstd(Words))));
        Assert.Equal("\u001fa", Corpora.Flat(Corpora.Bytes([0x1F, (byte)'a']), Corpora.KeepAll with { Tokenizer = Tokenizer.Whitespace }));
    }

    [Fact]
    public void Concatenated_members_and_frames_are_one_text()
    {
        byte[] first = Words[..100_003];
        byte[] second = Words[100_003..];
        Assert.Equal(Expected, Corpora.Flat(Corpora.Bytes([.. Corpora.Gzip(first), .. Corpora.Gzip([]), .. Corpora.Gzip(second)])));
        Assert.Equal(Expected, Corpora.Flat(Corpora.Bytes([.. Corpora.Zstd(first), .. Corpora.Zstd(second)])));
        byte[] skippableFrame = [0x50, 0x2A, 0x4D, 0x18, 4, 0, 0, 0, 1, 2, 3, 4];
        Assert.Equal(Expected, Corpora.Flat(Corpora.Bytes([.. skippableFrame, .. Corpora.Zstd(Words)])));
    }

    [Fact]
    public void Members_may_end_anywhere_in_a_buffer()
    {
        // The decompressor reads 8 KiB at a time: the first member ends at each position near such a boundary.
        byte[] second = Corpora.Gzip("last words"u8.ToArray());
        for (int length = 1; length <= 64; length++)
        {
            byte[] first = GzipOfExactly((8 * 1024) - 32 + length);
            string flat = Corpora.Flat(Corpora.Bytes([.. first, .. second]));
            Assert.EndsWith("last words", flat, StringComparison.Ordinal);
            Assert.EndsWith("last", Corpora.Flat(Corpora.Bytes([.. first, .. Corpora.Gzip("last"u8.ToArray())])), StringComparison.Ordinal);
            AssertRefused([.. first, .. second[..^1]], "is cut off");
        }
    }

    [Fact]
    public void An_empty_compressed_text_is_an_empty_text()
    {
        AssertRefused(Corpora.Gzip([]), "has no words: it is empty");
        AssertRefused(Corpora.Zstd([]), "has no words: it is empty");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(100)]
    [InlineData(30_000)]
    [InlineData(200_000)]
    public void Truncated_gzip_data_is_refused_with_its_length(int missing)
    {
        byte[] whole = Corpora.Gzip(Words);
        AssertRefused(whole[..^missing], "is cut off", $"after byte {whole.Length - missing:N0}");
        AssertRefused([.. whole, .. whole[..^missing]], "is cut off", $"after byte {(2 * whole.Length) - missing:N0}");
    }

    [Fact]
    public void Gzip_data_truncated_in_its_header_is_refused()
    {
        byte[] whole = Corpora.Gzip(Words);
        for (int length = 2; length < 12; length++)
        {
            AssertRefused(whole[..length], "is cut off");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(1000)]
    [InlineData(200_000)]
    public void Truncated_zstd_data_is_refused_with_its_length(int missing)
    {
        byte[] whole = Corpora.Zstd(Words);
        AssertRefused(whole[..^missing], "is cut off", $"after byte {whole.Length - missing:N0}");
    }

    [Fact]
    public void Corrupt_data_is_refused_with_the_position()
    {
        byte[] gzip = Corpora.Gzip(Words);
        gzip[gzip.Length / 2] ^= 0x55;
        AssertRefused(gzip, "is corrupt near byte");
        gzip = Corpora.Gzip(Words);
        gzip[^6] ^= 1;
        AssertRefused(gzip, "is corrupt near byte");
        byte[] zstd = Corpora.Zstd(Words);
        zstd[zstd.Length / 2] ^= 0x55;
        AssertRefused(zstd, "is corrupt near byte");
    }

    [Fact]
    public void Other_bytes_after_compressed_data_are_refused()
    {
        AssertRefused([.. Corpora.Gzip(Words), .. "more words"u8], "is corrupt near byte", "follow the last gzip member");
        AssertRefused([.. Corpora.Zstd(Words), .. "more words"u8], "is corrupt near byte");
    }

    [Fact]
    public void A_zstd_window_beyond_the_limit_is_refused_and_not_allocated()
    {
        // Frame header: magic, descriptor with a window, window of 2^41 bytes.
        AssertRefused([0x28, 0xB5, 0x2F, 0xFD, 0x00, 0xF8, 0x01, 0x00, 0x00], "zstd reports");
    }

    [Fact]
    public void A_byte_order_mark_is_not_part_of_the_text()
    {
        byte[] text = [0xEF, 0xBB, 0xBF, .. "word\nword"u8];
        CorpusOptions bySpaces = Corpora.KeepAll with { Tokenizer = Tokenizer.Whitespace };
        Assert.Equal("word | word", Corpora.Flat(Corpora.Bytes(text), bySpaces));
        Assert.Equal("word | word", Corpora.Flat(Corpora.Bytes(Corpora.Gzip(text)), bySpaces));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Other_encodings_without_a_mark_are_reported_with_the_command_that_converts_them(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] text = encoding.GetBytes("The mole at the zoo. Der Maulwurf im Zoo.");
        string shown = name.ToUpperInvariant().TrimEnd('B', 'E') + (name.EndsWith("BE", StringComparison.Ordinal) ? "BE" : "LE");
        AssertRefused(text, $"looks like {shown}", $"iconv -f {shown} -t UTF-8 < test.txt");
    }

    [Fact]
    public void Binary_data_is_refused_at_the_first_NUL()
    {
        AssertRefused([.. Encoding.ASCII.GetBytes(new string('a', 200_000)), 0, .. "rest"u8], "is not plain text", "byte 200,000 is NUL", "tr -d '\\000' < test.txt");
        AssertRefused(Corpora.Gzip([.. "ab"u8, 0]), "byte 2 is NUL", "gzip -dc test.txt | tr -d '\\000'");
        AssertRefused(Corpora.Zstd(Encoding.Unicode.GetBytes("mole zoo")), "zstd -dc test.txt | iconv -f UTF-16LE");
    }

    [Theory]
    [InlineData("BZh91AY&SY", "bzip2 -dc")]
    [InlineData("PK\u0003\u0004 rest", "unzip -p")]
    [InlineData("%PDF-1.7 rest", "pdftotext")]
    public void Other_containers_are_reported_with_the_command_that_extracts_them(string head, string remedy) =>
        AssertRefused(Encoding.Latin1.GetBytes(head), remedy, "only plain text, gzip and zstd are read");

    private static byte[] GzipOfExactly(int length)
    {
        // Stored blocks have a known length; one more letter is one more byte.
        int text = length - 23;
        while (true)
        {
            byte[] gzip = Stored(text);
            if (gzip.Length == length)
            {
                return gzip;
            }

            text += length - gzip.Length;
        }

        static byte[] Stored(int length)
        {
            using var compressed = new MemoryStream();
            using (var gzip = new System.IO.Compression.GZipStream(compressed, System.IO.Compression.CompressionLevel.NoCompression))
            {
                gzip.Write(Words.AsSpan(0, length));
            }

            return compressed.ToArray();
        }
    }

    private static void AssertRefused(byte[] bytes, params string[] parts)
    {
        UnusableInputException fault = Assert.Throws<UnusableInputException>(() => Corpora.Flat(Corpora.Bytes(bytes)));
        Assert.All(parts, part => Assert.Contains(part, fault.Message, StringComparison.Ordinal));
        Assert.StartsWith("test.txt ", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }
}
