namespace Talpa.Text;

/// <summary>Where the chunks of a corpus begin. A chunk ends at the first sentence end at or after 64 Ki ids.</summary>
internal sealed class ChunkIndex
{
    /// <summary>Ids after which a chunk ends with the sentence.</summary>
    public const int TargetLength = 64 * 1024;

    private readonly List<(long Start, long TokensBefore)> _ends = [(0, 0)];

    /// <summary>Number of chunks.</summary>
    public int Count => _ends.Count - 1;

    /// <summary>Ids in the longest chunk.</summary>
    public int Longest { get; private set; }

    /// <summary>The position of a chunk's first id.</summary>
    public long StartOf(int chunk) => _ends[chunk].Start;

    /// <summary>Ids in a chunk, sentence ends included.</summary>
    public int LengthOf(int chunk) => (int)(_ends[chunk + 1].Start - _ends[chunk].Start);

    /// <summary>Tokens in the chunks before.</summary>
    public long TokensBefore(int chunk) => _ends[chunk].TokensBefore;

    /// <summary>Takes note of a sentence end: a chunk ends here if it is long enough, or if there is nothing after it.</summary>
    /// <param name="length">Ids so far, this sentence end included.</param>
    /// <param name="tokens">Tokens so far.</param>
    /// <param name="isLast">Whether the corpus ends here.</param>
    public void EndSentence(long length, long tokens, bool isLast)
    {
        long chunkLength = length - _ends[^1].Start;
        if (chunkLength >= TargetLength || (isLast && chunkLength > 0))
        {
            _ends.Add((length, tokens));
            Longest = Math.Max(Longest, (int)chunkLength);
        }
    }
}
