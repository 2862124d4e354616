using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Talpa.Studio.Server;

namespace Talpa.Studio.Tests.Browser;

/// <summary>The server of the lesson page and a browser, shared by all tests. Tests are skipped without Chromium.</summary>
public sealed class Site : IAsyncLifetime
{
    private static readonly string[] ChromiumPaths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private const float AssertionTimeout = 30_000;
    private readonly CancellationTokenSource _stop = new();
    private Task? _server;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private IBrowserContext? _context;
    private IBrowserContext? _open;

    public Uri? Address { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (ChromiumPath() is not { } chromium)
        {
            return;
        }

        var started = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _server = StudioServer.RunAsync(new StudioServerOptions { Started = started.SetResult }, _stop.Token);
        Address = await started.Task.WaitAsync(TimeSpan.FromSeconds(30));
        _playwright = await Playwright.CreateAsync();

        // Other programs can use the processor for seconds.
        Assertions.SetDefaultExpectTimeout(AssertionTimeout);
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-gpu"] });
        _context = await _browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1366, Height = 768 } });
    }

    /// <summary>Opens the page and waits until the runtime is loaded; with options, in a new browser context. Console errors are recorded.</summary>
    public Task<StudioPage> OpenAsync(string fragment = "", BrowserNewContextOptions? options = null) =>
        OpenAtAsync(new Uri(Address ?? new Uri("http://localhost"), fragment.Length > 0 ? "#" + fragment : string.Empty), options);

    /// <summary>Opens the page with a screen size, without its content security policy, so that tests can add scripts.</summary>
    public async Task<StudioPage> OpenForScriptsAsync(string fragment, int width, int height)
    {
        RequireBrowser();
        _open ??= await _browser!.NewContextAsync(new BrowserNewContextOptions { BypassCSP = true });
        IPage page = await _open.NewPageAsync();
        await page.SetViewportSizeAsync(width, height);
        return await OpenAtAsync(page, new Uri(Address!, "#" + fragment), ownsContext: false);
    }

    /// <summary>Opens a page of a server.</summary>
    public async Task<StudioPage> OpenAtAsync(Uri address, BrowserNewContextOptions? options = null)
    {
        RequireBrowser();
        IBrowserContext context = options is null ? _context! : await _browser!.NewContextAsync(options);
        return await OpenAtAsync(await context.NewPageAsync(), address, ownsContext: options is not null);
    }

    private void RequireBrowser() => Assert.SkipWhen(_browser is null, "no Chromium in /usr/bin; scripts/install-test-needs installs it");

    private static async Task<StudioPage> OpenAtAsync(IPage page, Uri address, bool ownsContext)
    {
        var faults = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                faults.Add(message.Text);
            }
        };
        page.PageError += (_, error) => faults.Add(error);
        page.Request += (_, request) =>
        {
            if (!Regex.IsMatch(request.Url, $"^({Regex.Escape(address.GetLeftPart(UriPartial.Authority))}|data:|blob:)", RegexOptions.None, TimeSpan.FromSeconds(1)))
            {
                faults.Add($"request to another host: {request.Url}");
            }
        };
        await page.GotoAsync(address.ToString());
        await page.WaitForSelectorAsync("html[data-ready]", new PageWaitForSelectorOptions { State = WaitForSelectorState.Attached, Timeout = 60_000 });
        return new StudioPage(page, faults, ownsContext);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        await _stop.CancelAsync();
        if (_server is not null)
        {
            await _server;
        }

        _stop.Dispose();
    }

    private static string? ChromiumPath() => ChromiumPaths.FirstOrDefault(File.Exists);
}
