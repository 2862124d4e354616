using Talpa.Vectors;

namespace Talpa.Tests.Vectors;

public sealed class OddOneOutTests
{
    private static readonly WordVectors Table = new(["breakfast", "lunch", "dinner", "cereal", "moon"], 2, [1, 0, 9, 1, 1, 0.1f, 1, 1, -1, 1]);

    [Fact]
    public void The_word_of_another_direction_is_found_for_any_vector_lengths()
    {
        Assert.Equal("cereal", Table.OddOneOut(["breakfast", "cereal", "dinner", "lunch"]));
        Assert.Equal("moon", Table.OddOneOut(["moon", "cereal", "dinner", "lunch"]));
    }

    [Fact]
    public void All_words_are_ranked_by_their_cosine_with_the_mean_direction()
    {
        IReadOnlyList<Neighbour> ranked = Table.RankByCentrality(["breakfast", "cereal", "dinner"]);
        Assert.Equal(["dinner", "breakfast", "cereal"], ranked.Select(word => word.Word));

        // By hand: the unit vectors (1, 0), (0.7071, 0.7071), (0.9950, 0.0995) sum to (2.7021, 0.8066), of length 2.8199.
        Assert.Equal(2.7021 / 2.8199, ranked[1].Similarity, 1e-3);
    }

    [Fact]
    public void Two_words_have_no_odd_one_out() => Assert.Throws<ArgumentException>(() => Table.OddOneOut(["moon", "lunch"]));

    [Fact]
    public void An_unknown_word_is_reported() => Assert.Throws<UnknownWordException>(() => Table.OddOneOut(["moon", "lunch", "tea"]));
}
