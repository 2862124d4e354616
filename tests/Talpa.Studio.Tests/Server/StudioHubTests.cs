using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Talpa.Studio.Server;
using Talpa.Vectors;

namespace Talpa.Studio.Tests.Server;

/// <summary>The line as a stranger may use it: by hand, over a bare WebSocket.</summary>
public sealed class StudioHubTests : IAsyncLifetime
{
    private const char End = '\u001e';
    private readonly CancellationTokenSource _stop = new();
    private readonly WordVectors _vectors = new(Enumerable.Range(0, 500).Select(i => $"w{i}"), 6, [.. Enumerable.Range(0, 3000).Select(i => MathF.Sin(i * i))]);
    private readonly Dictionary<ClientWebSocket, string> _left = [];
    private StudioRoom? _room;
    private Task? _server;
    private Uri? _hub;
    private Uri? _page;

    public async ValueTask InitializeAsync()
    {
        _room = new StudioRoom("some.talpa", () => _vectors);
        var started = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _server = StudioServer.RunAsync(new StudioServerOptions { Started = started.SetResult, Room = _room }, _stop.Token);
        _page = await started.Task.WaitAsync(TimeSpan.FromSeconds(30));
        _hub = new UriBuilder(_page) { Scheme = "ws", Path = "/hub" }.Uri;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _server!;
        _room!.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task The_page_for_vectors_is_there_where_there_are_vectors()
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
    public async Task A_line_from_a_page_that_is_not_the_servers_own_is_refused(string header, string value)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader(header, value);
        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(_hub!, TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task Neighbours_are_the_librarys_and_a_word_that_is_not_there_is_said_in_words()
    {
        using ClientWebSocket socket = await OpenAsync();
        JsonElement answer = await AskAsync(socket, "Nearest", "w7", 5);
        Assert.Equal(
            _vectors.Nearest("w7", 5).Select(each => each.Word),
            answer.GetProperty("value").GetProperty("neighbours").EnumerateArray().Select(each => each.GetProperty("word").GetString()!));
        Assert.Contains("not in the vocabulary", (await AskAsync(socket, "Nearest", "nothing", 5)).GetProperty("fault").GetString());
    }

    [Theory]
    [InlineData("Nearest", "w7", int.MaxValue)]
    [InlineData("Nearest", "w7", int.MinValue)]
    [InlineData("Map", "w7", 1_000_000)]
    public async Task Numbers_out_of_range_are_limited(string question, string word, int count)
    {
        using ClientWebSocket socket = await OpenAsync();
        Assert.Equal(JsonValueKind.Object, (await AskAsync(socket, question, word, count)).GetProperty("value").ValueKind);
    }

    [Fact]
    public async Task A_message_beyond_the_limit_ends_the_line()
    {
        using ClientWebSocket socket = await OpenAsync();
        await SendAsync(socket, JsonSerializer.Serialize(new { type = 1, invocationId = "1", target = "Complete", arguments = new[] { new string('x', 40_000) } }));
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            while (true)
            {
                await ReceiveAsync(socket);
            }
        });
    }

    [Fact]
    public async Task A_line_has_one_watch()
    {
        using ClientWebSocket socket = await OpenAsync();
        const string Watch = """{"type":4,"invocationId":"ID","target":"Watch","arguments":[]}""";
        await SendAsync(socket, Watch.Replace("ID", "a", StringComparison.Ordinal));
        await SendAsync(socket, Watch.Replace("ID", "b", StringComparison.Ordinal));
        JsonElement refusal = default;
        bool isWatching = false;
        while (refusal.ValueKind == JsonValueKind.Undefined || !isWatching)
        {
            JsonElement message = await ReceiveAsync(socket);
            int type = message.GetProperty("type").GetInt32();
            refusal = type == 3 ? message : refusal;
            isWatching |= type == 2;
        }

        Assert.Equal("b", refusal.GetProperty("invocationId").GetString());
        Assert.True(refusal.TryGetProperty("error", out _));
        Assert.Equal(1, _room!.Pages);
    }

    [Fact]
    public async Task There_are_eight_lines_at_most()
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

    private async Task<JsonElement> AskAsync(ClientWebSocket socket, string question, params object[] arguments)
    {
        await SendAsync(socket, JsonSerializer.Serialize(new { type = 1, invocationId = "1", target = question, arguments }));
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

    /// <summary>The next message. Several may come at once; those after the first wait for the next call.</summary>
    private async Task<JsonElement> ReceiveAsync(ClientWebSocket socket)
    {
        string text = _left.GetValueOrDefault(socket, "");
        byte[] buffer = new byte[8192];
        while (!text.Contains(End, StringComparison.Ordinal))
        {
            WebSocketReceiveResult received = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20));
            Assert.NotEqual(WebSocketMessageType.Close, received.MessageType);
            text += Encoding.UTF8.GetString(buffer, 0, received.Count);
        }

        int end = text.IndexOf(End, StringComparison.Ordinal);
        _left[socket] = text[(end + 1)..];
        return JsonDocument.Parse(text[..end]).RootElement;
    }
}
