using Talpa.CoOccurrence;
using Talpa.Text;

namespace Talpa.Mpi.CoOccurrence;

/// <summary>
/// The pairs of one rank's text, summed up for one centre word after the other. A text that fits half of the memory limit is kept in memory and counted when a word's row is needed; of a longer one
/// the rows of each segment are counted first and stored in temporary files, as <see cref="CoOccurrenceCounts"/> does it.
/// </summary>
internal sealed class TextRows : IDisposable
{
    private readonly EncodedCorpus _corpus;
    private readonly CoOccurrenceOptions _options;
    private readonly List<RowStore> _parts = [];
    private CorpusSegment? _only;

    /// <param name="corpus">The text of this rank.</param>
    /// <param name="options">How to count.</param>
    public TextRows(EncodedCorpus corpus, CoOccurrenceOptions options)
    {
        _corpus = corpus;
        _options = options;
    }

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
            var part = new RowStore(_corpus.Vocabulary.Count, _options.TemporaryFolder, memoryLimit: 0);
            _parts.Add(part);
            CorpusSegment segment = Read(chunks);
            team.ForEach(
                .._corpus.Vocabulary.Count,
                (counter, word) =>
                {
                    counter.Add(segment, word);
                    part.Write(word, counter.TakeSums());
                },
                cancellationToken);
        }
    }

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
        long maxTokens = Math.Min(_options.MemoryLimit / 2 / CorpusSegment.TokenBytes, Array.MaxLength / 2);
        var segments = new List<Range>();
        for (int first = 0; first < _corpus.ChunkCount;)
        {
            int end = first + 1;
            while (end < _corpus.ChunkCount && _corpus.TokensBefore(end + 1) - _corpus.TokensBefore(first) <= maxTokens)
            {
                end++;
            }

            segments.Add(first..end);
            first = end;
        }

        return segments;
    }

    private CorpusSegment Read(Range chunks) =>
        CorpusSegment.Read(_corpus, chunks, _corpus.Vocabulary.Count, [.. Enumerable.Range(0, _corpus.Vocabulary.Count)], split: null);
}
