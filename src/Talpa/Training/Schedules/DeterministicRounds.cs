using Talpa.Text;
using Talpa.Threading;
using Talpa.Training.Checkpoints;

namespace Talpa.Training.Schedules;

/// <summary>
/// Training whose result does not depend on the number of threads. The text is dealt out in rounds to a fixed number of logical shards.
/// In a round each shard learns from its piece as a lone worker would; rows that two shards touch are copied for each, and what they
/// changed is added up at the round's end, always in the order of the shards. Threads only carry the shards, and meet twice a round:
/// <code>
/// read     deal out the pieces of the next round          one thread, while the others wait
/// learn    on own rows and private copies                 any thread, any shard
/// plan     draw windows and samples of the next round     any thread, any shard
///          — all meet —
/// merge    add up what was changed                        each thread a part of the rows
/// find     which rows do two shards touch next?           each thread the same part
///          — all meet —
/// </code>
/// With pieces this short the shards hardly drift apart; <see cref="SharedRows"/> says how their changes are added up.
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
    private readonly RoundPiece[][] _rounds = [new RoundPiece[ShardCount], new RoundPiece[ShardCount]];

    // The current round has its plans on this side, the next one on the other.
    private int _side;
    private bool _hasRound;
    private bool _hasNext;
    private bool _ended;
    private RoundPlace _nextPlace;
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
    public RoundPlace Place => _hasNext ? _nextPlace : _reader.Place;

    /// <summary>Goes to a place where a schedule of the same text and options stood; the model must be as it was there. While no thread works.</summary>
    /// <exception cref="ArgumentException">There is no such place in the text.</exception>
    public void GoTo(RoundPlace place)
    {
        _reader.GoTo(place);
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
    public void Carry(IStateCarrier carrier)
    {
        RoundPlace place = Place;
        carrier.Carry(new Span<RoundPlace>(ref place));
        if (place != Place)
        {
            GoTo(place);
        }

        foreach (LearningCounter counter in _counters)
        {
            counter.Carry(carrier);
        }
    }

    private static int Take(ref int counter) => Interlocked.Increment(ref counter) - 1;

    private void Learn()
    {
        for (int shard = Take(ref _learned); shard < ShardCount; shard = Take(ref _learned))
        {
            RoundPiece piece = _rounds[_side][shard];
            (long predictions, double loss) = _shards[shard].Learn(_side);
            _counters[shard].Add(piece.Epoch, piece.Text.Tokens, predictions, loss);
        }
    }

    private void PlanNext()
    {
        int next = _side ^ 1;
        for (int shard = Take(ref _planned); shard < ShardCount; shard = Take(ref _planned))
        {
            RoundPiece piece = _rounds[next][shard];
            _shards[shard].Plan(piece, _reader.Ids, (float)_learningRate.After(piece.TokensBefore), next);
        }
    }

    private void MergeAndFindNext(int thread, SharedRows rows)
    {
        if (_hasRound)
        {
            rows.Merge(thread, Threads, _side, _rate);
        }

        // In place of what this thread alone has merged.
        if (_hasNext)
        {
            rows.Find(thread, Threads, _side ^ 1);
        }
    }

    /// <summary>
    /// Done by one thread while the others wait: the planned round becomes the current one, and the pieces of the one after it are handed out. All threads end
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
        _nextPlace = _reader.Place;
        _hasNext = _reader.TryRead(_rounds[_side ^ 1]);
        _learned = _hasRound ? 0 : ShardCount;
        _planned = _hasNext ? 0 : ShardCount;
        _rate = (float)_learningRate.After(_rounds[_side][0].TokensBefore);
        _ended = !_hasRound && !_hasNext;
    }
}
