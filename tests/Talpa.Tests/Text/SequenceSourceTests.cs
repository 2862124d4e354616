using System.Threading.Channels;
using Talpa.Formats;
using Talpa.Text;

namespace Talpa.Tests.Text;

/// <summary>Text from sequences: lines, asynchronous lines, and tokens.</summary>
public sealed class SequenceSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\r\n")]
    public void A_line_break_inside_a_line_is_white_space_and_does_not_split_the_sentence(string lineBreak)
    {
        Assert.Equal("a b c | d", Corpora.Flat(TextSource.Lines([$"a{lineBreak}b c{lineBreak}", "d"])));
        var seen = new List<string>();
        var own = new CorpusOptions
        {
            MinCount = 1,
            Tokenizer = Tokenizer.From(line =>
            {
                seen.Add(line);
                return line.Split(' ');
            }),
        };
        _ = Corpora.Sentences(TextSource.Lines([$"a{lineBreak}b", "d"]), own);
        Assert.Equal(["a" + new string(' ', lineBreak.Length) + "b", "d"], seen);
    }

    [Fact]
    public void A_line_longer_than_any_buffer_stays_one_sentence()
    {
        string line = string.Join('\n', Enumerable.Range(0, 9_000).Select(i => $"wörd{i}"));
        Assert.Equal(9_000, Assert.Single(Corpora.Sentences(TextSource.Lines([line]))).Length);
    }

    [Fact]
    public void A_line_that_is_null_or_contains_NUL_is_refused_with_its_position()
    {
        AssertRefused(() => Corpora.Encode(TextSource.Lines(["a", null!])), "the sequence of lines: item 2 is null");
        AssertRefused(() => Corpora.Encode(TextSource.Lines(["a", "b\0c"])), "the sequence of lines holds the character NUL, at byte 3");
        AssertRefused(() => Corpora.Encode(TextSource.Text("a\0")), "the text holds the character NUL");
    }

    [Fact]
    public void A_restartable_sequence_is_read_again()
    {
        TextSource source = TextSource.Lines(Enumerable.Range(0, 3).Select(i => $"w{i}"));
        Assert.Equal("w0 | w1 | w2", Corpora.Flat(source));
        Assert.Equal("w0 | w1 | w2", Corpora.Flat(source));
    }

    [Fact]
    public void A_sequence_that_can_be_enumerated_once_is_refused_at_the_second_reading()
    {
        var lines = new Queue<string>(["a b", "c", "d"]);
        TextSource source = TextSource.Lines(Drain(lines));
        Assert.Equal("a b | c | d", Corpora.Flat(source));
        AssertRefused(() => Corpora.Encode(source), "the sequence of lines gave 3 items when it was read first, but 0 when it was read again", "pass a list");

        TextSource tokens = TextSource.Tokens(Drain(new Queue<string[]>([["a"], ["b"]])));
        Assert.Equal("a | b", Corpora.Flat(tokens));
        AssertRefused(() => Corpora.Encode(tokens), "the sequence of tokens gave 2 items");
    }

    [Fact]
    public void An_abandoned_reading_does_not_count_as_the_first()
    {
        TextSource source = TextSource.Lines(Enumerable.Range(0, 50_000).Select(i => $"w{i % 7}"));
        using var cancellation = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(
            () => EncodedCorpus.Encode(source, Corpora.KeepAll, new Canceller(cancellation), cancellation.Token));
        Assert.Equal(50_000, Corpora.Sentences(source).Length);
    }

    [Fact]
    public async Task Asynchronous_lines_are_read_as_they_arrive()
    {
        var channel = Channel.CreateBounded<string>(2);
        TextSource source = TextSource.Lines(channel.Reader.ReadAllAsync(TestContext.Current.CancellationToken));
        Task writing = Task.Run(
            async () =>
            {
                for (int i = 0; i < 500; i++)
                {
                    await channel.Writer.WriteAsync($"w{i}\nx", TestContext.Current.CancellationToken);
                }

                channel.Writer.Complete();
            },
            TestContext.Current.CancellationToken);
        string[][] sentences = Corpora.Sentences(source);
        await writing;
        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"w{i} x"), sentences.Select(sentence => string.Join(' ', sentence)));
        AssertRefused(() => Corpora.Encode(source), "gave 500 items when it was read first, but 0");
    }

    [Fact]
    public void Asynchronous_lines_do_not_resume_on_the_blocked_reading_thread()
    {
        // A context that never runs posted callbacks, like that of a blocked user interface thread.
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new SynchronizationContextThatNeverRuns());
        try
        {
            Assert.Equal("a | b", Corpora.Flat(TextSource.Lines(LaterLines(["a", "b"], cancellationToken: TestContext.Current.CancellationToken))));
            Assert.IsType<SynchronizationContextThatNeverRuns>(SynchronizationContext.Current);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    [Fact]
    public void Asynchronous_lines_receive_the_cancellation_token_of_the_reading()
    {
        using var cancellation = new CancellationTokenSource();
        TextSource source = TextSource.Lines(LaterLines(["a", "b"], cancellation.Cancel, CancellationToken.None));
        Assert.ThrowsAny<OperationCanceledException>(() => EncodedCorpus.Encode(source, Corpora.KeepAll, progress: null, cancellation.Token));
    }

    [Fact]
    public void An_exception_of_the_sequence_reaches_the_caller_unchanged()
    {
        Assert.Throws<IOException>(() => Corpora.Encode(TextSource.Lines(Failing<string>("a"))));
        Assert.Throws<IOException>(() => Corpora.Encode(TextSource.Tokens(Failing<string[]>(["a"]))));
    }

    [Fact]
    public void Tokens_with_any_characters_are_words_unchanged()
    {
        string[][] sentences =
        [
            ["New York", "isn't", "big", " "],
            ["line\nbreak", "carriage\rreturn", "NUL\0inside", "..."],
            [],
            ["😀", "don't", "big", new string('x', 1024)],
        ];
        using EncodedCorpus corpus = Corpora.Encode(TextSource.Tokens(sentences));
        Assert.Equal(sentences.Where(sentence => sentence.Length > 0), Corpora.Sentences(corpus));
        Assert.Equal((12, 4, 0), (corpus.Report.TokensRead, corpus.Report.Lines, corpus.Report.OverlongTokens));
        Assert.Equal(2, corpus.Vocabulary.Counts[0]);
    }

    [Fact]
    public void Tokens_with_separators_give_different_fingerprints_for_different_texts()
    {
        using EncodedCorpus one = Corpora.Encode(TextSource.Tokens([["a\nb", "c"]]));
        using EncodedCorpus other = Corpora.Encode(TextSource.Tokens([["a", "b\nc"]]));
        Assert.NotEqual(one.ComputeFingerprint(), other.ComputeFingerprint());
    }

    [Fact]
    public void Tokens_are_not_tokenized_and_are_lowercased_only_on_request()
    {
        var own = new CorpusOptions { MinCount = 1, Tokenizer = Tokenizer.From(_ => throw new InvalidOperationException("It was called.")) };
        Assert.Equal("New York | B", Corpora.Flat(Corpora.Sentences(TextSource.Tokens([["New York"], ["B"]]), own)));
        Assert.Equal("new york | b", Corpora.Flat(Corpora.Sentences(TextSource.Tokens([["New York"], ["B"]]), own with { Lowercase = true })));
    }

    [Fact]
    public void A_token_that_is_empty_or_null_is_refused_with_its_position()
    {
        AssertRefused(() => Corpora.Encode(TextSource.Tokens([["a"], ["b", ""]])), "the sequence of tokens: token 2 of item 2 is empty");
        AssertRefused(() => Corpora.Encode(TextSource.Tokens([["a", null!]])), "token 2 of item 1 is null");
        AssertRefused(() => Corpora.Encode(TextSource.Tokens([["a"], null!])), "item 2 is null");
        AssertRefused(() => Corpora.Encode(TextSource.Tokens([])), "has no words");
    }

    [Fact]
    public void Overlong_tokens_and_unpaired_surrogates_are_counted()
    {
        using EncodedCorpus corpus = Corpora.Encode(TextSource.Tokens([[new string('x', 1025), new string('ü', 513), "a\uD800b\uDC00", "\uFFFD", "😀"]]));
        Assert.Equal((2, 2), (corpus.Report.OverlongTokens, corpus.Report.ReplacedSequences));
        Assert.Equal("a\uFFFDb\uFFFD \uFFFD 😀", Corpora.Flat(Corpora.Sentences(corpus)));
    }

    [Fact]
    public void Tokens_and_text_are_combined_and_a_long_sentence_of_tokens_is_split()
    {
        var options = new CorpusOptions { MinCount = 1, MaxSentenceLength = 2 };
        TextSource source = TextSource.Combine(TextSource.Text("a b"), TextSource.Tokens([["c d", "e", "f"]]), TextSource.Lines(["g"]));
        Assert.Equal("a b | c d e | f | g", Corpora.Flat(Corpora.Sentences(source, options)));
    }

    [Fact]
    public async Task Words_of_tokens_keep_spaces_and_line_breaks_in_Talpas_own_format()
    {
        string[][] sentences = [.. Enumerable.Repeat((string[])["New York", "is\nbig", "x"], 20)];
        TrainedModel model = await Word2Vec.TrainAsync(
            TextSource.Tokens(sentences),
            new TrainingOptions { Dimension = 4, Epochs = 1, Threads = 1 },
            cancellationToken: TestContext.Current.CancellationToken);
        WordVectors vectors = model.Vectors;
        string path = Path.Combine(_folder.Folder, "x.talpa");
        _ = VectorFileAccess.Write(path, new VectorFileContent { Vectors = vectors });
        WordVectors read = VectorFileAccess.Read(path).Vectors;
        Assert.Equal(vectors["New York"].ToArray(), read["New York"].ToArray());
        Assert.True(read.Contains("is\nbig"));
        string text = Path.Combine(_folder.Folder, "x.vec");
        Assert.Throws<UnusableInputException>(() => VectorFileAccess.Write(text, new VectorFileContent { Vectors = vectors }));
    }

    private static IEnumerable<T> Drain<T>(Queue<T> queue)
    {
        while (queue.TryDequeue(out T? item))
        {
            yield return item;
        }
    }

    private static IEnumerable<T> Failing<T>(T first)
    {
        yield return first;
        throw new IOException("The database is away.");
    }

    private static async IAsyncEnumerable<string> LaterLines(
        string[] lines,
        Action? afterFirst = null,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (string line in lines)
        {
            await Task.Delay(1, cancellationToken);
            yield return line;
            afterFirst?.Invoke();
        }
    }

    private static void AssertRefused(Action action, params string[] parts)
    {
        UnusableInputException fault = Assert.Throws<UnusableInputException>(action);
        Assert.All(parts, part => Assert.Contains(part, fault.Message, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', fault.Message);
    }

    private sealed class SynchronizationContextThatNeverRuns : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }

    private sealed class Canceller(CancellationTokenSource cancellation) : IProgress<EncodingProgress>
    {
        public void Report(EncodingProgress value) => cancellation.Cancel();
    }
}
