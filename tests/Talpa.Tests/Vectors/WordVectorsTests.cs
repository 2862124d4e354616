using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Tests.Vectors;

public sealed class WordVectorsTests
{
    private static readonly WordVectors Compass = new(["north", "east", "south", "nowhere", "broken"], 2, [0, 2, 3, 0, 0, -1, 0, 0, float.NaN, 1]);

    [Fact]
    public void A_word_gives_its_vector_as_it_was_stored()
    {
        Assert.Equal([3f, 0f], Compass["east"].ToArray());
        Assert.True(Compass.TryGetVector("south", out ReadOnlySpan<float> south));
        Assert.Equal([0f, -1f], south.ToArray());
        Assert.False(Compass.TryGetVector("West", out ReadOnlySpan<float> nothing));
        Assert.True(nothing.IsEmpty);
    }

    [Fact]
    public void Similarity_is_the_cosine_whatever_the_lengths()
    {
        Assert.Equal(0f, Compass.Similarity("north", "east"));
        Assert.Equal(-1f, Compass.Similarity("north", "south"));
        Assert.Equal(1f, Compass.Similarity("east", "east"));
    }

    [Fact]
    public void A_vector_without_direction_has_similarity_0_to_everything()
    {
        Assert.Equal(0f, Compass.Similarity("nowhere", "nowhere"));
        Assert.Equal(0f, Compass.Similarity("broken", "north"));
        Assert.All(Compass.Nearest("nowhere", 10), neighbour => Assert.Equal(0f, neighbour.Similarity));
        Assert.Equal(["east", "nowhere", "broken", "south"], Compass.Nearest("north", 10).Select(neighbour => neighbour.Word));
    }

    [Theory]
    [InlineData(1e-30f)]
    [InlineData(1e-20f)]
    [InlineData(1e25f)]
    [InlineData(3e38f)]
    public void Lengths_beyond_what_squares_of_single_precision_hold_still_have_a_direction(float length)
    {
        var vectors = new WordVectors(["a", "b", "c"], 2, [length, 0, length * 0.6f, length * 0.8f, 0, 1]);
        Assert.Equal(0.6f, vectors.Similarity("a", "b"), 1e-6f);
        Assert.Equal([0.6f, 0f], vectors.Nearest("a").Select(neighbour => MathF.Round(neighbour.Similarity, 5)));
    }

    [Fact]
    public void An_unknown_word_is_answered_with_one_line_that_names_the_nearest_spellings()
    {
        UnknownWordException fault = Assert.Throws<UnknownWordException>(() => Compass["nort"].Length);
        Assert.Equal("the word 'nort' is not in the vocabulary; spelled like it: 'north'", fault.Message);
        Assert.Equal("nort", fault.Word);
        Assert.Equal(["north"], fault.Suggestions);
        Assert.Throws<UnknownWordException>(() => Compass.Nearest("nort"));
        Assert.Throws<UnknownWordException>(() => Compass.Similarity("north", "nort"));
    }

    [Fact]
    public void A_word_with_line_breaks_does_not_break_the_line_of_the_message()
    {
        UnknownWordException fault = Assert.Throws<UnknownWordException>(() => Compass["a\nb\u2028\u0007"].Length);
        Assert.Equal(@"the word 'a\u000Ab\u2028\u0007' is not in the vocabulary, nor is one spelled like it", fault.Message);
    }

    [Fact]
    public void Numbers_that_do_not_fit_the_words_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new WordVectors(["a", "b"], 2, [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => new WordVectors(["a", "a"], 1, [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WordVectors(["a"], 0, []));
        Assert.Throws<ArgumentException>(() => new WordVectors(new Vocabulary(["a", "b"]), new PaddedMatrix(1, 2)));
    }

    [Fact]
    public void A_vector_of_another_length_is_refused() => Assert.Throws<ArgumentException>(() => Compass.Nearest([1f, 2f, 3f]));

    [Fact]
    public void Fewer_than_one_neighbour_can_not_be_asked_for() => Assert.Throws<ArgumentOutOfRangeException>(() => Compass.Nearest("north", 0));
}
