namespace Talpa.Studio.Common.Messages;

/// <summary>What has changed since the last update that this page was sent.</summary>
public sealed record Update
{
    /// <summary>Words that have a point from now on, behind those told of before.</summary>
    public required IReadOnlyList<DrawnWord> Added { get; init; }

    /// <summary>The newest positions, where there are newer ones. Frames in between are left out.</summary>
    public Frame? Frame { get; init; }

    /// <summary>How the training stands; absent for a file.</summary>
    public Standing? Standing { get; init; }

    /// <summary>The loss curve's new points.</summary>
    public required IReadOnlyList<CurvePoint> Curve { get; init; }

    /// <summary>The words that are followed now.</summary>
    public required IReadOnlyList<string> Followed { get; init; }

    /// <summary>New moments of the followed words.</summary>
    public required IReadOnlyList<ProbeMoment> Moments { get; init; }
}
