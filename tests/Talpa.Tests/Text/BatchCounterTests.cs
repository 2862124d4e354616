using System.Text;
using Talpa.Text;

namespace Talpa.Tests.Text;

/// <summary>Counting on a separate thread, which starts with the second batch of 8,192 tokens or 64 KiB.</summary>
public sealed class BatchCounterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_result_does_not_depend_on_the_number_of_threads(int seed)
    {
        string text = Text(new Random(seed), tokens: 100_000);
        using EncodedCorpus one = Corpora.Encode(TextSource.Text(text), Corpora.KeepAll with { Threads = 1 });
        using EncodedCorpus many = Corpora.Encode(TextSource.Text(text), Corpora.KeepAll with { Threads = 4 });
        Assert.Equal(one.Report, many.Report);
        Assert.Equal(one.Vocabulary.Words, many.Vocabulary.Words);
        Assert.Equal(one.Vocabulary.Counts, many.Vocabulary.Counts);
        Assert.Equal(Corpora.Flat(Corpora.Sentences(one)), Corpora.Flat(Corpora.Sentences(many)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Counts_equal_those_of_a_dictionary(int threads)
    {
        string text = Text(new Random(threads), tokens: 60_000);
        string[][] lines = [.. text.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(line => line.Length > 0)];
        using EncodedCorpus corpus = Corpora.Encode(TextSource.Text(text), Corpora.KeepAll with { Threads = threads });
        Dictionary<string, int> counts = lines.SelectMany(line => line).CountBy(word => word).ToDictionary();
        Assert.Equal(counts.Count, corpus.Vocabulary.Count);
        for (int id = 0; id < corpus.Vocabulary.Count; id++)
        {
            Assert.Equal(counts[corpus.Vocabulary.Words[id]], corpus.Vocabulary.Counts[id]);
        }

        Assert.Equal(Corpora.Flat(lines), Corpora.Flat(Corpora.Sentences(corpus)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_temporary_file_that_can_not_be_created_is_reported_on_any_thread(int threads)
    {
        string missing = Path.Combine(_folder.Folder, "missing");
        var fault = Assert.Throws<UnusableInputException>(() => EncodedCorpus.Encode(
            TextSource.Text(Text(new Random(5), tokens: 200_000)),
            Corpora.KeepAll with { Threads = threads, TemporaryFolder = missing },
            memoryLimit: 50_000,
            blockLength: 4096,
            cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains(missing, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_reading_ends_while_batches_are_being_counted()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Text(new Random(6), tokens: 300_000));
        using var stop = new CancellationTokenSource();
        int reads = 0;
        using var pipe = new TrickleStream(bytes, () =>
        {
            if (++reads == 200)
            {
                stop.Cancel();
            }

            return 4096;
        });
        Assert.Throws<OperationCanceledException>(() => EncodedCorpus.Encode(
            TextSource.Stream(pipe, "pipe"), Corpora.KeepAll with { Threads = 4 }, progress: null, stop.Token));
    }

    /// <summary>Lines of few frequent and many rare words, as in natural text.</summary>
    private static string Text(Random random, int tokens)
    {
        var text = new StringBuilder();
        for (int i = 0; i < tokens; i++)
        {
            int rank = (int)Math.Exp(random.NextDouble() * 11);
            text.Append('w').Append(rank.ToString("x")).Append(random.Next(12) == 0 ? '\n' : ' ');
        }

        return text.ToString();
    }
}
