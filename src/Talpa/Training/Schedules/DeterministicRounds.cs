using Talpa.Text;
using Talpa.Threading;
using Talpa.Training.Checkpoints;

namespace Talpa.Training.Schedules;

/// <summary>
/// Training whose result does not depend on the number of threads. The text is distributed in rounds to a fixed number of logical shards.
/// In a round each shard learns from its range as a single worker would; rows that two shards touch are copied for each, and what they
/// changed is summed at the round's end, always in the order of the shards. Threads only run the shards, and synchronise twice a round:
/// <code>
/// read     distribute the ranges of the next round        one thread, while the others wait
/// learn    on own rows and private copies                 any thread, any shard
/// plan     draw windows and samples of the next round     any thread, any shard
///          — all meet —
/// merge    add up what was changed                        each thread a part of the rows
/// find     which rows do two shards touch next?           each thread the same part
///          — all meet —
/// </code>
/// With ranges this short the shards hardly diverge; <see cref="SharedRows"/> describes how their changes are combined.
/// </summary>
internal sealed class DeterministicRounds : ISchedule
{
    /// <summary>Logical shards: the most threads that can learn at once. Part of what decides the result, so never set by the machine.</summary>
    public const int ShardCount = 4;

    private readonly RoundReader _reader;
    private readonly LearningRate _learningRate;
    private readonly Shard[] _shards;
    private readonly SharedRows _input;
    private readonly SharedRows _output;
    private readonly LearningCounter[] _counters = [.. Enumerable.Range(0, ShardCount).Select(_ => new LearningCounter())];
    private readonly RoundRange[][] _rounds = [new RoundRange[ShardCount], new RoundRange[ShardCount]];

    // The current round has its plans on this side, the next one on the other.
    private int _side;
    private bool _hasRound;
    private bool _hasNext;
    private bool _ended;
    private RoundPosition _nextPlace;
    private float _rate;
    private int _learned;
    private int _planned;

    /// <summary>Makes the schedule of one training.</summary>
    public DeterministicRounds(RoundReader reader, LearningRate learningRate, Shard[] shards, SharedRows input, SharedRows output, int threads)
    {
        _reader = reader;
        _learningRate = learningRate;
        _shards = shards;
        _input = input;
        _output = output;
        Threads = threads;
    }

    /// <inheritdoc/>
    public int Threads { get; }

    /// <summary>What each shard has done: losses are added up in the same order for any number of threads.</summary>
    public IReadOnlyList<LearningCounter> Counters => _counters;

    /// <summary>The first round that has not been learned. To be read while no thread works.</summary>
    public RoundPosition Position => _hasNext ? _nextPlace : _reader.Position;

    /// <summary>Restores a position of a schedule of the same text and options; the model must be as it was there. Call it while no thread works.</summary>
    /// <exception cref="ArgumentException">The text has no such position.</exception>
    public void GoTo(RoundPosition position)
    {
        _reader.GoTo(position);
        _hasNext = false;
    }

    /// <inheritdoc/>
    public void Run(ThreadTeam team, int thread, CancellationToken cancellationToken)
    {
        Action beginRound = () => BeginRound(cancellationToken);
        while (true)
        {
            team.Meet(beginRound);
            if (_ended)
            {
                return;
            }

            Learn();
            PlanNext();
            team.Meet();
            MergeAndFindNext(thread, _input);
            MergeAndFindNext(thread, _output);
        }
    }

    /// <inheritdoc/>
    public void Exchange(IStateArchive archive)
    {
        RoundPosition position = Position;
        archive.Exchange(new Span<RoundPosition>(ref position));
        if (position != Position)
        {
            GoTo(position);
        }

        foreach (LearningCounter counter in _counters)
        {
            counter.Exchange(archive);
        }
    }

    private static int Take(ref int counter) => Interlocked.Increment(ref counter) - 1;

    private void Learn()
    {
        for (int shard = Take(ref _learned); shard < ShardCount; shard = Take(ref _learned))
        {
            RoundRange range = _rounds[_side][shard];
            (long predictions, double loss) = _shards[shard].Learn(_side);
            _counters[shard].Add(range.Epoch, range.Text.Tokens, predictions, loss);
        }
    }

    private void PlanNext()
    {
        int next = _side ^ 1;
        for (int shard = Take(ref _planned); shard < ShardCount; shard = Take(ref _planned))
        {
            RoundRange range = _rounds[next][shard];
            _shards[shard].Plan(range, _reader.Ids, (float)_learningRate.After(range.TokensBefore), next);
        }
    }

    private void MergeAndFindNext(int thread, SharedRows rows)
    {
        if (_hasRound)
        {
            rows.Merge(thread, Threads, _side, _rate);
        }

        // Replaces what this thread alone has merged.
        if (_hasNext)
        {
            rows.Find(thread, Threads, _side ^ 1);
        }
    }

    /// <summary>
    /// Done by one thread while the others wait: the planned round becomes the current one, and the ranges of the one after it are distributed. All threads end
    /// together, between two rounds.
    /// </summary>
    private void BeginRound(CancellationToken cancellationToken)
    {
        _ended = cancellationToken.IsCancellationRequested;
        if (_ended)
        {
            return;
        }

        _side ^= 1;
        _hasRound = _hasNext;
        _nextPlace = _reader.Position;
        _hasNext = _reader.TryRead(_rounds[_side ^ 1]);
        _learned = _hasRound ? 0 : ShardCount;
        _planned = _hasNext ? 0 : ShardCount;
        _rate = (float)_learningRate.After(_rounds[_side][0].TokensBefore);
        _ended = !_hasRound && !_hasNext;
    }
}
