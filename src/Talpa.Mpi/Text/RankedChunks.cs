using System.IO.Hashing;
using System.Runtime.InteropServices;
using Talpa.Mpi.Exchanges;
using Talpa.Ranks;
using Talpa.Text;

namespace Talpa.Mpi.Text;

/// <summary>
/// The whole text in chunks, in the order of its parts, the same as in one process that reads all of it; each rank keeps its own sentences. When a chunk is read, the ranks that have its pieces send
/// them to all: 4 bytes a token for each pass over the text. All ranks read the same chunks in the same order.
/// </summary>
internal sealed class RankedChunks : IChunkedText
{
    private readonly IRankGroup _group;
    private readonly EncodedCorpus _corpus;
    private readonly List<Piece> _pieces = [];

    /// <summary>For each chunk its first piece, and the tokens before it; an entry more for the end.</summary>
    private readonly List<(int Piece, long TokensBefore)> _chunks = [(0, 0)];

    /// <summary>Finds the chunks, going once over the ids of this rank. All ranks call it together.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="corpus">The sentences of this rank.</param>
    /// <param name="text">The text that they are of.</param>
    /// <exception cref="UnusableInputException">The temporary file can't be read any more.</exception>
    public RankedChunks(IRankGroup group, EncodedCorpus corpus, RankText text)
    {
        _group = group;
        _corpus = corpus;
        int ownParts = 0;
        int open = 0;
        for (int part = 0; part < text.Parts; part++)
        {
            // One part after the other: where the chunks of a part end depends on the ids that the parts before have left open.
            int rank = text.RankOf[part];
            byte[] found = rank == group.Rank ? MemoryMarshal.AsBytes(FindPieces(ownParts++, open).AsSpan()).ToArray() : [];
            foreach (Piece piece in MemoryMarshal.Cast<byte, Piece>(RankBytes.Broadcast(group, found, rank)))
            {
                Add(piece);
                open = piece.EndsChunk ? 0 : open + piece.Length;
            }
        }

        if (open > 0)
        {
            EndChunk();
        }
    }

    /// <inheritdoc/>
    public int ChunkCount => _chunks.Count - 1;

    /// <inheritdoc/>
    public int LongestChunk { get; private set; }

    /// <inheritdoc/>
    public long TokenCount { get; private set; }

    /// <inheritdoc/>
    public long TokensBefore(int chunk) => _chunks[chunk].TokensBefore;

    /// <inheritdoc/>
    public int ReadChunk(int chunk, Span<WordId> buffer)
    {
        int length = 0;
        for (int i = _chunks[chunk].Piece; i < _chunks[chunk + 1].Piece; i++)
        {
            Piece piece = _pieces[i];
            Span<WordId> ids = buffer.Slice(length, piece.Length);
            if (piece.Rank == _group.Rank)
            {
                _corpus.ReadIds(piece.Start, ids);
            }

            _group.Broadcast(MemoryMarshal.AsBytes(ids), piece.Rank);
            length += piece.Length;
        }

        return length;
    }

    /// <summary>Cuts a part of this rank's text where chunks end.</summary>
    /// <param name="part">The part, from 0 for the rank's first.</param>
    /// <param name="open">Ids of the chunk that the parts before have left open.</param>
    private Piece[] FindPieces(int part, int open)
    {
        long start = part == 0 ? 0 : _corpus.PartEnds[part - 1];
        var ids = new WordId[(int)Math.Min(ChunkIndex.TargetLength, _corpus.PartEnds[part] - start)];
        var pieces = new List<Piece>();
        var piece = new Piece(_group.Rank, start, 0, 0, EndsChunk: false);
        for (long at = start; at < _corpus.PartEnds[part]; at += ids.Length)
        {
            Span<WordId> block = ids.AsSpan(0, (int)Math.Min(ids.Length, _corpus.PartEnds[part] - at));
            _corpus.ReadIds(at, block);
            foreach (WordId id in block)
            {
                bool isEnd = id == WordId.SentenceEnd;
                piece = piece with { Length = piece.Length + 1, Tokens = piece.Tokens + (isEnd ? 0 : 1) };
                if (isEnd && open + piece.Length >= ChunkIndex.TargetLength)
                {
                    pieces.Add(piece with { EndsChunk = true });
                    piece = new Piece(_group.Rank, piece.Start + piece.Length, 0, 0, EndsChunk: false);
                    open = 0;
                }
            }
        }

        return piece.Length > 0 ? [.. pieces, piece] : [.. pieces];
    }

    /// <summary>The fingerprint of a text that distinguishes the order of its sentences too, as far as the lengths of its pieces do.</summary>
    /// <param name="fingerprint">That of the sentences without an order.</param>
    public string AddOrder(string fingerprint)
    {
        var hash = new XxHash128();
        hash.Append(Convert.FromHexString(fingerprint));
        foreach (Piece piece in _pieces)
        {
            hash.Append(MemoryMarshal.AsBytes<int>([piece.Length, piece.Tokens]));
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    private void Add(Piece piece)
    {
        _pieces.Add(piece);
        TokenCount += piece.Tokens;
        if (piece.EndsChunk)
        {
            EndChunk();
        }
    }

    private void EndChunk()
    {
        int length = 0;
        for (int i = _chunks[^1].Piece; i < _pieces.Count; i++)
        {
            length += _pieces[i].Length;
        }

        LongestChunk = Math.Max(LongestChunk, length);
        _chunks.Add((_pieces.Count, TokenCount));
    }

    /// <summary>Some sentences of a chunk that lie together on a rank.</summary>
    /// <param name="Rank">The rank.</param>
    /// <param name="Start">Ids of that rank before them.</param>
    /// <param name="Length">Their ids, sentence ends included.</param>
    /// <param name="Tokens">Their tokens.</param>
    /// <param name="EndsChunk">Whether the chunk ends with them.</param>
    private readonly record struct Piece(int Rank, long Start, int Length, int Tokens, bool EndsChunk);
}
