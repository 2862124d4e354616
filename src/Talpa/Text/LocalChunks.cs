namespace Talpa.Text;

/// <summary>The chunks of a corpus that one process has.</summary>
/// <param name="corpus">The corpus.</param>
internal sealed class LocalChunks(EncodedCorpus corpus) : IChunkedText
{
    /// <inheritdoc/>
    public int ChunkCount => corpus.ChunkCount;

    /// <inheritdoc/>
    public int LongestChunk => corpus.LongestChunk;

    /// <inheritdoc/>
    public long TokenCount => corpus.TokenCount;

    /// <inheritdoc/>
    public long TokensBefore(int chunk) => corpus.TokensBefore(chunk);

    /// <inheritdoc/>
    public int ReadChunk(int chunk, Span<WordId> buffer) => corpus.ReadChunk(chunk, buffer);
}
