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
/// Serves the page on the loopback interface only, to requests with a loopback host and the page's own origin only. It writes nothing to the
/// console.
/// </summary>
public static class StudioServer
{
    private const int MaxHeaderBytes = 16 * 1024;
    private const int MaxRequestLineBytes = 8 * 1024;
    private const int MaxConnections = 64;
    private const int MaxPages = 8;
    private const int MaxMessageBytes = 16 * 1024;
    private const int MaxUnsentBytes = 64 * 1024;

    /// <summary>Serves the page until canceled.</summary>
    /// <param name="options">The port, the vectors, and a callback with the address.</param>
    /// <param name="cancellationToken">Stops the server. The method then returns normally.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task RunAsync(StudioServerOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Port is < 0 or > 65_535)
        {
            throw new ArgumentOutOfRangeException(nameof(options), $"The port is {options.Port}; it must be 0 (any free port) to 65,535.");
        }

        using var files = new OpenFilesService(options.View, options.CanOpen) { TemporaryFolder = options.TemporaryFolder };
        await using WebApplication server = Build(options, PageFiles.Load(), files);
        try
        {
            await server.StartAsync(cancellationToken);
            options.Started?.Invoke(AddressOf(server, options));
            await server.WaitForShutdownAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Canceled during the start.
        }
    }

    private static WebApplication Build(StudioServerOptions options, PageFiles pageFiles, OpenFilesService files)
    {
        var capabilities = new PageCapabilities(files.HasLivePage, options.Pair is not null, files.CanOpen);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.MaxConcurrentUpgradedConnections = MaxPages;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
            kestrel.Limits.MaxRequestLineSize = MaxRequestLineBytes;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });

        // The caller handles Ctrl+C and cancels the token.
        builder.Services.AddSingleton<IHostLifetime, CallerLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));

        if (capabilities.NeedsHub)
        {
            AddHub(builder.Services, files, options);
        }

        WebApplication server = builder.Build();
        server.Use((context, next) => RequestGuard.IsAllowed(context.Request) ? next(context) : RequestGuard.RefuseAsync(context));
        if (files.CanOpen)
        {
            server.Use((context, next) => OpenEndpoint.Handles(context.Request) ? OpenEndpoint.HandleAsync(context, files) : next(context));
        }

        if (capabilities.NeedsHub)
        {
            server.UseRouting();
            server.UseWebSockets();
            server.MapHub<StudioHub>(StudioHub.Path, hub =>
            {
                hub.Transports = HttpTransportType.WebSockets;
                hub.ApplicationMaxBufferSize = MaxMessageBytes;

                // Unsent data of a slow page; beyond it no update is created for the page.
                hub.TransportMaxBufferSize = MaxUnsentBytes;
            });
            server.UseEndpoints(_ => { });
        }

        server.Run(context => pageFiles.ServeAsync(context, capabilities));
        return server;
    }

    private static void AddHub(IServiceCollection services, OpenFilesService files, StudioServerOptions options)
    {
        services.AddSingleton(files);
        services.AddSingleton(options);
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

    private static Uri AddressOf(WebApplication server, StudioServerOptions options)
    {
        ICollection<string> addresses = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new Uri(new Uri(addresses.First()), options.View is not null ? PageFiles.LivePath : options.Pair is not null ? PageFiles.PairPath : "/");
    }

    private sealed class CallerLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
