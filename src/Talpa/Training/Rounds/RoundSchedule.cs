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
internal sealed class RoundSchedule : IDisposable
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
    private float _rate;
    private int _planned;
    private int _learned;
    private bool _finished;

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
        _barrier = new Barrier(threads, barrier => BetweenPhases((int)(barrier.CurrentPhaseNumber % 3)));
    }

    /// <summary>Threads that carry the shards.</summary>
    public int Threads { get; }

    /// <summary>Takes part in all rounds, as one of the threads.</summary>
    /// <param name="thread">0 to <see cref="Threads"/> − 1.</param>
    /// <param name="counters">Where this thread's part is counted.</param>
    /// <param name="scratch">A padded row of this thread's own.</param>
    /// <param name="cancellationToken">Ends the training; the round at work is left as it is.</param>
    public void Work(int thread, WorkerCounters counters, Span<float> scratch, CancellationToken cancellationToken)
    {
        _barrier.SignalAndWait(cancellationToken);
        while (!_finished)
        {
            for (int shard = Take(ref _planned); shard < ShardCount; shard = Take(ref _planned))
            {
                _shards[shard].Plan(_round[shard], _reader.Ids);
            }

            _barrier.SignalAndWait(cancellationToken);
            for (int shard = Take(ref _learned); shard < ShardCount; shard = Take(ref _learned))
            {
                (long predictions, double loss) = _shards[shard].Learn(_input.Shared, _output.Shared, cancellationToken);
                counters.Add(_round[shard].Epoch, _round[shard].Tokens, predictions, loss);
            }

            _barrier.SignalAndWait(cancellationToken);
            _input.Merge(thread, Threads, _rate, scratch);
            _output.Merge(thread, Threads, _rate, scratch);
            _barrier.SignalAndWait(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _barrier.Dispose();

    private static int Take(ref int counter) => Interlocked.Increment(ref counter) - 1;

    /// <summary>Done by one thread when all have come to the end of a phase.</summary>
    private void BetweenPhases(int phase)
    {
        switch (phase)
        {
            case 0:
                _finished = !_reader.TryRead(_round);
                _rate = (float)_learningRate.After(_round[0].TokensBefore);
                _planned = 0;
                break;
            case 1:
                _input.Find();
                _output.Find();
                _learned = 0;
                break;
        }
    }
}
