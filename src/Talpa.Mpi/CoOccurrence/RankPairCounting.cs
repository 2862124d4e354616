using System.Buffers;
using System.Runtime.InteropServices;
using Talpa.CoOccurrence;
using Talpa.Mpi.Exchanges;
using Talpa.Ranks;
using Talpa.Text;

namespace Talpa.Mpi.CoOccurrence;

/// <summary>
/// Counts the pairs of a text that several ranks have read, a part each. Every rank sums up the rows of its own part; in bands of centre words the parts of the rows are sent to the ranks that own
/// the context words, which add them up. All sums are whole numbers, so the counts have the same bits as those of one process, for any number of ranks and any division of the text.
/// </summary>
/// <remarks>A rank sends 12 bytes for each different pair of its own text whose context another rank owns, and for each word 4 bytes a rank and 16 bytes for the totals.</remarks>
internal sealed class RankPairCounting
{
    /// <summary>Bytes of rows in a band.</summary>
    public const long DefaultBandBytes = 64 << 20;

    /// <summary>A band is in memory as it is counted, sent, received and added up.</summary>
    private const int CopiesOfBand = 4;

    private readonly IRankGroup _group;
    private readonly EncodedCorpus _corpus;
    private readonly CoOccurrenceOptions _options;
    private readonly int[] _ownerOf;
    private readonly float[] _kept;
    private readonly long _bandBytes;
    private readonly RankParcels _parcels;
    private readonly CounterTeam _team;

    private RankPairCounting(IRankGroup group, EncodedCorpus corpus, CoOccurrenceOptions options, Func<int, int> ownerOf, long bandBytes)
    {
        _group = group;
        _corpus = corpus;
        _options = options;
        _bandBytes = bandBytes;
        _parcels = new RankParcels(group);
        _ownerOf = [.. Enumerable.Range(0, corpus.Vocabulary.Count).Select(ownerOf)];
        Subsampling? subsampling = options.SubsamplingThreshold > 0 ? new Subsampling(corpus.Vocabulary, options.SubsamplingThreshold) : null;
        _kept = [.. Enumerable.Range(0, corpus.Vocabulary.Count).Select(word => (float)(subsampling?.Probability(word) ?? 1))];
        _team = new CounterTeam(_kept, options);
    }

    /// <summary>Counts the pairs. All ranks call it together, with the same options.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="corpus">The text of this rank, with the words of the whole text.</param>
    /// <param name="options">How to count.</param>
    /// <param name="ownerOf">The rank that owns a word as a context: the same function on all ranks. It should give each rank about as many pairs.</param>
    /// <param name="bandBytes">
    /// About how many bytes of rows a rank holds before it sends them; with what is being sent and received about four times as many are in memory. A band has one row of each thread at least.
    /// </param>
    /// <param name="cancellationToken">Stops this rank. The others then wait until they are ended.</param>
    /// <returns>The totals of all words and, of each row, the contexts that this rank owns.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="UnusableInputException">An option is not supported, or a temporary file can't be written or read.</exception>
    /// <exception cref="OverflowException">A total is out of the range of 64 bits, or a rank owns so many contexts that those of a band do not fit into an array.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static CoOccurrenceCounts Count(
        IRankGroup group, EncodedCorpus corpus, CoOccurrenceOptions options, Func<int, int> ownerOf, long bandBytes = DefaultBandBytes, CancellationToken cancellationToken = default)
    {
        options.Validate();
        RefuseUnsupported(options);
        return new RankPairCounting(group, corpus, options, ownerOf, bandBytes).Run(cancellationToken);
    }

    /// <summary>About how many bytes of rows are in memory while pairs are counted, those that are sent and received included.</summary>
    public static long EstimateBandBytes(EncodedCorpus corpus, CoOccurrenceOptions options) =>
        CopiesOfBand * Math.Min(DefaultBandBytes, corpus.TokenCount * 2 * options.Window * RowCounter.EntryBytes);

    private static void RefuseUnsupported(CoOccurrenceOptions options)
    {
        if (options.Sentences is not null)
        {
            throw RankFaults.OnAllRanks(new UnusableInputException(
                "Sentences can't be held out when several processes count the pairs of a text: which they are depends on the process that reads them. Hold out none."));
        }

        if (options.Before is not null || options.KeepsSums)
        {
            throw RankFaults.OnAllRanks(new UnusableInputException(
                "The pairs of another text can't be added or kept when several processes count the pairs of a text. Train in one process, or without them."));
        }
    }

    private CoOccurrenceCounts Run(CancellationToken cancellationToken)
    {
        var rows = new RowStore(_ownerOf.Length, _options.TemporaryFolder, _options.MemoryLimit / 2);
        try
        {
            using var text = new TextRows(_corpus, _ownerOf.Length, [.. Enumerable.Range(0, _ownerOf.Length)], _options);
            text.Read(_team, cancellationToken);
            var ahead = new RowsAhead(text, _ownerOf, _group.Count, _options.Sides, _bandBytes);
            for (int first = 0; first < _ownerOf.Length;)
            {
                ahead.Count(_team, cancellationToken);
                int end = (int)RankNumbers.Gather(_group, ahead.End).Min();
                Send(ahead, first..end);
                Merge(first..end, rows, cancellationToken);
                first = end;
            }

            return new CoOccurrenceCounts(_corpus.Vocabulary, rows, Totals(ahead.Totals)) { Sides = _options.Sides, Positions = _options.Positions };
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>Sends each rank its parts of a band's rows: for each word the number of contexts, then these.</summary>
    private void Send(RowsAhead ahead, Range band)
    {
        for (int word = band.Start.Value; word < band.End.Value; word++)
        {
            ReadOnlySpan<byte> row = ahead.Take(word);
            ReadOnlySpan<int> counts = OwnerRow.CountsOf(row, _group.Count);
            row = row[OwnerRow.HeaderBytes(_group.Count)..];
            for (int rank = 0; rank < counts.Length; rank++)
            {
                int bytes = counts[rank] * RowCounter.EntryBytes;
                IBufferWriter<byte> parcel = _parcels.For(rank);
                parcel.Write(MemoryMarshal.AsBytes(counts.Slice(rank, 1)));
                parcel.Write(row[..bytes]);
                row = row[bytes..];
            }
        }

        _parcels.Exchange(hasMore: false);
    }

    /// <summary>Adds up the parts of each row that have come.</summary>
    private void Merge(Range band, RowStore rows, CancellationToken cancellationToken)
    {
        int[][] starts = [.. Enumerable.Range(0, _group.Count).Select(rank => Starts(_parcels.From(rank), band.End.Value - band.Start.Value))];
        _team.ForEach(
            band,
            (counter, word) =>
            {
                for (int rank = 0; rank < starts.Length; rank++)
                {
                    int at = word - band.Start.Value;
                    counter.Add(_parcels.From(rank)[(starts[rank][at] + sizeof(int))..starts[rank][at + 1]]);
                }

                rows.Write(word, counter.TakeRow(word, out _));
            },
            cancellationToken);
    }

    /// <summary>Where the part of each row begins in what a rank has sent.</summary>
    private static int[] Starts(ReadOnlySpan<byte> parts, int words)
    {
        int[] starts = new int[words + 1];
        for (int word = 0; word < words; word++)
        {
            starts[word + 1] = starts[word] + sizeof(int) + (MemoryMarshal.Read<int>(parts[starts[word]..]) * RowCounter.EntryBytes);
        }

        return starts;
    }

    private double[] Totals(Span<long> sums)
    {
        RankNumbers.Add(_group, sums);
        double[] totals = new double[sums.Length];
        for (int word = 0; word < totals.Length; word++)
        {
            // Multiplied as RowCounter does it, for the same bits.
            double scale = _kept[word] * RowCounter.Unit;
            totals[word] = sums[word] * scale;
        }

        return totals;
    }
}
