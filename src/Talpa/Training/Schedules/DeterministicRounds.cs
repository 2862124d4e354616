using System.Diagnostics;
using System.Runtime.InteropServices;
using Talpa.Threading;
using Talpa.Training.Checkpoints;

namespace Talpa.Training.Schedules;

/// <summary>
/// Training whose result does not depend on the number of threads. The text is distributed in rounds to logical shards, whose number follows from the text.
/// Each learns its range as a single learner would, on replicas of the tables that are its own. Then the replicas are merged, the rows of frequent
/// words after every round, others less often (<see cref="MergeIntervals"/>). Threads only run the shards, and synchronise twice a round:
/// <code>
/// read     distribute the ranges of the next round        one thread, while the others wait
/// learn    on own replicas                                any thread, any shard
///          — all meet —
/// merge    the rows that are due                          each thread a part of the rows
///          — all meet —
/// </code>
/// It stops only where all rows have been merged, so that the tables are the whole state. Several ranks share the shards: each has the tables, and instead of the parallel merge one
/// thread of each rank exchanges the rows that are due with the other ranks (<see cref="MergedBand"/>).
/// </summary>
internal sealed class DeterministicRounds : ISchedule
{
    private readonly RoundReader _reader;
    private readonly LearningRate _learningRate;
    private readonly ShardShare _share;
    private readonly Shard[] _shards;
    private readonly Replicas _input;
    private readonly Replicas _output;
    private readonly RoundRange[] _round;
    private readonly LearningCounter[] _counters;
    private bool _ended;
    private bool _isMerged = true;
    private float _rate;
    private int _rowsDue;
    private int _taken;

    /// <summary>Makes the schedule of one training.</summary>
    /// <param name="reader">The text; the same on all ranks.</param>
    /// <param name="learningRate">The schedule of the rate of a shard.</param>
    /// <param name="share">Which of the shards are this rank's.</param>
    /// <param name="shards">The shards of this rank.</param>
    /// <param name="input">The input table and its replicas.</param>
    /// <param name="output">The output table and its replicas.</param>
    /// <param name="threads">Number of threads.</param>
    public DeterministicRounds(RoundReader reader, LearningRate learningRate, ShardShare share, Shard[] shards, Replicas input, Replicas output, int threads)
    {
        _reader = reader;
        _learningRate = learningRate;
        _share = share;
        _shards = shards;
        _counters = [.. Enumerable.Range(0, share.Count).Select(_ => new LearningCounter())];
        for (int shard = 0; shard < shards.Length; shard++)
        {
            _counters[share.First + shard] = shards[shard].Counter;
        }

        _input = input;
        _output = output;
        _round = new RoundRange[share.Count];
        Threads = threads;
    }

    /// <inheritdoc/>
    public int Threads { get; }

    /// <inheritdoc/>
    public bool WasCancelledElsewhere { get; private set; }

    /// <summary>Receives the times of the parts of each round; <c>null</c> for no one. To be set before the training runs.</summary>
    public IRoundObserver? Observer { get; set; }

    /// <inheritdoc/>
    public IReadOnlyList<LearningCounter> Counters => _counters;

    /// <summary>The first round that has not been learned. To be read while no thread works.</summary>
    public RoundPosition Position => _reader.Position;

    /// <summary>Restores a position of a schedule of the same text and options; the tables must be as they were there. Call it while no thread works.</summary>
    /// <exception cref="ArgumentException">The text has no such position.</exception>
    public void GoTo(RoundPosition position) => _reader.GoTo(position);

    /// <inheritdoc/>
    public void Run(ThreadTeam team, int thread, CancellationToken cancellationToken)
    {
        for (int shard = thread; shard < _shards.Length; shard += Threads)
        {
            _shards[shard].Load();
        }

        Action beginRound = () => BeginRound(cancellationToken);
        Action mergeAcross = MergeAcross;
        while (true)
        {
            team.Meet(beginRound);
            if (_ended)
            {
                return;
            }

            Learn();
            if (!_share.IsAlone)
            {
                team.Meet(mergeAcross);
                continue;
            }

            team.Meet();
            long start = Stopwatch.GetTimestamp();
            _input.Merge(thread, Threads, _rowsDue, _rate);
            _output.Merge(thread, Threads, _rowsDue, _rate);
            Observer?.Merged(_rowsDue, Stopwatch.GetElapsedTime(start));
        }
    }

    /// <inheritdoc/>
    public void Exchange(IStateArchive archive)
    {
        RoundPosition position = Position;
        archive.Exchange(new Span<RoundPosition>(ref position));
        if (position != Position)
        {
            // Not where it is saved: there, reading would need the other ranks.
            GoTo(position);
        }

        foreach (LearningCounter counter in _counters)
        {
            counter.Exchange(archive);
        }
    }

    private void Learn()
    {
        for (int shard = Take(); shard < _shards.Length; shard = Take())
        {
            long start = Stopwatch.GetTimestamp();
            _shards[shard].Learn(_round[_share.First + shard], _reader.Ids, _learningRate);
            Observer?.Learned(shard, Stopwatch.GetElapsedTime(start));
        }
    }

    /// <summary>Whether any rank is cancelled: all must end at the same round.</summary>
    private bool IsCancelled(CancellationToken cancellationToken)
    {
        if (_share.IsAlone)
        {
            return cancellationToken.IsCancellationRequested;
        }

        byte[] all = new byte[_share.Group.Count];
        _share.Group.AllGather([cancellationToken.IsCancellationRequested ? (byte)1 : (byte)0], all, [.. Enumerable.Repeat(1, all.Length)]);
        WasCancelledElsewhere = all.Any(flag => flag != 0);
        return WasCancelledElsewhere;
    }

    /// <summary>Done by one thread while the others wait.</summary>
    private void MergeAcross()
    {
        long start = Stopwatch.GetTimestamp();
        _input.MergeAcross(_rowsDue, _rate);
        _output.MergeAcross(_rowsDue, _rate);
        ExchangeCounters();
        Observer?.Merged(_rowsDue, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Every rank gets the counts of all shards.</summary>
    private void ExchangeCounters()
    {
        LearningTotals[] own = [.. _shards.Select(shard => shard.Counter.Read())];
        LearningTotals[] all = new LearningTotals[_share.Count];
        int bytes = own.Length * Marshal.SizeOf<LearningTotals>();
        _share.Group.AllGather(MemoryMarshal.AsBytes(own.AsSpan()), MemoryMarshal.AsBytes(all.AsSpan()), [.. Enumerable.Repeat(bytes, _share.Group.Count)]);
        for (int shard = 0; shard < all.Length; shard++)
        {
            if (shard < _share.First || shard >= _share.First + _share.Own)
            {
                _counters[shard].Set(all[shard]);
            }
        }
    }

    private int Take() => Interlocked.Increment(ref _taken) - 1;

    /// <summary>Done by one thread while the others wait. All threads end together, where all rows have been merged.</summary>
    private void BeginRound(CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        _ended = (_isMerged && IsCancelled(cancellationToken)) || !_reader.TryRead(_round);
        Observer?.Began(Stopwatch.GetElapsedTime(start));
        if (_ended)
        {
            return;
        }

        _rowsDue = _reader.IsAtEpochEnd ? int.MaxValue : MergeIntervals.RowsAfter(_reader.Position.Rounds);
        _isMerged = _rowsDue == int.MaxValue;
        _rate = (float)_learningRate.After(_round[0].TokensBefore);
        _taken = 0;
    }
}
