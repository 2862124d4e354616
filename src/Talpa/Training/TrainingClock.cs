using System.Diagnostics;
using Talpa.Training.Checkpoints;

namespace Talpa.Training;

/// <summary>
/// The working time of a training over all its runs; the pauses between them do not count. The machine's own clock may be set
/// meanwhile, this one only goes forward.
/// </summary>
internal sealed class TrainingClock : IResumable
{
    /// <summary>Far from where a time overflows, and longer than any training.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365_000);

    private TimeSpan _before;
    private long? _start;

    /// <summary>The time so far.</summary>
    public TimeSpan Elapsed => _before + (_start is { } start ? Stopwatch.GetElapsedTime(start) : TimeSpan.Zero);

    /// <summary>Lets it run until what is returned is disposed.</summary>
    public IDisposable Start()
    {
        _start = Stopwatch.GetTimestamp();
        return new Run(this);
    }

    /// <inheritdoc/>
    public void Exchange(IStateArchive archive)
    {
        archive.Exchange(new Span<TimeSpan>(ref _before));
        if (_before < TimeSpan.Zero || _before > Longest)
        {
            throw new ArgumentException($"No training takes {_before}.");
        }
    }

    private sealed class Run(TrainingClock clock) : IDisposable
    {
        public void Dispose()
        {
            clock._before = clock.Elapsed;
            clock._start = null;
        }
    }
}
