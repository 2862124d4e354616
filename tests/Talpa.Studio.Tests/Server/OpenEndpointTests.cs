using System.Net;
using System.Text;
using System.Text.Json;
using Talpa.Samples;
using Talpa.Studio.Server;

namespace Talpa.Studio.Tests.Server;

/// <summary>The endpoint that opens files, used by an untrusted client.</summary>
public sealed class OpenEndpointTests : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("talpa-endpoint").FullName;
    private RunningServer? _server;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync(new StudioServerOptions { CanOpen = true, TemporaryFolder = _folder });
        _client.BaseAddress = _server.Address;
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.MethodNotAllowed)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("http://evil.example", HttpStatusCode.Forbidden)]
    public async Task A_file_that_is_not_sent_by_the_page_is_refused(string? origin, HttpStatusCode expected)
    {
        using HttpResponseMessage response = await SendAsync("vectors", "a 1 2\nb 3 4\n", origin);
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Vectors_and_error_messages_have_the_name_of_the_users_file()
    {
        (string? value, _) = await OpenAsync("vectors", "a 1 2\nb 3 4\n", "mine.vec");
        Assert.Equal("mine.vec", value);
        (_, string? fault) = await OpenAsync("vectors", "no vectors", "../../other.vec");
        Assert.Contains("other.vec", fault);
        Assert.DoesNotContain("talpa-studio-", fault);
        Assert.DoesNotContain('\n', fault!);
    }

    [Theory]
    [InlineData("text", "too few words", "")]
    [InlineData("text", "a b c", "&minCount=1&dimension=0")]
    [InlineData("text", "a b c", "&minCount=one")]
    [InlineData("vectors", "", "")]
    public async Task Errors_are_reported_in_one_line(string kind, string content, string settings)
    {
        (string? value, string? fault) = await OpenAsync(kind, content, "x.txt", settings);
        Assert.Null(value);
        Assert.True(fault is { Length: > 10 } && !fault.Contains('\n', StringComparison.Ordinal), fault);
    }

    [Fact]
    public async Task One_training_runs_at_a_time_and_stored_files_are_deleted()
    {
        string text = string.Join('\n', ZooText.Sentences());
        Assert.NotNull((await OpenAsync("text", text, "zoo.txt", "&epochs=1000&dimension=8")).Value);
        (_, string? fault) = await OpenAsync("vectors", "a 1 2\nb 3 4\n", "mine.vec");
        Assert.Contains("the training on zoo.txt is still running", fault);
        Assert.Empty(Directory.EnumerateFiles(_folder));
    }

    [Fact]
    public async Task Without_permission_to_open_files_the_endpoint_is_disabled()
    {
        await using RunningServer server = await RunningServer.StartAsync(new StudioServerOptions());
        Uri address = server.Address;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/open?as=vectors&name=x")) { Content = new StringContent(string.Empty) };
        request.Headers.Add("Origin", address.GetLeftPart(UriPartial.Authority));
        using HttpResponseMessage response = await _client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Contains("false", await _client.GetStringAsync(new Uri(address, "/capabilities.js"), Cancellation));
    }

    private async Task<(string? Value, string? Fault)> OpenAsync(string kind, string content, string name, string settings = "")
    {
        using HttpResponseMessage response = await SendAsync(kind, content, OwnOrigin(), name, settings);
        JsonElement answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement;
        return (Text(answer, "value"), Text(answer, "fault"));
    }

    private static string? Text(JsonElement answer, string name) => answer.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private string OwnOrigin() => _client.BaseAddress!.GetLeftPart(UriPartial.Authority);

    private Task<HttpResponseMessage> SendAsync(string kind, string content, string? origin, string name = "x.vec", string settings = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/open?as={kind}&name={Uri.EscapeDataString(name)}{settings}") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(content)) };
        if (origin is not null)
        {
            request.Headers.TryAddWithoutValidation("Origin", origin);
        }

        return _client.SendAsync(request, Cancellation);
    }
}
