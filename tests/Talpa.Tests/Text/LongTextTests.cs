using System.Text;
using CsCheck;
using Talpa.Text;

namespace Talpa.Tests.Text;

/// <summary>Lines and tokens of any length, read in parts.</summary>
public sealed class LongTextTests
{
    private static readonly string[] Parts =
    [
        "a", "word", "é", "e\u0301", "\u0301", "한", "漢", "カ", "_", "'", "’", ".", ":", ",", "7", "12", "א", "\"", "\u200D", "😀", "-", " ", " ", " ", "\u3000", "\u0085",
        "\n", "\r", "\r\n", "\n\n", "\uFFFD", "𝒳",
    ];

    /// <summary>A text of several blocks of 1 KiB, with runs longer than the longest token.</summary>
    private static readonly Gen<string> AnyLongText =
        Gen.Select(Gen.Int[0, Parts.Length - 1], Gen.Frequency((40, Gen.Int[1, 3]), (2, Gen.Int[200, 1200]), (1, Gen.Int[2000, 9000])))
            .Select((part, times) => string.Concat(Enumerable.Repeat(Parts[part], times)))
            .Array[1, 300].Select(string.Concat);

    public static readonly TheoryData<string> Tokenizers = ["unicode", "whitespace"];

    [Theory]
    [MemberData(nameof(Tokenizers))]
    public void The_result_does_not_depend_on_how_bytes_arrive_or_on_the_block_size(string tokenizer)
    {
        CorpusOptions options = Options(tokenizer);
        Gen.Select(AnyLongText, Gen.Int[1, 3000], Gen.Int[1024, 5000]).Sample(
            (text, step, blockLength) =>
            {
                byte[] bytes = [.. Corpora.Utf8(text), .. "\nend"u8];
                using EncodedCorpus whole = Corpora.Encode(Corpora.Bytes(bytes), options, blockLength: 4 * bytes.Length);
                using var pipe = new TrickleStream(bytes, () => step);
                using EncodedCorpus parts = Corpora.Encode(TextSource.Stream(pipe, "pipe"), options, blockLength);
                Assert.Equal(whole.Vocabulary.Words, parts.Vocabulary.Words);
                Assert.Equal(Corpora.Flat(Corpora.Sentences(whole)), Corpora.Flat(Corpora.Sentences(parts)));
                Assert.Equal(whole.Report, parts.Report);
            },
            iter: Repetitions.Of(40));
    }

    [Theory]
    [MemberData(nameof(Tokenizers))]
    public void Lines_equal_those_of_dotnet_and_their_tokens_do_not_depend_on_other_lines(string tokenizer)
    {
        CorpusOptions options = Options(tokenizer);
        AnyLongText.Sample(
            text =>
            {
                text += "\nend";

                // Peer: StringReader, which splits at LF, CR and CR LF. A line with only overlong tokens is not a sentence.
                var lines = new List<string>();
                using var reader = new StringReader(text);
                while (reader.ReadLine() is { } line)
                {
                    lines.Add(line);
                }

                using EncodedCorpus corpus = Corpora.Encode(TextSource.Text(text), options, blockLength: 2048);
                string[][] expected = [.. lines.Select(line => options.Tokenizer.Split(line).ToArray()).Where(line => line.Length > 0)];
                Assert.Equal(Corpora.Flat(expected), Corpora.Flat(Corpora.Sentences(corpus)));
                Assert.Equal(lines.Count, corpus.Report.Lines);
                Assert.Equal(expected.Length, corpus.Report.Sentences);
            },
            iter: Repetitions.Of(40));
    }

    [Theory]
    [MemberData(nameof(Tokenizers))]
    public void A_line_split_anywhere_has_the_tokens_of_the_whole_line(string tokenizer)
    {
        Tokenizer splits = Options(tokenizer).Tokenizer;
        Gen<string> line = Gen.Select(Gen.Int[0, Parts.Length - 1], Gen.Frequency((60, Gen.Const(1)), (1, Gen.Int[1000, 1100])))
            .Select((part, times) => string.Concat(Enumerable.Repeat(Parts[part], times)))
            .Array[1, 12].Select(string.Concat);
        Gen.Select(line, Gen.OneOf(Gen.Int[0, 8], Gen.Int[0, 3000]).Array[1, 6]).Sample(
            (text, lengths) =>
            {
                byte[] bytes = Corpora.Utf8(text);
                var whole = new Recorder();
                TokenizerState state = default;
                Assert.Equal(bytes.Length, splits.Read(bytes, isLast: true, ref state, whole));
                var parts = new Recorder();
                ReadInParts(splits, bytes, lengths, parts);
                Assert.Equal(whole.Tokens, parts.Tokens);
            },
            iter: Repetitions.Of(5000));
    }

    [Fact]
    public void A_line_end_at_the_edge_of_a_block_counts_once()
    {
        // After "x" and CR, a line that is read in parts and may end when the next block begins with LF.
        for (int length = 2 * 1024 - 20; length <= (2 * 1024) + 20; length++)
        {
            string spaces = new(' ', length);
            foreach (string lineEnd in (string[])["\n", "\r", "\r\n"])
            {
                using EncodedCorpus corpus = Corpora.Encode(TextSource.Text($"x\ra{spaces}{lineEnd}b"), Corpora.KeepAll, blockLength: 1024);
                Assert.Equal("x | a | b", Corpora.Flat(Corpora.Sentences(corpus)));
                Assert.Equal(3, corpus.Report.Lines);
            }
        }
    }

    [Theory]
    [InlineData("a\nb", "a | b", 2)]
    [InlineData("a\nb\n", "a | b", 2)]
    [InlineData("a\r\nb\r\n", "a | b", 2)]
    [InlineData("a\rb\r", "a | b", 2)]
    [InlineData("a\n\rb", "a | b", 3)]
    [InlineData("a\r\r\n\nb", "a | b", 4)]
    [InlineData("\n\na", "a", 3)]
    public void Lines_end_with_LF_CR_or_both(string text, string sentences, int lines)
    {
        using EncodedCorpus corpus = Corpora.Encode(Corpora.Bytes(Corpora.Utf8(text)));
        Assert.Equal(sentences, Corpora.Flat(Corpora.Sentences(corpus)));
        Assert.Equal(lines, corpus.Report.Lines);
    }

    [Theory]
    [MemberData(nameof(Tokenizers))]
    public void Tokens_beyond_the_limit_are_skipped_and_counted(string tokenizer)
    {
        string longest = new('x', Tokenizer.MaxTokenLength);
        string tooLong = longest + "y";
        string farTooLong = new('z', 1_000_000);
        using EncodedCorpus corpus = Corpora.Encode(TextSource.Text($"one {longest} {tooLong} two {farTooLong} three {tooLong}\n{farTooLong}"), Options(tokenizer));
        Assert.Equal($"one {longest} two three", Corpora.Flat(Corpora.Sentences(corpus)));
        Assert.Equal(4, corpus.Report.OverlongTokens);
        Assert.Equal(4, corpus.Report.TokensRead);
    }

    [Fact]
    public void A_letter_with_a_million_combining_marks_is_one_overlong_token()
    {
        using EncodedCorpus corpus = Corpora.Encode(TextSource.Text("before a" + new string('\u0301', 1_000_000) + "'b after"));
        Assert.Equal("before after", Corpora.Flat(Corpora.Sentences(corpus)));
        Assert.Equal(1, corpus.Report.OverlongTokens);
    }

    [Theory]
    [InlineData("unicode", "word ")]
    [InlineData("unicode", "漢字仮名")]
    [InlineData("whitespace", "word-\u3000")]
    public void A_line_of_many_megabytes_is_read_in_little_memory(string tokenizer, string unit)
    {
        // 25 MB in one line: memory apart from the ids (at most 16 MB) does not grow with it.
        byte[] block = Corpora.Utf8(string.Concat(Enumerable.Repeat(unit, 1000)));
        int blocks = 25_000_000 / block.Length;
        CorpusOptions options = Options(tokenizer) with { MaxSentenceLength = 10_000 };
        long before = GC.GetAllocatedBytesForCurrentThread();
        using var stream = new RepeatStream(block, blocks);
        using EncodedCorpus corpus = Corpora.Encode(TextSource.Stream(stream, "pipe"), options);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal((long)blocks * 1000 * Tokenizer.Unicode.Split(unit).Count, corpus.TokenCount);
        Assert.Equal(1, corpus.Report.Lines);
        Assert.Equal(1, corpus.Report.LinesSplit);
        Assert.True(allocated < 24_000_000, $"{allocated:N0} bytes were allocated");
    }

    [Fact]
    public void A_sentence_beyond_the_limit_is_split_and_no_token_is_lost()
    {
        Gen.Select(Gen.Int[1, 12], Gen.Int[0, 40].Array[1, 20]).Sample((limit, lengths) =>
        {
            var text = new StringBuilder("start\n");
            foreach (int length in lengths)
            {
                text.AppendLine(string.Join(' ', Enumerable.Range(0, length).Select(i => $"w{i}")));
            }

            using EncodedCorpus corpus = Corpora.Encode(TextSource.Text(text.ToString()), Corpora.KeepAll with { MaxSentenceLength = limit }, blockLength: 1024);
            string[][] sentences = Corpora.Sentences(corpus);
            Assert.All(sentences, sentence => Assert.InRange(sentence.Length, 1, limit));
            Assert.Equal(lengths.Count(length => length > limit), corpus.Report.LinesSplit);
            Assert.Equal(1 + lengths.Sum(length => (length + limit - 1) / limit), corpus.Report.Sentences);
            Assert.Equal(Tokenizer.Unicode.Split(text.ToString()), sentences.SelectMany(sentence => sentence));
        });
    }

    /// <summary>Reads a line like the line reader: the rest of a part is prepended to the next one. No part ends inside a character.</summary>
    private static void ReadInParts(Tokenizer tokenizer, byte[] line, int[] lengths, Recorder sink)
    {
        TokenizerState state = default;
        int start = 0;
        int end = 0;
        foreach (int length in lengths)
        {
            end = Math.Min(line.Length, end + length);
            end -= Utf8Repair.UnfinishedTail(line.AsSpan(0, end));
            start += tokenizer.Read(line.AsSpan(start, end - start), isLast: false, ref state, sink);
            // A word of the maximum length, followed by a character of up to three bytes that may join.
            Assert.InRange(end - start, 0, Tokenizer.MaxTokenLength + 3);
        }

        Assert.Equal(line.Length - start, tokenizer.Read(line.AsSpan(start), isLast: true, ref state, sink));
        Assert.Equal(default, state);
    }

    private static CorpusOptions Options(string tokenizer) => Corpora.KeepAll with
    {
        Tokenizer = tokenizer == "unicode" ? Tokenizer.Unicode : Tokenizer.Whitespace,
        MaxSentenceLength = 1_000_000,
    };

    private sealed class Recorder : TokenSink
    {
        public List<string> Tokens { get; } = [];

        public override void Add(ReadOnlySpan<byte> text, int start, int length) => Tokens.Add(Encoding.UTF8.GetString(text.Slice(start, length)));

        public override void AddAny(ReadOnlySpan<byte> text, int start, int length) => Add(text, start, length);

        public override void AddOverlong() => Tokens.Add("(too long)");
    }
}
