using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server.Exploring;
using Talpa.Studio.Server.Projecting;
using Talpa.Studio.Server.Sampling;
using Talpa.Studio.Server.Watching;
using Talpa.Training;
using Talpa.Vectors;

namespace Talpa.Studio.Server;

/// <summary>
/// Vectors that the page shows: those of a file, or those of a training while it runs and afterwards. Works only while a page looks on, on
/// a thread of its own, and of a running training so rarely that it costs less than 3 % of the training's processor time.
/// </summary>
public sealed class StudioRoom : IProgress<TrainingProgress>, IDisposable
{
    private const int Places = 20_000;
    private const int ProbeNeighbours = 10;
    private const int MomentsOfTraining = 40;
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(400);

    private readonly Lock _lock = new();
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Bells _bells = new();
    private readonly FrameMaker _frames;
    private readonly Pace _pace = new();
    private readonly CurveHistory _curve = new();
    private readonly FollowedWords _followed = new();
    private readonly DrawnWords _drawn;
    private readonly TrainingOptions? _training;
    private readonly string _name;
    private Func<WordVectors> _vectors;
    private Thread? _watcher;
    private Frame? _frame;
    private Standing? _standing;
    private bool _isFinal;
    private bool _isDisposed;
    private long _probedAt = -1;
    private long _reported;

    /// <summary>Prepares to show vectors.</summary>
    /// <param name="name">What they are called: the file, or the text that is learned from.</param>
    /// <param name="vectors">Gives the words with their vectors as they are now; asked often, from several threads.</param>
    /// <param name="training">How they are learned while the page looks on; <c>null</c> for vectors that don't change.</param>
    public StudioRoom(string name, Func<WordVectors> vectors, TrainingOptions? training = null)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        _name = name;
        _vectors = vectors;
        _training = training;
        _isFinal = training is null;
        _frames = new FrameMaker(training is null ? PrincipalPlane.RoundsToSettle : PrincipalPlane.RoundsToBegin);
        WordVectors now = vectors();
        _drawn = new DrawnWords(now.Vocabulary, Places);
        Explorer = new Explorer(() => _vectors(), _drawn);
        if (training is not null)
        {
            _standing = new Standing(0, 0, 1, training.ActualEpochs, null, 0, null);
            foreach (string word in FollowedWords.Probes(now.Vocabulary))
            {
                _followed.Add(word);
            }
        }
    }

    /// <summary>Answers what is asked.</summary>
    internal Explorer Explorer { get; }

    /// <summary>How many pages look on.</summary>
    internal int Pages => _bells.Count;

    /// <summary>Takes a report of the training; cheap enough to be called ten times a second.</summary>
    public void Report(TrainingProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (_lock)
        {
            _curve.Add(value);
            _standing = StandingOf(value, end: null);
            if (Stopwatch.GetElapsedTime(_reported) > ReportInterval)
            {
                _reported = Stopwatch.GetTimestamp();
                _bells.Ring();
            }
        }
    }

    /// <summary>The training has ended; the page shows the last vectors from now on.</summary>
    /// <param name="end">How it stood at the end.</param>
    /// <param name="vectors">What was learned, which doesn't change any more.</param>
    /// <param name="savedAs">The file it is saved in.</param>
    public void End(TrainingProgress end, WordVectors vectors, string? savedAs)
    {
        ArgumentNullException.ThrowIfNull(end);
        ArgumentNullException.ThrowIfNull(vectors);
        lock (_lock)
        {
            _curve.Add(end, isLast: true);
            _standing = StandingOf(end, new Ending(savedAs, double.IsFinite(end.MeanLoss) ? end.MeanLoss : null, end.Elapsed.TotalSeconds));
            _vectors = () => vectors;
            _isFinal = true;
            _frame = null;
        }

        _wake.Set();
    }

    /// <summary>Lets the pages that look on go.</summary>
    internal void Leave() => _bells.Close();

    /// <summary>Lets the pages go, and works no more.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
        }

        _bells.Close();
        _wake.Set();
        _watcher?.Join();
        _wake.Dispose();
    }

    /// <summary>What there is to see.</summary>
    internal Opening Open()
    {
        WordVectors now = _vectors();
        return new Opening(_name, _training is not null, now.Count, now.Dimension, now.Vocabulary.HasCounts, _drawn.Strata);
    }

    /// <summary>Tells a page of all changes, the whole state first, as fast as it takes them: nothing is kept for a page that is slow.</summary>
    internal async IAsyncEnumerable<Update> ChangesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Channel<bool> bell = _bells.Add();
        Wake();
        try
        {
            var cursor = new Cursor();
            yield return Since(cursor);
            while (await bell.Reader.WaitToReadAsync(cancellationToken))
            {
                _ = bell.Reader.TryRead(out _);
                yield return Since(cursor);
            }
        }
        finally
        {
            _bells.Remove(bell);
        }
    }

    /// <summary>Watches a word's neighbours from now on.</summary>
    /// <exception cref="UnknownWordException">There is no such word.</exception>
    internal void Follow(string word)
    {
        _ = Explorer.Nearest(word, 1);
        lock (_lock)
        {
            _followed.Add(word);
            _bells.Ring();
        }

        _wake.Set();
    }

    /// <summary>Watches a word no longer.</summary>
    internal void Unfollow(string word)
    {
        lock (_lock)
        {
            _followed.Remove(word);
            _bells.Ring();
        }
    }

    /// <summary>Words were given points: they are wanted in a frame now, where nothing else asks for one.</summary>
    internal void Asked() => _wake.Set();

    private Standing StandingOf(TrainingProgress progress, Ending? end) => new(
        progress.Tokens,
        progress.TotalTokens,
        progress.Epoch,
        _training!.ActualEpochs,
        progress.Remaining < TimeSpan.MaxValue ? progress.Remaining.TotalSeconds : null,
        _pace.Cost,
        end);

    /// <summary>Starts the watcher where there is none yet; else sees to it that it looks whether there is something to do.</summary>
    private void Wake()
    {
        lock (_lock)
        {
            if (_watcher is null && !_isDisposed)
            {
                _watcher = new Thread(Watch) { IsBackground = true, Name = "Talpa Studio", Priority = ThreadPriority.BelowNormal };
                _watcher.Start();
            }
        }

        _wake.Set();
    }

    private Update Since(Cursor cursor)
    {
        lock (_lock)
        {
            IReadOnlyList<DrawnWord> added = _drawn.From(cursor.Words);
            (long curve, IReadOnlyList<CurvePoint> points) = _curve.After(cursor.Curve);
            (long moment, IReadOnlyList<ProbeMoment> moments) = _followed.After(cursor.Moment);
            Frame? frame = _frame is { } newest && newest.Number > cursor.Frame ? newest : null;
            (cursor.Words, cursor.Frame, cursor.Curve, cursor.Moment) = (cursor.Words + added.Count, frame?.Number ?? cursor.Frame, curve, moment);
            return new Update { Added = added, Frame = frame, Standing = _standing, Curve = points, Followed = _followed.Words, Moments = moments };
        }
    }

    /// <summary>The watcher's thread: looks, then waits as long as the pace asks, whoever wakes it. Without a page it sleeps.</summary>
    private void Watch()
    {
        TimeSpan wait = Timeout.InfiniteTimeSpan;
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long lookedAt = Stopwatch.GetTimestamp();
        TimeSpan pause = TimeSpan.Zero;
        while (true)
        {
            _wake.WaitOne(wait);
            if (_isDisposed)
            {
                return;
            }

            bool isFinal = _isFinal;
            TimeSpan elapsed = Stopwatch.GetElapsedTime(lookedAt);
            if (Pages == 0 || (!isFinal && elapsed < pause))
            {
                wait = Pages == 0 ? Timeout.InfiniteTimeSpan : pause - elapsed;
                continue;
            }

            lookedAt = Stopwatch.GetTimestamp();
            TimeSpan look = Look(isFinal);
            TimeSpan used = Environment.CpuUsage.TotalTime - processor;
            processor += used;
            pause = isFinal ? TimeSpan.Zero : _pace.After(look, used, elapsed + Stopwatch.GetElapsedTime(lookedAt));
            lookedAt = Stopwatch.GetTimestamp();
            wait = isFinal ? Timeout.InfiniteTimeSpan : pause;
        }
    }

    /// <summary>Makes what is wanted. Says what processor time it took: this thread's, times the processors where the library uses all of them.</summary>
    private TimeSpan Look(bool isFinal)
    {
        TimeSpan start = ThreadClock.Now();
        WordVectors vectors = _vectors();
        int[] ids = _drawn.Ids();
        long tokens = _standing?.Tokens ?? 0;
        bool isWanted = !isFinal || _frame is null || _frame.Positions.Length < 2 * sizeof(short) * ids.Length;
        Frame? frame = isWanted ? _frames.Make(vectors, ids, _drawn.SampleSize, tokens) : _frame;
        TimeSpan framed = ThreadClock.Now() - start;
        ProbeMoment[] moments = Probe(vectors, tokens, isFinal);
        TimeSpan probed = ThreadClock.Now() - start - framed;
        lock (_lock)
        {
            // The training may have ended meanwhile: then this was not the last look.
            _frame = isFinal == _isFinal ? frame : null;
            foreach (ProbeMoment moment in moments)
            {
                _followed.Note(moment);
            }

            _bells.Ring();
        }

        return framed + (probed * Environment.ProcessorCount);
    }

    private ProbeMoment[] Probe(WordVectors vectors, long tokens, bool isFinal)
    {
        IReadOnlyList<string> words;
        lock (_lock)
        {
            long total = _standing?.TotalTokens ?? 0;
            bool isDue = _probedAt < 0 || tokens >= _probedAt + (total / MomentsOfTraining) || (isFinal && tokens != _probedAt);
            words = _training is not null && (isDue || _followed.HasNew) ? _followed.Words : [];
        }

        if (words.Count == 0)
        {
            return [];
        }

        _probedAt = tokens;
        IReadOnlyList<IReadOnlyList<Neighbour>> lists = vectors.NearestToEach(words, ProbeNeighbours);
        return [.. words.Select((word, i) => new ProbeMoment(word, Explorer.PlaceOf(vectors, word), tokens, Explorer.Answered(vectors, lists[i])))];
    }
}
