using Talpa.Text;
using Talpa.Training.Schedules;

namespace Talpa.Tests.Training.Schedules;

public class RoundReaderTests
{
    private const int SentenceLength = 10;

    [Fact]
    public void A_reader_that_seeks_returns_what_follows_the_position()
    {
        using EncodedCorpus corpus = Encode(200_000);
        Assert.True(corpus.ChunkCount > 1);
        var reader = new RoundReader(new LocalChunks(corpus), epochs: 2, maxTokens: 256);
        var positions = new List<RoundPosition>();
        var rounds = new List<RoundRange[]>();
        for (var round = new RoundRange[3]; reader.TryRead(round); positions.Add(reader.Position))
        {
            rounds.Add([.. round]);
        }

        Assert.Equal(2 * corpus.TokenCount, reader.Position.Tokens);
        AssertNothingIsLeft(corpus, reader.Position);
        for (int i = 0; i + 1 < positions.Count; i += 17)
        {
            var another = new RoundReader(new LocalChunks(corpus), epochs: 2, maxTokens: 256);
            another.GoTo(positions[i]);
            Assert.Equal(positions[i], another.Position);
            var round = new RoundRange[3];
            Assert.True(another.TryRead(round));
            Assert.Equal(rounds[i + 1], round);
        }
    }

    [Fact]
    public void A_position_outside_the_text_is_refused()
    {
        using EncodedCorpus corpus = Encode(500);
        var reader = new RoundReader(new LocalChunks(corpus), epochs: 2, maxTokens: 256);
        Assert.True(reader.TryRead(new RoundRange[2]));
        RoundPosition position = reader.Position;
        RoundPosition[] wrong =
        [
            position with { Epoch = -1 },
            position with { NextChunk = -1 },
            position with { NextChunk = 2 },
            position with { NextChunk = 0 },
            position with { Position = -1 },
            position with { Position = corpus.LongestChunk + 1 },
            position with { Tokens = -1 },
            position with { Rounds = -1 },
            position with { RoundsLeft = -1 },
            position with { RoundsLeft = 1 },
        ];

        Assert.All(wrong, there => Assert.Throws<ArgumentException>(() => reader.GoTo(there)));
    }

    [Theory]
    [InlineData(1, 400)]
    [InlineData(4, 256)]
    [InlineData(16, 4096)]
    public void Every_shard_has_nearly_the_same_share_of_a_round(int shards, int maxTokens)
    {
        using EncodedCorpus corpus = Encode(200_000);
        var reader = new RoundReader(new LocalChunks(corpus), epochs: 1, maxTokens);
        long tokens = 0;
        for (var round = new RoundRange[shards]; reader.TryRead(round);)
        {
            Assert.All(round, range => Assert.Equal(range.Text.Tokens, Tokens(reader.Ids.Slice(range.Text.Start, range.Text.Length))));
            Assert.InRange(round.Max(range => range.Text.Tokens), 1, maxTokens + SentenceLength);
            Assert.InRange(round.Max(range => range.Text.Tokens) - round.Min(range => range.Text.Tokens), 0, SentenceLength);
            tokens += round.Sum(range => (long)range.Text.Tokens);
        }

        Assert.Equal(corpus.TokenCount, tokens);
        Assert.True(reader.IsAtEpochEnd);
    }

    [Fact]
    public void A_sentence_longer_than_a_round_is_divided()
    {
        using EncodedCorpus corpus = EncodedCorpus.Encode(
            TextSource.Lines([string.Join(' ', Enumerable.Repeat("a", 1001))]), new CorpusOptions { MinCount = 1 }, cancellationToken: TestContext.Current.CancellationToken);
        var reader = new RoundReader(new LocalChunks(corpus), epochs: 1, maxTokens: 100);
        var sizes = new List<int>();
        for (var round = new RoundRange[2]; reader.TryRead(round);)
        {
            sizes.AddRange(round.Select(range => range.Text.Tokens));
        }

        Assert.Equal(1001, sizes.Sum());
        Assert.All(sizes, size => Assert.InRange(size, 80, 100));
    }

    private static int Tokens(ReadOnlySpan<WordId> ids) => ids.Length - ids.Count(WordId.SentenceEnd);

    private static void AssertNothingIsLeft(EncodedCorpus corpus, RoundPosition end)
    {
        var reader = new RoundReader(new LocalChunks(corpus), epochs: 2, maxTokens: 256);
        reader.GoTo(end);
        Assert.False(reader.TryRead(new RoundRange[3]));
        Assert.Equal(end, reader.Position);
    }

    private static EncodedCorpus Encode(int tokens) =>
        EncodedCorpus.Encode(TextSource.Lines(Enumerable.Repeat("a b c d e f g h i j", tokens / SentenceLength)), new CorpusOptions { MinCount = 1 });
}
