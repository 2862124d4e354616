using Talpa.Studio.Server;
using Talpa.Studio.Tests.Server;

namespace Talpa.Studio.Tests.Browser;

/// <summary>A server with a live page or with two models, for one test.</summary>
internal sealed class LiveSite : IAsyncDisposable
{
    private readonly StudioServerOptions _options;
    private readonly RunningServer _server;
    private bool _isDisposed;

    private LiveSite(StudioServerOptions options, RunningServer server) => (_options, _server) = (options, server);

    public LiveView View => _options.View ?? throw new InvalidOperationException("The site has no live view.");

    public Uri Address => _server.Address;

    public static Task<LiveSite> StartAsync(LiveView view) => StartAsync(new StudioServerOptions { View = view });

    public static async Task<LiveSite> StartAsync(StudioServerOptions options) => new(options, await RunningServer.StartAsync(options));

    /// <summary>Stops the server. A test may do so before its end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        await _server.DisposeAsync();
        _options.View?.Dispose();
    }
}
