using Talpa.Studio.Server;
using Talpa.Studio.Tests.Pairs;
using Talpa.Vectors;

namespace Talpa.Studio.Tests.Browser;

/// <summary>
/// Live pages and pages of two models that the tests of a class use in turn, each with its server: loading a page and its runtime takes seconds. A test searches or selects
/// what it is about; size, colours, zoom and panel are those of a page that was just opened.
/// </summary>
/// <param name="site">The browser.</param>
public sealed class SharedPages(Site site) : IAsyncLifetime
{
    private readonly Dictionary<string, (LiveSite Live, StudioPage Studio)> _pages = new(StringComparer.Ordinal);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Opens the live page of some vectors.</summary>
    /// <param name="name">The name of the vectors; pages of the same name are the same.</param>
    /// <param name="vectors">The vectors.</param>
    public async Task<StudioPage> OpenLiveAsync(string name, WordVectors vectors)
    {
        StudioPage studio = await OpenAsync(name, () => new StudioServerOptions { View = new LiveView("some.vec", () => vectors) });
        await studio.Page.ClickAsync("#panel-word");
        await studio.Page.ClickAsync("#home");
        if (await studio.Page.GetAttributeAsync("#colour", "aria-pressed") == "true")
        {
            await studio.Page.ClickAsync("#colour");
        }

        return studio;
    }

    /// <summary>Opens the page of two models.</summary>
    /// <param name="name">The name of the pair; pages of the same name are the same.</param>
    /// <param name="first">The first model.</param>
    /// <param name="second">The second model.</param>
    public Task<StudioPage> OpenPairAsync(string name, WordVectors first, WordVectors second) =>
        OpenAsync(name, () => new StudioServerOptions { Pair = PairModels.View(first, second) });

    public async ValueTask DisposeAsync()
    {
        foreach ((LiveSite live, StudioPage studio) in _pages.Values)
        {
            await studio.Page.CloseAsync();
            await live.DisposeAsync();
        }
    }

    private async Task<StudioPage> OpenAsync(string name, Func<StudioServerOptions> options)
    {
        if (_pages.TryGetValue(name, out (LiveSite Live, StudioPage Studio) known))
        {
            // The browser draws a background page only about once a second.
            await known.Studio.Page.BringToFrontAsync();
            await known.Studio.Page.Mouse.MoveAsync(0, 0);
            await Screen.Laptop.ApplyToAsync(known.Studio.Page);
            known.Studio.Faults.Clear();
            return known.Studio;
        }

        site.RequireBrowser();
        LiveSite live = await LiveSite.StartAsync(options());
        StudioPage studio = await site.OpenAtAsync(live.Address);
        await Screen.Laptop.ApplyToAsync(studio.Page);

        // The page stays open when a test leaves it.
        studio = studio with { Leave = _ => ValueTask.CompletedTask };
        _pages.Add(name, (live, studio));
        return studio;
    }
}
