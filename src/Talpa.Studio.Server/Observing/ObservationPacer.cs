namespace Talpa.Studio.Server.Observing;

/// <summary>
/// Limits the cost of observing a training: the next observation waits until all observations so far have taken no more than a fixed share of
/// the training's processor time.
/// </summary>
internal sealed class ObservationPacer
{
    /// <summary>
    /// The share of the training's processor time for observations. It is smaller than the promised share, because an observation costs several times the
    /// time of its own thread: frames are sent, and the worker threads' cores must fetch the cache lines that it has read before they can write them.
    /// </summary>
    private const double Share = 0.005;

    private static readonly TimeSpan MinDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(30);

    /// <summary>Initial credit, so that the first frames, whose code must be compiled, are not delayed.</summary>
    private static readonly TimeSpan Credit = TimeSpan.FromMilliseconds(50);

    private TimeSpan _observations;
    private TimeSpan _training;

    /// <summary>The share of the training's processor time that observations have taken so far.</summary>
    public double Cost => _training > TimeSpan.Zero ? _observations / _training : 0;

    /// <summary>Returns the delay after an observation.</summary>
    /// <param name="observation">The processor time of the observation.</param>
    /// <param name="processor">The processor time of the whole process since the previous observation.</param>
    /// <param name="elapsed">Wall time since the previous observation.</param>
    public TimeSpan DelayAfter(TimeSpan observation, TimeSpan processor, TimeSpan elapsed)
    {
        TimeSpan training = processor > observation ? processor - observation : TimeSpan.Zero;
        _observations += observation;
        _training += training;

        // The number of processors that the training uses; small if other programs use them.
        double busy = elapsed > TimeSpan.Zero ? Math.Max(training / elapsed, 0.05) : 1;
        TimeSpan missing = _observations - Credit - (Share * _training);
        TimeSpan delay = missing / (Share * busy);
        return delay < MinDelay ? MinDelay : delay > MaxDelay ? MaxDelay : delay;
    }
}
