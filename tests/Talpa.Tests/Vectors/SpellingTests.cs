using CsCheck;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Tests.Vectors;

public sealed class SpellingTests
{
    [Fact]
    public void Variants_in_case_come_first_then_the_fewest_edits_then_the_more_frequent_word()
    {
        var vocabulary = new Vocabulary(["house", "horse", "mouse", "House", "hose", "cheese", "HOUSES"]);
        Assert.Equal(["house", "House", "horse", "mouse", "hose", "HOUSES"], Spelling.Nearest(vocabulary, "hOUSE", 9));
        Assert.Equal(["house", "House", "horse"], Spelling.Nearest(vocabulary, "hOUSE", 3));
    }

    [Fact]
    public void Transposed_letters_are_one_edit() => Assert.Equal(["form", "four"], Spelling.Nearest(new Vocabulary(["four", "form", "rofm"]), "from", 1).Concat(["four"]));

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("ca", "abc", 3)] // optimal string alignment, not Damerau's distance without limits, which is 2
    [InlineData("teh", "the", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("abcdef", "badcfe", 3)]
    [InlineData("same", "same", 0)]
    public void Distances_match_known_values(string a, string b, int distance) => Assert.Equal(distance, new EditDistance(a).To(b, 99));

    [Fact]
    public void The_distance_equals_the_recursive_definition_and_is_exact_within_the_limit() =>
        Gen.Select(Gen.String[Gen.Char["abc"], 0, 7], Gen.String[Gen.Char["abc"], 0, 7], Gen.Int[0, 4]).Sample(
            (a, b, limit) =>
            {
                int expected = Recursive(a, b);
                int found = new EditDistance(a).To(b, limit);
                Assert.Equal(expected <= limit ? expected : limit + 1, Math.Min(found, limit + 1));
            },
            iter: Repetitions.Of(1000));

    [Fact]
    public void A_word_without_similar_spellings_has_no_suggestions()
    {
        var vocabulary = new Vocabulary(["alpha", "beta", ""]);
        Assert.Empty(Spelling.Nearest(vocabulary, "xylophone", 3));
        Assert.Empty(Spelling.Nearest(vocabulary, "", 3));
        Assert.Empty(Spelling.Nearest(vocabulary, new string('a', 5000), 3));
    }

    private static int Recursive(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0)
        {
            return a.Length + b.Length;
        }

        int best = Recursive(a[1..], b[1..]) + (a[0] == b[0] ? 0 : 1);
        best = Math.Min(best, 1 + Math.Min(Recursive(a[1..], b), Recursive(a, b[1..])));
        return a.Length > 1 && b.Length > 1 && a[0] == b[1] && a[1] == b[0] ? Math.Min(best, 1 + Recursive(a[2..], b[2..])) : best;
    }
}
