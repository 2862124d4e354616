using System.Diagnostics;

namespace Talpa.Studio.Tests.Server;

/// <summary>Attacks on the server by programs on this computer and by pages of other sites. All traffic is to 127.0.0.1.</summary>
public sealed class AttackTests(SharedServer server) : IClassFixture<SharedServer>
{
    /// <summary>The routes of the server. Every attack is tried on each of them; add new routes here.</summary>
    private static readonly string[] Routes = ["/", "/index.html", "/studio.css", "/studio.js", "/capabilities.js", "/live", "/live.html", "/live.css", "/live.js"];

    public static readonly TheoryData<string> AllRoutes = [.. Routes];

    private readonly Uri _server = server.Address;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(AllRoutes))]
    public async Task Every_route_is_served(string route) => Assert.Equal(200, await StatusOfAsync($"GET {route}"));

    [Theory]
    [InlineData("Host: evil.example")]
    [InlineData("Host: evil.example:80")]
    [InlineData("Host: 127.0.0.1.evil.example")]
    [InlineData("Host: localhost.evil.example")]
    [InlineData("Host: 0.0.0.0")]
    [InlineData("Host: 192.168.1.7")]
    [InlineData("Origin: http://evil.example")]
    [InlineData("Origin: https://127.0.0.1")]
    [InlineData("Origin: http://127.0.0.1:1")]
    [InlineData("Origin: http://localhost")]
    [InlineData("Origin: null")]
    [InlineData("Origin: file://")]
    [InlineData("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: cors")]
    [InlineData("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors")]
    [InlineData("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: websocket")]
    public async Task A_wrong_host_or_origin_is_forbidden_on_every_route(string header)
    {
        foreach (string route in Routes)
        {
            Assert.Equal(403, await StatusOfAsync($"GET {route}", header + "\r\n"));
        }
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("PROPFIND")]
    public async Task Methods_other_than_get_and_head_are_not_allowed_on_any_route(string method)
    {
        foreach (string route in Routes)
        {
            Assert.Equal(405, await StatusOfAsync($"{method} {route}", "Content-Length: 0\r\n"));
        }
    }

    [Theory]
    [InlineData("/../Talpa.slnx")]
    [InlineData("/../../../../etc/passwd")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/%2e%2e%2fetc%2fpasswd")]
    [InlineData("/..%5c..%5cetc")]
    [InlineData("/..\\..\\windows\\win.ini")]
    [InlineData("/_framework/../../secret")]
    [InlineData("//etc/passwd")]
    [InlineData("/C:/windows/win.ini")]
    [InlineData("/index.html/")]
    [InlineData("/index.html/../../etc/passwd")]
    [InlineData("/INDEX.HTML")]
    [InlineData("/.")]
    [InlineData("/page/index.html")]
    [InlineData("/index.html.br")]
    [InlineData("/%c0%ae%c0%ae/etc/passwd")]
    [InlineData("/%u002e%u002e/etc/passwd")]
    public async Task Path_traversal_finds_nothing(string path)
    {
        int status = await StatusOfAsync($"GET {path}");

        // Dots can be resolved to the page itself.
        Assert.True(status is 404 or 400 || (status == 200 && path == "/."), $"{path} gave {status}");
    }

    [Theory]
    [InlineData("GET /\0")]
    [InlineData("GET /%00")]
    [InlineData("GET /%")]
    [InlineData("GET /%zz")]
    [InlineData("GET nothing")]
    [InlineData("GE\u00FFT /")]
    [InlineData("")]
    [InlineData("GET")]
    [InlineData("\u0016\u0003\u0001\u0002\u0000\u0001")]
    public async Task An_invalid_request_line_is_refused(string line)
    {
        int status = await StatusOfAsync(line);
        Assert.True(status is 400 or 404 or 405, $"{line} gave {status}");
    }

    [Theory]
    [InlineData("Host: 127.0.0.1\r\nHost: evil.example\r\n")]
    [InlineData("Host: 127.0.0.1 evil\r\n")]
    [InlineData("no colon\r\n")]
    [InlineData("Bad Name: x\r\n")]
    [InlineData("X: a\0b\r\n")]
    [InlineData("Content-Length: -1\r\n")]
    [InlineData("Content-Length: 1\r\nContent-Length: 2\r\n")]
    [InlineData("Content-Length: 99999999999999999999\r\n")]
    public async Task Invalid_headers_are_refused(string headers) => Assert.Equal(400, await StatusOfAsync("GET /", headers));

    [Fact]
    public async Task Oversized_requests_get_the_right_status()
    {
        foreach (string route in Routes)
        {
            Assert.Equal(414, await StatusOfAsync($"GET {route}?{new string('x', 20_000)}"));
            Assert.Equal(431, await StatusOfAsync($"GET {route}", $"X: {new string('x', 20_000)}\r\n"));
            Assert.Equal(431, await StatusOfAsync($"GET {route}", string.Concat(Enumerable.Repeat("X: y\r\n", 5000))));

            // A route without a body refuses the request before reading one.
            Assert.True(await StatusOfAsync($"POST {route}", "Content-Length: 1000000000\r\n", new string('x', 1000)) is 405 or 413);
            Assert.True(await StatusOfAsync($"POST {route}", "Transfer-Encoding: chunked\r\n", "5\r\nabcde\r\n0\r\n\r\n") is 405 or 413);
        }
    }

    [Theory]
    [InlineData("GET /hub", "")]
    [InlineData("GET /hub/", "")]
    [InlineData("POST /hub", "Content-Length: 0\r\n")]
    [InlineData("DELETE /hub?id=x", "")]
    [InlineData("GET /hub/negotiate", "")]
    [InlineData("POST /hub/negotiate", "Content-Length: 1000000000\r\n")]
    [InlineData("GET /hub", "Upgrade: h2c\r\nConnection: Upgrade\r\n")]
    [InlineData("GET /hub", "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 1\r\nSec-WebSocket-Key: x\r\n")]
    [InlineData("GET /hub", "Accept: text/event-stream\r\n")]
    [InlineData("GET /hub/../hub/negotiate", "")]
    public async Task The_hub_accepts_only_websocket_connections_of_the_page(string request, string headers)
    {
        int status = await StatusOfAsync(request, headers);

        // The negotiation before a connection is answered; its body is not read.
        bool isNegotiation = request.StartsWith("POST /hub/negotiate", StringComparison.Ordinal);
        Assert.True(status is 400 or 404 or 405 or 413 or 426 || (isNegotiation && status == 200), $"{request} gave {status}");
        Assert.Equal(403, await StatusOfAsync(request, headers + "Origin: http://evil.example\r\n"));
        Assert.Equal(403, await StatusOfAsync(request, headers + "Host: evil.example\r\n"));
        Assert.Equal(200, await StatusOfAsync("GET /live"));
    }

    [Fact]
    public async Task A_client_that_sends_headers_slowly_is_disconnected()
    {
        using RawClient slow = await RawClient.ConnectAsync(_server, Cancellation);
        await slow.SendAsync($"GET / HTTP/1.1\r\nHost: 127.0.0.1:{_server.Port}\r\n", Cancellation);
        long start = Stopwatch.GetTimestamp();
        Task<int> status = slow.StatusAsync(Cancellation);
        while (!status.IsCompleted && Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(60))
        {
            await slow.SendAsync("X: y\r\n", Cancellation);
            await Task.WhenAny(status, Task.Delay(500, Cancellation));
        }

        Assert.True(status.IsCompleted, "the connection is still open");
        Assert.Equal(408, await status);
    }

    [Fact]
    public async Task A_thousand_connections_use_little_memory_and_the_page_is_available_after_them()
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var clients = new List<RawClient>();
        try
        {
            for (int i = 0; i < 1000; i++)
            {
                RawClient client = await RawClient.ConnectAsync(_server, Cancellation);
                clients.Add(client);
                await client.SendAsync("GET / HTTP/1.1\r\n", Cancellation);
            }

            Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 64_000_000);
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }

        int status = 0;
        for (int attempt = 0; attempt < 100 && status != 200; attempt++)
        {
            status = await StatusOfAsync("GET /");
            if (status != 200)
            {
                await Task.Delay(100, Cancellation);
            }
        }

        Assert.Equal(200, status);
    }

    [Fact]
    public async Task A_client_that_never_reads_does_not_block_others()
    {
        var clients = new List<RawClient>();
        try
        {
            for (int i = 0; i < 20; i++)
            {
                RawClient client = await RawClient.ConnectAsync(_server, Cancellation);
                clients.Add(client);
                await client.SendAsync(string.Concat(Enumerable.Repeat(RawClient.Request(_server, "GET /"), 20)), Cancellation);
            }

            Assert.Equal(200, await StatusOfAsync("GET /"));
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    private async Task<int> StatusOfAsync(string line, string headers = "", string body = "")
    {
        using RawClient client = await RawClient.ConnectAsync(_server, Cancellation);
        await client.SendAsync(RawClient.Request(_server, line, headers, body), Cancellation);
        return await client.StatusAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
    }
}
