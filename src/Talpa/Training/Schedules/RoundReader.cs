using Talpa.Text;
using Talpa.Training.Batches;

namespace Talpa.Training.Schedules;

/// <summary>
/// Hands out the corpus in pieces of about <see cref="Batch.Tokens"/> tokens, a handful for each round, in the order of the text, epoch
/// after epoch. Which pieces there are depends on the text alone. Used between the phases, by one thread at a time.
/// </summary>
internal sealed class RoundReader(EncodedCorpus corpus, int epochs)
{
    /// <summary>More than any training has, and far from where their count overflows.</summary>
    private const long MaxPieces = 1L << 60;

    private readonly WordId[] _chunk = new WordId[corpus.LongestChunk];
    private int _epoch;
    private int _nextChunk;
    private int _length;
    private int _position;
    private long _tokens;
    private long _pieces;

    /// <summary>The ids that the pieces of the round are parts of.</summary>
    public ReadOnlySpan<WordId> Ids => _chunk.AsSpan(0, _length);

    /// <summary>Where the reader stands: the start of the next round.</summary>
    public RoundPlace Place => new(_epoch, _nextChunk, _position, _tokens, _pieces);

    /// <summary>Goes to a place where a reader of the same text stood.</summary>
    /// <exception cref="ArgumentException">There is no such place in the text.</exception>
    /// <exception cref="UnusableInputException">The temporary file of ids can't be read any more.</exception>
    public void GoTo(RoundPlace place)
    {
        int length = place.NextChunk > 0 && place.NextChunk <= corpus.ChunkCount ? corpus.ReadChunk(place.NextChunk - 1, _chunk) : 0;
        if (place.NextChunk < 0 || place.NextChunk > corpus.ChunkCount
            || place.Position < 0 || place.Position > length
            || place.Epoch < 0 || place.Epoch >= epochs
            || place.Tokens < 0 || place.Tokens > corpus.TokenCount * epochs
            || place.Pieces is < 0 or > MaxPieces)
        {
            throw new ArgumentException($"The text has no such place: {place}.", nameof(place));
        }

        _length = length;
        (_epoch, _nextChunk, _position, _tokens, _pieces) = place;
    }

    /// <summary>Hands out one round.</summary>
    /// <returns>Whether there was anything left.</returns>
    public bool TryRead(Span<RoundPiece> round)
    {
        if (_position == _length && !TryReadChunk())
        {
            return false;
        }

        foreach (ref RoundPiece piece in round)
        {
            piece = Next();
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

    private RoundPiece Next()
    {
        TextPiece text = TextPiece.Cut(Ids, _position, Batch.Tokens);
        var piece = new RoundPiece(_pieces++, _epoch, text, _tokens);
        _position += text.Length;
        _tokens += text.Tokens;
        return piece;
    }
}
