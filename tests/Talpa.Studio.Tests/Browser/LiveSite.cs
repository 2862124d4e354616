using Talpa.Studio.Server;

namespace Talpa.Studio.Tests.Browser;

/// <summary>A server with a live page, for one test.</summary>
internal sealed class LiveSite : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _server;

    private LiveSite(LiveView view, TaskCompletionSource<Uri> started)
    {
        View = view;
        _server = StudioServer.RunAsync(new StudioServerOptions { View = view, Started = started.SetResult }, _stop.Token);
    }

    public LiveView View { get; }

    public Uri Address { get; private set; } = new("http://localhost");

    public static async Task<LiveSite> StartAsync(LiveView view)
    {
        var started = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var site = new LiveSite(view, started);
        site.Address = await started.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _server;
        View.Dispose();
        _stop.Dispose();
    }
}
