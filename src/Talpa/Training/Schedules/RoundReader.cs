using Talpa.Text;
using Talpa.Training.Batches;

namespace Talpa.Training.Schedules;

/// <summary>
/// Hands out the corpus in ranges of about <see cref="Batch.Tokens"/> tokens, some for each round, in the order of the text, epoch
/// after epoch. The ranges depend on the text alone. Used between the phases, by one thread at a time.
/// </summary>
internal sealed class RoundReader(EncodedCorpus corpus, int epochs)
{
    /// <summary>More than any training has, and far from where their count overflows.</summary>
    private const long MaxRanges = 1L << 60;

    private readonly WordId[] _chunk = new WordId[corpus.LongestChunk];
    private int _epoch;
    private int _nextChunk;
    private int _length;
    private int _position;
    private long _tokens;
    private long _ranges;

    /// <summary>The ids that contain the ranges of the round.</summary>
    public ReadOnlySpan<WordId> Ids => _chunk.AsSpan(0, _length);

    /// <summary>The position of the reader: the start of the next round.</summary>
    public RoundPosition Position => new(_epoch, _nextChunk, _position, _tokens, _ranges);

    /// <summary>Restores a position of a reader of the same text.</summary>
    /// <exception cref="ArgumentException">The text has no such position.</exception>
    /// <exception cref="UnusableInputException">The temporary file of ids can't be read any more.</exception>
    public void GoTo(RoundPosition position)
    {
        int length = position.NextChunk > 0 && position.NextChunk <= corpus.ChunkCount ? corpus.ReadChunk(position.NextChunk - 1, _chunk) : 0;
        if (position.NextChunk < 0 || position.NextChunk > corpus.ChunkCount
            || position.Position < 0 || position.Position > length
            || position.Epoch < 0 || position.Epoch >= epochs
            || position.Tokens < 0 || position.Tokens > corpus.TokenCount * epochs
            || position.Pieces is < 0 or > MaxRanges)
        {
            throw new ArgumentException($"The text has no such position: {position}.", nameof(position));
        }

        _length = length;
        (_epoch, _nextChunk, _position, _tokens, _ranges) = position;
    }

    /// <summary>Hands out one round.</summary>
    /// <returns>Whether there was anything left.</returns>
    public bool TryRead(Span<RoundRange> round)
    {
        if (_position == _length && !TryReadChunk())
        {
            return false;
        }

        foreach (ref RoundRange range in round)
        {
            range = Next();
        }

        return true;
    }

    private bool TryReadChunk()
    {
        bool isNewEpoch = _nextChunk == corpus.ChunkCount;
        if (_epoch + (isNewEpoch ? 1 : 0) >= epochs || corpus.ChunkCount == 0)
        {
            return false;
        }

        if (isNewEpoch)
        {
            _nextChunk = 0;
            _epoch++;
        }

        _length = corpus.ReadChunk(_nextChunk++, _chunk);
        _position = 0;
        return true;
    }

    private RoundRange Next()
    {
        TextRange text = TextRange.Cut(Ids, _position, Batch.Tokens);
        var range = new RoundRange(_ranges++, _epoch, text, _tokens);
        _position += text.Length;
        _tokens += text.Tokens;
        return range;
    }
}
