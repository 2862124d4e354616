using System.IO.Compression;
using System.Text;
using Talpa.Text;

namespace Talpa.Tests.Text;

/// <summary>Vocabulary files in the format of word2vec.c, and trainings with a given vocabulary.</summary>
public sealed class VocabularyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_saved_vocabulary_is_loaded_unchanged()
    {
        var vocabulary = new Vocabulary(["the", "new york", "groß", "1", "\uFEFFx"], [3_000_000_000, 40, 7, 2, 0]);
        string path = Path.Combine(_folder.Folder, "v.txt");
        vocabulary.Save(path);
        Assert.Equal("</s> 0\nthe 3000000000\nnew york 40\ngroß 7\n1 2\n\uFEFFx 0\n", File.ReadAllText(path));
        RequireEqual(vocabulary, Vocabulary.Load(path));
        using var stream = new MemoryStream();
        vocabulary.Save(stream);
        stream.Position = 0;
        RequireEqual(vocabulary, Vocabulary.Load(stream));
        vocabulary.Save(path + ".gz");
        Assert.Equal(0x1F, File.ReadAllBytes(path + ".gz")[0]);
        RequireEqual(vocabulary, Vocabulary.Load(path + ".gz"));
    }

    [Fact]
    public void Files_of_other_tools_are_loaded_without_the_line_end_token()
    {
        Vocabulary read = Load("\uFEFF</s> 12\r\nthe\t7\r\n\r\ncat 3");
        Assert.Equal(["the", "cat"], read.Words);
        Assert.Equal([7, 3], read.Counts.ToArray());
        Assert.Equal(["a", "</s>"], Load("a 2\n</s> 1\n").Words);
    }

    [Theory]
    [InlineData("the 7\ncat\n", "line 2: there is no space")]
    [InlineData("the 7\ncat x\n", "line 2: 'x' is no count")]
    [InlineData("the 7\ncat -3\n", "line 2: '-3' is no count")]
    [InlineData("the 7\ncat 1.5\n", "line 2: '1.5' is no count")]
    [InlineData("the 7\ncat +3\n", "line 2: '+3' is no count")]
    [InlineData("the 99999999999999999999\n", "line 1: '99999999999999999999' is no count")]
    [InlineData("the 9000000000000000000\ncat 9000000000000000000\n", "line 2: the counts are too large")]
    [InlineData("the 7\n 3\n", "line 2: the word is empty")]
    [InlineData("the 7\ncat 3\nthe 2\n", "line 3: the word 'the' occurs twice")]
    [InlineData("the 7\nc\u0001t\u001B \n", "line 2: '' is no count")]
    [InlineData("</s> 5\n", "there are no words")]
    [InlineData("", "there are no words")]
    [InlineData("3 2\nthe 0.1 0.2\n", "line 2: '0.2' is no count")]
    public void A_malformed_line_is_refused_with_its_number(string text, string fault)
    {
        string message = Assert.Throws<UnusableInputException>(() => Load(text)).Message;
        Assert.Contains(fault, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Words_in_another_encoding_are_refused()
    {
        string path = _folder.Write("v.txt", [.. "the 7\n"u8, .. Encoding.Latin1.GetBytes("café 3\n")]);
        Assert.Contains("v.txt, line 2: the word is not UTF-8", Assert.Throws<UnusableInputException>(() => Vocabulary.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_line_ends_is_refused_with_bounded_memory()
    {
        using var endless = new RepeatStream("abc"u8.ToArray(), int.MaxValue);
        Assert.Contains("longer than 16,384 bytes", Assert.Throws<UnusableInputException>(() => Vocabulary.Load(endless)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_gzip_file_is_refused()
    {
        using var stored = new MemoryStream();
        using (var gzip = new GZipStream(stored, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write("the 7\ncat 3\n"u8);
        }

        string path = _folder.Write("v.gz", stored.ToArray().AsSpan(..^9));
        Assert.Contains("cut off", Assert.Throws<UnusableInputException>(() => Vocabulary.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_that_a_line_can_not_store_is_refused()
    {
        using var stream = new MemoryStream();
        Assert.Throws<ArgumentException>(() => new Vocabulary(["a\nb"], [1]).Save(stream));
        Assert.Throws<ArgumentException>(() => new Vocabulary([""], [1]).Save(stream));
        Assert.Throws<ArgumentException>(() => new Vocabulary(["a"]).Save(stream));
        Assert.Throws<ArgumentException>(() => new Vocabulary([new string('a', 20_000)], [1]).Save(stream));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_given_vocabulary_replaces_that_of_the_text(int threads)
    {
        var given = new Vocabulary(["rare", "unseen", "cat", "the", "few"], [9, 50, 20, 100, 1]);
        CorpusOptions options = Corpora.KeepAll with { Vocabulary = given, MinCount = 2, MaxVocabulary = 3, Threads = threads };
        using EncodedCorpus corpus = Corpora.Encode(TextSource.Text("the cat sat\nsat\nthe rare few cat few\n"), options);
        Assert.Equal(["the", "unseen", "cat"], corpus.Vocabulary.Words);
        Assert.Equal([100, 50, 20], corpus.Vocabulary.Counts.ToArray());
        Assert.Equal(["the cat", "the cat"], Corpora.Sentences(corpus).Select(sentence => string.Join(' ', sentence)));
        CorpusReport report = corpus.Report;
        Assert.Equal((9L, 4L, 2L, 2L, 1L), (report.TokensRead, report.TokensKept, report.TokensNotInVocabulary, report.TokensBelowMinCount, report.TokensBeyondMaxVocabulary));
        Assert.Equal((5, 3, 1, 1), (report.WordsRead, report.WordsKept, report.WordsBelowMinCount, report.WordsBeyondMaxVocabulary));
    }

    [Fact]
    public void A_text_is_encoded_the_same_with_its_own_vocabulary_given()
    {
        string text = string.Join('\n', Enumerable.Range(0, 3000).Select(line => $"w{line % 7} w{line % 11} w{line * line % 400} w{line}"));
        using EncodedCorpus own = Corpora.Encode(TextSource.Text(text), new CorpusOptions());
        using EncodedCorpus given = Corpora.Encode(TextSource.Text(text), new CorpusOptions { Vocabulary = own.Vocabulary });
        Assert.Equal(own.ComputeFingerprint(), given.ComputeFingerprint());
        Assert.Equal(own.Report.TokensBelowMinCount, given.Report.TokensNotInVocabulary);
    }

    [Fact]
    public void Words_are_compared_as_the_tokenizer_returns_them()
    {
        var given = new Vocabulary(["café", "mole"], [9, 9]);
        using EncodedCorpus corpus = Corpora.Encode(TextSource.Text("Cafe\u0301 MO\u00ADLE\n"), Corpora.KeepAll with { Vocabulary = given, Lowercase = true });
        Assert.Equal(2, corpus.TokenCount);
    }

    [Fact]
    public void A_vocabulary_of_another_text_is_refused()
    {
        var given = new Vocabulary(["cat", "dog"], [9, 3]);
        Assert.Contains("'cat'", Fault(Corpora.KeepAll with { Vocabulary = given }), StringComparison.Ordinal);
        Assert.Contains("the highest is 9", Fault(Corpora.KeepAll with { Vocabulary = given, MinCount = 10 }), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CorpusOptions { Vocabulary = new Vocabulary(["cat"]) }.Validate());
        Assert.Throws<ArgumentException>(() => Corpora.Encode(TextSource.Text("x"), Corpora.KeepAll with { Vocabulary = new Vocabulary(["\uD800", "\uFFFD"], [1, 1]) }));

        static string Fault(CorpusOptions options) =>
            Assert.Throws<UnusableInputException>(() => Corpora.Encode(TextSource.Text("mole hen"), options)).Message;
    }

    private Vocabulary Load(string text) => Vocabulary.Load(_folder.Write("v.txt", text));

    private static void RequireEqual(Vocabulary expected, Vocabulary actual)
    {
        Assert.Equal(expected.Words, actual.Words);
        Assert.Equal(expected.Counts.ToArray(), actual.Counts.ToArray());
    }
}
