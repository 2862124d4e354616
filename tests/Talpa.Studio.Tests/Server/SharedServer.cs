using Talpa.Studio.Server;
using Talpa.Vectors;

namespace Talpa.Studio.Tests.Server;

/// <summary>A server with a live page that all tests of a class use, one after the other. After each of them it must answer the next.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    private readonly LiveView _view = new("some.talpa", () => Vectors);
    private RunningServer? _server;

    /// <summary>The address of the live page.</summary>
    public Uri Address => _server!.Address;

    private static WordVectors Vectors { get; } = new(["mole", "badger"], 2, [1, 2, 3, 4]);

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync(new StudioServerOptions { View = _view });

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _view.Dispose();
    }
}
