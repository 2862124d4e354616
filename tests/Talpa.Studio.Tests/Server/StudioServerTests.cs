using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using Talpa.Studio.Server;

namespace Talpa.Studio.Tests.Server;

public sealed class StudioServerTests(StudioServerTests.LessonServer page) : IClassFixture<StudioServerTests.LessonServer>, IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = page.Address };

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task The_page_is_served_compressed_if_the_browser_accepts_it()
    {
        string plain = await _client.GetStringAsync("/", TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.AcceptEncoding.ParseAdd("gzip, br");
        using HttpResponseMessage response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("br", Assert.Single(response.Content.Headers.ContentEncoding));
        await using var body = new BrotliStream(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), CompressionMode.Decompress);
        Assert.Equal(plain, await new StreamReader(body).ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Contains("default-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task A_cached_file_is_not_sent_again()
    {
        using HttpResponseMessage first = await _client.GetAsync("/studio.css", TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/studio.css");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using HttpResponseMessage second = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "192.168.1.7")]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    public async Task A_request_from_another_host_or_origin_is_refused(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation(header, value);
        using HttpResponseMessage response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("POST", "/", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/nothing", HttpStatusCode.NotFound)]
    [InlineData("GET", "/../Talpa.slnx", HttpStatusCode.NotFound)]
    [InlineData("HEAD", "/", HttpStatusCode.OK)]
    [InlineData("GET", "/.nojekyll", HttpStatusCode.OK)]
    public async Task Only_the_pages_files_are_served_and_only_for_reading(string method, string path, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using HttpResponseMessage response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_request_line_beyond_the_limit_is_refused()
    {
        using HttpResponseMessage response = await _client.GetAsync("/?" + new string('x', 20_000), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestUriTooLong, response.StatusCode);
    }

    [Fact]
    public void The_whole_download_is_at_most_two_and_a_half_megabytes() => Assert.InRange(PageFiles.Load().CompressedBytes, 100_000, 2_500_000);

    [Fact]
    public async Task A_used_port_is_reported()
    {
        var options = new StudioServerOptions { Port = _client.BaseAddress!.Port };
        await Assert.ThrowsAsync<IOException>(() => StudioServer.RunAsync(options, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_invalid_port_is_reported() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => StudioServer.RunAsync(new StudioServerOptions { Port = 70_000 }, TestContext.Current.CancellationToken));

    /// <summary>A server of the lesson alone, which all tests of the class use.</summary>
    public sealed class LessonServer : IAsyncLifetime
    {
        private RunningServer? _server;

        /// <summary>The address of the lesson page.</summary>
        public Uri Address => _server!.Address;

        public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync(new StudioServerOptions());

        public ValueTask DisposeAsync() => _server!.DisposeAsync();
    }
}
