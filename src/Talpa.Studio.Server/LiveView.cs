using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server.Exploring;
using Talpa.Studio.Server.Observing;
using Talpa.Studio.Server.Projecting;
using Talpa.Studio.Server.Sampling;
using Talpa.Training;
using Talpa.Vectors;

namespace Talpa.Studio.Server;

/// <summary>
/// The vectors that the live page shows: those of a file, or of a training while it runs and after it. A separate thread observes them while a page is
/// connected. It limits its cost to less than 3 % of the training's processor time.
/// </summary>
public sealed class LiveView : IProgress<TrainingProgress>, IDisposable
{
    private const int MaxDrawn = 20_000;
    private const int SnapshotNeighbours = 10;
    private const int SnapshotsPerTraining = 40;
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(400);

    private readonly Lock _lock = new();
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly ChangeSignals _signals = new();
    private readonly FrameBuilder _frames;
    private readonly ObservationPacer _pacer = new();
    private readonly CurveHistory _curve = new();
    private readonly FollowedWords _followed = new();
    private readonly DrawnWords _drawn;
    private readonly TrainingOptions? _training;
    private readonly string _name;
    private Func<WordVectors> _vectors;
    private Thread? _observer;
    private Frame? _frame;
    private TrainingStatus? _status;
    private bool _isFinal;
    private bool _isDisposed;
    private long _snapshotAt = -1;
    private long _reported;

    /// <summary>Creates a view.</summary>
    /// <param name="name">The name of the file, or of the training text.</param>
    /// <param name="vectors">Returns the current vectors. Called often, from several threads.</param>
    /// <param name="training">The options of the training; <c>null</c> for vectors that don't change.</param>
    public LiveView(string name, Func<WordVectors> vectors, TrainingOptions? training = null)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        _name = name;
        _vectors = vectors;
        _training = training;
        _isFinal = training is null;
        _frames = new FrameBuilder(training is null ? PrincipalPlane.RoundsOfConstantVectors : PrincipalPlane.RoundsOfTraining);
        WordVectors now = vectors();
        _drawn = new DrawnWords(now.Vocabulary, MaxDrawn);
        Explorer = new Explorer(() => _vectors(), _drawn);
        if (training is not null)
        {
            _status = new TrainingStatus(0, 0, 1, training.ActualEpochs, null, 0, null);
            foreach (string word in FollowedWords.InitialWords(now.Vocabulary))
            {
                _followed.Add(word);
            }
        }
    }

    /// <summary>The queries of the page.</summary>
    internal Explorer Explorer { get; }

    /// <summary>The number of connected pages.</summary>
    internal int Pages => _signals.Count;

    /// <summary>Receives a progress report of the training, some ten a second.</summary>
    public void Report(TrainingProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (_lock)
        {
            _curve.Add(value);
            _status = StatusOf(value, end: null);
            if (Stopwatch.GetElapsedTime(_reported) > ReportInterval)
            {
                _reported = Stopwatch.GetTimestamp();
                _signals.NotifyAll();
            }
        }
    }

    /// <summary>Marks the training as ended. From now on the page shows the final vectors.</summary>
    /// <param name="end">The final progress.</param>
    /// <param name="vectors">The final vectors.</param>
    /// <param name="savedAs">The file of the vectors; <c>null</c> if they are not saved.</param>
    public void End(TrainingProgress end, WordVectors vectors, string? savedAs)
    {
        ArgumentNullException.ThrowIfNull(end);
        ArgumentNullException.ThrowIfNull(vectors);
        lock (_lock)
        {
            _curve.Add(end, isLast: true);
            _status = StatusOf(end, new TrainingEnd(savedAs, double.IsFinite(end.MeanLoss) ? end.MeanLoss : null, end.Elapsed.TotalSeconds));
            _vectors = () => vectors;
            _isFinal = true;
            _frame = null;
        }

        _wake.Set();
    }

    /// <summary>Ends the streams of all connected pages.</summary>
    internal void DisconnectPages() => _signals.Close();

    /// <summary>Ends the streams of all connected pages and stops observing.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
        }

        _signals.Close();
        _wake.Set();
        _observer?.Join();
        _wake.Dispose();
    }

    /// <summary>Returns the description of the vectors.</summary>
    internal VectorsInfo Open()
    {
        WordVectors now = _vectors();
        return new VectorsInfo(_name, _training is not null, now.Count, now.Dimension, now.Vocabulary.HasCounts, _drawn.Strata);
    }

    /// <summary>Streams all changes to a page, beginning with the whole state, as fast as the page reads them. Nothing is queued for a slow page.</summary>
    internal async IAsyncEnumerable<Update> ChangesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Channel<bool> signal = _signals.Subscribe();
        Wake();
        try
        {
            var cursor = new UpdateCursor();
            yield return Since(cursor);
            while (await signal.Reader.WaitToReadAsync(cancellationToken))
            {
                _ = signal.Reader.TryRead(out _);
                yield return Since(cursor);
            }
        }
        finally
        {
            _signals.Unsubscribe(signal);
        }
    }

    /// <summary>Records snapshots of a word's neighbours from now on.</summary>
    /// <exception cref="UnknownWordException">The word is not in the vocabulary.</exception>
    internal void Follow(string word)
    {
        _ = Explorer.Nearest(word, 1);
        lock (_lock)
        {
            _followed.Add(word);
            _signals.NotifyAll();
        }

        _wake.Set();
    }

    /// <summary>Stops recording snapshots of a word.</summary>
    internal void Unfollow(string word)
    {
        lock (_lock)
        {
            _followed.Remove(word);
            _signals.NotifyAll();
        }
    }

    /// <summary>Requests a frame with the points of newly added words, which a view of constant vectors does not make by itself.</summary>
    internal void RequestFrame() => _wake.Set();

    private TrainingStatus StatusOf(TrainingProgress progress, TrainingEnd? end) => new(
        progress.Tokens,
        progress.TotalTokens,
        progress.Epoch,
        _training!.ActualEpochs,
        progress.Remaining < TimeSpan.MaxValue ? progress.Remaining.TotalSeconds : null,
        _pacer.Cost,
        end);

    /// <summary>Starts the observing thread if it does not run, and wakes it.</summary>
    private void Wake()
    {
        lock (_lock)
        {
            if (_observer is null && !_isDisposed)
            {
                _observer = new Thread(ObserveWhileConnected) { IsBackground = true, Name = "Talpa Studio", Priority = ThreadPriority.BelowNormal };
                _observer.Start();
            }
        }

        _wake.Set();
    }

    private Update Since(UpdateCursor cursor)
    {
        lock (_lock)
        {
            IReadOnlyList<DrawnWord> added = _drawn.From(cursor.Words);
            (long curve, IReadOnlyList<CurvePoint> points) = _curve.After(cursor.Curve);
            (long snapshot, IReadOnlyList<NeighbourSnapshot> snapshots) = _followed.After(cursor.Snapshot);
            Frame? frame = _frame is { } newest && newest.Number > cursor.Frame ? newest : null;
            (cursor.Words, cursor.Frame, cursor.Curve, cursor.Snapshot) = (cursor.Words + added.Count, frame?.Number ?? cursor.Frame, curve, snapshot);
            return new Update { Added = added, Frame = frame, Status = _status, Curve = points, Followed = _followed.Words, Snapshots = snapshots };
        }
    }

    /// <summary>The observing thread: observes, then waits for the delay of the pacer, even if it is woken. It sleeps while no page is connected.</summary>
    private void ObserveWhileConnected()
    {
        TimeSpan wait = Timeout.InfiniteTimeSpan;
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long observedAt = Stopwatch.GetTimestamp();
        TimeSpan pause = TimeSpan.Zero;
        while (true)
        {
            _wake.WaitOne(wait);
            if (_isDisposed)
            {
                return;
            }

            bool isFinal = _isFinal;
            TimeSpan elapsed = Stopwatch.GetElapsedTime(observedAt);
            if (Pages == 0 || (!isFinal && elapsed < pause))
            {
                wait = Pages == 0 ? Timeout.InfiniteTimeSpan : pause - elapsed;
                continue;
            }

            observedAt = Stopwatch.GetTimestamp();
            TimeSpan observation = Observe(isFinal);
            TimeSpan used = Environment.CpuUsage.TotalTime - processor;
            processor += used;
            pause = isFinal ? TimeSpan.Zero : _pacer.DelayAfter(observation, used, elapsed + Stopwatch.GetElapsedTime(observedAt));
            observedAt = Stopwatch.GetTimestamp();
            wait = isFinal ? Timeout.InfiniteTimeSpan : pause;
        }
    }

    /// <summary>Creates a frame and snapshots if needed. Returns the processor time used: that of this thread, multiplied by the number of processors where the library uses all of them.</summary>
    private TimeSpan Observe(bool isFinal)
    {
        TimeSpan start = ThreadClock.Now();
        WordVectors vectors = _vectors();
        int[] ids = _drawn.Ids();
        long tokens = _status?.Tokens ?? 0;
        bool isNeeded = !isFinal || _frame is null || _frame.Positions.Length < 2 * sizeof(short) * ids.Length;
        Frame? frame = isNeeded ? _frames.Build(vectors, ids, _drawn.SampleSize, tokens) : _frame;
        TimeSpan framed = ThreadClock.Now() - start;
        NeighbourSnapshot[] snapshots = TakeSnapshots(vectors, tokens, isFinal);
        TimeSpan searched = ThreadClock.Now() - start - framed;
        lock (_lock)
        {
            // If the training has ended meanwhile, another observation is needed.
            _frame = isFinal == _isFinal ? frame : null;
            foreach (NeighbourSnapshot snapshot in snapshots)
            {
                _followed.Record(snapshot);
            }

            _signals.NotifyAll();
        }

        return framed + (searched * Environment.ProcessorCount);
    }

    private NeighbourSnapshot[] TakeSnapshots(WordVectors vectors, long tokens, bool isFinal)
    {
        IReadOnlyList<string> words;
        lock (_lock)
        {
            long total = _status?.TotalTokens ?? 0;
            bool isDue = _snapshotAt < 0 || tokens >= _snapshotAt + (total / SnapshotsPerTraining) || (isFinal && tokens != _snapshotAt);
            words = _training is not null && (isDue || _followed.HasNew) ? _followed.Words : [];
        }

        if (words.Count == 0)
        {
            return [];
        }

        _snapshotAt = tokens;
        IReadOnlyList<IReadOnlyList<Neighbour>> lists = vectors.NearestToEach(words, SnapshotNeighbours);
        return [.. words.Select((word, i) => new NeighbourSnapshot(word, Explorer.IndexOf(vectors, word), tokens, Explorer.ToScoredWords(vectors, lists[i])))];
    }
}
