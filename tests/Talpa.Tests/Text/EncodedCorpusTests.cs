using System.Text;
using CsCheck;
using Talpa.Text;

namespace Talpa.Tests.Text;

public sealed class EncodedCorpusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Words_are_sorted_by_descending_count_and_then_by_bytes()
    {
        // The bytes of U+FFFD (EF BF BD) sort before those of U+10400 (F0 90 90 80); in UTF-16 they would sort after.
        using EncodedCorpus corpus = Corpora.Encode(
            TextSource.Text("b b b a a Z \U00010400 \uFFFD é z"), Corpora.KeepAll with { Tokenizer = Tokenizer.Whitespace });
        Assert.Equal(["b", "a", "Z", "z", "é", "\uFFFD", "\U00010400"], corpus.Vocabulary.Words);
        Assert.Equal([3, 2, 1, 1, 1, 1, 1], corpus.Vocabulary.Counts);
    }

    [Fact]
    public void The_order_of_the_lines_does_not_change_the_vocabulary() =>
        Gen.Char['a', 'e'].Array[1, 2].Select(chars => new string(chars)).Array[1, 5].Select(words => string.Join(' ', words)).Array[1, 30]
            .SelectMany(lines => Gen.Shuffle(lines).Select(shuffled => (lines, shuffled)))
            .Sample((lines, shuffled) =>
            {
                using EncodedCorpus first = Corpora.Encode(TextSource.Lines(lines), Corpora.KeepAll, blockLength: 1024);
                using EncodedCorpus second = Corpora.Encode(TextSource.Lines(shuffled), Corpora.KeepAll, blockLength: 1024);
                Assert.Equal(first.Vocabulary.Words, second.Vocabulary.Words);
                Assert.Equal(first.Vocabulary.Counts, second.Vocabulary.Counts);
            });

    [Fact]
    public void Rare_words_and_words_beyond_the_limit_are_removed_and_counted()
    {
        using EncodedCorpus corpus = Corpora.Encode(
            TextSource.Text("a a a a b rare\nrare2 c c\nb b d d\nrare3\n"),
            new CorpusOptions { MinCount = 2, MaxVocabulary = 3 });
        Assert.Equal(["a", "b", "c"], corpus.Vocabulary.Words);
        Assert.Equal("a a a a b | c c | b b", Corpora.Flat(Corpora.Sentences(corpus)));
        Assert.Equal(
            new CorpusReport
            {
                Parts = 1,
                StoredBytes = 39,
                TextBytes = 39,
                Lines = 4,
                Sentences = 3,
                TokensRead = 14,
                TokensKept = 9,
                WordsRead = 7,
                WordsKept = 3,
                WordsBelowMinCount = 3,
                TokensBelowMinCount = 3,
                WordsBeyondMaxVocabulary = 1,
                TokensBeyondMaxVocabulary = 2,
            },
            corpus.Report);
        Assert.Equal(9, corpus.TokenCount);
        Assert.Equal(corpus.TokenCount, corpus.Vocabulary.TotalCount);
    }

    [Fact]
    public void The_corpus_equals_that_of_a_simple_implementation() =>
        Gen.Select(
            Gen.Char['a', 'f'].Array[1, 2].Select(chars => new string(chars)).Array[0, 12].Select(words => string.Join(' ', words)).Array[1, 40],
            Gen.Int[1, 6],
            Gen.Int[1, 12]).Sample((lines, minCount, maxVocabulary) =>
            {
                // Oracle: the same with strings, dictionaries and LINQ.
                string[][] split = [.. lines.Append("a a a a a a").Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
                (string Word, int Count)[] counted = [.. split.SelectMany(line => line).CountBy(word => word).Select(pair => (pair.Key, pair.Value))];
                string[] vocabulary =
                [
                    .. counted.Where(word => word.Count >= minCount)
                        .OrderByDescending(word => word.Count).ThenBy(word => word.Word, StringComparer.Ordinal)
                        .Take(maxVocabulary).Select(word => word.Word),
                ];
                string[][] sentences = [.. split.Select(line => line.Where(vocabulary.Contains).ToArray()).Where(line => line.Length > 0)];

                using EncodedCorpus corpus = Corpora.Encode(
                    TextSource.Lines(lines.Append("a a a a a a")), new CorpusOptions { MinCount = minCount, MaxVocabulary = maxVocabulary }, blockLength: 1024);
                Assert.Equal(vocabulary, corpus.Vocabulary.Words);
                Assert.Equal(Corpora.Flat(sentences), Corpora.Flat(Corpora.Sentences(corpus)));
                Assert.Equal(sentences.Sum(sentence => sentence.Length), corpus.TokenCount);
                CorpusReport report = corpus.Report;
                Assert.Equal(report.TokensRead, report.TokensKept + report.TokensBelowMinCount + report.TokensBeyondMaxVocabulary);
                Assert.Equal(report.WordsRead, report.WordsKept + report.WordsBelowMinCount + report.WordsBeyondMaxVocabulary);
            });

    [Fact]
    public void Lowercasing_merges_words()
    {
        using EncodedCorpus corpus = Corpora.Encode(TextSource.Text("Mole MOLE mole ÄRGER Ärger ärger МОСКВА Москва"), Corpora.KeepAll with { Lowercase = true });
        Assert.Equal(["mole", "ärger", "москва"], corpus.Vocabulary.Words);
    }

    [Fact]
    public void A_corpus_in_a_temporary_file_equals_one_in_memory()
    {
        byte[] text = Corpora.RandomWords(seed: 3, count: 200_000);
        CorpusOptions options = new() { MinCount = 2, TemporaryFolder = _folder.Folder };
        using EncodedCorpus inMemory = Corpora.Encode(Corpora.Bytes(text), options);
        using EncodedCorpus inFile = Corpora.Encode(Corpora.Bytes(text), options, blockLength: 64 * 1024, memoryLimit: 1000);
        Assert.False(inMemory.IsInFile);
        Assert.True(inFile.IsInFile);
        Assert.Equal(inMemory.Vocabulary.Words, inFile.Vocabulary.Words);
        Assert.Equal(inMemory.Report, inFile.Report);
        Assert.Equal(inMemory.ChunkCount, inFile.ChunkCount);
        Assert.Equal(Ids(inMemory), Ids(inFile));
    }

    [Fact]
    public void Chunks_are_whole_sentences_of_about_64_Ki_ids_with_the_number_of_tokens_before_them()
    {
        using EncodedCorpus corpus = Corpora.Encode(Corpora.Bytes(Corpora.RandomWords(seed: 5, count: 300_000)));
        Assert.InRange(corpus.ChunkCount, 4, 6);
        var buffer = new WordId[corpus.LongestChunk];
        long tokens = 0;
        int longest = 0;
        for (int chunk = 0; chunk < corpus.ChunkCount; chunk++)
        {
            Assert.Equal(tokens, corpus.TokensBefore(chunk));
            int length = corpus.ReadChunk(chunk, buffer);
            Assert.Equal(WordId.SentenceEnd, buffer[length - 1]);
            Assert.True(length >= 64 * 1024 || chunk == corpus.ChunkCount - 1);
            tokens += buffer.AsSpan(0, length).Count(WordId.SentenceEnd) is int ends ? length - ends : 0;
            longest = Math.Max(longest, length);
        }

        Assert.Equal(corpus.TokenCount, tokens);
        Assert.Equal(corpus.TokenCount, corpus.TokensBefore(corpus.ChunkCount));
        Assert.Equal(corpus.LongestChunk, longest);
    }

    [Fact]
    public void A_chunk_out_of_range_or_a_short_buffer_is_refused()
    {
        using EncodedCorpus corpus = Corpora.Encode(TextSource.Text("a b c"));
        Assert.Equal(4, corpus.LongestChunk);
        Assert.Throws<ArgumentException>(() => corpus.ReadChunk(0, new WordId[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => corpus.ReadChunk(1, new WordId[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => corpus.ReadChunk(-1, new WordId[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => corpus.TokensBefore(2));
    }

    [Fact]
    public void A_disposed_corpus_throws()
    {
        EncodedCorpus corpus = Corpora.Encode(TextSource.Text("a b c"));
        corpus.Dispose();
        Assert.Throws<ObjectDisposedException>(() => corpus.ReadChunk(0, new WordId[4]));
    }

    [Theory]
    [InlineData(1L << 40)]
    [InlineData(1000L)]
    public void Several_threads_may_read_chunks_at_once(long memoryLimit)
    {
        CorpusOptions options = Corpora.KeepAll with { TemporaryFolder = _folder.Folder };
        using EncodedCorpus corpus = Corpora.Encode(Corpora.Bytes(Corpora.RandomWords(seed: 9, count: 200_000)), options, 64 * 1024, memoryLimit);
        int[][] expected = [.. Enumerable.Range(0, corpus.ChunkCount).Select(chunk => Ids(corpus, chunk))];
        Parallel.For(0, 60, i => Assert.Equal(expected[i % expected.Length], Ids(corpus, i % expected.Length)));
    }

    [Fact]
    public void A_text_of_only_rare_words_is_refused_with_a_minimum_count_that_works()
    {
        UnusableInputException fault = Assert.Throws<UnusableInputException>(() => Corpora.Encode(TextSource.Text("a b c b"), new CorpusOptions()));
        Assert.Contains("No word of the text occurs 5 times or more", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Lower the minimum count to 2 or less", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancellation_deletes_the_temporary_file_and_closes_the_text()
    {
        string text = _folder.Write("text.txt", Corpora.RandomWords(seed: 1, count: 300_000));
        string temporary = Directory.CreateDirectory(Path.Combine(_folder.Folder, "temporary")).FullName;
        CorpusOptions options = Corpora.KeepAll with { TemporaryFolder = temporary };
        using var stop = new CancellationTokenSource();
        var progress = new Callback(report =>
        {
            if (report.TokensRead > 50_000)
            {
                stop.Cancel();
            }
        });
        Assert.Throws<OperationCanceledException>(() => EncodedCorpus.Encode(TextSource.File(text), options, 1000, 1024, progress, cancellationToken: stop.Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary));
        File.Delete(text);
    }

    [Fact]
    public void A_read_error_deletes_the_temporary_file()
    {
        string temporary = Directory.CreateDirectory(Path.Combine(_folder.Folder, "temporary")).FullName;
        byte[] text = [.. Corpora.RandomWords(seed: 1, count: 300_000), 0];
        Assert.Throws<UnusableInputException>(() =>
            Corpora.Encode(Corpora.Bytes(text), Corpora.KeepAll with { TemporaryFolder = temporary }, 1024, 1000));
        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary));
    }

    [Fact]
    public void Disposing_deletes_the_temporary_file()
    {
        string temporary = Directory.CreateDirectory(Path.Combine(_folder.Folder, "temporary")).FullName;
        CorpusOptions options = Corpora.KeepAll with { TemporaryFolder = temporary };
        using (EncodedCorpus corpus = Corpora.Encode(Corpora.Bytes(Corpora.RandomWords(seed: 1, count: 50_000)), options, 1024, 1000))
        {
            Assert.True(corpus.IsInFile);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary));
    }

    [Fact]
    public void A_missing_temporary_folder_is_reported_when_it_is_needed()
    {
        string missing = Path.Combine(_folder.Folder, "missing");
        CorpusOptions options = Corpora.KeepAll with { TemporaryFolder = missing };
        Assert.Equal("a", Corpora.Flat(TextSource.Text("a"), options));
        UnusableInputException fault = Assert.Throws<UnusableInputException>(() =>
            Corpora.Encode(Corpora.Bytes(Corpora.RandomWords(seed: 1, count: 50_000)), options, 1024, 1000));
        Assert.Contains(missing, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_increases_to_the_total()
    {
        string text = _folder.Write("text.gz", Corpora.Gzip(Corpora.RandomWords(seed: 2, count: 500_000)));
        var reports = new List<EncodingProgress>();
        using EncodedCorpus corpus = EncodedCorpus.Encode(
            TextSource.File(text), Corpora.KeepAll, new Callback(reports.Add), TestContext.Current.CancellationToken);
        Assert.Equal(reports.OrderBy(report => report.BytesRead), reports);
        Assert.All(reports, report => Assert.InRange(report.Fraction!.Value, 0, 1));
        Assert.Equal(new EncodingProgress(new FileInfo(text).Length, new FileInfo(text).Length, 500_000, corpus.Vocabulary.Count), reports[^1]);
        Assert.Equal(1.0, reports[^1].Fraction);
    }

    [Fact]
    public void The_report_is_the_sum_over_all_parts()
    {
        byte[] gzip = Corpora.Gzip("c\nd"u8.ToArray());
        using EncodedCorpus corpus = Corpora.Encode(TextSource.Combine(Corpora.Bytes("a\xFFb"u8.ToArray()), Corpora.Bytes([(byte)'a', 0xFF]), Corpora.Bytes(gzip)));
        Assert.Equal(3, corpus.Report.Parts);
        Assert.Equal(4 + 2 + gzip.Length, corpus.Report.StoredBytes);
        Assert.Equal(4 + 2 + 3, corpus.Report.TextBytes);
        Assert.Equal(4, corpus.Report.Lines);
        Assert.Equal(1, corpus.Report.ReplacedSequences);
    }

    private static int[] Ids(EncodedCorpus corpus) => [.. Enumerable.Range(0, corpus.ChunkCount).SelectMany(chunk => Ids(corpus, chunk))];

    private static int[] Ids(EncodedCorpus corpus, int chunk)
    {
        var buffer = new WordId[corpus.LongestChunk];
        int length = corpus.ReadChunk(chunk, buffer);
        return [.. buffer.Take(length).Select(id => id.Value)];
    }

    private sealed class Callback(Action<EncodingProgress> report) : IProgress<EncodingProgress>
    {
        public void Report(EncodingProgress value) => report(value);
    }
}
