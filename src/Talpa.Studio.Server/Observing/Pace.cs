namespace Talpa.Studio.Server.Observing;

/// <summary>How often a training is observed.</summary>
/// <param name="Name">The name on the page.</param>
/// <param name="Looks">Looks during a training that is short enough for it.</param>
/// <param name="MaxInterval">The maximum time between two looks, whatever they cost.</param>
/// <param name="Share">
/// The share of the training's processor time for looks. It is smaller than the slowdown that the documentation states, because a look costs several times
/// the time of its own thread: frames are sent, and the cache lines that it has read must be fetched again by the cores that write them. Searches of
/// neighbours may take half as much in addition.
/// </param>
internal sealed record Pace(string Name, int Looks, TimeSpan MaxInterval, double Share)
{
    private static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>A look each five seconds.</summary>
    public static Pace Rare { get; } = new("rare", 15, TimeSpan.FromSeconds(5), 0.004);

    /// <summary>The default: a look a second, at least 60 a training.</summary>
    public static Pace Normal { get; } = new("normal", 90, TimeSpan.FromSeconds(0.9), 0.02);

    /// <summary>Four looks a second, at several times the cost.</summary>
    public static Pace Often { get; } = new("often", 240, TimeSpan.FromSeconds(0.25), 0.08);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Pace> All { get; } = [Rare, Normal, Often];

    /// <summary>The time between two looks at a training.</summary>
    /// <param name="duration">The expected duration of the training; 0 if unknown.</param>
    public TimeSpan IntervalOf(TimeSpan duration)
    {
        TimeSpan interval = duration / Looks;
        return interval < MinInterval ? MinInterval : interval > MaxInterval ? MaxInterval : interval;
    }
}
