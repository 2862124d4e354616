using Talpa.Ranks;
using Talpa.Text;

namespace Talpa.CoOccurrence;

/// <summary>
/// How often each word is expected to be met as a context of each other: for V words a sparse V × V table of weights, or V × 2 V where contexts before and after a word are
/// distinguished. Expected, because
/// subsampling and window sizes are not drawn but averaged over (<see cref="Kernels.IWindowWeight"/>): there is no randomness in it, and the same text
/// gives the same bits for any number of threads and any memory limit. It is symmetric but for rounding; with two
/// sides o is after w as often as w is before o.
/// </summary>
internal sealed class CoOccurrenceCounts : IDisposable
{
    private readonly RowStore _rows;
    private readonly double[] _totals;

    internal CoOccurrenceCounts(Vocabulary vocabulary, RowStore rows, double[] totals)
    {
        Vocabulary = vocabulary;
        _rows = rows;
        _totals = totals;
        Total = totals.Sum();
    }

    /// <summary>The words; rows and ids are in their order.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>n(w): how many contexts each word is expected to have as a centre word, the sum of its row.</summary>
    public ReadOnlySpan<double> Totals => _totals;

    /// <summary>Contexts of a word (<see cref="CoOccurrenceOptions.Sides"/>).</summary>
    public int Sides { get; init; } = 1;

    /// <summary>The positions that replace the ids of contexts in the rows; <c>null</c> for ids.</summary>
    public TiledWords? Positions { get; init; }

    /// <summary>The sums of the pairs; <c>null</c> where they were not kept.</summary>
    public PairSums? Sums { get; init; }

    /// <summary>The sum of all rows: pairs in one pass over the text.</summary>
    public double Total { get; }

    /// <summary>Number of different pairs, each counted in both directions.</summary>
    public long Entries => (_rows.BytesInMemory + _rows.BytesInFile) / CoOccurrenceRow.EntryBytes;

    /// <summary>Whether a part of the rows is in a temporary file.</summary>
    public bool IsInFile => _rows.BytesInFile > 0;

    /// <summary>Counts a text's pairs.</summary>
    /// <param name="corpus">The text; pairs are those of its own vocabulary.</param>
    /// <param name="options">How to count; <c>null</c> for the defaults.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="UnusableInputException">A temporary file can't be written or read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static CoOccurrenceCounts Count(
        EncodedCorpus corpus, CoOccurrenceOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        return Count(corpus, corpus.Vocabulary, options, cancellationToken);
    }

    /// <summary>Counts the pairs of another text than that which a vocabulary was learned from; words outside the vocabulary are left out first.</summary>
    /// <param name="corpus">The text.</param>
    /// <param name="vocabulary">The words counted. Subsampling goes by this vocabulary's counts.</param>
    /// <param name="options">How to count; <c>null</c> for the defaults.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or subsampling is on and the vocabulary has no counts.</exception>
    /// <exception cref="UnusableInputException">A temporary file can't be written or read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static CoOccurrenceCounts Count(
        EncodedCorpus corpus, Vocabulary vocabulary, CoOccurrenceOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(vocabulary);
        options ??= new CoOccurrenceOptions();
        options.Validate();
        return new PairCounting(corpus, vocabulary, options).Run(cancellationToken);
    }

    /// <summary>Counts the pairs of the sentences that were held out when others were counted. Words that have no pairs there are left out first.</summary>
    /// <param name="corpus">The text.</param>
    /// <param name="trained">The counts of the other sentences.</param>
    /// <param name="options">How these were counted, with <see cref="CoOccurrenceOptions.Sentences"/> set.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="UnusableInputException">A temporary file can't be written or read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static CoOccurrenceCounts CountHeldOut(
        EncodedCorpus corpus, CoOccurrenceCounts trained, CoOccurrenceOptions options, CancellationToken cancellationToken = default) =>
        new PairCounting(corpus, trained.Vocabulary, options with { Sentences = options.Sentences!.Value.Other, Before = null, KeepsSums = false }, trained).Run(cancellationToken);

    /// <summary>About how many bytes counting a text takes when it is at its largest: the text's tokens with their positions, the counters of the threads, and the rows, up to the memory limit.</summary>
    internal static long EstimateBytes(EncodedCorpus corpus, CoOccurrenceOptions options)
    {
        // Twice: the list in which the ids are gathered is larger than they are and is collected some time after it was last needed.
        long tokens = 2 * Math.Min(options.MemoryLimit / 2, corpus.TokenCount * CorpusSegment.TokenBytes);
        long entries = new PairCounting(corpus, corpus.Vocabulary, options).EstimateEntries();
        long sums = options.KeepsSums ? entries * PairSums.TypicalEntryBytes : 0;
        long counters = options.Threads * (long)corpus.Vocabulary.Count * options.Sides * RowCounter.ContextBytes;
        return tokens + counters + Math.Min(options.MemoryLimit / 2, entries * CoOccurrenceRow.EntryBytes) + sums;
    }

    /// <summary>The contexts of a centre word. Safe to call from several threads at once.</summary>
    /// <exception cref="UnusableInputException">The temporary file can't be read.</exception>
    public CoOccurrenceRow Row(int centre) => new(_rows.Read(centre));

    /// <summary>The word of a context, given what its row has for it.</summary>
    public int WordOf(int idOrPosition) => (Positions?.ContextAt(idOrPosition) ?? idOrPosition) / Sides;

    /// <summary>Frees the rows, and the temporary file where there is one.</summary>
    public void Dispose() => _rows.Dispose();
}
