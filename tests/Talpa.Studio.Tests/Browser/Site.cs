using Microsoft.Playwright;
using Talpa.Studio.Server;
using Talpa.Studio.Tests.Server;

namespace Talpa.Studio.Tests.Browser;

/// <summary>The server of the lesson page and a browser, shared by the tests of a collection. Tests are skipped without Chromium.</summary>
public sealed class Site : IAsyncLifetime
{
    /// <summary>The headless shell comes first: it opens a page in less time than the browser with an interface.</summary>
    private static readonly string[] ChromiumPaths = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private const float AssertionTimeout = 30_000;

    private RunningServer? _server;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private PagePool? _pages;

    public Uri? Address { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (ChromiumPath() is not { } chromium)
        {
            return;
        }

        _server = await RunningServer.StartAsync(new StudioServerOptions());
        Address = _server.Address;
        _playwright = await Playwright.CreateAsync();

        // Other programs can use the processor for seconds.
        Assertions.SetDefaultExpectTimeout(AssertionTimeout);
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-gpu"] });
        _pages = new PagePool(await NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = Screen.Laptop.Width, Height = Screen.Laptop.Height } }));
    }

    /// <summary>Opens the lesson page, in an idle page if there is one, and waits until the runtime is loaded. Console errors are recorded.</summary>
    public async Task<StudioPage> OpenAsync(string fragment = "", Screen? screen = null)
    {
        RequireBrowser();
        screen ??= Screen.Laptop;
        if (await _pages!.ReuseAsync(fragment, screen) is { } studio)
        {
            return studio;
        }

        IPage page = await _pages.Context.NewPageAsync();
        await screen.ApplyToAsync(page);
        return await LoadAsync(page, AddressOf(fragment), left =>
        {
            _pages.Return(left);
            return ValueTask.CompletedTask;
        });
    }

    /// <summary>Opens a page of a server.</summary>
    public async Task<StudioPage> OpenAtAsync(Uri address, BrowserNewContextOptions? options = null)
    {
        RequireBrowser();
        IBrowserContext context = options is null ? _pages!.Context : await NewContextAsync(options);
        return await LoadAsync(await context.NewPageAsync(), address, studio => options is null ? new ValueTask(studio.Page.CloseAsync()) : context.DisposeAsync());
    }

    /// <summary>Opens the lesson page in a browser that has not opened it before.</summary>
    /// <param name="fragment">The part of the address behind #.</param>
    /// <param name="script">A script that runs before those of the page, or <c>null</c>.</param>
    public async Task<StudioPage> OpenFirstVisitAsync(string fragment = "", string? script = null)
    {
        RequireBrowser();
        IBrowserContext context = await _browser!.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = Screen.Laptop.Width, Height = Screen.Laptop.Height } });
        if (script is not null)
        {
            await context.AddInitScriptAsync(script);
        }

        return await LoadAsync(await context.NewPageAsync(), AddressOf(fragment), _ => context.DisposeAsync());
    }

    /// <summary>Opens the lesson page in a browser that has not opened it before, and that can't load its runtime.</summary>
    /// <param name="fragment">The part of the address behind #.</param>
    public async Task<StudioPage> OpenFirstVisitWithoutRuntimeAsync(string fragment = "")
    {
        RequireBrowser();
        IBrowserContext context = await _browser!.NewContextAsync();
        await context.RouteAsync("**/_framework/**", route => route.AbortAsync());
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(AddressOf(fragment).ToString());
        return new StudioPage(page, [], _ => context.DisposeAsync());
    }

    /// <summary>Creates a browser context of a visitor who has seen the story, so that pages begin with the lesson.</summary>
    private async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options)
    {
        IBrowserContext context = await _browser!.NewContextAsync(options);
        await context.AddInitScriptAsync("try { localStorage.setItem('story', 'seen'); } catch { /* A frame without storage does not begin with the story. */ }");
        return context;
    }

    private Uri AddressOf(string fragment) => new(Address ?? new Uri("http://localhost"), fragment.Length > 0 ? "#" + fragment : string.Empty);

    /// <summary>Skips the running test without Chromium.</summary>
    public void RequireBrowser() => Assert.SkipWhen(_browser is null, "no Chromium in /usr/bin; scripts/install-test-needs installs it");

    private static async Task<StudioPage> LoadAsync(IPage page, Uri address, Func<StudioPage, ValueTask> leave)
    {
        string[] own = [address.GetLeftPart(UriPartial.Authority), "data:", "blob:"];
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
            if (!own.Any(start => request.Url.StartsWith(start, StringComparison.Ordinal)))
            {
                faults.Add($"request to another host: {request.Url}");
            }
        };
        await page.GotoAsync(address.ToString());
        await page.WaitForSelectorAsync("html[data-ready]", new PageWaitForSelectorOptions { State = WaitForSelectorState.Attached, Timeout = 60_000 });
        return new StudioPage(page, faults, leave);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private static string? ChromiumPath() => ChromiumPaths.FirstOrDefault(File.Exists);
}
