using Talpa.Text;

namespace Talpa.Tests.Text;

public sealed class VocabularyTests
{
    [Fact]
    public void Words_map_to_ids_and_back()
    {
        var vocabulary = new Vocabulary(["the", "mole", "The"], [5, 3, 1]);
        Assert.Equal(3, vocabulary.Count);
        for (int id = 0; id < vocabulary.Count; id++)
        {
            Assert.True(vocabulary.TryGetId(vocabulary[id], out int found));
            Assert.Equal(id, found);
        }

        Assert.False(vocabulary.TryGetId("badger", out int missing));
        Assert.Equal(-1, missing);
        Assert.True(vocabulary.Contains("The"));
        Assert.False(vocabulary.Contains("THE"));
        Assert.Throws<ArgumentOutOfRangeException>(() => vocabulary[3]);
    }

    [Fact]
    public void Counts_are_optional()
    {
        var counted = new Vocabulary(["a", "b"], [3_000_000_000, 2]);
        Assert.True(counted.HasCounts);
        Assert.Equal(3_000_000_002, counted.TotalCount);
        Assert.Equal([3_000_000_000, 2], counted.Counts);
        var uncounted = new Vocabulary(["a", "b"]);
        Assert.False(uncounted.HasCounts);
        Assert.True(uncounted.Counts.IsEmpty);
        Assert.Equal(0, uncounted.TotalCount);
    }

    [Fact]
    public void Duplicate_words_and_mismatched_counts_are_refused()
    {
        Assert.Contains("'a' occurs twice", Assert.Throws<ArgumentException>(() => new Vocabulary(["a", "b", "a"])).Message, StringComparison.Ordinal);
        Assert.Contains("negative", Assert.Throws<ArgumentException>(() => new Vocabulary(["a", "b"], [1, -1])).Message, StringComparison.Ordinal);
        Assert.Contains("Word 1 is null", Assert.Throws<ArgumentException>(() => new Vocabulary(["a", null!])).Message, StringComparison.Ordinal);
        Assert.Contains("2 words, but 1 counts", Assert.Throws<ArgumentException>(() => new Vocabulary(["a", "b"], [1])).Message, StringComparison.Ordinal);
    }
}
