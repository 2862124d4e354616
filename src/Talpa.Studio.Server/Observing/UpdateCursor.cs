namespace Talpa.Studio.Server.Observing;

/// <summary>What a page has received so far. It is the only state kept for a page: a slow page gets fewer updates, each with the latest state.</summary>
internal sealed class UpdateCursor
{
    /// <summary>The number of words sent.</summary>
    public int Words { get; set; }

    /// <summary>The number of the last frame sent.</summary>
    public long Frame { get; set; }

    /// <summary>The number of the last curve point sent.</summary>
    public long Curve { get; set; }

    /// <summary>The number of the last snapshot sent.</summary>
    public long Snapshot { get; set; }

    /// <summary>Whether the description of the replay was sent.</summary>
    public bool HasReplay { get; set; }
}
