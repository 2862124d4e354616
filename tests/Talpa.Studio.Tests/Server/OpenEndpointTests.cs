using System.Net;
using System.Text;
using System.Text.Json;
using Talpa.Samples;
using Talpa.Studio.Server;

namespace Talpa.Studio.Tests.Server;

/// <summary>Opening a file over the line, as a stranger may try to.</summary>
public sealed class OpenEndpointTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _client = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("talpa-endpoint").FullName;
    private Task? _server;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var started = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _server = StudioServer.RunAsync(new StudioServerOptions { CanOpen = true, TemporaryFolder = _folder, Started = started.SetResult }, _stop.Token);
        _client.BaseAddress = await started.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _server!;
        _client.Dispose();
        Directory.Delete(_folder, recursive: true);
        _stop.Dispose();
    }

    [Theory]
    [InlineData(null, HttpStatusCode.MethodNotAllowed)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("http://evil.example", HttpStatusCode.Forbidden)]
    public async Task A_file_that_the_page_itself_does_not_send_is_not_taken(string? origin, HttpStatusCode expected)
    {
        using HttpResponseMessage response = await SendAsync("vectors", "a 1 2\nb 3 4\n", origin);
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Vectors_are_shown_under_the_name_of_the_persons_file_and_a_fault_names_it_too()
    {
        (string? value, _) = await AskAsync("vectors", "a 1 2\nb 3 4\n", "mine.vec");
        Assert.Equal("mine.vec", value);
        (_, string? fault) = await AskAsync("vectors", "no vectors", "../../other.vec");
        Assert.Contains("other.vec", fault);
        Assert.DoesNotContain("talpa-studio-", fault);
        Assert.DoesNotContain('\n', fault!);
    }

    [Theory]
    [InlineData("text", "too few words", "")]
    [InlineData("text", "a b c", "&minCount=1&dimension=0")]
    [InlineData("text", "a b c", "&minCount=one")]
    [InlineData("vectors", "", "")]
    public async Task What_cannot_be_opened_is_said_in_one_line(string kind, string content, string settings)
    {
        (string? value, string? fault) = await AskAsync(kind, content, "x.txt", settings);
        Assert.Null(value);
        Assert.True(fault is { Length: > 10 } && !fault.Contains('\n', StringComparison.Ordinal), fault);
    }

    [Fact]
    public async Task One_text_is_learned_from_at_a_time_and_what_was_stored_of_a_file_is_deleted()
    {
        string text = string.Join('\n', ZooText.Sentences());
        Assert.NotNull((await AskAsync("text", text, "zoo.txt", "&epochs=1000&dimension=8")).Value);
        (_, string? fault) = await AskAsync("vectors", "a 1 2\nb 3 4\n", "mine.vec");
        Assert.Contains("zoo.txt is still being learned from", fault);
        Assert.Empty(Directory.EnumerateFiles(_folder));
    }

    [Fact]
    public async Task Without_leave_to_open_files_nothing_is_taken()
    {
        using var stop = new CancellationTokenSource();
        var started = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task server = StudioServer.RunAsync(new StudioServerOptions { Started = started.SetResult }, stop.Token);
        Uri address = await started.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancelled);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/open?as=vectors&name=x")) { Content = new StringContent(string.Empty) };
        request.Headers.Add("Origin", address.GetLeftPart(UriPartial.Authority));
        using HttpResponseMessage response = await _client.SendAsync(request, Cancelled);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Contains("false", await _client.GetStringAsync(new Uri(address, "/place.js"), Cancelled));
        await stop.CancelAsync();
        await server;
    }

    private async Task<(string? Value, string? Fault)> AskAsync(string kind, string content, string name, string settings = "")
    {
        using HttpResponseMessage response = await SendAsync(kind, content, Own(), name, settings);
        JsonElement answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancelled)).RootElement;
        return (Text(answer, "value"), Text(answer, "fault"));
    }

    private static string? Text(JsonElement answer, string name) => answer.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private string Own() => _client.BaseAddress!.GetLeftPart(UriPartial.Authority);

    private Task<HttpResponseMessage> SendAsync(string kind, string content, string? origin, string name = "x.vec", string settings = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/open?as={kind}&name={Uri.EscapeDataString(name)}{settings}") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(content)) };
        if (origin is not null)
        {
            request.Headers.TryAddWithoutValidation("Origin", origin);
        }

        return _client.SendAsync(request, Cancelled);
    }
}
