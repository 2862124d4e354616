using System.Net;
using System.Net.WebSockets;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Talpa.Studio.Server;
using Talpa.Vectors;

namespace Talpa.Studio.Tests.Server;

/// <summary>The line as a stranger may use it: by hand, over a bare WebSocket.</summary>
public sealed class StudioHubTests : IAsyncLifetime
{
    /// <summary>What can be asked, and what can't. A new question is added here, and every attack below is tried on it.</summary>
    public static readonly TheoryData<string> Questions = ["Open", "Watch", "Complete", "Nearest", "Analogy", "Compare", "Group", "Map", "Follow", "Unfollow", "Stop", "Dispose", "OnConnectedAsync", "Nothing"];

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

    [Fact]
    public void All_that_can_be_asked_is_attacked() =>
        Assert.Empty(typeof(StudioHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(method => method.Name).Except(Questions.Select(row => row.Data)));

    [Theory]
    [InlineData("Nearest", "w7", int.MaxValue)]
    [InlineData("Nearest", "w7", int.MinValue)]
    [InlineData("Map", "w7", 1_000_000)]
    public async Task Numbers_out_of_range_are_limited(string question, string word, int count)
    {
        using ClientWebSocket socket = await OpenAsync();
        Assert.Equal(JsonValueKind.Object, (await AskAsync(socket, question, word, count)).GetProperty("value").ValueKind);
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task A_message_beyond_the_limit_ends_the_line_whatever_it_asks(string question)
    {
        using ClientWebSocket socket = await OpenAsync();
        await SendAsync(socket, JsonSerializer.Serialize(new { type = 1, invocationId = "1", target = question, arguments = new[] { new string('x', 40_000) } }));
        await RequireEndAsync(socket);
        using ClientWebSocket other = await OpenAsync();
        Assert.Equal(JsonValueKind.Object, (await AskAsync(other, "Nearest", "w7", 3)).GetProperty("value").ValueKind);
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Arguments_of_any_kind_are_answered_or_refused_and_say_nothing_of_the_programs_inside(string question)
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
            await SendAsync(socket, $$"""{"type":1,"invocationId":"1","target":"{{question}}","arguments":{{each}}}""");
            JsonElement answer = await AnswerAsync(socket);
            string text = answer.GetRawText();
            Assert.True(text.Length < 100_000, $"{question} {each}: {text.Length} characters");
            Assert.DoesNotMatch(@"\bat Talpa\.|   at |(?<!Hub)Exception:|/src/", text);
            if (answer.GetProperty("type").GetInt32() == 7)
            {
                // Not even JSON: the line is ended.
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
    public async Task What_is_no_question_ends_at_most_the_line_it_came_on(string message)
    {
        using ClientWebSocket socket = await OpenAsync();
        await SendAsync(socket, message);
        using ClientWebSocket other = await OpenAsync();
        Assert.Equal(JsonValueKind.Object, (await AskAsync(other, "Nearest", "w7", 3)).GetProperty("value").ValueKind);
    }

    [Fact]
    public async Task A_thousand_lines_that_never_say_a_word_take_little_memory_and_a_page_finds_its_line_when_they_are_gone()
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

        await RequireLineAsync();
    }

    [Fact]
    public async Task Pages_that_never_read_take_little_memory_and_another_is_answered()
    {
        var deaf = new List<ClientWebSocket>();
        for (int i = 0; i < 5; i++)
        {
            ClientWebSocket socket = await OpenAsync();
            deaf.Add(socket);
            await SendAsync(socket, """{"type":4,"invocationId":"w","target":"Watch","arguments":[]}""");
        }

        long before = GC.GetTotalMemory(forceFullCollection: true);
        using ClientWebSocket page = await OpenAsync();
        for (int i = 0; i < 300; i++)
        {
            // Each changes what is to be seen, and each is answered to who asks for it and never reads it.
            Assert.Equal(JsonValueKind.Object, (await AskAsync(page, "Follow", $"w{i}")).ValueKind);
            foreach (ClientWebSocket socket in deaf)
            {
                await SendSomeAsync(socket, $$"""{"type":1,"invocationId":"{{i}}","target":"Map","arguments":["w{{i}}",100]}""");
            }
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 64_000_000);
        Assert.Equal(JsonValueKind.Object, (await AskAsync(page, "Nearest", "w7", 3)).GetProperty("value").ValueKind);
        deaf.ForEach(socket => socket.Dispose());
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

    /// <summary>A message for one who may have stopped taking any.</summary>
    private static async Task SendSomeAsync(ClientWebSocket socket, string message)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        try
        {
            if (socket.State == WebSocketState.Open)
            {
                await socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, true, patience.Token);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or WebSocketException)
        {
            // The server has stopped reading what it can't answer, or has ended the line: as it should.
        }
    }

    private async Task RequireEndAsync(ClientWebSocket socket) => await Assert.ThrowsAnyAsync<Exception>(async () =>
    {
        while (true)
        {
            await ReceiveAsync(socket);
        }
    });

    /// <summary>Lines may take a moment to be given back.</summary>
    private async Task RequireLineAsync()
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                using ClientWebSocket socket = await OpenAsync();
                Assert.Equal(JsonValueKind.Object, (await AskAsync(socket, "Nearest", "w7", 3)).GetProperty("value").ValueKind);
                return;
            }
            catch (WebSocketException) when (attempt < 100)
            {
                await Task.Delay(200, TestContext.Current.CancellationToken);
            }
        }
    }

    /// <summary>The next message that is neither a sign of life nor an item: an answer, or the end.</summary>
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
