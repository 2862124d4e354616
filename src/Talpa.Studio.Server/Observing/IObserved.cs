namespace Talpa.Studio.Server.Observing;

/// <summary>What an <see cref="ObservingThread"/> observes. Its members are thread-safe.</summary>
internal interface IObserved
{
    /// <summary>The number of connected pages. Without one, only the first look is made.</summary>
    int Pages { get; }

    /// <summary>Whether the vectors don't change any more.</summary>
    bool IsFinal { get; }

    /// <summary>The expected duration of the training; 0 if unknown.</summary>
    TimeSpan Duration { get; }

    /// <summary>Looks at the vectors.</summary>
    /// <param name="isFinal">Whether the vectors don't change any more.</param>
    /// <param name="gap">The expected time until the next look; 0 if unknown.</param>
    /// <returns>The processor time of the look, and that of the search of neighbours in addition; 0 if there was none.</returns>
    (TimeSpan Look, TimeSpan Search) Observe(bool isFinal, TimeSpan gap);
}
