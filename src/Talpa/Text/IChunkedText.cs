namespace Talpa.Text;

/// <summary>A text as ids, in chunks of whole sentences.</summary>
internal interface IChunkedText
{
    /// <summary>Number of chunks.</summary>
    int ChunkCount { get; }

    /// <summary>Ids in the longest chunk, sentence ends included.</summary>
    int LongestChunk { get; }

    /// <summary>Tokens of the text.</summary>
    long TokenCount { get; }

    /// <summary>Tokens in the chunks before a chunk; for <see cref="ChunkCount"/>, all tokens.</summary>
    long TokensBefore(int chunk);

    /// <summary>Reads a chunk: its ids with <see cref="WordId.SentenceEnd"/> after each sentence.</summary>
    /// <param name="chunk">0 to <see cref="ChunkCount"/> − 1.</param>
    /// <param name="buffer">Room for the chunk; <see cref="LongestChunk"/> ids are enough for any.</param>
    /// <returns>How many ids were read.</returns>
    /// <exception cref="UnusableInputException">The temporary file can't be read any more.</exception>
    int ReadChunk(int chunk, Span<WordId> buffer);
}
