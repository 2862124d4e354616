using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server.Exploring;
using Talpa.Studio.Server.Observing;
using Talpa.Studio.Server.Projecting;
using Talpa.Studio.Server.Replaying;
using Talpa.Studio.Server.Sampling;
using Talpa.Training;
using Talpa.Vectors;

namespace Talpa.Studio.Server;

/// <summary>
/// The vectors that the live page shows: those of a file, or of a training while it runs and after it. A separate thread observes them: a training once at
/// its start, which compiles the code, and everything while a page is connected. It limits its cost to less than 3 % of the training's processor time.
/// </summary>
public sealed partial class LiveView : IProgress<TrainingProgress>, IObserved, IDisposable
{
    private const int MaxDrawn = 20_000;
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(400);

    private readonly Lock _lock = new();
    private readonly Lock _observing = new();
    private readonly ChangeSignals _signals = new();
    private readonly FrameBuilder _frames;
    private readonly ObservingThread _observer;
    private readonly TrainingRecord _record = new();
    private readonly NeighbourRecorder _recorder;
    private readonly DrawnWords _drawn;
    private readonly TrainingOptions? _training;
    private readonly string _name;
    private Func<WordVectors> _vectors;
    private Frame? _frame;
    private TrainingStatus? _status;
    private bool _isFinal;
    private TimeSpan _duration;
    private long _reported;

    /// <summary>Creates a view.</summary>
    /// <param name="name">The name of the file, or of the training text.</param>
    /// <param name="vectors">Returns the current vectors. Called often, from several threads.</param>
    /// <param name="training">The options of the training, with all defaults written out (<see cref="Trainer.Options"/>); <c>null</c> for vectors that don't change.</param>
    public LiveView(string name, Func<WordVectors> vectors, TrainingOptions? training = null)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        _name = name;
        _vectors = vectors;
        _training = training;
        _isFinal = training is null;
        _frames = new FrameBuilder(isTraining: training is not null);
        WordVectors now = vectors();
        _drawn = new DrawnWords(now.Vocabulary, MaxDrawn);
        Explorer = new Explorer(() => _vectors(), _drawn);
        _recorder = new NeighbourRecorder(Explorer);
        _observer = new ObservingThread(this);
        if (training is not null)
        {
            _status = StatusOfTraining.Before(training);
            foreach (string word in FollowedWords.InitialWords(now.Vocabulary))
            {
                _record.Followed.Add(word);
            }

            _observer.Start();
        }
    }

    /// <summary>The queries of the page.</summary>
    internal Explorer Explorer { get; }

    /// <summary>The number of connected pages.</summary>
    internal int Pages => _signals.Count;

    /// <summary>The latest frame; <c>null</c> before the first one, and for a moment at the end of a training.</summary>
    internal Frame? LatestFrame => _frame;

    /// <summary>Whether the vectors don't change any more.</summary>
    internal bool IsFinal => _isFinal;

    /// <inheritdoc/>
    int IObserved.Pages => _signals.Count;

    /// <inheritdoc/>
    bool IObserved.IsFinal => _isFinal;

    /// <inheritdoc/>
    TimeSpan IObserved.Duration => _duration;

    /// <summary>Receives a progress report of the training, some ten a second.</summary>
    public void Report(TrainingProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (_lock)
        {
            _record.Curve.Add(value);
            _status = StatusOfTraining.At(_training!, value, _observer.Pacer.Cost);
            _duration = value.Remaining < TimeSpan.MaxValue ? value.Elapsed + value.Remaining : TimeSpan.Zero;
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
            _record.Curve.Add(end, isLast: true);
            _status = StatusOfTraining.At(_training!, end, _observer.Pacer.Cost) with { End = StatusOfTraining.EndAt(end, savedAs) };
            _vectors = () => vectors;
            _isFinal = true;
            _frame = null;
        }

        _observer.Wake();
    }

    /// <summary>Ends the streams of all connected pages.</summary>
    internal void DisconnectPages() => _signals.Close();

    /// <summary>Ends the streams of all connected pages and stops observing.</summary>
    public void Dispose()
    {
        _signals.Close();
        _observer.Dispose();
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
        lock (_lock)
        {
            _observer.Start();
        }

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
            _record.Followed.Add(word);
            _signals.NotifyAll();
        }

        _observer.Wake();
    }

    /// <summary>Stops recording snapshots of a word.</summary>
    internal void Unfollow(string word)
    {
        lock (_lock)
        {
            _record.Followed.Remove(word);
            _signals.NotifyAll();
        }
    }

    /// <summary>Sets how often the training is observed.</summary>
    internal void SetPace(Pace pace)
    {
        lock (_lock)
        {
            _observer.Pacer.Pace = pace;
            _signals.NotifyAll();
        }

        _observer.Wake();
    }

    /// <summary>Requests a frame with the points of newly added words, which a view of constant vectors does not make by itself.</summary>
    internal void RequestFrame() => _observer.Wake();

    private Update Since(UpdateCursor cursor)
    {
        lock (_lock)
        {
            IReadOnlyList<DrawnWord> added = _drawn.From(cursor.Words);
            (long curve, IReadOnlyList<CurvePoint> points) = _record.Curve.After(cursor.Curve);
            (long snapshot, IReadOnlyList<NeighbourSnapshot> snapshots) = _record.Followed.After(cursor.Snapshot);
            Frame? frame = _frame is { } newest && newest.Number > cursor.Frame ? newest : null;
            ReplayInfo? replay = _isFinal && _frame is not null && !cursor.HasReplay ? _record.Info : null;
            (cursor.Words, cursor.Frame, cursor.Curve, cursor.Snapshot) = (cursor.Words + added.Count, frame?.Number ?? cursor.Frame, curve, snapshot);
            cursor.HasReplay |= replay is not null;
            return new Update
            {
                Added = added,
                Frame = frame,
                Status = _status,
                Curve = points,
                Followed = _record.Followed.Words,
                Snapshots = snapshots,
                Replay = replay,
                Pace = _training is null ? null : _observer.Pacer.Pace.Name,
            };
        }
    }

    /// <summary>Creates a frame, and snapshots of neighbours if they are due. The time of the search is that of this thread times the number of processors, all of which it uses.</summary>
    (TimeSpan Look, TimeSpan Search) IObserved.Observe(bool isFinal, TimeSpan gap)
    {
        lock (_observing)
        {
            return Observe(isFinal, gap);
        }
    }

    private (TimeSpan Look, TimeSpan Search) Observe(bool isFinal, TimeSpan gap)
    {
        TimeSpan start = ThreadClock.Now();
        WordVectors vectors = _vectors();
        int[] ids = _drawn.Ids();
        long tokens = _status?.Tokens ?? 0;
        bool isNeeded = !isFinal || _frame is null || _frame.Positions.Length < 2 * sizeof(short) * ids.Length;
        Frame? frame = isNeeded ? _frames.Build(vectors, ids, _drawn.SampleSize, tokens) with { Gap = gap.TotalSeconds } : _frame;
        TimeSpan look = ThreadClock.Now() - start;
        IReadOnlyList<string> words = WordsToSearch(tokens, isFinal);
        NeighbourSnapshot[] snapshots = words.Count > 0 ? _recorder.Search(vectors, words, tokens) : [];
        TimeSpan search = words.Count > 0 ? ThreadClock.Now() - start - look : TimeSpan.Zero;
        lock (_lock)
        {
            // If the training has ended meanwhile, another observation is needed.
            _frame = isFinal == _isFinal ? frame : null;
            if (_frame is not null)
            {
                _record.Frames.Add(_frame);
            }

            foreach (NeighbourSnapshot snapshot in snapshots)
            {
                _record.Followed.Record(snapshot);
            }

            _signals.NotifyAll();
        }

        return (look, search * Environment.ProcessorCount);
    }

    private IReadOnlyList<string> WordsToSearch(long tokens, bool isFinal)
    {
        lock (_lock)
        {
            bool isDue = _record.Followed.HasNew || _recorder.IsDue(tokens, _status?.TotalTokens ?? 0, _observer.Pacer.CanSearch, isFinal);
            return _training is not null && isDue ? _record.Followed.Words : [];
        }
    }
}
