using System.Runtime.InteropServices;

namespace Talpa.Text;

/// <summary>
/// A text as a vocabulary and a stream of ids, sentence after sentence, in chunks that can be read in any order and by several threads at once.
/// A small one is kept in memory (up to 4 million ids, 16 MB), a larger one in a temporary file that is gone when this is disposed.
/// </summary>
public sealed class EncodedCorpus : IDisposable
{
    /// <summary>Ids kept in memory at most: 16 MB.</summary>
    internal const long DefaultMemoryLimit = 4 * 1024 * 1024;

    private readonly IdStore _ids;
    private readonly ChunkIndex _chunks;

    private EncodedCorpus(CorpusOptions options, IdStore ids, ChunkIndex chunks, Vocabulary vocabulary, CorpusReport report)
    {
        Options = options;
        _ids = ids;
        _chunks = chunks;
        Vocabulary = vocabulary;
        Report = report;
    }

    /// <summary>How the text was encoded.</summary>
    public CorpusOptions Options { get; }

    /// <summary>
    /// The words kept, sorted by falling count; words of equal count in ordinal order of their UTF-8 bytes. Words that join an extended vocabulary are so sorted behind its words.
    /// </summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The phrases that were found and joined; <c>null</c> where the options have none (<see cref="CorpusOptions.Phrases"/>).</summary>
    public Phrases? Phrases { get; private init; }

    /// <summary>Tokens kept in one pass over the corpus, sentence ends not counted. Where several processes read a text, those of this process; <see cref="Report"/> has those of all.</summary>
    public long TokenCount => _chunks.TokensBefore(_chunks.Count);

    /// <summary>What became of the text: all that was read, kept, left out, replaced and split.</summary>
    public CorpusReport Report { get; }

    /// <summary>Ids up to the end of each part of the text, sentence ends included; empty where parts are not marked.</summary>
    internal IReadOnlyList<long> PartEnds { get; private init; } = [];

    /// <summary>Number of chunks. A chunk is a run of whole sentences, about 64 Ki ids long.</summary>
    internal int ChunkCount => _chunks.Count;

    /// <summary>Ids in the longest chunk, sentence ends included.</summary>
    internal int LongestChunk => _chunks.Longest;

    /// <summary>
    /// 32 hexadecimal digits that distinguish this text, as it was encoded, from any other: the same words, counts and ids give the same ones. Reads
    /// all ids each time it is called.
    /// </summary>
    /// <exception cref="UnusableInputException">The temporary file can't be read any more.</exception>
    public string ComputeFingerprint() => CorpusFingerprint.Of(this);

    /// <summary>Whether the ids are in a temporary file.</summary>
    internal bool IsInFile => _ids.IsInFile;

    /// <summary>Reads a source once, from front to back, and encodes it.</summary>
    /// <param name="source">The text.</param>
    /// <param name="options">How to split it and which words to keep.</param>
    /// <param name="progress">Receives the progress of the reading about every 100 ms, and once at its end.</param>
    /// <param name="cancellationToken">Stops the reading. Nothing is left behind.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="UnusableInputException">
    /// The text can't be read, is no text, or has no word that is frequent enough; or the temporary file can't be written.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static EncodedCorpus Encode(
        TextSource source,
        CorpusOptions options,
        IProgress<EncodingProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Encode(source, options, DefaultMemoryLimit, LineReader.DefaultBlockLength, progress, selector: null, cancellationToken);

    /// <summary>Tokens in the chunks before a chunk; for <see cref="ChunkCount"/>, all tokens.</summary>
    /// <param name="chunk">0 to <see cref="ChunkCount"/>.</param>
    internal long TokensBefore(int chunk)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(chunk);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(chunk, ChunkCount);
        return _chunks.TokensBefore(chunk);
    }

    /// <summary>Reads a chunk: its ids in the order of the text, with <see cref="WordId.SentenceEnd"/> after each sentence. Safe to call from several threads at once.</summary>
    /// <param name="chunk">0 to <see cref="ChunkCount"/> − 1.</param>
    /// <param name="buffer">Room for the chunk; <see cref="LongestChunk"/> ids are enough for any.</param>
    /// <returns>How many ids were read.</returns>
    /// <exception cref="ArgumentException">The buffer is too short.</exception>
    /// <exception cref="UnusableInputException">The temporary file can't be read any more.</exception>
    internal int ReadChunk(int chunk, Span<WordId> buffer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(chunk);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(chunk, ChunkCount);
        int length = _chunks.LengthOf(chunk);
        if (buffer.Length < length)
        {
            throw new ArgumentException($"Chunk {chunk} has {length:N0} ids, but there is room for {buffer.Length:N0}.", nameof(buffer));
        }

        _ids.Read(_chunks.StartOf(chunk), MemoryMarshal.Cast<WordId, int>(buffer[..length]));
        return length;
    }

    /// <summary>Reads ids from any position, sentence ends included. Safe to call from several threads at once.</summary>
    /// <param name="start">Ids before the first.</param>
    /// <param name="buffer">Receives the ids.</param>
    /// <exception cref="UnusableInputException">The temporary file can't be read any more.</exception>
    internal void ReadIds(long start, Span<WordId> buffer) => _ids.Read(start, MemoryMarshal.Cast<WordId, int>(buffer));

    /// <summary>Frees the ids, and the temporary file where there is one.</summary>
    public void Dispose() => _ids.Dispose();

    /// <summary>As above, with other sizes than the usual ones.</summary>
    /// <param name="source">The text.</param>
    /// <param name="options">How to split it and which words to keep.</param>
    /// <param name="memoryLimit">Ids kept in memory at most.</param>
    /// <param name="blockLength">Bytes read at a time.</param>
    /// <param name="progress">Receives the progress of the reading.</param>
    /// <param name="selector">Selects the words and describes the text; <c>null</c> where the source is the whole text.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    internal static EncodedCorpus Encode(
        TextSource source,
        CorpusOptions options,
        long memoryLimit,
        int blockLength,
        IProgress<EncodingProgress>? progress = null,
        IWordSelector? selector = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        selector ??= new WholeTextSelector(options);
        var ids = new IdStore(options.TemporaryFolder, memoryLimit);
        try
        {
            using var encoding = new CorpusEncoding(source, options, ids, progress, selector.MayPrune);
            encoding.Read(blockLength, selector.MarksParts, cancellationToken);
            Phrases? phrases = encoding.JoinPhrases(joinLast: true, cancellationToken);
            SelectedWords selected = selector.Select(encoding, cancellationToken);
            var compaction = new CorpusCompaction(ids, selected.FinalIds);
            compaction.Run(cancellationToken);
            return new EncodedCorpus(options, ids, compaction.Chunks, selected.Vocabulary, selector.Describe(encoding, compaction)) { Phrases = phrases, PartEnds = compaction.PartEnds };
        }
        catch
        {
            ids.Dispose();
            throw;
        }
    }
}
