using Talpa.Mpi.Exchanges;
using Talpa.Mpi.Text;
using Talpa.Ranks;
using Talpa.Text;

namespace Talpa.Mpi.Tests.Text;

public class RankCorpusTests
{
    private static readonly CorpusOptions KeepAll = new() { MinCount = 1, Threads = 1 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Vocabulary_report_and_sentences_are_those_of_one_process(int ranks)
    {
        for (int i = 0; i < 30; i++)
        {
            int seed = Random.Shared.Next();
            var random = new Random(seed);
            string[] files = RandomText.Files(random);
            CorpusOptions options = KeepAll with
            {
                MinCount = random.Next(1, 3),
                MaxVocabulary = random.Next(2) == 0 ? null : random.Next(1, 30),
                MaxSentenceLength = random.Next(3, 20),
                Threads = random.Next(1, 3),
            };
            int pieceBytes = random.Next(1, 400);
            RequireEqual(files, options, ranks, $"seed {seed}", group => Encode(group, RankText.Shared(group, RandomText.Source(files)), options, pieceBytes));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Files_of_the_ranks_own_are_one_text(int ranks)
    {
        for (int i = 0; i < 10; i++)
        {
            int seed = Random.Shared.Next();
            string[] files = RandomText.Files(new Random(seed));
            RequireEqual(files, KeepAll, ranks, $"seed {seed}", group =>
            {
                string[] own = [.. files.Where((_, file) => file % ranks == group.Rank)];
                return Encode(group, RankText.Given(group, own.Length == 0 ? null : RandomText.Source(own)), KeepAll);
            });
        }
    }

    [Theory]
    [InlineData(1, 1, null)]
    [InlineData(3, 2, 3)]
    [InlineData(5, 1, 2)]
    public void A_given_vocabulary_is_that_of_one_process(int ranks, int minCount, int? max)
    {
        string[] files = ["the mole digs\nthe mole\n", "", "a zoo\nunknown words\n", "the zoo the mole\n"];
        CorpusOptions options = KeepAll with { Vocabulary = new Vocabulary(["zoo", "the", "mole", "rare", "never"], [9, 70, 5, 1, 3]), MinCount = minCount, MaxVocabulary = max };
        RequireEqual(files, options, ranks, "", group => Encode(group, RankText.Shared(group, RandomText.Source(files)), options));
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(3, "", "", "")]
    [InlineData(3, "", " . ! \n", "...")]
    [InlineData(2, "a b\nc\n", "d\n", "")]
    [InlineData(4, "a a b\n", "b a\n")]
    public void A_text_without_words_is_refused_as_by_one_process(int ranks, params string[] files)
    {
        CorpusOptions options = KeepAll with { MinCount = 5 };
        string? expected = Assert.Throws<UnusableInputException>(() => EncodedCorpus.Encode(RandomText.Source(files), options, cancellationToken: TestContext.Current.CancellationToken)).Message;
        Assert.All(Messages(ranks, group => Encode(group, RankText.Shared(group, RandomText.Source(files)), options)), message => Assert.Equal(expected, message));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public void A_text_without_the_given_words_is_refused_as_by_one_process(int minCount)
    {
        string[] files = ["a b\n", "c\n"];
        CorpusOptions options = KeepAll with { Vocabulary = new Vocabulary(["x", "y"], [4, 2]), MinCount = minCount };
        string? expected = Assert.Throws<UnusableInputException>(() => EncodedCorpus.Encode(RandomText.Source(files), options, cancellationToken: TestContext.Current.CancellationToken)).Message;
        Assert.All(Messages(3, group => Encode(group, RankText.Shared(group, RandomText.Source(files)), options)), message => Assert.Equal(expected, message));
    }

    [Fact]
    public void Ranks_without_any_file_are_refused() =>
        Assert.All(Messages(2, group => Encode(group, RankText.Given(group, null), KeepAll)), message => Assert.Equal("There is no text: no process was given a file.", message));

    [Fact]
    public void Options_that_need_the_whole_text_are_refused()
    {
        const string Phrases = "Phrases are not supported when several processes read a text. Join them in one process first (talpa phrases --joined-text), and train on the joined text.";
        Assert.Equal(Phrases, Refusal(KeepAll with { Phrases = new PhraseOptions() }));
        Assert.Equal(Phrases, Refusal(KeepAll with { KnownPhrases = new Phrases([]) }));
        Assert.Equal(
            "A vocabulary can't be extended when several processes read a text. Give one that has all words, or none.",
            Refusal(KeepAll with { Vocabulary = new Vocabulary(["a"]), ExtendVocabulary = true }));

        static string Refusal(CorpusOptions options) => Messages(1, group => Encode(group, RankText.Given(group, TextSource.Text("a b c")), options))[0];
    }

    [Fact]
    public void A_rank_with_more_words_than_allowed_prunes_none()
    {
        string text = string.Join(' ', Enumerable.Range(0, 1001).Select(number => $"w{number}"));
        UnusableInputException refusal = Assert.Throws<UnusableInputException>(() =>
            ThreadRanks.Run(2, group => Encode(group, RankText.Given(group, group.Rank == 1 ? TextSource.Text(text) : null), KeepAll with { MaxDistinctWords = 1000 })));
        Assert.Equal(
            "A process has read more than 1,000 different words, and processes that read a text together can't prune rare ones; raise the limit (option MaxDistinctWords), or use more processes.",
            refusal.Message);
        Assert.False(RankFaults.IsOnAllRanks(refusal));
    }

    [Fact]
    public void Ranks_with_other_vocabularies_are_refused()
    {
        string[] messages = Messages(
            3, group => Encode(group, RankText.Given(group, TextSource.Text("a b")), KeepAll with { Vocabulary = new Vocabulary(["a", "b"], [group.Rank == 2 ? 3 : 2, 1]) }));
        Assert.All(messages, message => Assert.Equal("The vocabulary that was given to rank 2 is another than that of rank 0. Give all processes the same vocabulary.", message));
    }

    private static EncodedCorpus Encode(IRankGroup group, RankText text, CorpusOptions options, int pieceBytes = 100) =>
        RankCorpus.Encode(group, text, options, pieceBytes, cancellationToken: TestContext.Current.CancellationToken);

    private static string[] Messages(int ranks, Func<IRankGroup, EncodedCorpus> encode) =>
        ThreadRanks.Run(ranks, group =>
        {
            UnusableInputException refusal = Assert.Throws<UnusableInputException>(() => encode(group));
            Assert.True(RankFaults.IsOnAllRanks(refusal));
            return refusal.Message;
        });

    private static void RequireEqual(string[] files, CorpusOptions options, int ranks, string name, Func<IRankGroup, EncodedCorpus> encode)
    {
        string? refusal = null;
        EncodedCorpus? whole = null;
        try
        {
            whole = EncodedCorpus.Encode(RandomText.Source(files), options, cancellationToken: TestContext.Current.CancellationToken);
        }
        catch (UnusableInputException each)
        {
            refusal = each.Message;
        }

        if (whole is null)
        {
            Assert.All(Messages(ranks, encode), message => Assert.Equal(refusal, message));
            return;
        }

        EncodedCorpus[] parts = ThreadRanks.Run(ranks, encode);
        foreach (EncodedCorpus part in parts)
        {
            Assert.True(whole.Vocabulary.Words.SequenceEqual(part.Vocabulary.Words, StringComparer.Ordinal), name);
            Assert.True(whole.Vocabulary.Counts.SequenceEqual(part.Vocabulary.Counts), name);
            Assert.True(whole.Report == part.Report, $"{name}: {whole.Report} {part.Report}");
        }

        Assert.Equal(whole.TokenCount, parts.Sum(part => part.TokenCount));
        string[] sentences = [.. parts.SelectMany(RandomText.Sentences).Order(StringComparer.Ordinal)];
        Assert.True(RandomText.Sentences(whole).Order(StringComparer.Ordinal).SequenceEqual(sentences, StringComparer.Ordinal), name);
        Array.ForEach([.. parts, whole], part => part.Dispose());
    }
}
