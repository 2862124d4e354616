using Microsoft.Playwright;

namespace Talpa.Studio.Tests.Browser;

/// <summary>An open page.</summary>
/// <param name="Page">The browser's page.</param>
/// <param name="Faults">Errors and warnings of the console, and requests to other hosts.</param>
/// <param name="Leave">Closes the page, or returns it to its pool, when a test has ended.</param>
public sealed record StudioPage(IPage Page, IList<string> Faults, Func<StudioPage, ValueTask> Leave) : IAsyncDisposable
{
    public ILocator Number(string name) => Page.Locator($".num[data-name='{name}']").First;

    public Task<string> NumberAsync(string name) => Number(name).InnerTextAsync();

    public async Task<int> StepAsync() => int.Parse((await Page.Locator("#at").InnerTextAsync()).Replace("step ", string.Empty, StringComparison.Ordinal));

    /// <summary>Returns every number on the page with its name.</summary>
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

    /// <summary>Waits for a part of the address, which is written after the page is rendered.</summary>
    public Task WaitForAddressAsync(string part) => Page.WaitForFunctionAsync("part => decodeURIComponent(location.hash).includes(part)", part);

    public Task WaitForHeightAsync(int pixels) => Page.WaitForFunctionAsync("pixels => document.documentElement.scrollHeight === pixels", pixels);

    public Task WaitForWidthAsync(int pixels) => Page.WaitForFunctionAsync("pixels => document.documentElement.scrollWidth === pixels", pixels);

    /// <summary>Waits until the browser has drawn a number of frames, so that anything that runs by itself has had time to.</summary>
    public Task WaitForFramesAsync(int frames) => Page.EvaluateAsync(
        "async frames => { for (let i = 0; i < frames; i++) { await new Promise(drawn => requestAnimationFrame(drawn)); } }", frames);

    public Task WaitForStepAsync(int step) => Page.Locator("#at").GetByText($"step {step}", new() { Exact = true }).WaitForAsync();

    public async Task ScrubAsync(int step)
    {
        await Page.EvaluateAsync("step => { const s = document.getElementById('scrub'); s.value = step; s.dispatchEvent(new Event('input', { bubbles: true })); }", step);
        await WaitForStepAsync(step);
    }

    /// <summary>Returns the serious and critical violations that axe-core finds. Without axe-core the test is skipped.</summary>
    /// <param name="scheme">The colour scheme; <c>null</c> for both, one after the other.</param>
    public Task<IReadOnlyList<string>> SeriousViolationsAsync(ColorScheme? scheme = null) => ViolationsAsync(scheme, "['serious', 'critical']");

    /// <summary>Returns the violations of some impacts. Without axe-core the test is skipped.</summary>
    /// <param name="scheme">
    /// The colour scheme; <c>null</c> for both, one after the other. The contrast of colours takes most of the time: a test that shows the same state at two
    /// widths checks one scheme at each.
    /// </param>
    /// <param name="impacts">A list of impacts, in JavaScript.</param>
    public async Task<IReadOnlyList<string>> ViolationsAsync(ColorScheme? scheme = null, string impacts = "['minor', 'moderate', 'serious', 'critical']")
    {
        string axe = Path.Combine(Repository.Root, "artifacts", "axe", "package", "axe.min.js");
        Assert.SkipUnless(File.Exists(axe), "axe-core is missing; tests/Talpa.Studio.Tests/install-needs.sh installs it");
        if (!await Page.EvaluateAsync<bool>("'axe' in window"))
        {
            // Not as an element: the page's content security policy forbids scripts of others.
            await Page.EvaluateAsync(await File.ReadAllTextAsync(axe, TestContext.Current.CancellationToken));
        }

        var faults = new List<string>();

        const string AllRules = "rules: { 'label-content-name-mismatch': { enabled: true } }";
        const string ColourRules = "runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }";

        // The second time only the colours differ, so only the rules about colours run again. Nothing is preloaded: that would be for audio and for media queries.
        (ColorScheme, string)[] runs = scheme is { } one ? [(one, AllRules)] : [(ColorScheme.Light, AllRules), (ColorScheme.Dark, ColourRules)];
        foreach ((ColorScheme colours, string rules) in runs)
        {
            await Page.EmulateMediaAsync(new() { ColorScheme = colours });
            faults.AddRange(await Page.EvaluateAsync<string[]>($$"""
                async () => {
                  // Colours that are still changing to those of the scheme have another contrast.
                  const ending = document.getAnimations().filter(each => each.effect.getComputedTiming().endTime !== Infinity);
                  await Promise.allSettled(ending.map(each => each.finished));
                  return (await axe.run(document, { resultTypes: ['violations'], preload: false, selectors: false, {{rules}} })).violations.filter(v => {{impacts}}.includes(v.impact))
                    .map(v => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | ')}`);
                }
                """));
        }

        return faults;
    }

    public ValueTask DisposeAsync() => Leave(this);
}
