using System.IO.Compression;
using System.Text;
using CsCheck;
using Talpa.Text;

namespace Talpa.Tests.Text;

/// <summary>Hostile text: invalid bytes, decompression bombs, truncated members.</summary>
public sealed class HostileTextTests
{
    private static readonly string[] Parts =
    [
        "mole", "Maulwurf", "ß", "İ", "\u0301", "한", "漢", "א", "\u202E", "\u2066", "\u200F", "\u001b[31m", "\u009b", "\a", "\b", "\u007f", "\uFEFF", "\uFFFE", "\uFFFD", "𝒳", "😀",
        "</s>", "1,000.5", "don't", " ", "\t", "\u00A0", "\u2028", "\u3000", "\n", "\r\n", "\r",
    ];

    /// <summary>Parts of text among bytes of any value except NUL, which marks a binary file; without a byte order mark of UTF-16, which determines the encoding.</summary>
    private static readonly Gen<byte[]> AnyBytes = Gen.Frequency(
            (5, Gen.OneOf(Parts).Select(Corpora.Utf8)),
            (1, Gen.Byte[1, 255].Array[1, 6]))
        .Array[0, 40].Select(parts => parts.SelectMany(part => part).ToArray())
        .Where(bytes => bytes is not ([0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]));

    private static readonly Gen<CorpusOptions> AnyOptions =
        from whitespace in Gen.Bool
        from lowercase in Gen.Bool
        from minCount in Gen.Int[1, 2]
        from sentence in Gen.OneOf(1, 3, 10_000)
        select new CorpusOptions
        {
            Tokenizer = whitespace ? Tokenizer.Whitespace : Tokenizer.Unicode,
            Lowercase = lowercase,
            MinCount = minCount,
            MaxSentenceLength = sentence,
            Threads = 1,
        };

    [Fact]
    public void For_any_bytes_every_token_is_counted_and_ids_match_the_words_read() =>
        Gen.Select(AnyBytes, AnyOptions).Sample(
            (bytes, options) =>
            {
                // Peer: .NET's decoder, which replaces invalid sequences as the Unicode Standard recommends, and string operations.
                string text = Encoding.UTF8.GetString(WithoutMark(bytes));
                string[] tokens = [.. Lines(text).SelectMany(line => options.Tokenizer.Split(line, options.Lowercase))];
                var counts = tokens.CountBy(token => token, StringComparer.Ordinal).Where(entry => entry.Value >= options.MinCount).ToDictionary(StringComparer.Ordinal);
                if (counts.Count == 0)
                {
                    Assert.Throws<UnusableInputException>(() => Corpora.Encode(Corpora.Bytes(bytes), options));
                    return;
                }

                using EncodedCorpus corpus = Corpora.Encode(Corpora.Bytes(bytes), options, blockLength: 1024);
                Assert.Equal(tokens.Where(counts.ContainsKey), Corpora.Sentences(corpus).SelectMany(sentence => sentence));
                Assert.Equal(
                    counts.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, (long)entry.Value)),
                    corpus.Vocabulary.Words.Zip(corpus.Vocabulary.Counts.ToArray()).OrderBy(entry => entry.First, StringComparer.Ordinal));
                Assert.Equal(corpus.TokenCount, corpus.Vocabulary.TotalCount);
                Assert.Equal(tokens.Length, corpus.Report.TokensRead);
                Assert.Equal(corpus.Report.TokensRead, corpus.TokenCount + corpus.Report.TokensBelowMinCount);
                Assert.All(Corpora.Sentences(corpus), sentence => Assert.InRange(sentence.Length, 1, options.MaxSentenceLength));
            },
            iter: Repetitions.Of(800));

    [Fact]
    public void Tokens_white_space_and_invisible_characters_are_the_whole_text() =>
        AnyBytes.Sample(bytes =>
        {
            string text = Encoding.UTF8.GetString(bytes);
            string tokens = string.Concat(Lines(text).SelectMany(line => Tokenizer.Whitespace.Split(line)));
            Assert.Equal(Visible(string.Concat(text.Where(character => !char.IsWhiteSpace(character)))), Visible(tokens));
        });

    private static string Visible(string text) => string.Concat(text.EnumerateRunes().Where(rune =>
        !InvisibleCharacters.Contains(rune.Value) && !InvisibleCharacters.IsJoiner(rune.Value)).Select(rune => rune.ToString()));

    [Fact]
    public void No_token_contains_white_space_or_is_empty() =>
        Gen.Select(AnyBytes, AnyOptions).Sample((bytes, options) => Assert.All(
            options.Tokenizer.Split(Encoding.UTF8.GetString(bytes), options.Lowercase),
            token =>
            {
                Assert.NotEmpty(token);
                Assert.DoesNotContain(token, char.IsWhiteSpace);
            }));

    [Fact]
    public void Lowercasing_is_idempotent() =>
        Gen.Select(Gen.Char.Array[0, 30].Select(characters => new string(characters)), AnyBytes).Sample((any, bytes) =>
        {
            IReadOnlyList<string> once = Tokenizer.Whitespace.Split(any + " " + Encoding.UTF8.GetString(bytes), lowercase: true);
            Assert.All(once, token => Assert.Equal([token], Tokenizer.Whitespace.Split(token, lowercase: true)));
        });

    [Fact]
    public void Compressed_text_truncated_at_any_byte_is_refused_except_between_two_members()
    {
        byte[] first = Corpora.Gzip(Corpora.Utf8("the mole digs\n"));
        byte[] second = Corpora.Gzip(Corpora.Utf8("the badger digs too\n"));
        byte[] whole = [.. first, .. second];
        for (int length = 1; length < whole.Length; length++)
        {
            TextSource source = Corpora.Bytes(whole[..length], "cut.gz");
            if (length == first.Length)
            {
                Assert.Equal("the mole digs", Corpora.Flat(source));
            }
            else
            {
                Assert.Contains("cut.gz", Assert.Throws<UnusableInputException>(() => Corpora.Encode(source)).Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_decompression_bomb_is_refused_with_the_file_and_the_option(bool zstd)
    {
        byte[] bomb = zstd ? Corpora.Zstd(Words(70 << 20)) : Gzip(Words(70 << 20));
        string message = Assert.Throws<UnusableInputException>(() => Corpora.Encode(Corpora.Bytes(bomb, "bomb"))).Message;
        Assert.StartsWith("bomb decompresses to more than 200 times its size", message, StringComparison.Ordinal);
        Assert.Contains("(option MaxCompressionRatio)", message, StringComparison.Ordinal);

        using EncodedCorpus trusted = Corpora.Encode(Corpora.Bytes(bomb), Corpora.KeepAll with { MaxCompressionRatio = 1_000_000 });
        Assert.Equal(70 << 20, trusted.Report.TextBytes);
    }

    [Fact]
    public void The_limit_of_decompressed_bytes_applies_only_to_compressed_text()
    {
        CorpusOptions options = Corpora.KeepAll with { MaxDecompressedBytes = 1000 };
        byte[] text = Words(5000);
        string message = Assert.Throws<UnusableInputException>(() => Corpora.Encode(Corpora.Bytes(Corpora.Gzip(text), "packed"), options)).Message;
        Assert.StartsWith("packed decompresses to more than 1,000 bytes of text", message, StringComparison.Ordinal);
        using EncodedCorpus plain = Corpora.Encode(Corpora.Bytes(text), options);
        Assert.Equal(5000, plain.Report.TextBytes);
    }

    [Fact]
    public void Text_below_the_maximum_compression_ratio_is_read()
    {
        // 70 MB, more than is decompressed without a check of the ratio, that compress to a hundredth.
        byte[] part = [.. Corpora.RandomWords(3, 100), .. Words(50_000)];
        byte[] compressed = Gzip([.. Enumerable.Repeat(part, 1400).SelectMany(bytes => bytes)]);
        using EncodedCorpus corpus = Corpora.Encode(Corpora.Bytes(compressed));
        Assert.True(corpus.Report.TextBytes > 68_000_000);
    }

    private static byte[] Words(int length)
    {
        byte[] words = new byte[length];
        for (int i = 0; i < length; i++)
        {
            words[i] = (byte)(i % 5 == 4 ? ' ' : 'a');
        }

        return words;
    }

    private static byte[] Gzip(byte[] text)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(text);
        }

        return compressed.ToArray();
    }

    private static byte[] WithoutMark(byte[] bytes) => bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes;

    private static IEnumerable<string> Lines(string text)
    {
        using var reader = new StringReader(text);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
