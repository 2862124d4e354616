using Talpa.Text;

namespace Talpa.CoOccurrence;

/// <summary>
/// The pairs of a text, summed up for one centre word after the other. A text that fits half of the memory limit is kept in memory and counted when a word's row is needed. A longer one is read in
/// segments that fit; the rows of each are counted first and stored in a temporary file, and added in the segments' order when a word's row is needed.
/// </summary>
/// <param name="corpus">The text, or the part of it that this process has.</param>
/// <param name="words">Size of the vocabulary that is counted.</param>
/// <param name="idOf">The corpus's ids → that vocabulary's, −1 for a word that is left out.</param>
/// <param name="options">How to count.</param>
internal sealed class TextRows(EncodedCorpus corpus, int words, int[] idOf, CoOccurrenceOptions options) : IDisposable
{
    private readonly List<RowStore> _parts = [];
    private CorpusSegment? _only;

    /// <summary>Reads the text, once, before rows are added.</summary>
    /// <exception cref="UnusableInputException">A temporary file can't be written or read.</exception>
    public void Read(CounterTeam team, CancellationToken cancellationToken)
    {
        List<Range> segments = Segments();
        if (segments.Count == 1)
        {
            _only = Read(segments[0]);
            return;
        }

        foreach (Range chunks in segments)
        {
            // Parts are read once and in order: all of them go to the file.
            var part = new RowStore(words, options.TemporaryFolder, memoryLimit: 0);
            _parts.Add(part);
            CorpusSegment segment = Read(chunks);
            team.ForEach(
                ..words,
                (counter, word) =>
                {
                    counter.Add(segment, word);
                    part.Write(word, counter.TakeSums());
                },
                cancellationToken);
        }
    }

    /// <summary>Reads the text segment by segment.</summary>
    public IEnumerable<CorpusSegment> ReadSegments() => Segments().Select(Read);

    /// <summary>Adds the contexts of a centre word to a counter. Safe to call from several threads at once, for a counter each.</summary>
    /// <exception cref="UnusableInputException">A temporary file can't be read.</exception>
    public void AddTo(RowCounter counter, int word)
    {
        if (_only is not null)
        {
            counter.Add(_only, word);
        }

        foreach (RowStore part in _parts)
        {
            counter.Add(part.Read(word));
        }
    }

    /// <summary>Frees the text, and deletes the temporary files where there are any.</summary>
    public void Dispose()
    {
        _only = null;
        _parts.ForEach(part => part.Dispose());
    }

    /// <summary>The text's chunks in runs whose tokens take half of the memory.</summary>
    private List<Range> Segments()
    {
        long maxTokens = Math.Min(options.MemoryLimit / 2 / CorpusSegment.TokenBytes, Array.MaxLength / 2);
        var segments = new List<Range>();
        for (int first = 0; first < corpus.ChunkCount;)
        {
            int end = first + 1;
            while (end < corpus.ChunkCount && corpus.TokensBefore(end + 1) - corpus.TokensBefore(first) <= maxTokens)
            {
                end++;
            }

            segments.Add(first..end);
            first = end;
        }

        return segments;
    }

    private CorpusSegment Read(Range chunks) => CorpusSegment.Read(corpus, chunks, words, idOf, options.Sentences);
}
