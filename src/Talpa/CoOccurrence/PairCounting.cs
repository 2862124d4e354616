using Talpa.Text;
using Talpa.Threading;

namespace Talpa.CoOccurrence;

/// <summary>
/// The work of counting. The text is read in segments that fit the memory limit; in each, every word's positions are listed and its row is
/// summed up, word by word, so that a row's sums stay in cache and come out whole. With several segments the parts of a row are
/// added afterwards, in the segments' order.
/// </summary>
internal sealed class PairCounting
{
    private const int SampledWords = 256;

    private readonly EncodedCorpus _corpus;
    private readonly Vocabulary _vocabulary;
    private readonly CoOccurrenceOptions _options;
    private readonly float[] _kept;
    private readonly double[] _totals;
    private readonly CoOccurrenceCounts? _known;
    private readonly byte[][]? _sums;

    /// <param name="corpus">The text.</param>
    /// <param name="vocabulary">The words counted.</param>
    /// <param name="options">How to count.</param>
    /// <param name="known">Counts of another text: words without pairs there are left out as if they were outside the vocabulary; <c>null</c> for none left out.</param>
    public PairCounting(EncodedCorpus corpus, Vocabulary vocabulary, CoOccurrenceOptions options, CoOccurrenceCounts? known = null)
    {
        _known = known;
        _corpus = corpus;
        _vocabulary = vocabulary;
        _options = options;
        _totals = new double[vocabulary.Count];
        _kept = new float[vocabulary.Count];
        Subsampling? subsampling = options.SubsamplingThreshold > 0 ? new Subsampling(vocabulary, options.SubsamplingThreshold) : null;
        for (int word = 0; word < _kept.Length; word++)
        {
            _kept[word] = (float)(subsampling?.Probability(word) ?? 1);
        }

        options.Before?.Kept.CopyTo(_kept);
        _sums = options.KeepsSums ? new byte[vocabulary.Count][] : null;
    }

    public CoOccurrenceCounts Run(CancellationToken cancellationToken)
    {
        List<Range> segments = Segments();
        RowStore rows = NewStore(_options.MemoryLimit / 2);
        var parts = new List<RowStore>();
        try
        {
            if (segments.Count == 1)
            {
                CorpusSegment segment = Read(segments[0]);
                ForEachWord((counter, word) => counter.Add(segment, word), (counter, word) => Finish(counter, word, rows), cancellationToken);
            }
            else
            {
                CountParts(segments, parts, cancellationToken);
                ForEachWord(
                    (counter, word) => parts.ForEach(part => counter.Add(part.Read(word))), (counter, word) => Finish(counter, word, rows), cancellationToken);
            }

            return new CoOccurrenceCounts(_vocabulary, rows, _totals) { Positions = _options.Positions, Sums = _sums is null ? null : new PairSums(_kept, _sums) };
        }
        catch
        {
            rows.Dispose();
            throw;
        }
        finally
        {
            parts.ForEach(part => part.Dispose());
        }
    }

    /// <summary>About how many different pairs the text has: the rows of every n-th word are counted, frequent and rare ones in proportion.</summary>
    public long EstimateEntries()
    {
        int step = Math.Max(1, _vocabulary.Count / SampledWords);
        int[] sample = [.. Enumerable.Range(0, _vocabulary.Count).Where(word => word % step == step / 2)];
        List<byte[]>[] parts = [.. sample.Select(_ => new List<byte[]>())];
        var counter = new RowCounter(_kept, _options);
        foreach (Range chunks in Segments())
        {
            CorpusSegment segment = Read(chunks);
            for (int i = 0; i < sample.Length; i++)
            {
                counter.Add(segment, sample[i]);
                parts[i].Add(counter.TakeSums());
            }
        }

        long entries = 0;
        foreach (List<byte[]> row in parts)
        {
            row.ForEach(part => counter.Add(part));
            entries += counter.TakeSums().Length / RowCounter.EntryBytes;
        }

        return (long)(entries * (_vocabulary.Count / (double)Math.Max(1, sample.Length)));
    }

    private void CountParts(List<Range> segments, List<RowStore> parts, CancellationToken cancellationToken)
    {
        foreach (Range chunks in segments)
        {
            // Parts are read once and in no hurry: all of them go to the file.
            RowStore part = NewStore(0);
            parts.Add(part);
            CorpusSegment segment = Read(chunks);
            ForEachWord(
                (counter, word) => counter.Add(segment, word), (counter, word) => part.Write(word, counter.TakeSums()), cancellationToken);
        }
    }

    private void Finish(RowCounter counter, int word, RowStore rows)
    {
        if (word < _options.Before?.Words)
        {
            _options.Before.AddTo(counter, word);
        }

        if (_sums is not null)
        {
            byte[] sums = counter.TakeSums();
            _sums[word] = PairSums.Encode(sums);
            counter.Add(sums);
        }

        byte[] row = counter.TakeRow(word, out double total);
        _totals[word] = total;
        rows.Write(word, row);
    }

    /// <summary>The corpus's chunks in runs whose tokens take half of the memory.</summary>
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

    private CorpusSegment Read(Range chunks)
    {
        int[] ids = new int[_corpus.Vocabulary.Count];
        for (int id = 0; id < ids.Length; id++)
        {
            ids[id] = _vocabulary.TryGetId(_corpus.Vocabulary[id], out int own) && _known?.Totals[own] is null or > 0 ? own : -1;
        }

        return CorpusSegment.Read(_corpus, chunks, _vocabulary.Count, ids, _options.Sentences);
    }

    /// <summary>Does two things with every word, on all threads; the counter is the thread's own.</summary>
    private void ForEachWord(Action<RowCounter, int> add, Action<RowCounter, int> take, CancellationToken cancellationToken)
    {
        int next = 0;
        using var team = new ThreadTeam(_options.Threads, "pair counter", Count, cancellationToken);
        team.Wait(Timeout.InfiniteTimeSpan);
        cancellationToken.ThrowIfCancellationRequested();

        void Count(ThreadTeam team, int thread, CancellationToken stop)
        {
            // Frequent words come first and take longest: each thread takes the next word when it is free.
            var counter = new RowCounter(_kept, _options);
            for (int word = Interlocked.Increment(ref next) - 1; word < _vocabulary.Count; word = Interlocked.Increment(ref next) - 1)
            {
                stop.ThrowIfCancellationRequested();
                add(counter, word);
                take(counter, word);
            }
        }
    }

    private RowStore NewStore(long memoryLimit) => new(_vocabulary.Count, _options.TemporaryFolder, memoryLimit);
}
