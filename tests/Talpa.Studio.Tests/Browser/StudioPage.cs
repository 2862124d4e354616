using Microsoft.Playwright;

namespace Talpa.Studio.Tests.Browser;

/// <summary>The page, opened: what a person can see and do.</summary>
/// <param name="Page">The browser's page.</param>
/// <param name="Faults">What went to the console as an error or a warning, and requests to other hosts.</param>
/// <param name="OwnsContext">Whether the browser's memory is this page's alone, and goes with it.</param>
public sealed record StudioPage(IPage Page, IReadOnlyList<string> Faults, bool OwnsContext) : IAsyncDisposable
{
    public ILocator Number(string name) => Page.Locator($".num[data-name='{name}']").First;

    public Task<string> NumberAsync(string name) => Number(name).InnerTextAsync();

    public async Task<int> StepAsync() => int.Parse((await Page.Locator("#at").InnerTextAsync()).Replace("step ", string.Empty, StringComparison.Ordinal));

    /// <summary>Every number on the page, by name.</summary>
    public async Task<string> AllNumbersAsync() =>
        await Page.EvaluateAsync<string>("[...document.querySelectorAll('.num')].map(n => n.dataset.name + '=' + n.textContent).join('\\n')");

    public async Task PressStepAsync(int times = 1)
    {
        int before = await StepAsync();
        for (int i = 0; i < times; i++)
        {
            await Page.ClickAsync("#step");
        }

        await WaitForStepAsync(before + times);
    }

    /// <summary>The address is written when the page has been drawn, after what it tells of can be seen.</summary>
    public Task WaitForAddressAsync(string part) => Page.WaitForFunctionAsync("part => decodeURIComponent(location.hash).includes(part)", part);

    public Task WaitForHeightAsync(int pixels) => Page.WaitForFunctionAsync("pixels => document.documentElement.scrollHeight === pixels", pixels);

    public Task WaitForWidthAsync(int pixels) => Page.WaitForFunctionAsync("pixels => document.documentElement.scrollWidth === pixels", pixels);

    /// <summary>Waits until the browser has drawn so often: what would happen by itself has had its turn.</summary>
    public Task WaitForFramesAsync(int frames) => Page.EvaluateAsync(
        "async frames => { for (let i = 0; i < frames; i++) { await new Promise(drawn => requestAnimationFrame(drawn)); } }", frames);

    public Task WaitForStepAsync(int step) => Page.Locator("#at").GetByText($"step {step}", new() { Exact = true }).WaitForAsync();

    public async Task ScrubAsync(int step)
    {
        await Page.EvaluateAsync("step => { const s = document.getElementById('scrub'); s.value = step; s.dispatchEvent(new Event('input', { bubbles: true })); }", step);
        await WaitForStepAsync(step);
    }

    /// <summary>
    /// What axe-core finds serious or worse, in light and in dark; the test is skipped where it is not there. The page must have been opened with its content
    /// security policy bypassed, or the script would not be let in.
    /// </summary>
    public async Task<IReadOnlyList<string>> SeriousFaultsAsync()
    {
        string axe = Path.Combine(Repository.Root, "artifacts", "axe", "package", "axe.min.js");
        Assert.SkipUnless(File.Exists(axe), "axe-core is not there; tests/Talpa.Studio.Tests/install-needs.sh fetches it");
        await Page.AddScriptTagAsync(new() { Path = axe });
        var faults = new List<string>();

        // In the dark only the colours are others, and so the rules about colours alone are run again.
        foreach ((ColorScheme scheme, string rules) in new[] { (ColorScheme.Light, "undefined"), (ColorScheme.Dark, "{ runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }") })
        {
            await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            faults.AddRange(await Page.EvaluateAsync<string[]>($$"""
                async () => (await axe.run(document, {{rules}})).violations.filter(v => ['serious', 'critical'].includes(v.impact))
                  .map(v => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | ')}`)
                """));
        }

        return faults;
    }

    public async ValueTask DisposeAsync()
    {
        await Page.CloseAsync();
        if (OwnsContext)
        {
            await Page.Context.DisposeAsync();
        }
    }
}
