namespace Talpa.Studio.Server.Watching;

/// <summary>
/// How often to look at a training, so that looking on costs little: looks have an account, into which a small part of the training's processor
/// time flows, and the next look comes when those before are covered.
/// </summary>
internal sealed class Pace
{
    /// <summary>
    /// The part of the training's processor time that looks may take. Less than what is promised, for a look costs several times what its own thread takes: frames
    /// are sent, and the cache lines that it has read must be won back by the workers' cores before they can be written.
    /// </summary>
    private const double Share = 0.005;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>What there is to begin with, so that the first frames, of code that is just being compiled, come soon.</summary>
    private static readonly TimeSpan Credit = TimeSpan.FromMilliseconds(50);

    private TimeSpan _looks;
    private TimeSpan _training;

    /// <summary>The part of the training's processor time that looks have taken so far.</summary>
    public double Cost => _training > TimeSpan.Zero ? _looks / _training : 0;

    /// <summary>How long to wait after a look.</summary>
    /// <param name="look">The processor time it took.</param>
    /// <param name="processor">The processor time of the whole process since the look before.</param>
    /// <param name="elapsed">The time since the look before.</param>
    public TimeSpan After(TimeSpan look, TimeSpan processor, TimeSpan elapsed)
    {
        TimeSpan training = processor > look ? processor - look : TimeSpan.Zero;
        _looks += look;
        _training += training;

        // Processors that the training keeps busy; few where other programs starve it.
        double busy = elapsed > TimeSpan.Zero ? Math.Max(training / elapsed, 0.05) : 1;
        TimeSpan missing = _looks - Credit - (Share * _training);
        TimeSpan wait = missing / (Share * busy);
        return wait < Shortest ? Shortest : wait > Longest ? Longest : wait;
    }
}
