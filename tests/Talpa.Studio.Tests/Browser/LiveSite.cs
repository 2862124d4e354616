using Talpa.Studio.Server;

namespace Talpa.Studio.Tests.Browser;

/// <summary>A server that shows vectors, for one test.</summary>
internal sealed class LiveSite : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _server;

    private LiveSite(StudioRoom room, TaskCompletionSource<Uri> started)
    {
        Room = room;
        _server = StudioServer.RunAsync(new StudioServerOptions { Room = room, Started = started.SetResult }, _stop.Token);
    }

    public StudioRoom Room { get; }

    public Uri Address { get; private set; } = new("http://localhost");

    public static async Task<LiveSite> StartAsync(StudioRoom room)
    {
        var started = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var site = new LiveSite(room, started);
        site.Address = await started.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _server;
        Room.Dispose();
        _stop.Dispose();
    }
}
