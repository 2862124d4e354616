using System.Numerics;
using System.Runtime.CompilerServices;
using Talpa.Ranks;

namespace Talpa.CoOccurrence;

/// <summary>How pairs of words are counted. The defaults are those of word2vec.c.</summary>
internal sealed record CoOccurrenceOptions
{
    /// <summary>The farthest context word on either side, in tokens that subsampling has left, 1 to 1,000. Default: 5.</summary>
    public int Window { get; init; } = 5;

    /// <summary>What a context word weighs by its distance. Default: linear, as in word2vec.c.</summary>
    public WindowWeighting Weighting { get; init; } = WindowWeighting.Linear;

    /// <summary>The weights of the distances 1 to <see cref="Window"/>.</summary>
    internal float[] WeightsByDistance =>
    [
        .. Enumerable.Range(1, Window).Select(distance => Weighting switch
        {
            WindowWeighting.Linear => (Window - distance + 1) / (float)Window,
            WindowWeighting.Harmonic => 1f / distance,
            _ => 1,
        }),
    ];

    /// <summary>Subsampling threshold: words more frequent than this share of the text count less, 0 (off) to 1. Default: 1e-3.</summary>
    public double SubsamplingThreshold { get; init; } = 1e-3;

    /// <summary>
    /// With subsampling, two tokens far apart may still come into one window, though it is unlikely. A pair whose expected weight,
    /// were both its words kept, is below this is left out, 1e-9 to 0.1. Default: 0.001.
    /// </summary>
    public double MinWeight { get; init; } = 1e-3;

    /// <summary>The sentences that are counted; <c>null</c> for all. Default: all.</summary>
    public SentenceSplit? Sentences { get; init; }

    /// <summary>
    /// The pairs of another text, which are added. Its words have the same ids, others may follow behind them; its shares of tokens kept are those of its words here too. <c>null</c> for none. Default: none.
    /// </summary>
    public PairSums? Before { get; init; }

    /// <summary>Whether the sums are kept so that those of another text can be added. Default: no.</summary>
    public bool KeepsSums { get; init; }

    /// <summary>
    /// 1: a context is a word. 2: a context is a word before or after the centre word; those before word v have the id 2v, those after have 2v + 1. Default: 1.
    /// </summary>
    public int Sides { get; init; } = 1;

    /// <summary>The positions of contexts, which replace their ids in the rows; <c>null</c> for the ids. Default: none.</summary>
    public TiledWords? Positions { get; init; }

    /// <summary>
    /// Bytes of tokens and of counts to keep in memory at most, 1 MB or more; what is more goes into temporary files. Default: 2 GiB.
    /// </summary>
    public long MemoryLimit { get; init; } = 2L << 30;

    /// <summary>Where temporary files go. Default: the system's folder for them.</summary>
    public string TemporaryFolder { get; init; } = Path.GetTempPath();

    /// <summary>Threads that count, 1 to 1,024; the counts are the same for any number. Default: one for each processor.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Checks every option against its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it, its value and the range.</exception>
    public void Validate()
    {
        Check(Window, 1, 1_000);
        Check((int)Weighting, 0, (int)WindowWeighting.Even, nameof(Weighting));
        Check(SubsamplingThreshold, 0, 1);
        Check(MinWeight, 1e-9, 0.1);
        Check(MemoryLimit, 1 << 20, long.MaxValue);
        Check(Threads, 1, 1_024);
        Check(Sides, 1, 2);
        ArgumentException.ThrowIfNullOrEmpty(TemporaryFolder);
    }

    private static void Check<T>(T value, T min, T max, [CallerArgumentExpression(nameof(value))] string option = "")
        where T : INumber<T>
    {
        // Written so that not-a-number fails too.
        if (!(value >= min && value <= max))
        {
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be from {min} to {max}, not {value}.");
        }
    }
}
