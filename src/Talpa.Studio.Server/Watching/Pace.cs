namespace Talpa.Studio.Server.Watching;

/// <summary>
/// How often to look at a training, so that looking on costs little: what a look took must be a small part of the processor time that the
/// training has until the next one.
/// </summary>
internal sealed class Pace
{
    /// <summary>The part of the training's processor time that looks may take: below the 2 % promised, since sending costs a little too.</summary>
    private const double Share = 0.015;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

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

        // Processors that the training keeps busy. One that is idle, or starved by other programs, is looked at rarely.
        double busy = elapsed > TimeSpan.Zero ? Math.Max(training / elapsed, 0.1) : 1;
        TimeSpan wait = look / (Share * busy);
        return wait < Shortest ? Shortest : wait > Longest ? Longest : wait;
    }
}
