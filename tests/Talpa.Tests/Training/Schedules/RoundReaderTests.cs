using Talpa.Text;
using Talpa.Training.Schedules;

namespace Talpa.Tests.Training.Schedules;

public class RoundReaderTests
{
    [Fact]
    public void A_reader_that_goes_to_a_place_hands_out_what_follows_there()
    {
        using EncodedCorpus corpus = Encode(200_000);
        Assert.True(corpus.ChunkCount > 1);
        var reader = new RoundReader(corpus, epochs: 2);
        var places = new List<RoundPlace>();
        var rounds = new List<RoundPiece[]>();
        for (var round = new RoundPiece[3]; reader.TryRead(round); places.Add(reader.Place))
        {
            rounds.Add([.. round]);
        }

        Assert.Equal(2 * corpus.TokenCount, reader.Place.Tokens);
        AssertNothingIsLeft(corpus, reader.Place);
        for (int i = 0; i + 1 < places.Count; i += 17)
        {
            var another = new RoundReader(corpus, epochs: 2);
            another.GoTo(places[i]);
            Assert.Equal(places[i], another.Place);
            var round = new RoundPiece[3];
            Assert.True(another.TryRead(round));
            Assert.Equal(rounds[i + 1], round);
        }
    }

    [Fact]
    public void A_place_that_the_text_does_not_have_is_refused()
    {
        using EncodedCorpus corpus = Encode(500);
        var reader = new RoundReader(corpus, epochs: 2);
        Assert.True(reader.TryRead(new RoundPiece[2]));
        RoundPlace place = reader.Place;
        RoundPlace[] wrong =
        [
            place with { Epoch = -1 },
            place with { NextChunk = -1 },
            place with { NextChunk = 2 },
            place with { NextChunk = 0 },
            place with { Position = -1 },
            place with { Position = corpus.LongestChunk + 1 },
            place with { Tokens = -1 },
            place with { Pieces = -1 },
        ];

        Assert.All(wrong, there => Assert.Throws<ArgumentException>(() => reader.GoTo(there)));
    }

    private static void AssertNothingIsLeft(EncodedCorpus corpus, RoundPlace end)
    {
        var reader = new RoundReader(corpus, epochs: 2);
        reader.GoTo(end);
        Assert.False(reader.TryRead(new RoundPiece[3]));
        Assert.Equal(end, reader.Place);
    }

    private static EncodedCorpus Encode(int tokens) =>
        EncodedCorpus.Encode(TextSource.Lines(Enumerable.Repeat("a b c d e f g h i j", tokens / 10)), new CorpusOptions { MinCount = 1 });
}
