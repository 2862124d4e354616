using System.Runtime.ExceptionServices;
using Talpa.Training.Checkpoints;

namespace Talpa.Training.Rounds;

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
internal sealed class RoundSchedule : IResumable, IDisposable
{
    /// <summary>Logical shards: the most threads that can learn at once. Part of what decides the result, so never set by the machine.</summary>
    public const int ShardCount = 4;

    private readonly PieceReader _reader;
    private readonly LearningRate _learningRate;
    private readonly IShard[] _shards;
    private readonly SharedRows _input;
    private readonly SharedRows _output;
    private readonly Piece[][] _rounds = [new Piece[ShardCount], new Piece[ShardCount]];
    private readonly Barrier _barrier;
    private ExceptionDispatchInfo? _fault;
    private bool _isBetweenRounds = true;
    private volatile bool _stopping;
    private bool _left;

    // The round at work has its plans on this side, the next one on the other.
    private int _side;
    private bool _hasRound;
    private bool _hasNext;
    private RoundPlace _nextPlace;
    private float _rate;
    private int _learned;
    private int _planned;

    /// <summary>Makes the schedule of one training.</summary>
    public RoundSchedule(
        PieceReader reader, LearningRate learningRate, IShard[] shards, SharedRows input, SharedRows output, int threads)
    {
        _reader = reader;
        _learningRate = learningRate;
        _shards = shards;
        _input = input;
        _output = output;
        Threads = threads;
        _barrier = new Barrier(threads, _ => BetweenPhases());
    }

    /// <summary>Threads that carry the shards.</summary>
    public int Threads { get; }

    /// <summary>The first round that has not been learned. To be asked while nobody works.</summary>
    public RoundPlace Place => _hasNext ? _nextPlace : _reader.Place;

    /// <summary>Goes to a place where a schedule of the same text and options stood; the model must stand as it did there. While nobody works.</summary>
    /// <exception cref="ArgumentException">There is no such place in the text.</exception>
    public void GoTo(RoundPlace place)
    {
        _reader.GoTo(place);
        _hasNext = false;
    }

    /// <summary>
    /// Takes part in all rounds, as one of the threads. All threads leave together, between two rounds: when nothing is left, soon after a
    /// cancellation, or after a fault in one of them. After a cancellation all may come again; they go on as if they had never left.
    /// </summary>
    /// <param name="thread">0 to <see cref="Threads"/> − 1.</param>
    /// <param name="counters">Where this thread's part is counted.</param>
    /// <param name="cancellationToken">Ends the work at the end of the round.</param>
    public void Work(int thread, WorkerCounters counters, CancellationToken cancellationToken)
    {
        _fault?.Throw();
        try
        {
            while (MeetBetweenRounds(cancellationToken))
            {
                Learn(counters);
                PlanNext();
                Meet();
                MergeAndFindNext(thread, _input);
                MergeAndFindNext(thread, _output);
            }
        }
        catch (Exception fault)
        {
            // Whatever it is, the others must not wait for this thread.
            _fault ??= ExceptionDispatchInfo.Capture(fault);
            _barrier.RemoveParticipant();
            throw;
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
    }

    /// <inheritdoc/>
    public void Dispose() => _barrier.Dispose();

    private static int Take(ref int counter) => Interlocked.Increment(ref counter) - 1;

    private void Learn(WorkerCounters counters)
    {
        for (int shard = Take(ref _learned); shard < ShardCount; shard = Take(ref _learned))
        {
            Piece piece = _rounds[_side][shard];
            (long predictions, double loss) = _shards[shard].Learn(_side);
            counters.Add(piece.Epoch, piece.Tokens, predictions, loss);
        }
    }

    private void PlanNext()
    {
        int next = _side ^ 1;
        for (int shard = Take(ref _planned); shard < ShardCount; shard = Take(ref _planned))
        {
            _shards[shard].Plan(_rounds[next][shard], _reader.Ids, next);
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

    /// <summary>Waits for the others; all get the same answer.</summary>
    /// <returns>Whether there is something left.</returns>
    private bool MeetBetweenRounds(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            _stopping = true;
        }

        Meet();
        return !_left;
    }

    private void Meet()
    {
        _barrier.SignalAndWait(CancellationToken.None);
        _fault?.Throw();
    }

    /// <summary>Done by one thread when all have come to the end of a phase.</summary>
    private void BetweenPhases()
    {
        if (_isBetweenRounds && _fault is null)
        {
            try
            {
                BeginRound();
            }
            catch (Exception fault)
            {
                // Told to every thread as it is, say that the corpus can't be read any more.
                _fault = ExceptionDispatchInfo.Capture(fault);
            }
        }

        _isBetweenRounds ^= !_left;
    }

    /// <summary>The planned round is now at work, and the pieces of the one after it are dealt out.</summary>
    private void BeginRound()
    {
        _left = _stopping;
        _stopping = false;
        if (_left)
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
        _left = !_hasRound && !_hasNext;
    }
}
