using Talpa.Text;

namespace Talpa.CoOccurrence;

/// <summary>
/// The work of counting: every word's positions are listed and its row is summed up, word by word, so that a row's sums stay in cache and come out whole.
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
        var rows = new RowStore(_vocabulary.Count, _options.TemporaryFolder, _options.MemoryLimit / 2);
        try
        {
            using TextRows text = NewText();
            var team = new CounterTeam(_kept, _options);
            text.Read(team, cancellationToken);
            team.ForEach(
                .._vocabulary.Count,
                (counter, word) =>
                {
                    text.AddTo(counter, word);
                    Finish(counter, word, rows);
                },
                cancellationToken);
            return new CoOccurrenceCounts(_vocabulary, rows, _totals) { Sides = _options.Sides, Positions = _options.Positions, Sums = _sums is null ? null : new PairSums(_kept, _sums) };
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>About how many different pairs the text has: the rows of every n-th word are counted, frequent and rare ones in proportion.</summary>
    public long EstimateEntries()
    {
        int step = Math.Max(1, _vocabulary.Count / SampledWords);
        int[] sample = [.. Enumerable.Range(0, _vocabulary.Count).Where(word => word % step == step / 2)];
        List<byte[]>[] parts = [.. sample.Select(_ => new List<byte[]>())];
        var counter = new RowCounter(_kept, _options);
        using TextRows text = NewText();
        foreach (CorpusSegment segment in text.ReadSegments())
        {
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

    private TextRows NewText()
    {
        int[] ids = new int[_corpus.Vocabulary.Count];
        for (int id = 0; id < ids.Length; id++)
        {
            ids[id] = _vocabulary.TryGetId(_corpus.Vocabulary[id], out int own) && _known?.Totals[own] is null or > 0 ? own : -1;
        }

        return new TextRows(_corpus, _vocabulary.Count, ids, _options);
    }
}
