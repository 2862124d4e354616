namespace Talpa.Studio.Server.Observing;

/// <summary>
/// Determines when a training is observed, and limits the cost: looks that would take more than their share of the training's processor time are less
/// frequent, down to one in <see cref="Pace.MaxInterval"/>, and those that search neighbours as well are as rare as their share requires.
/// </summary>
internal sealed class ObservationPacer
{
    private TimeSpan _looks;
    private TimeSpan _searches;
    private TimeSpan _lastSearch;
    private TimeSpan _training;

    /// <summary>How often the training is observed.</summary>
    public Pace Pace { get; set; } = Pace.Normal;

    /// <summary>The share of the training's processor time that looks have taken so far.</summary>
    public double Cost => _training > TimeSpan.Zero ? (_looks + _searches) / _training : 0;

    /// <summary>Whether another search of neighbours, as costly as the previous one, stays within the limit.</summary>
    public bool CanSearch => _searches + _lastSearch <= 0.5 * Pace.Share * _training;

    /// <summary>Returns the time from a look to the next one.</summary>
    /// <param name="look">The processor time of the look without the search of neighbours.</param>
    /// <param name="search">The processor time of its search of neighbours; 0 if it had none.</param>
    /// <param name="processor">The processor time of the whole process since the previous look.</param>
    /// <param name="elapsed">Wall time since the previous look.</param>
    /// <param name="duration">The expected duration of the training; 0 if unknown.</param>
    public TimeSpan DelayAfter(TimeSpan look, TimeSpan search, TimeSpan processor, TimeSpan elapsed, TimeSpan duration)
    {
        TimeSpan training = processor > look + search ? processor - look - search : TimeSpan.Zero;
        _looks += look;
        _searches += search;
        _lastSearch = search > TimeSpan.Zero ? search : _lastSearch;
        _training += training;

        // The number of processors that the training uses; small if other programs use them.
        double busy = elapsed > TimeSpan.Zero ? Math.Max(training / elapsed, 0.05) : 1;
        TimeSpan affordable = (_looks - (Pace.Share * _training)) / (Pace.Share * busy);
        TimeSpan interval = Pace.IntervalOf(duration);
        return affordable <= interval ? interval : affordable < Pace.MaxInterval ? affordable : Pace.MaxInterval;
    }
}
