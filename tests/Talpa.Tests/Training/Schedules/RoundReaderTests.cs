using Talpa.Text;
using Talpa.Training.Schedules;

namespace Talpa.Tests.Training.Schedules;

public class RoundReaderTests
{
    [Fact]
    public void A_reader_that_seeks_returns_what_follows_the_position()
    {
        using EncodedCorpus corpus = Encode(200_000);
        Assert.True(corpus.ChunkCount > 1);
        var reader = new RoundReader(corpus, epochs: 2);
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
            var another = new RoundReader(corpus, epochs: 2);
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
        var reader = new RoundReader(corpus, epochs: 2);
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
            position with { Pieces = -1 },
        ];

        Assert.All(wrong, there => Assert.Throws<ArgumentException>(() => reader.GoTo(there)));
    }

    private static void AssertNothingIsLeft(EncodedCorpus corpus, RoundPosition end)
    {
        var reader = new RoundReader(corpus, epochs: 2);
        reader.GoTo(end);
        Assert.False(reader.TryRead(new RoundRange[3]));
        Assert.Equal(end, reader.Position);
    }

    private static EncodedCorpus Encode(int tokens) =>
        EncodedCorpus.Encode(TextSource.Lines(Enumerable.Repeat("a b c d e f g h i j", tokens / 10)), new CorpusOptions { MinCount = 1 });
}
