using System.Net;
using System.Net.WebSockets;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Talpa.Studio.Server;
using Talpa.Studio.Server.Pairs;
using Talpa.Vectors;

namespace Talpa.Studio.Tests.Server;

/// <summary>The hub, used by an untrusted client over a plain WebSocket.</summary>
public sealed class StudioHubTests : IAsyncLifetime
{
    /// <summary>Methods of the hub, and names that are none. Every attack is tried on each of them; add new methods here.</summary>
    public static readonly TheoryData<string> Methods = ["Open", "Watch", "Complete", "Nearest", "Analogy", "Compare", "Group", "Map", "Follow", "Unfollow", "SetPace", "Stop", "OpenPair", "CompletePair", "NearestInPair", "ReplayFrame", "Axes", "Neighbourhoods", "Dispose", "OnConnectedAsync", "Nothing"];

    private const char End = '\u001e';
    private readonly WordVectors _vectors = new(Enumerable.Range(0, 500).Select(i => $"w{i}"), 6, [.. Enumerable.Range(0, 3000).Select(i => MathF.Sin(i * i))]);
    private readonly Dictionary<ClientWebSocket, string> _unread = [];
    private LiveView? _view;
    private RunningServer? _server;
    private Uri? _hub;
    private Uri? _page;

    public async ValueTask InitializeAsync()
    {
        _view = new LiveView("some.talpa", () => _vectors);
        _server = await RunningServer.StartAsync(new StudioServerOptions { View = _view, Pair = PairView.Of(new NamedVectors("a", _vectors), new NamedVectors("b", _vectors)) });
        _page = _server.Address;
        _hub = new UriBuilder(_page) { Scheme = "ws", Path = "/hub" }.Uri;
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _view!.Dispose();
    }

    [Fact]
    public async Task The_live_page_is_served_if_there_are_vectors()
    {
        Assert.Equal("/live", _page!.AbsolutePath);
        using var client = new HttpClient();
        Assert.Contains("live.css", await client.GetStringAsync(_page, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Host", "evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task A_connection_from_another_origin_is_refused(string header, string value)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader(header, value);
        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(_hub!, TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task Neighbours_are_the_librarys_and_an_unknown_word_is_reported()
    {
        using ClientWebSocket socket = await OpenAsync();
        JsonElement answer = await InvokeAsync(socket, "Nearest", "w7", 5);
        Assert.Equal(
            _vectors.Nearest("w7", 5).Select(each => each.Word),
            answer.GetProperty("value").GetProperty("neighbours").EnumerateArray().Select(each => each.GetProperty("word").GetString()!));
        Assert.Contains("not in the vocabulary", (await InvokeAsync(socket, "Nearest", "nothing", 5)).GetProperty("fault").GetString());
    }

    [Fact]
    public void Every_method_of_the_hub_is_attacked() =>
        Assert.Empty(typeof(StudioHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(method => method.Name).Except(Methods.Select(row => row.Data)));

    [Theory]
    [InlineData("Nearest", "w7", int.MaxValue)]
    [InlineData("Nearest", "w7", int.MinValue)]
    [InlineData("Map", "w7", 1_000_000)]
    public async Task Numbers_out_of_range_are_limited(string method, string word, int count)
    {
        using ClientWebSocket socket = await OpenAsync();
        Assert.Equal(JsonValueKind.Object, (await InvokeAsync(socket, method, word, count)).GetProperty("value").ValueKind);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task An_oversized_message_closes_the_connection(string method)
    {
        using ClientWebSocket socket = await OpenAsync();
        await SendAsync(socket, JsonSerializer.Serialize(new { type = 1, invocationId = "1", target = method, arguments = new[] { new string('x', 40_000) } }));
        await RequireEndAsync(socket);
        using ClientWebSocket other = await OpenAsync();
        Assert.Equal(JsonValueKind.Object, (await InvokeAsync(other, "Nearest", "w7", 3)).GetProperty("value").ValueKind);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Arguments_of_any_kind_are_answered_or_refused_without_internal_details(string method)
    {
        string[] arguments =
        [
            "[]", "[null]", "[null,null,null]", "[1]", "[-1,1e300]", "[true,{}]", "[[]]", "[[[\"a\"]]]", "[{}]", "[\"\"]", "[\"\",0]", "[\"\\u0000\\ud800\"]",
            $"[\"{new string('x', 201)}\"]", $"[\"{new string('x', 201)}\",1]", "[\"w1\",\"1\"]", "[\"w1\",2147483648]", "[\"w1\",\"w2\",\"w3\",\"w4\"]",
            $"[[{string.Join(',', Enumerable.Repeat("\"w1\"", 1000))}]]", $"[[{string.Join(',', Enumerable.Repeat("null", 1000))}]]", "[[null]]", "[2147483647]", "[-2147483648]",
        ];
        ClientWebSocket socket = await OpenAsync();
        foreach (string each in arguments)
        {
            await SendAsync(socket, $$"""{"type":1,"invocationId":"1","target":"{{method}}","arguments":{{each}}}""");
            JsonElement answer = await AnswerAsync(socket);
            string text = answer.GetRawText();
            Assert.True(text.Length < 100_000, $"{method} {each}: {text.Length} characters");
            Assert.DoesNotMatch(@"\bat Talpa\.|   at |(?<!Hub)Exception:|/src/", text);
            if (answer.GetProperty("type").GetInt32() == 7)
            {
                // Invalid JSON closes the connection.
                socket.Dispose();
                socket = await OpenAsync();
            }
        }

        socket.Dispose();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("not JSON")]
    [InlineData("{\"type\":99}")]
    [InlineData("{\"type\":1}")]
    [InlineData("{\"type\":1,\"invocationId\":{},\"target\":[],\"arguments\":0}")]
    [InlineData("{\"type\":2,\"invocationId\":\"nothing\",\"item\":1}")]
    [InlineData("{\"type\":3,\"invocationId\":\"nothing\",\"result\":1}")]
    [InlineData("{\"type\":5,\"invocationId\":\"nothing\"}")]
    public async Task An_invalid_message_closes_at_most_its_own_connection(string message)
    {
        using ClientWebSocket socket = await OpenAsync();
        await SendAsync(socket, message);
        using ClientWebSocket other = await OpenAsync();
        Assert.Equal(JsonValueKind.Object, (await InvokeAsync(other, "Nearest", "w7", 3)).GetProperty("value").ValueKind);
    }

    [Fact]
    public async Task A_thousand_silent_connections_use_little_memory_and_a_page_can_connect_after_them()
    {
        const string Upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var clients = new List<RawClient>();
        try
        {
            for (int i = 0; i < 1000; i++)
            {
                RawClient client = await RawClient.ConnectAsync(_page!, TestContext.Current.CancellationToken);
                clients.Add(client);
                await client.SendAsync(RawClient.Request(_page!, "GET /hub", Upgrade), TestContext.Current.CancellationToken);
            }

            Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 64_000_000);
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }

        await RequireConnectionAsync();
    }

    [Fact]
    public async Task Pages_that_never_read_use_little_memory_and_do_not_block_others()
    {
        var silent = new List<ClientWebSocket>();
        for (int i = 0; i < 5; i++)
        {
            ClientWebSocket socket = await OpenAsync();
            silent.Add(socket);
            await SendAsync(socket, """{"type":4,"invocationId":"w","target":"Watch","arguments":[]}""");
        }

        long before = GC.GetTotalMemory(forceFullCollection: true);
        using ClientWebSocket page = await OpenAsync();
        for (int i = 0; i < 75; i++)
        {
            // Each call changes the state, and each result is sent to clients that never read it.
            Assert.Equal(JsonValueKind.Object, (await InvokeAsync(page, "Follow", $"w{i}")).ValueKind);
            foreach (ClientWebSocket socket in silent)
            {
                await SendSomeAsync(socket, $$"""{"type":1,"invocationId":"{{i}}","target":"Map","arguments":["w{{i}}",100]}""");
            }
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 64_000_000);
        Assert.Equal(JsonValueKind.Object, (await InvokeAsync(page, "Nearest", "w7", 3)).GetProperty("value").ValueKind);
        silent.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task A_connection_has_one_stream()
    {
        using ClientWebSocket socket = await OpenAsync();
        const string Watch = """{"type":4,"invocationId":"ID","target":"Watch","arguments":[]}""";
        await SendAsync(socket, Watch.Replace("ID", "a", StringComparison.Ordinal));
        await SendAsync(socket, Watch.Replace("ID", "b", StringComparison.Ordinal));
        JsonElement error = default;
        bool isWatching = false;
        while (error.ValueKind == JsonValueKind.Undefined || !isWatching)
        {
            JsonElement message = await ReceiveAsync(socket);
            int type = message.GetProperty("type").GetInt32();
            error = type == 3 ? message : error;
            isWatching |= type == 2;
        }

        Assert.Equal("b", error.GetProperty("invocationId").GetString());
        Assert.True(error.TryGetProperty("error", out _));
        Assert.Equal(1, _view!.Pages);
    }

    [Fact]
    public async Task There_are_at_most_eight_connections()
    {
        var sockets = new List<ClientWebSocket>();
        for (int i = 0; i < 8; i++)
        {
            sockets.Add(await OpenAsync());
        }

        await Assert.ThrowsAnyAsync<Exception>(OpenAsync);
        sockets.ForEach(socket => socket.Dispose());
    }

    private async Task<ClientWebSocket> OpenAsync()
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(_hub!, TestContext.Current.CancellationToken);
        await SendAsync(socket, """{"protocol":"json","version":1}""");
        await ReceiveAsync(socket);
        return socket;
    }

    /// <summary>Sends a message to a client that possibly reads no more.</summary>
    private static async Task SendSomeAsync(ClientWebSocket socket, string message)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        try
        {
            if (socket.State == WebSocketState.Open)
            {
                await socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, true, timeout.Token);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or WebSocketException)
        {
            // As expected, the server has stopped reading or has closed the connection.
        }
    }

    private async Task RequireEndAsync(ClientWebSocket socket) => await Assert.ThrowsAnyAsync<Exception>(async () =>
    {
        while (true)
        {
            await ReceiveAsync(socket);
        }
    });

    /// <summary>Waits until a connection is available again.</summary>
    private async Task RequireConnectionAsync()
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                using ClientWebSocket socket = await OpenAsync();
                Assert.Equal(JsonValueKind.Object, (await InvokeAsync(socket, "Nearest", "w7", 3)).GetProperty("value").ValueKind);
                return;
            }
            catch (WebSocketException) when (attempt < 100)
            {
                await Task.Delay(200, TestContext.Current.CancellationToken);
            }
        }
    }

    /// <summary>Receives the next message that is neither a ping nor a stream item: a result or the close message.</summary>
    private async Task<JsonElement> AnswerAsync(ClientWebSocket socket)
    {
        JsonElement message;
        do
        {
            message = await ReceiveAsync(socket);
        }
        while (!message.TryGetProperty("type", out JsonElement type) || type.GetInt32() is not (3 or 7));
        return message;
    }

    private async Task<JsonElement> InvokeAsync(ClientWebSocket socket, string method, params object[] arguments)
    {
        await SendAsync(socket, JsonSerializer.Serialize(new { type = 1, invocationId = "1", target = method, arguments }));
        JsonElement message;
        do
        {
            message = await ReceiveAsync(socket);
        }
        while (!message.TryGetProperty("result", out _));
        return message.GetProperty("result");
    }

    private static Task SendAsync(ClientWebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);

    /// <summary>Receives the next message. Further messages of the same WebSocket message are kept for the next call.</summary>
    private async Task<JsonElement> ReceiveAsync(ClientWebSocket socket)
    {
        string text = _unread.GetValueOrDefault(socket, "");
        byte[] buffer = new byte[8192];
        while (!text.Contains(End, StringComparison.Ordinal))
        {
            WebSocketReceiveResult received = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
            Assert.NotEqual(WebSocketMessageType.Close, received.MessageType);
            text += Encoding.UTF8.GetString(buffer, 0, received.Count);
        }

        int end = text.IndexOf(End, StringComparison.Ordinal);
        _unread[socket] = text[(end + 1)..];
        return JsonDocument.Parse(text[..end]).RootElement;
    }
}
