namespace Talpa.Studio.Server;

/// <summary>What a server has besides the lessons.</summary>
/// <param name="HasLivePage">Whether the live page is available.</param>
/// <param name="HasPair">Whether the page of two models is available.</param>
/// <param name="CanOpen">Whether files can be opened from the page.</param>
internal sealed record PageCapabilities(bool HasLivePage, bool HasPair, bool CanOpen)
{
    /// <summary>Whether a page needs a connection to the hub.</summary>
    public bool NeedsHub => HasLivePage || HasPair;
}
