using Talpa.Mpi.Text;
using Talpa.Text;

namespace Talpa.Mpi.Tests.Text;

public class RankFingerprintTests
{
    private static readonly CorpusOptions Options = new() { MinCount = 1, Threads = 1 };

    [Fact]
    public void The_number_of_ranks_and_who_reads_what_make_no_difference()
    {
        int seed = Random.Shared.Next();
        string[] files = RandomText.Files(new Random(seed));
        string expected = Fingerprints(1, files)[0];
        for (int ranks = 1; ranks <= 5; ranks++)
        {
            Assert.All(Fingerprints(ranks, files), fingerprint => Assert.True(string.Equals(expected, fingerprint, StringComparison.Ordinal), $"seed {seed}, {ranks} ranks"));
            Assert.All(Fingerprints(ranks, [.. files.Reverse()]), fingerprint => Assert.True(string.Equals(expected, fingerprint, StringComparison.Ordinal), $"seed {seed}, {ranks} ranks"));
        }
    }

    [Fact]
    public void Other_words_counts_or_sentences_make_a_difference()
    {
        string[][] texts = [["a b\nc d\n"], ["a b\nc e\n"], ["a b\nc d\na b\nc d\n"], ["a b c d\n"], ["a c\nb d\n"], ["b a\nc d\n"]];
        string[] fingerprints = [.. texts.Select(files => Fingerprints(2, files)[0])];
        Assert.Equal(texts.Length, fingerprints.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Ranks_that_have_read_the_same_sentences_are_found()
    {
        Assert.Equal((0, 2), Alike("a b\nc d\n", "c d\n", "c d\na b\n"));
        Assert.Null(Alike("a b\nc d\n", "a b\n", "c d\n"));
        Assert.Null(Alike("a b\nc d\n", "", ""));
    }

    private static (int First, int Second)? Alike(params string[] textOfRank) => ThreadRanks.Run(textOfRank.Length, group =>
    {
        string own = textOfRank[group.Rank];
        using EncodedCorpus corpus = RankCorpus.Encode(
            group, RankText.Given(group, own.Length == 0 ? null : RandomText.Source([own])), Options, cancellationToken: TestContext.Current.CancellationToken);
        return RankFingerprint.Of(group, corpus).Alike;
    })[0];

    private static string[] Fingerprints(int ranks, string[] files) => ThreadRanks.Run(ranks, group =>
    {
        using EncodedCorpus corpus = RankCorpus.Encode(group, RankText.Shared(group, RandomText.Source(files)), Options, cancellationToken: TestContext.Current.CancellationToken);
        return RankFingerprint.Of(group, corpus).Whole;
    });
}
