using Talpa.Kernels;

namespace Talpa.Training.Exact;

/// <summary>
/// Which centre words a sweep goes through, in which order and in which blocks. Frequent words (ids are sorted by falling count) have their turn in
/// every sweep, rare ones in every so many-th, spread evenly over the sweeps. It depends on the seed and the sweep alone.
/// </summary>
internal sealed class SweepSchedule(int words, TrainingOptions options)
{
    private readonly ExactSoftmaxOptions _options = options.Exact;
    private bool _ended;

    /// <summary>Words of a block: as the options say, but a small vocabulary is cut into 32 blocks, so that its output vectors move often enough.</summary>
    public int BlockSize { get; } = Math.Clamp((words + 31) / 32, 1, options.Exact.BlockSize);

    /// <summary>Turns taken so far.</summary>
    public long Done { get; set; }

    /// <summary>Blocks taken so far.</summary>
    public long Steps { get; set; }

    /// <summary>The part of the training that is done, 0 to 1.</summary>
    public double Fraction => _ended ? 1 : Math.Min(1, Done / ((double)_options.Sweeps * TurnsPerSweep));

    private double TurnsPerSweep => Math.Min(words, _options.FrequentWords) + (Math.Max(0, words - _options.FrequentWords) / (double)_options.RareWordsEvery);

    /// <summary>A word has its turn in one of so many sweeps.</summary>
    public int SweepsPerTurn(int word) => word < _options.FrequentWords ? 1 : _options.RareWordsEvery;

    /// <summary>Takes the training for done.</summary>
    public void EndNow() => _ended = true;

    /// <summary>The blocks of a sweep. Words without contexts have nothing to learn from and are passed over.</summary>
    public IEnumerable<int[]> Blocks(int sweep, ReadOnlySpan<double> totals)
    {
        var turns = new List<int>();
        int passedOver = 0;
        for (int word = 0; word < words; word++)
        {
            if ((word + sweep) % SweepsPerTurn(word) != 0)
            {
                continue;
            }

            if (totals[word] > 0)
            {
                turns.Add(word);
            }
            else
            {
                passedOver++;
            }
        }

        Done += passedOver;
        Shuffle(turns, SplitMix64.For(options.Seed, -2, sweep));
        return turns.Chunk(BlockSize);
    }

    /// <summary>All words that have contexts, in blocks.</summary>
    public IEnumerable<int[]> AllBlocks(ReadOnlySpan<double> totals)
    {
        var all = new List<int>();
        for (int word = 0; word < words; word++)
        {
            if (totals[word] > 0)
            {
                all.Add(word);
            }
        }

        return all.Chunk(BlockSize);
    }

    private static void Shuffle(List<int> words, SplitMix64 random)
    {
        for (int i = words.Count - 1; i > 0; i--)
        {
            int other = random.Below(i + 1);
            (words[i], words[other]) = (words[other], words[i]);
        }
    }
}
