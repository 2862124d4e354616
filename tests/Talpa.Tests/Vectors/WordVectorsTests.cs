using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Tests.Vectors;

public sealed class WordVectorsTests
{
    private static readonly WordVectors Compass = new(["north", "east", "south", "nowhere", "broken"], 2, [0, 2, 3, 0, 0, -1, 0, 0, float.NaN, 1]);

    [Fact]
    public void A_word_has_its_vector_as_stored()
    {
        Assert.Equal([3f, 0f], Compass["east"].ToArray());
        Assert.True(Compass.TryGetVector("south", out ReadOnlySpan<float> south));
        Assert.Equal([0f, -1f], south.ToArray());
        Assert.False(Compass.TryGetVector("West", out ReadOnlySpan<float> nothing));
        Assert.True(nothing.IsEmpty);
    }

    [Fact]
    public void Contains_compares_the_exact_spelling()
    {
        Assert.True(Compass.Contains("north"));
        Assert.False(Compass.Contains("North"));
        Assert.False(Compass.Contains(""));
    }

    [Fact]
    public void Enumeration_returns_each_word_with_its_vector_without_copying()
    {
        int id = 0;
        foreach ((string word, ReadOnlyMemory<float> vector) in Compass)
        {
            Assert.Equal(Compass.Vocabulary[id++], word);
            Assert.Equal(Compass[word].ToArray(), vector.ToArray());
            Assert.True(Unsafe.AreSame(in MemoryMarshal.GetReference(Compass[word]), in MemoryMarshal.GetReference(vector.Span)), word);
        }

        Assert.Equal(Compass.Count, id);
        Assert.Equal(5, ((IReadOnlyCollection<KeyValuePair<string, ReadOnlyMemory<float>>>)Compass).Count);
    }

    [Fact]
    public void The_memory_of_a_word_is_its_row_without_copying()
    {
        ReadOnlyMemory<float> south = Compass.MemoryOf("south");
        Assert.Equal([0f, -1f], south.ToArray());
        Assert.True(Unsafe.AreSame(in MemoryMarshal.GetReference(Compass["south"]), in MemoryMarshal.GetReference(south.Span)));
        Assert.Throws<UnknownWordException>(() => Compass.MemoryOf("west"));
    }

    [Fact]
    public void The_matrix_has_a_row_for_each_word()
    {
        Assert.Equal((5, 2), (Compass.Matrix.Rows, Compass.Matrix.Dimension));
        Assert.Equal([3f, 0f], Compass.Matrix[1].ToArray());
        Assert.Equal([3f, 0f], Compass[1].ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => Compass[5].Length);
    }

    [Fact]
    public void The_mean_is_that_of_the_vectors_as_stored_or_scaled_to_length_1()
    {
        Assert.Equal([1.5f, 1f], Compass.Mean(["north", "east"]));
        Assert.Equal([2f, 2f / 3], Compass.Mean(["north", "east", "east"]));
        Assert.Equal([0.5f, 0.5f], Compass.Mean(["north", "east"], unitLength: true));
        Assert.Equal([0.25f, 0.25f], Compass.Mean(["north", "east", "nowhere", "broken"], unitLength: true));
    }

    [Fact]
    public void The_mean_refuses_unknown_words_or_skips_and_counts_them()
    {
        Assert.Throws<UnknownWordException>(() => Compass.Mean(["north", "west"]));
        Assert.Throws<ArgumentException>(() => Compass.Mean([]));
        Assert.Equal([1.5f, 1f], Compass.Mean(["west", "north", "east", "west"], out int unknown));
        Assert.Equal(2, unknown);
        Assert.Equal([0f, 0f], Compass.Mean(["west"], out unknown));
        Assert.Equal(1, unknown);
        Assert.Equal([0f, 0f], Compass.Mean([], out unknown));
        Assert.Equal(0, unknown);
    }

    [Fact]
    public void Nearest_to_one_positive_word_equals_nearest_to_the_word()
    {
        WordVectors vectors = RandomVectors.Create(3, 500, 20);
        Assert.Equal(vectors.Nearest("w7", 20).Select(each => each.Word), vectors.Nearest(["w7"], count: 20).Select(each => each.Word));
        Assert.Throws<ArgumentException>(() => vectors.Nearest(Array.Empty<string>()));
        Assert.Throws<UnknownWordException>(() => vectors.Nearest(["w7"], ["w500"]));
    }

    [Fact]
    public void Only_the_first_words_are_candidates_on_request()
    {
        WordVectors vectors = RandomVectors.Create(4, 3000, 20);
        string[] all = [.. vectors.Nearest("w7", 3000).Select(each => each.Word)];
        string[] expected = [.. all.Where(word => int.Parse(word.AsSpan(1)) < 1500)];
        Assert.Equal(expected, vectors.Nearest("w7", 3000, among: 1500).Select(each => each.Word));
        Assert.Equal(expected.Take(5), vectors.Nearest(vectors["w7"], 5, except: ["w7"], among: 1500).Select(each => each.Word));
        Assert.Equal(all, vectors.Nearest("w7", 3000, among: 9000).Select(each => each.Word));
        Assert.Equal(1, vectors.RankOf("w7", all[0]));
        Assert.Equal(200, vectors.RankOf("w7", all[199]));
        Assert.Throws<ArgumentOutOfRangeException>(() => vectors.Nearest("w7", 5, among: 0));
    }

    [Fact]
    public void Similarity_of_two_sets_is_the_cosine_of_their_means()
    {
        Assert.Equal(1 / MathF.Sqrt(3.25f), Compass.Similarity(["north", "east"], ["north"]), 1e-6f);
        Assert.Equal(0, Compass.Similarity(["nowhere"], ["north"]));
        Assert.Throws<ArgumentException>(() => Compass.Similarity(["north"], []));
        Assert.Throws<UnknownWordException>(() => Compass.Similarity(["north"], ["west"]));
    }

    [Fact]
    public void Similarity_is_the_cosine_for_any_vector_lengths()
    {
        Assert.Equal(0f, Compass.Similarity("north", "east"));
        Assert.Equal(-1f, Compass.Similarity("north", "south"));
        Assert.Equal(1f, Compass.Similarity("east", "east"));
    }

    [Fact]
    public void A_zero_vector_has_similarity_0_to_every_word()
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
    public void Vectors_whose_squared_length_overflows_or_underflows_single_precision_have_a_direction(float length)
    {
        var vectors = new WordVectors(["a", "b", "c"], 2, [length, 0, length * 0.6f, length * 0.8f, 0, 1]);
        Assert.Equal(0.6f, vectors.Similarity("a", "b"), 1e-6f);
        Assert.Equal([0.6f, 0f], vectors.Nearest("a").Select(neighbour => MathF.Round(neighbour.Similarity, 5)));
    }

    [Fact]
    public void The_error_for_an_unknown_word_is_one_line_with_the_nearest_spellings()
    {
        UnknownWordException fault = Assert.Throws<UnknownWordException>(() => Compass["nort"].Length);
        Assert.Equal("the word 'nort' is not in the vocabulary; spelled like it: 'north'", fault.Message);
        Assert.Equal("nort", fault.Word);
        Assert.Equal(["north"], fault.Suggestions);
        Assert.Throws<UnknownWordException>(() => Compass.Nearest("nort"));
        Assert.Throws<UnknownWordException>(() => Compass.Similarity("north", "nort"));
    }

    [Fact]
    public void A_word_with_line_breaks_is_escaped_in_the_message()
    {
        UnknownWordException fault = Assert.Throws<UnknownWordException>(() => Compass["a\nb\u2028\u0007"].Length);
        Assert.Equal(@"the word 'a\u000Ab\u2028\u0007' is not in the vocabulary, nor is one spelled like it", fault.Message);
    }

    [Fact]
    public void A_mismatched_number_of_values_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new WordVectors(["a", "b"], 2, [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => new WordVectors(["a", "a"], 1, [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WordVectors(["a"], 0, []));
        Assert.Throws<ArgumentException>(() => new WordVectors(new Vocabulary(["a", "b"]), new PaddedMatrix(1, 2)));
    }

    [Fact]
    public void A_query_vector_of_another_length_is_refused() => Assert.Throws<ArgumentException>(() => Compass.Nearest([1f, 2f, 3f]));

    [Fact]
    public void Requesting_fewer_than_one_neighbour_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Compass.Nearest("north", 0));
}
