using Talpa.Text;
using Talpa.Training.Batches;

namespace Talpa.Training.Schedules;

/// <summary>
/// Hands out the corpus in rounds, a range for each shard, in the order of the text, epoch after epoch. A chunk is divided into rounds and ranges of about the
/// same length, so that no shard waits long for another. The ranges depend on the text alone. Used between the phases, by one thread at a time.
/// </summary>
/// <param name="corpus">The text.</param>
/// <param name="epochs">Passes over it.</param>
/// <param name="maxTokens">The largest number of tokens of a range, but for its last sentence.</param>
internal sealed class RoundReader(IChunkedText corpus, int epochs, int maxTokens)
{
    /// <summary>More than any training has, and far from where their count overflows.</summary>
    private const long MaxRounds = 1L << 50;

    private readonly WordId[] _chunk = new WordId[corpus.LongestChunk];
    private int _epoch;
    private int _nextChunk;
    private int _length;
    private int _position;
    private int _roundsLeft;
    private long _tokens;
    private long _rounds;

    /// <summary>The ids that contain the ranges of the round.</summary>
    public ReadOnlySpan<WordId> Ids => _chunk.AsSpan(0, _length);

    /// <summary>The position of the reader: the start of the next round.</summary>
    public RoundPosition Position => new(_epoch, _nextChunk, _position, _roundsLeft, _tokens, _rounds);

    /// <summary>Whether an epoch ends here.</summary>
    public bool IsAtEpochEnd => _roundsLeft == 0 && _nextChunk == corpus.ChunkCount;

    /// <summary>Restores a position of a reader of the same text.</summary>
    /// <exception cref="ArgumentException">The text has no such position.</exception>
    /// <exception cref="UnusableInputException">The temporary file of ids can't be read any more.</exception>
    public void GoTo(RoundPosition position)
    {
        int length = position.NextChunk > 0 && position.NextChunk <= corpus.ChunkCount ? corpus.ReadChunk(position.NextChunk - 1, _chunk) : 0;
        if (position.NextChunk < 0 || position.NextChunk > corpus.ChunkCount
            || position.Position < 0 || position.Position > length
            || position.RoundsLeft < 0 || position.RoundsLeft > length
            || position.RoundsLeft == 0 != (position.Position == length)
            || position.Epoch < 0 || position.Epoch >= epochs
            || position.Tokens < 0 || position.Tokens > corpus.TokenCount * epochs
            || position.Rounds is < 0 or > MaxRounds)
        {
            throw new ArgumentException($"The text has no such position: {position}.", nameof(position));
        }

        _length = length;
        (_epoch, _nextChunk, _position, _roundsLeft, _tokens, _rounds) = position;
    }

    /// <summary>Hands out one round.</summary>
    /// <param name="round">Receives a range for each shard; some may be empty.</param>
    /// <returns>Whether there was anything left.</returns>
    public bool TryRead(Span<RoundRange> round)
    {
        if (IsAtEpochEnd && (_epoch + 1 >= epochs || corpus.ChunkCount == 0))
        {
            return false;
        }

        if (_roundsLeft == 0)
        {
            ReadChunk(round.Length);
        }

        // Divided anew for each range: a range ends with a sentence, so that it may be shorter than its share.
        long tokensLeft = (_epoch * corpus.TokenCount) + corpus.TokensBefore(_nextChunk) - _tokens;
        for (int i = 0; i < round.Length; i++)
        {
            long rangesLeft = ((long)_roundsLeft * round.Length) - i;
            round[i] = Next((_rounds * round.Length) + i, rangesLeft, ref tokensLeft);
        }

        _roundsLeft--;
        _rounds++;
        return true;
    }

    private void ReadChunk(int shards)
    {
        if (_nextChunk == corpus.ChunkCount)
        {
            _nextChunk = 0;
            _epoch++;
        }

        _length = corpus.ReadChunk(_nextChunk++, _chunk);
        _position = 0;
        long tokens = corpus.TokensBefore(_nextChunk) - corpus.TokensBefore(_nextChunk - 1);
        long perRound = (long)shards * maxTokens;
        _roundsLeft = (int)Math.Max(1, (tokens + perRound - 1) / perRound);
    }

    private RoundRange Next(long number, long rangesLeft, ref long tokensLeft)
    {
        // The last range takes all that is left, which is no more than a sentence above its share.
        int share = rangesLeft == 1 ? int.MaxValue - 1 : (int)Math.Max(0, (tokensLeft + rangesLeft - 1) / rangesLeft);
        TextRange text = share == 0 ? default : TextRange.Cut(Ids, _position, share);
        var range = new RoundRange(number, _epoch, text with { Start = _position }, _tokens);
        _position += text.Length;
        _tokens += text.Tokens;
        tokensLeft -= text.Tokens;
        return range;
    }
}
