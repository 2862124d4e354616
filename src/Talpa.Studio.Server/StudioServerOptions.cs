using Talpa.Studio.Server.Pairs;

namespace Talpa.Studio.Server;

/// <summary>The options of <see cref="StudioServer"/>.</summary>
public sealed record StudioServerOptions
{
    /// <summary>The port on the loopback interface, 0 to 65,535; 0 selects a free one. Default: 0.</summary>
    public int Port { get; init; }

    /// <summary>The vectors to show at <c>/live</c>, of a file or of a training; <c>null</c> for the lessons only. Default: <c>null</c>.</summary>
    public LiveView? View { get; init; }

    /// <summary>The two models to show at <c>/compare</c>; <c>null</c> for none. Default: <c>null</c>.</summary>
    public PairView? Pair { get; init; }

    /// <summary>Whether the user can open files from the page: vectors to explore, or a text to train on. Default: <c>false</c>.</summary>
    public bool CanOpen { get; init; }

    /// <summary>The folder of uploaded files until they have been read.</summary>
    internal string TemporaryFolder { get; init; } = Path.GetTempPath();

    /// <summary>Called once with the address of the page, when it can be opened.</summary>
    public Action<Uri>? Started { get; init; }
}
