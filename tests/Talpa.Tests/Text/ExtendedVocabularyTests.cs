using Talpa.Text;

namespace Talpa.Tests.Text;

/// <summary>A vocabulary that is extended by the words of a text.</summary>
public class ExtendedVocabularyTests
{
    [Fact]
    public void Its_words_keep_their_ids_and_frequent_words_of_the_text_follow_with_the_counts_of_both()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        for (int round = 0; round < 20; round++)
        {
            string[] given = [.. Enumerable.Range(0, random.Next(1, 40)).Select(i => $"w{i * 3}").OrderBy(_ => random.Next())];
            long[]? counts = random.Next(3) == 0 ? null : [.. given.Select(_ => (long)random.Next(0, 9))];
            string[] tokens = [.. Enumerable.Range(0, random.Next(50, 400)).Select(_ => $"w{random.Next(random.Next(1, 150))}")];
            int minCount = random.Next(1, 5);
            int? max = random.Next(2) == 0 ? null : random.Next(1, 60);
            var options = new CorpusOptions
            {
                Vocabulary = new Vocabulary(given, counts),
                ExtendVocabulary = true,
                MinCount = minCount,
                MaxVocabulary = max,
                Threads = random.Next(1, 3),
            };
            using EncodedCorpus corpus = EncodedCorpus.Encode(TextSource.Lines(tokens.Chunk(7).Select(line => string.Join(' ', line))), options, cancellationToken: TestContext.Current.CancellationToken);

            Dictionary<string, int> inText = tokens.CountBy(token => token).ToDictionary(StringComparer.Ordinal);
            string[] joining =
            [
                .. inText.Where(entry => !given.Contains(entry.Key) && entry.Value >= minCount).OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal)
                    .Select(entry => entry.Key).Take(Math.Max(0, (max ?? int.MaxValue) - given.Length)),
            ];
            Assert.True(corpus.Vocabulary.Words.SequenceEqual([.. given, .. joining]), $"seed {seed}, round {round}");
            Assert.Equal(
                [.. given.Select((word, i) => (counts?[i] ?? 0) + inText.GetValueOrDefault(word)), .. joining.Select(word => (long)inText[word])],
                corpus.Vocabulary.Counts.ToArray());
            AssertTokens(corpus, tokens);
            AssertReport(corpus.Report, given, joining, inText, tokens);
        }
    }

    [Fact]
    public void Its_words_are_not_pruned_where_a_text_has_too_many_different_ones()
    {
        string[] given = [.. Enumerable.Range(0, 500).Select(i => $"known{i}")];
        IEnumerable<string> lines = Enumerable.Range(0, 6000).Select(i => $"rare{i} rare{i + 10_000} known{i % 400}");
        var options = new CorpusOptions { Vocabulary = new Vocabulary(given), ExtendVocabulary = true, MinCount = 3, MaxDistinctWords = 1000 };

        using EncodedCorpus corpus = EncodedCorpus.Encode(TextSource.Lines(lines), options, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(given, corpus.Vocabulary.Words);
        Assert.Equal([.. Enumerable.Repeat(15L, 400), .. Enumerable.Repeat(0L, 100)], corpus.Vocabulary.Counts.ToArray());
        Assert.True(corpus.Report.WordsPruned > 0);
        Assert.Equal(6000, corpus.Report.TokensKept);
    }

    [Fact]
    public void A_text_without_its_words_and_without_frequent_ones_is_refused()
    {
        var options = new CorpusOptions { Vocabulary = new Vocabulary(["mole"]), ExtendVocabulary = true };
        var fault = Assert.Throws<UnusableInputException>(() => EncodedCorpus.Encode(TextSource.Lines(["other words"]), options, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains("mole", fault.Message, StringComparison.Ordinal);
    }

    private static void AssertTokens(EncodedCorpus corpus, string[] tokens)
    {
        var ids = new WordId[corpus.LongestChunk];
        var read = new List<string>();
        for (int chunk = 0; chunk < corpus.ChunkCount; chunk++)
        {
            foreach (WordId id in ids.AsSpan(0, corpus.ReadChunk(chunk, ids)))
            {
                if (id != WordId.SentenceEnd)
                {
                    read.Add(corpus.Vocabulary[id.Value]);
                }
            }
        }

        Assert.Equal(tokens.Where(token => corpus.Vocabulary.TryGetId(token, out _)), read);
    }

    private static void AssertReport(CorpusReport report, string[] given, string[] joining, Dictionary<string, int> inText, string[] tokens)
    {
        Assert.Equal(inText.Count, report.WordsRead);
        Assert.Equal(given.Length, report.WordsExtended);
        Assert.Equal(given.Length + joining.Length, report.WordsKept);
        Assert.Equal(tokens.Length, report.TokensRead);
        Assert.Equal(report.TokensRead, report.TokensKept + report.TokensBelowMinCount + report.TokensBeyondMaxVocabulary);
    }
}
