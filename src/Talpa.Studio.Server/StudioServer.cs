using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server.OpenFiles;

namespace Talpa.Studio.Server;

/// <summary>
/// Serves the page to this computer: the loopback interface only, requests for a loopback host and from the page's own origin only,
/// nothing but the files of the published page. It writes nothing to the console.
/// </summary>
public static class StudioServer
{
    private const int MaxHeaderBytes = 16 * 1024;
    private const int MaxRequestLineBytes = 8 * 1024;
    private const int MaxConnections = 64;
    private const int MaxPages = 8;
    private const int MaxMessageBytes = 16 * 1024;
    private const int MaxWaitingBytes = 64 * 1024;

    /// <summary>Serves the page until cancelled.</summary>
    /// <param name="options">The port, and whom to tell the address.</param>
    /// <param name="cancellationToken">Ends the server; the method then returns normally.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task RunAsync(StudioServerOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Port is < 0 or > 65_535)
        {
            throw new ArgumentOutOfRangeException(nameof(options), $"The port is {options.Port}; it must be 0 (any free one) to 65,535.");
        }

        using var desk = new Desk(options.Room, options.CanOpen) { TemporaryFolder = options.TemporaryFolder };
        await using WebApplication server = Build(options.Port, PageFiles.Load(), desk);
        try
        {
            await server.StartAsync(cancellationToken);
            options.Started?.Invoke(AddressOf(server, options.Room));
            await server.WaitForShutdownAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Cancelled while it was starting.
        }
    }

    private static WebApplication Build(int port, PageFiles files, Desk desk)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.MaxConcurrentUpgradedConnections = MaxPages;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
            kestrel.Limits.MaxRequestLineSize = MaxRequestLineBytes;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });

        // Ctrl+C is the caller's: it cancels the token.
        builder.Services.AddSingleton<IHostLifetime, CallersLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));

        if (desk.HasPage)
        {
            AddHub(builder.Services, desk);
        }

        WebApplication server = builder.Build();
        server.Use((context, next) => RequestGuard.IsAllowed(context.Request) ? next(context) : RequestGuard.RefuseAsync(context));
        if (desk.CanOpen)
        {
            server.Use((context, next) => OpenEndpoint.IsFor(context.Request) ? OpenEndpoint.AnswerAsync(context, desk) : next(context));
        }

        if (desk.HasPage)
        {
            server.UseRouting();
            server.UseWebSockets();
            server.MapHub<StudioHub>(StudioHub.Path, hub =>
            {
                hub.Transports = HttpTransportType.WebSockets;
                hub.ApplicationMaxBufferSize = MaxMessageBytes;

                // What a slow page has not taken yet; beyond it nothing is made for it.
                hub.TransportMaxBufferSize = MaxWaitingBytes;
            });
            server.UseEndpoints(_ => { });
        }

        server.Run(context => files.AnswerAsync(context, desk.HasPage, desk.CanOpen));
        return server;
    }

    private static void AddHub(IServiceCollection services, Desk desk)
    {
        services.AddSingleton(desk);
        services.AddRouting();
        services.AddSignalR(hub =>
        {
            hub.MaximumReceiveMessageSize = MaxMessageBytes;
            hub.MaximumParallelInvocationsPerClient = 1;
            hub.StreamBufferCapacity = 1;
            hub.HandshakeTimeout = TimeSpan.FromSeconds(5);
            hub.EnableDetailedErrors = false;
        }).AddJsonProtocol(json => json.PayloadSerializerOptions.TypeInfoResolverChain.Insert(0, StudioMessages.Default));
    }

    private static Uri AddressOf(WebApplication server, StudioRoom? room)
    {
        ICollection<string> addresses = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new Uri(new Uri(addresses.First()), room is null ? "/" : PageFiles.LivePath);
    }

    private sealed class CallersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
