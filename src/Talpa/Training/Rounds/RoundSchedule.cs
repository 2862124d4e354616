using System.Runtime.ExceptionServices;
using Talpa.Training.Checkpoints;

namespace Talpa.Training.Rounds;

/// <summary>
/// Training whose result does not depend on the number of threads. The text is dealt out in rounds to a fixed number of logical shards.
/// In a round each shard learns from its piece as a lone worker would; rows that two shards touch are copied for each, and what they
/// changed is added up at the round's end, always in the order of the shards. Threads only carry the shards:
/// <code>
/// read     deal out the pieces                  one thread, while the others wait
/// plan     draw windows and samples             any thread, any shard
/// find     which rows do two shards touch?      one thread, while the others wait
/// learn    on own rows and private copies       any thread, any shard
/// merge    add up what was changed              each thread a part of the rows
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
    private readonly Piece[] _round = new Piece[ShardCount];
    private readonly Barrier _barrier;
    private ExceptionDispatchInfo? _fault;
    private Phase _next = Phase.Plan;
    private float _rate;
    private int _planned;
    private int _learned;
    private volatile bool _stopping;
    private bool _left;

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
    public RoundPlace Place => _reader.Place;

    /// <summary>Goes to a place where a schedule of the same text and options stood; the model must stand as it did there. While nobody works.</summary>
    /// <exception cref="ArgumentException">There is no such place in the text.</exception>
    public void GoTo(RoundPlace place) => _reader.GoTo(place);

    /// <summary>
    /// Takes part in all rounds, as one of the threads. All threads leave together, between two rounds: when nothing is left, soon after a
    /// cancellation, or after a fault in one of them. After a cancellation all may come again; they go on as if they had never left.
    /// </summary>
    /// <param name="thread">0 to <see cref="Threads"/> − 1.</param>
    /// <param name="counters">Where this thread's part is counted.</param>
    /// <param name="scratch">A padded row of this thread's own.</param>
    /// <param name="cancellationToken">Ends the work at the end of the round.</param>
    public void Work(int thread, WorkerCounters counters, Span<float> scratch, CancellationToken cancellationToken)
    {
        _fault?.Throw();
        try
        {
            while (MeetBetweenRounds(cancellationToken))
            {
                Plan();
                Meet();
                Learn(counters);
                Meet();
                _input.Merge(thread, Threads, _rate, scratch);
                _output.Merge(thread, Threads, _rate, scratch);
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

    private void Plan()
    {
        for (int shard = Take(ref _planned); shard < ShardCount; shard = Take(ref _planned))
        {
            _shards[shard].Plan(_round[shard], _reader.Ids);
        }
    }

    private void Learn(WorkerCounters counters)
    {
        for (int shard = Take(ref _learned); shard < ShardCount; shard = Take(ref _learned))
        {
            (long predictions, double loss) = _shards[shard].Learn(_input.Shared, _output.Shared);
            counters.Add(_round[shard].Epoch, _round[shard].Tokens, predictions, loss);
        }
    }

    /// <summary>Waits for the others; all get the same answer.</summary>
    /// <returns>Whether there is a round to work on.</returns>
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
        try
        {
            _next = _fault is null ? Begin(_next) : _next;
        }
        catch (Exception fault)
        {
            // Told to every thread as it is, say that the corpus can't be read any more.
            _fault = ExceptionDispatchInfo.Capture(fault);
        }
    }

    /// <summary>Makes a phase ready.</summary>
    /// <returns>The phase after it.</returns>
    private Phase Begin(Phase phase)
    {
        switch (phase)
        {
            case Phase.Plan:
                _left = _stopping || !_reader.TryRead(_round);
                _stopping = false;
                _rate = (float)_learningRate.After(_round[0].TokensBefore);
                _planned = 0;
                return _left ? Phase.Plan : Phase.Learn;
            case Phase.Learn:
                _input.Find();
                _output.Find();
                _learned = 0;
                return Phase.Merge;
            default:
                return Phase.Plan;
        }
    }

    private enum Phase
    {
        Plan,
        Learn,
        Merge,
    }
}
