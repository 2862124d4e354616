namespace Talpa.Studio.Server;

/// <summary>How the page is served.</summary>
public sealed record StudioServerOptions
{
    /// <summary>The port on the loopback interface, 0 to 65,535; 0 takes a free one. Default: 0.</summary>
    public int Port { get; init; }

    /// <summary>Vectors to show at <c>/live</c>, those of a file or of a training; <c>null</c> for the lessons alone. Default: <c>null</c>.</summary>
    public StudioRoom? Room { get; init; }

    /// <summary>Whether a person may open files from the page: vectors to look at, a text to learn from. Default: <c>false</c>.</summary>
    public bool CanOpen { get; init; }

    /// <summary>Where files that are opened are kept until they have been read.</summary>
    internal string TemporaryFolder { get; init; } = Path.GetTempPath();

    /// <summary>Called once, when the page can be opened, with its address.</summary>
    public Action<Uri>? Started { get; init; }
}
