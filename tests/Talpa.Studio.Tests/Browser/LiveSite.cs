using Talpa.Studio.Server;

namespace Talpa.Studio.Tests.Browser;

/// <summary>A server with a live page or with two models, for one test.</summary>
internal sealed class LiveSite : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _server;

    private readonly StudioServerOptions _options;

    private LiveSite(StudioServerOptions options, TaskCompletionSource<Uri> started)
    {
        _options = options;
        _server = StudioServer.RunAsync(options with { Started = started.SetResult }, _stop.Token);
    }

    public LiveView View => _options.View ?? throw new InvalidOperationException("The site has no live view.");

    public Uri Address { get; private set; } = new("http://localhost");

    public static Task<LiveSite> StartAsync(LiveView view) => StartAsync(new StudioServerOptions { View = view });

    public static async Task<LiveSite> StartAsync(StudioServerOptions options)
    {
        var started = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var site = new LiveSite(options, started);
        site.Address = await started.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _server;
        _options.View?.Dispose();
        _stop.Dispose();
    }
}
