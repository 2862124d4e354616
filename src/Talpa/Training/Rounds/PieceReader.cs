using Talpa.Text;

namespace Talpa.Training.Rounds;

/// <summary>
/// Deals the corpus out in pieces of about <see cref="PieceTokens"/> tokens, a handful for each round, in the order of the text, epoch
/// after epoch. Which pieces there are depends on the text alone. Used between the phases, by one thread at a time.
/// </summary>
internal sealed class PieceReader(EncodedCorpus corpus, int epochs)
{
    /// <summary>
    /// Tokens in a piece, unless its only sentence is shorter. Few enough that shards learning from the same vectors do not drift apart,
    /// enough that the waiting between the phases does not tell.
    /// </summary>
    public const int PieceTokens = 256;

    /// <summary>More than any training has, and far from where their count overflows.</summary>
    private const long MostPieces = 1L << 60;

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
            || place.Pieces is < 0 or > MostPieces)
        {
            throw new ArgumentException($"The text has no such place: {place}.", nameof(place));
        }

        _length = length;
        (_epoch, _nextChunk, _position, _tokens, _pieces) = place;
    }

    /// <summary>Deals out one round.</summary>
    /// <returns>Whether there was anything left.</returns>
    public bool TryRead(Span<Piece> round)
    {
        if (_position == _length && !TryReadChunk())
        {
            return false;
        }

        foreach (ref Piece piece in round)
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

    /// <summary>Whole sentences, as many as fit; a sentence that alone is too long is divided, and its windows end at the cut.</summary>
    private Piece Next()
    {
        int start = _position;
        int tokens = 0;
        while (_position < _length)
        {
            int sentence = Ids[_position..].IndexOf(WordId.SentenceEnd);
            if (tokens + sentence > PieceTokens)
            {
                if (tokens == 0)
                {
                    _position += PieceTokens;
                    tokens = PieceTokens;
                }

                break;
            }

            tokens += sentence;
            _position += sentence + 1;
        }

        var piece = new Piece(_pieces++, _epoch, start, _position - start, tokens, _tokens);
        _tokens += tokens;
        return piece;
    }
}
