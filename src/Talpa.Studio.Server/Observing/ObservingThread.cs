using System.Diagnostics;

namespace Talpa.Studio.Server.Observing;

/// <summary>
/// The thread that observes vectors: a training once at its start, which compiles the code at no charge, and everything while pages are connected. It owns the pacer.
/// </summary>
internal sealed class ObservingThread(IObserved observed) : IDisposable
{
    private readonly AutoResetEvent _wake = new(initialState: false);
    private Thread? _thread;
    private volatile bool _isDisposed;

    /// <summary>The pacer of the looks.</summary>
    public ObservationPacer Pacer { get; } = new();

    /// <summary>Starts the thread if it does not run, and wakes it. Not to be called from several threads at the same time.</summary>
    public void Start()
    {
        if (_thread is null && !_isDisposed)
        {
            _thread = new Thread(Run) { IsBackground = true, Name = "Talpa Studio", Priority = ThreadPriority.BelowNormal };
            _thread.Start();
        }

        Wake();
    }

    /// <summary>Wakes the thread. It observes when the delay of the pacer is over, final vectors at once.</summary>
    public void Wake() => _wake.Set();

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        _wake.Set();
        _thread?.Join();
        _wake.Dispose();
    }

    private void Run()
    {
        if (!observed.IsFinal)
        {
            observed.Observe(isFinal: false, TimeSpan.Zero);
        }

        TimeSpan wait = TimeSpan.Zero;
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

            // The pace may have been changed during the pause.
            pause = pause < Pacer.Pace.MaxInterval ? pause : Pacer.Pace.MaxInterval;
            bool isFinal = observed.IsFinal;
            TimeSpan elapsed = Stopwatch.GetElapsedTime(observedAt);
            if (observed.Pages == 0 || (!isFinal && elapsed < pause))
            {
                wait = observed.Pages == 0 ? Timeout.InfiniteTimeSpan : pause - elapsed;
                continue;
            }

            (TimeSpan look, TimeSpan search) = observed.Observe(isFinal, pause);
            TimeSpan used = Environment.CpuUsage.TotalTime - processor;
            processor += used;
            pause = isFinal ? TimeSpan.Zero : Pacer.DelayAfter(look, search, used, Stopwatch.GetElapsedTime(observedAt), observed.Duration);
            observedAt = Stopwatch.GetTimestamp();
            wait = isFinal ? Timeout.InfiniteTimeSpan : pause;
        }
    }
}
