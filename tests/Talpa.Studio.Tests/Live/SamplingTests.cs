using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server.Sampling;
using Talpa.Text;

namespace Talpa.Studio.Tests.Live;

public sealed class SamplingTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(20_000)]
    public void All_words_are_drawn_up_to_the_limit(int words) =>
        Assert.Equal(Enumerable.Range(1, words), FrequencyStrata.Ranks(FrequencyStrata.Of(words, 20_000)));

    [Theory]
    [InlineData(20_001)]
    [InlineData(150_000)]
    [InlineData(1_000_000)]
    [InlineData(int.MaxValue)]
    public void A_sample_has_the_maximum_size_and_equal_shares_of_the_strata(int words)
    {
        IReadOnlyList<Stratum> strata = FrequencyStrata.Of(words, 20_000);
        int[] ranks = [.. FrequencyStrata.Ranks(strata)];
        Assert.Equal(20_000, ranks.Length);
        Assert.Equal(20_000, ranks.Distinct().Count());
        Assert.Equal(ranks.Order(), ranks);
        Assert.Equal(words, strata.Sum(stratum => (long)stratum.Words));
        Assert.All(strata, stratum => Assert.Equal(stratum.Drawn, ranks.Count(rank => rank >= stratum.FirstRank && rank <= stratum.LastRank)));
        Assert.Equal(1000, ranks.TakeWhile(rank => rank <= 1000).Count());

        // Strata that are too large to be drawn completely get equal shares.
        int[] parts = [.. strata.Where(stratum => stratum.Drawn < stratum.Words).Select(stratum => stratum.Drawn)];
        Assert.InRange(parts.Max() - parts.Min(), 0, 1);
    }

    [Fact]
    public void Ranks_follow_the_counts_not_the_order_in_the_file()
    {
        var ranks = new WordRanks(new Vocabulary(["rare", "the", "mole", "a"], [1, 90, 5, 5]));
        Assert.Equal([1, 2, 3, 0], Enumerable.Range(1, 4).Select(ranks.IdAt));
        Assert.Equal([4, 1, 2, 3], Enumerable.Range(0, 4).Select(ranks.RankOf));
    }

    [Fact]
    public void A_word_of_a_result_gets_a_point_up_to_the_limit_and_keeps_it()
    {
        var drawn = new DrawnWords(new Vocabulary(Enumerable.Range(0, 5000).Select(i => $"w{i}")), 200);
        int[] sample = drawn.Ids();
        Assert.Equal(200, sample.Length);
        int[] others = [.. Enumerable.Range(0, 5000).Except(sample)];
        Assert.Equal(Enumerable.Range(200, 1000), others.Take(1000).Select(id => drawn.IndexOf(id)));
        Assert.Equal(-1, drawn.IndexOf(others[1000]));
        Assert.Equal(200, drawn.IndexOf(others[0]));
        Assert.Equal($"w{others[999]}", drawn.From(1199).Single().Word);
    }
}
