using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Talpa.Studio.Tests.Browser;

/// <summary>
/// Serves the files of a server as a host of static sites does: to any origin, and without the policy that forbids embedding the page of this computer. A page of another
/// origin, <see cref="EmbeddingAddress"/>, embeds them.
/// </summary>
internal sealed class StaticHost : IDisposable
{
    private readonly HttpListener _listener;
    private readonly HttpClient _server;

    public StaticHost(Uri server)
    {
        _server = new HttpClient { BaseAddress = server };
        (_listener, int port) = Start();
        (Address, EmbeddingAddress) = (new Uri($"http://127.0.0.1:{port}/"), new Uri($"http://localhost:{port}/embedding.html"));
        _ = AcceptAsync();
    }

    /// <summary>The address of the lesson page.</summary>
    public Uri Address { get; }

    /// <summary>The address of the page that embeds it.</summary>
    public Uri EmbeddingAddress { get; }

    /// <summary>The page that embeds the lesson page.</summary>
    public string Embedding { get; set; } = string.Empty;

    public void Dispose()
    {
        _listener.Close();
        _server.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await _listener.GetContextAsync());
            }
        }
        catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using HttpListenerResponse response = context.Response;
        try
        {
            if (context.Request.Url!.AbsolutePath == EmbeddingAddress.AbsolutePath)
            {
                response.ContentType = "text/html";
                await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(Embedding));
                return;
            }

            using HttpResponseMessage file = await _server.GetAsync(context.Request.RawUrl);
            response.StatusCode = (int)file.StatusCode;
            response.ContentType = file.Content.Headers.ContentType?.ToString();
            response.AddHeader("Access-Control-Allow-Origin", "*");
            await file.Content.CopyToAsync(response.OutputStream);
        }
        catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException or HttpRequestException or IOException)
        {
            // The browser has closed the page.
        }
    }

    private static (HttpListener Listener, int Port) Start()
    {
        while (true)
        {
            int port = FreePort();
            var listener = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/", $"http://localhost:{port}/" } };
            try
            {
                listener.Start();
                return (listener, port);
            }
            catch (HttpListenerException)
            {
                // Another process has taken the port meanwhile; the next one will do.
                listener.Close();
            }
        }
    }

    private static int FreePort()
    {
        using var trial = new TcpListener(IPAddress.Loopback, 0);
        trial.Start();
        return ((IPEndPoint)trial.LocalEndpoint).Port;
    }
}
