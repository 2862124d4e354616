using System.Text;
using Talpa.Text;

namespace Talpa.Tests.Text;

/// <summary>Phrases without gensim: what is found and joined by hand, and what does not change the result.</summary>
public sealed class PhrasesTests : IDisposable
{
    private const string TwoCities =
        """
        new york is large
        in new york
        the bank of america
        bank of america in new york
        a bank of the river
        """;

    private readonly TemporaryFolder _folder = new();

    private static PhraseOptions Loose => new() { MinCount = 1, Threshold = 1e-9 };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_scores_are_those_of_the_formulas()
    {
        // 15 words that are no connectors, and pairs of them: new york, york is, is large, in new, bank of america, america in, a bank, bank of the river …
        var options = new PhraseOptions { MinCount = 2, Threshold = 0.5, Connectors = ["of", "the"] };
        Phrase[] found = [.. Learn(TwoCities, options).Items];
        Phrase[] npmi = [.. Learn(TwoCities, options with { MinCount = 2, Threshold = 0.9, Scoring = PhraseScoring.NormalizedPmi }).Items];

        // new 3, york 3, is, large, in 2, bank 3, america 2, a, river: 9 words; the pairs are new york 3, york is, is large, in new 2, bank of america 2,
        // america in, a bank, bank of the river: 8 pairs; 20 tokens.
        Assert.Equal(["new_york", "in_new", "bank_of_america"], Learn(TwoCities, options with { MinCount = 1 }).Items.Where(phrase => phrase.Count > 1).Select(phrase => phrase.Text).OrderBy(text => "nib".IndexOf(text[0], StringComparison.Ordinal)));
        Phrase york = Assert.Single(found);
        Assert.Equal(("new_york", 3L, 1), (york.Text, york.Count, york.Pass));
        Assert.Equal((3 - 2) / 9.0 * 17, york.Score);
        Phrase same = Assert.Single(npmi);
        Assert.Equal("new_york", same.Text);
        Assert.Equal(1, same.Score, 12);
    }

    [Fact]
    public void Words_are_joined_from_left_to_right_and_connectors_only_within_a_phrase()
    {
        var phrases = new Phrases(
        [
            new Phrase("new_york", ["new", "york"], 5, 20, 1),
            new Phrase("york_city", ["york", "city"], 5, 20, 1),
            new Phrase("bank_of_america", ["bank", "of", "america"], 5, 20, 1),
            new Phrase("new_york_city", ["new_york", "city"], 5, 20, 2),
        ]);

        Assert.Equal("the new_york_city of york_city", Join("the new york city of york city"));
        Assert.Equal("bank_of_america of new_york", Join("bank of america of new york"));
        Assert.Equal("of bank of of america bank america new", Join("of bank of of america bank america new"));
        Assert.Equal("new new_york york", Join("new new york york"));
        Assert.Equal("", Join(""));

        string Join(string text) => string.Join(' ', phrases.Join(text.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void The_corpus_is_that_of_the_joined_text()
    {
        int seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        for (int i = 0; i < Repetitions.Of(20); i++)
        {
            string text = RandomText(new Random(seed + i), 400, 12);
            CorpusOptions options = Corpora.KeepAll with { MinCount = 1 + (i % 3), MaxVocabulary = i % 4 == 0 ? 8 : null, Phrases = Loose with { Threshold = 0.3, Passes = 1 + (i % 3), Connectors = ["w0"] } };
            using var joined = new MemoryStream();
            var phrases = Phrases.LearnAndJoin(TextSource.Text(text), joined, options, cancellationToken: TestContext.Current.CancellationToken);
            using EncodedCorpus corpus = Corpora.Encode(TextSource.Text(text), options, blockLength: 64, memoryLimit: 0);
            using EncodedCorpus expected = Corpora.Encode(Corpora.Bytes(joined.ToArray()), options with { Phrases = null, Tokenizer = Tokenizer.Whitespace });

            Assert.NotEmpty(phrases.Items);
            Assert.Equal(expected.ComputeFingerprint(), corpus.ComputeFingerprint());
            Assert.Equal(phrases.Items.Select(Flat), corpus.Phrases!.Items.Select(Flat));
            using EncodedCorpus byKnown = Corpora.Encode(TextSource.Text(text), options with { Phrases = null, KnownPhrases = phrases });
            Assert.Equal(expected.ComputeFingerprint(), byKnown.ComputeFingerprint());
            Assert.Equal(corpus.Report.TokensJoined, byKnown.Report.TokensJoined);
            CorpusReport report = corpus.Report;
            Assert.Equal(report.TokensRead, report.TokensKept + report.TokensBelowMinCount + report.TokensBeyondMaxVocabulary + report.TokensJoined);
            Assert.Equal(expected.Report.TokensRead, report.TokensRead - report.TokensJoined);
            Assert.Equal((0, expected.Report.WordsKept, expected.Report.WordsBelowMinCount), (report.WordsPruned, report.WordsKept, report.WordsBelowMinCount));
        }
    }

    [Theory]
    [InlineData(40_000_000)]
    [InlineData(30_000)]
    public void The_result_does_not_depend_on_the_number_of_threads(int maxPairs)
    {
        // More pairs than are kept in the second case.
        string text = RandomText(new Random(5), 120_000, 400);
        Phrases[] found =
        [
            .. new[] { 1, 2, 3, 64 }.Select(threads => Phrases.Learn(
                TextSource.Text(text),
                new CorpusOptions { Threads = threads, Phrases = new PhraseOptions { MinCount = 3, Scoring = PhraseScoring.NormalizedPmi, Threshold = 0.05, MaxPairs = maxPairs, Connectors = ["w1", "w2"] } },
                cancellationToken: TestContext.Current.CancellationToken)),
        ];

        Assert.InRange(found[0].Items.Count, 10, 100_000);
        Assert.All(found, phrases => Assert.Equal(found[0].Items.Select(Flat), phrases.Items.Select(Flat)));
    }

    [Fact]
    public void Rare_pairs_are_pruned_and_frequent_ones_found()
    {
        // A frequent pair among pairs that occur once; 1,000 are kept in all.
        var text = new StringBuilder();
        for (int i = 0; i < 30_000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i} b{i} new york c{i}\n");
        }

        Phrases phrases = Learn(text.ToString(), new PhraseOptions { MaxPairs = 1_000, Scoring = PhraseScoring.NormalizedPmi });

        Phrase york = Assert.Single(phrases.Items);
        Assert.Equal("new_york", york.Text);
        Assert.InRange(york.Count, 25_000, 30_000);
    }

    [Fact]
    public void A_line_longer_than_a_block_is_joined_as_one_sentence()
    {
        string text = string.Join(' ', Enumerable.Repeat("new york is x", 50_000));
        CorpusOptions options = Corpora.KeepAll with { MaxSentenceLength = 1_000_000, Phrases = new PhraseOptions { Scoring = PhraseScoring.NormalizedPmi, Threshold = 0.99 } };

        using EncodedCorpus corpus = Corpora.Encode(TextSource.Text(text), options);

        string[] sentence = Assert.Single(Corpora.Sentences(corpus));
        Assert.Equal(100_000, sentence.Length);
        Assert.Equal(["new_york", "is_x", "new_york"], sentence[..3]);
    }

    [Fact]
    public void Saved_phrases_are_loaded_as_they_were()
    {
        Phrases phrases = Learn(TwoCities, Loose with { Connectors = ["of", "the"], Passes = 2 });
        foreach (string name in new[] { "phrases.txt", "phrases.txt.gz", "phrases.zst" })
        {
            string path = Path.Combine(_folder.Folder, name);
            phrases.Save(path);
            Assert.Equal(phrases.Items.Select(Flat), Phrases.Load(path).Items.Select(Flat));
        }
    }

    [Theory]
    [InlineData("new_york\t10\t5\t1\n", "line 1: there are 4 fields")]
    [InlineData("new_york\t10\t5\t1\tnew york\nx_y\tten\t5\t1\tx y\n", "line 2: a number is no number")]
    [InlineData("new_york\t10\t5\t1\tnewyork\n", "line 1: a number is no number, or there are fewer than two words")]
    [InlineData("new_york\t10\t5\t1\tnew  york\n", "line 1")]
    public void A_line_of_another_form_is_refused_with_its_number(string content, string message)
    {
        string path = _folder.Write("phrases.txt", content);

        UnusableInputException fault = Assert.Throws<UnusableInputException>(() => Phrases.Load(path));

        Assert.StartsWith($"{path}, ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_with_white_space_can_not_be_saved_but_be_joined()
    {
        string[][] sentences = [.. Enumerable.Repeat(new[] { "New York", "City\n" }, 10)];
        var phrases = Phrases.Learn(
            TextSource.Tokens(sentences), new CorpusOptions { Phrases = Loose with { Scoring = PhraseScoring.NormalizedPmi, Threshold = -1 } }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["New York_City\n"], phrases.Join(sentences[0]));
        Assert.Throws<ArgumentException>(() => phrases.Save(Stream.Null));
    }

    [Fact]
    public void An_option_out_of_its_range_is_refused_with_its_name()
    {
        Fault(new PhraseOptions { MinCount = 0 }, "Phrases.MinCount");
        Fault(new PhraseOptions { Threshold = 0 }, "Phrases.Threshold");
        Fault(new PhraseOptions { Threshold = double.NaN }, "Phrases.Threshold");
        Fault(new PhraseOptions { Threshold = 1.1, Scoring = PhraseScoring.NormalizedPmi }, "Phrases.Threshold");
        Fault(new PhraseOptions { Passes = 11 }, "Phrases.Passes");
        Fault(new PhraseOptions { Delimiter = " " }, "Phrases.Delimiter");
        Fault(new PhraseOptions { Delimiter = "\uD800" }, "Phrases.Delimiter");
        Fault(new PhraseOptions { Connectors = ["of the"] }, "Phrases.Connectors");
        Fault(new PhraseOptions { MaxPairs = 10 }, "Phrases.MaxPairs");
        Assert.Throws<ArgumentOutOfRangeException>(() => new CorpusOptions { Phrases = new PhraseOptions(), Vocabulary = new Vocabulary(["a"], [1]) }.Validate());

        static void Fault(PhraseOptions options, string name) =>
            Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => new CorpusOptions { Phrases = options }.Validate()).ParamName);
    }

    [Fact]
    public void Words_that_were_pruned_can_not_be_written()
    {
        string text = string.Join('\n', Enumerable.Range(0, 3_000).Select(i => $"w{i} new york"));

        var fault = Assert.Throws<UnusableInputException>(() => Phrases.LearnAndJoin(
            TextSource.Text(text), Stream.Null, new CorpusOptions { MaxDistinctWords = 1_000 }, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("MaxDistinctWords", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Known_phrases_are_joined_in_a_text_that_lacks_some_of_their_words()
    {
        Phrases known = Learn(TwoCities, Loose with { Connectors = ["of", "the"] });
        Assert.Contains(known.Items, phrase => phrase.Text == "bank_of_america");

        Assert.Equal("the new_york bank", Corpora.Flat(Corpora.Sentences(TextSource.Text("the new york bank"), Corpora.KeepAll with { KnownPhrases = known })));
        Assert.Equal("other words", Corpora.Flat(Corpora.Sentences(TextSource.Text("other words"), Corpora.KeepAll with { KnownPhrases = known })));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CorpusOptions { KnownPhrases = known, Phrases = Loose }.Validate());
    }

    [Fact]
    public void A_cancelled_search_ends()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => Phrases.Learn(TextSource.Text(TwoCities), cancellationToken: cancelled.Token));
    }

    private static Phrases Learn(string text, PhraseOptions options) =>
        Phrases.Learn(TextSource.Text(text), new CorpusOptions { Phrases = options, Threads = 2 }, cancellationToken: TestContext.Current.CancellationToken);

    private static string Flat(Phrase phrase) => $"{phrase.Text} {phrase.Score:R} {phrase.Count} {phrase.Pass} {string.Join(' ', phrase.Words)}";

    /// <summary>Words of very different frequencies, in lines of various lengths.</summary>
    private static string RandomText(Random random, int tokens, int words)
    {
        var text = new StringBuilder();
        for (int i = 0; i < tokens; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"w{(int)(words * Math.Pow(random.NextDouble(), 2))}{(random.Next(9) == 0 ? '\n' : ' ')}");
        }

        return text.ToString();
    }
}
