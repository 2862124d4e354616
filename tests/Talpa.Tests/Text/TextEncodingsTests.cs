using System.Text;
using Talpa.Text;

namespace Talpa.Tests.Text;

/// <summary>Texts in other encodings than UTF-8.</summary>
public sealed class TextEncodingsTests
{
    [Theory]
    [InlineData("latin1", "café über")]
    [InlineData("iso-8859-1", "café über")]
    [InlineData("ISO8859-1", "café über")]
    [InlineData("windows-1252", "café “über”")]
    [InlineData("cp1252", "café “über”")]
    [InlineData("1251", "ёж и крот")]
    [InlineData("koi8-r", "ёж и крот")]
    [InlineData("shift_jis", "カタカナ ラーメン")]
    [InlineData("utf-16", "café über")]
    [InlineData("UTF16", "café über")]
    [InlineData("utf-16BE", "café über")]
    [InlineData("utf_32", "café über")]
    [InlineData("utf-8", "café über")]
    public void A_text_is_read_in_the_encoding_named(string name, string text)
    {
        byte[] bytes = TextEncodings.Find(name)!.GetBytes(text);
        string expected = string.Join(' ', Tokenizer.Unicode.Split(text));
        Assert.Equal(expected, Corpora.Flat(Corpora.Bytes(bytes), Corpora.KeepAll with { Encoding = name }));
        Assert.Equal(expected, Corpora.Flat(Corpora.Bytes(Corpora.Gzip(bytes)), Corpora.KeepAll with { Encoding = name }));
    }

    [Theory]
    [InlineData("klingon")]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("99999999999")]
    [InlineData("utf-7")]
    public void An_unknown_encoding_is_refused(string name)
    {
        Assert.Null(TextEncodings.Find(name));
        Assert.Contains(
            "Encoding must be the name of a text encoding",
            Assert.Throws<ArgumentOutOfRangeException>(() => new CorpusOptions { Encoding = name }.Validate()).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    public void The_encoding_is_detected_from_a_byte_order_mark(string name)
    {
        Encoding encoding = Encoding.GetEncoding(name);
        byte[] text = [.. encoding.GetPreamble(), .. encoding.GetBytes("The mole\nDer Maulwurf im Zoo: é")];
        CorpusOptions bySpaces = Corpora.KeepAll with { Tokenizer = Tokenizer.Whitespace };
        Assert.Equal("The mole | Der Maulwurf im Zoo: é", Corpora.Flat(Corpora.Bytes(text), bySpaces));
        Assert.Equal("The mole | Der Maulwurf im Zoo: é", Corpora.Flat(Corpora.Bytes(Corpora.Zstd(text)), bySpaces with { Encoding = "latin1" }));
    }

    [Fact]
    public void A_long_text_in_another_encoding_is_complete_and_its_invalid_sequences_are_counted()
    {
        string text = string.Concat(Enumerable.Range(0, 60_000).Select(i => $"wörd{i} 𝒳 "));
        Assert.Equal(Corpora.Flat(TextSource.Text(text)), Corpora.Flat(Corpora.Bytes(Encoding.Unicode.GetBytes(text)), Corpora.KeepAll with { Encoding = "utf-16" }));

        byte[] broken = [.. Encoding.Unicode.GetBytes("one"), 0x00, 0xD8, .. Encoding.Unicode.GetBytes("two "), 0x41];
        using EncodedCorpus corpus = Corpora.Encode(Corpora.Bytes(broken), Corpora.KeepAll with { Encoding = "utf-16" });
        Assert.Equal(2, corpus.Report.ReplacedSequences);
        Assert.Equal("one two", Corpora.Flat(Corpora.Sentences(corpus)));
    }

    [Fact]
    public void Without_a_mark_or_a_name_the_error_names_the_option() => Assert.Contains(
        "looks like UTF-16LE, not UTF-8; name its encoding (option Encoding)",
        Assert.Throws<UnusableInputException>(() => Corpora.Flat(Corpora.Bytes(Encoding.Unicode.GetBytes("The mole at the zoo")))).Message,
        StringComparison.Ordinal);
}
