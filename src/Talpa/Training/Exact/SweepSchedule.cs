using Talpa.Kernels;
using Talpa.Training.Checkpoints;

namespace Talpa.Training.Exact;

/// <summary>
/// Which centre words a sweep goes through, in which order and in which blocks. Frequent words (ids are sorted by falling count) have their turn in
/// every sweep, rare ones in every n-th, spread evenly over the sweeps; the first sweeps go through frequent words alone. It depends on the seed and the sweep alone.
/// </summary>
internal sealed class SweepSchedule(int words, ExactSoftmax objective, int sweeps, long seed) : IResumable
{
    /// <summary>More than any training has, and far from where their count overflows.</summary>
    private const long MaxSteps = 1L << 60;

    /// <summary>A sweep lowers the objective by about this part of what the one before did; measured on texts of 0.5 to 16 million tokens.</summary>
    private const double FallOfFall = 0.85;

    /// <summary>Sweeps that a training usually has that ends when the objective hardly falls any more.</summary>
    private const int UsualSweeps = 21;

    /// <summary>Rare words take part in at least this many rounds of <see cref="ExactSoftmax.RareWordsEvery"/> sweeps, where there are as many sweeps.</summary>
    private const int MinRounds = 3;

    private State _state;

    /// <summary>Words of a block: as the options say, but a small vocabulary is cut into 32 blocks, so that its output vectors move often enough.</summary>
    public int BlockSize { get; } = Math.Clamp((words + 31) / 32, 1, objective.BlockSize);

    /// <summary>The current sweep, from 0.</summary>
    public int Sweep => _state.Sweep;

    /// <summary>Blocks begun so far, in all sweeps.</summary>
    public long Steps => _state.Steps;

    /// <summary>Centre words of the current sweep, once its blocks are asked for.</summary>
    public int TurnsInSweep { get; private set; }

    /// <summary>Blocks begun in sweeps in which rare words take part.</summary>
    public long StepsWithRareWords => _state.StepsWithRareWords;

    /// <summary>Whether the block begun last is the first of its sweep.</summary>
    public bool IsFirstBlock => _state.Blocks == 1;

    /// <summary>Whether nothing has been done yet.</summary>
    public bool IsAtStart => _state is { Steps: 0, Sweep: 0 };

    /// <summary>Whether all sweeps are done.</summary>
    public bool IsAtEnd => _state.HasEnded || _state.Sweep >= sweeps;

    /// <summary>Sweeps done, with the part of the current one.</summary>
    public double SweepsDone => IsAtEnd ? _state.Sweep : _state.Sweep + Math.Min(1, _state.Blocks * BlockSize / (double)WordsOfSweep);

    /// <summary>The sweeps that the training will probably have; those done when there are no more.</summary>
    public int SweepsExpected => IsAtEnd ? _state.Sweep : Math.Clamp(_state.Expected > 0 ? _state.Expected : FirstExpectation, _state.Sweep + 1, sweeps);

    /// <summary>The number of sweeps in which every word takes part at least once; never more than there are sweeps.</summary>
    public int SweepsPerRound { get; } = words > objective.FrequentWords ? Math.Min(objective.RareWordsEvery, sweeps) : 1;

    /// <summary>
    /// The number of sweeps at the start in which rare words do not take part, neither as centre words nor as contexts. A sweep of frequent words alone costs a fraction of
    /// the others, and much of what frequent words need is learned in it. <see cref="MinRounds"/> rounds remain for all words.
    /// </summary>
    public int FrequentSweeps { get; } = words > objective.FrequentWords ? (int)Math.Clamp(sweeps - ((long)MinRounds * objective.RareWordsEvery), 0, objective.FrequentSweeps) : 0;

    /// <summary>The number of sweeps after which every word has been a centre word.</summary>
    public int SweepsUntilTrained => SweepsPerRound > 1 ? FrequentSweeps + SweepsPerRound : words > objective.FrequentWords ? FrequentSweeps + 1 : 1;

    /// <summary>Whether rare words take part in the current sweep.</summary>
    public bool HasRareWords => Sweep >= FrequentSweeps;

    /// <summary>How many sweeps before the current one rare words took part in.</summary>
    public int SweepsWithRareWords => Math.Max(0, Sweep - FrequentSweeps);

    /// <summary>Whether the current sweep is the last of a round, in which every word took part.</summary>
    public bool EndsRound => HasRareWords && (SweepsWithRareWords + 1) % SweepsPerRound == 0;

    private int FirstExpectation => objective.MinImprovement > 0 ? Math.Max(UsualSweeps, FrequentSweeps + (MinRounds * SweepsPerRound)) : sweeps;

    /// <summary>Words of the current sweep, those without contexts among them.</summary>
    private int WordsOfSweep
    {
        get
        {
            int frequent = Math.Min(words, objective.FrequentWords);
            return HasRareWords ? frequent + MultiplesBelow(words + Sweep) - MultiplesBelow(frequent + Sweep) : frequent;
        }
    }

    /// <summary>A word takes part in one of this many sweeps.</summary>
    public int SweepsPerTurn(int word) => IsRare(word) ? SweepsPerRound : 1;

    /// <summary>Whether a word is a centre word only in the sweeps in which rare words take part.</summary>
    public bool IsRare(int word) => word >= objective.FrequentWords;

    /// <summary>The blocks of the current sweep that have not been started. Words without contexts have nothing to learn from and are skipped.</summary>
    public IEnumerable<int[]> BlocksLeft(ReadOnlySpan<double> totals)
    {
        var turns = new List<int>();
        for (int word = 0; word < words; word++)
        {
            if (TakesPart(word) && totals[word] > 0)
            {
                turns.Add(word);
            }
        }

        TurnsInSweep = turns.Count;
        Shuffle(turns, SplitMix64.For(seed, -2, Sweep));
        return turns.Chunk(BlockSize).Skip(_state.Blocks);
    }

    /// <summary>The next of the blocks is taken.</summary>
    public void BeginBlock()
    {
        _state.Blocks++;
        _state.Steps++;
        _state.StepsWithRareWords += HasRareWords ? 1 : 0;
    }

    /// <summary>Estimates how many sweeps there will be, at the end of one.</summary>
    /// <param name="fall">By how much a sweep lowers the objective now.</param>
    public void Expect(double fall)
    {
        if (objective.MinImprovement > 0 && double.IsFinite(fall))
        {
            double left = Math.Log(Math.Max(1, fall / objective.MinImprovement)) / -Math.Log(FallOfFall);
            _state.Expected = (int)Math.Min(sweeps, _state.Sweep + 2 + left);
        }
    }

    /// <summary>Ends the current sweep.</summary>
    /// <param name="isLast">Whether there shall be no other.</param>
    public void EndSweep(bool isLast)
    {
        _state.HasEnded = isLast;
        _state.Sweep++;
        _state.Blocks = 0;
    }

    /// <inheritdoc/>
    public void Exchange(IStateArchive archive)
    {
        archive.Exchange(new Span<State>(ref _state));
        if (_state.Sweep < 0 || _state.Sweep > sweeps || _state.Blocks < 0 || _state.Steps is < 0 or > MaxSteps || _state.StepsWithRareWords < 0 || _state.StepsWithRareWords > _state.Steps)
        {
            throw new ArgumentException("The sweeps have no such position.");
        }
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

    private bool TakesPart(int word) => (HasRareWords || !IsRare(word)) && (word + Sweep) % SweepsPerTurn(word) == 0;

    /// <summary>How many multiples of the sweeps of a round, 0 among them, are below a number.</summary>
    private int MultiplesBelow(int number) => (number + SweepsPerRound - 1) / SweepsPerRound;

    private static void Shuffle(List<int> words, SplitMix64 random)
    {
        for (int i = words.Count - 1; i > 0; i--)
        {
            int other = random.Below(i + 1);
            (words[i], words[other]) = (words[other], words[i]);
        }
    }

    /// <summary>How far it is.</summary>
    private struct State
    {
        /// <summary>The current sweep.</summary>
        public int Sweep;

        /// <summary>Its blocks begun.</summary>
        public int Blocks;

        /// <summary>How many sweeps there will probably be; 0 before there is an estimate.</summary>
        public int Expected;

        /// <summary>Whether the training has ended before its last sweep.</summary>
        public bool HasEnded;

        /// <summary>Blocks begun in all sweeps.</summary>
        public long Steps;

        /// <summary>Blocks begun in sweeps in which rare words take part.</summary>
        public long StepsWithRareWords;
    }
}
