using Talpa.Studio.Server;

namespace Talpa.Studio.Tests.Server;

/// <summary>A server in this process, which ends when it is disposed.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    private RunningServer(StudioServerOptions options, TaskCompletionSource<Uri> started) =>
        _running = StudioServer.RunAsync(options with { Started = started.SetResult }, _stop.Token);

    /// <summary>The address of the server, or of the page that it opens with.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Starts a server and waits until it listens. One that can't start throws its error.</summary>
    /// <param name="options">The options of the server; <see cref="StudioServerOptions.Started"/> is replaced.</param>
    public static async Task<RunningServer> StartAsync(StudioServerOptions options)
    {
        var started = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var server = new RunningServer(options, started);
        if (await Task.WhenAny(started.Task, server._running) == server._running)
        {
            await server._running;
        }

        server.Address = await started.Task;
        return server;
    }

    /// <summary>Stops the server and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }
}
