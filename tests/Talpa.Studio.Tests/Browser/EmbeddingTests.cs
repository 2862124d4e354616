using Microsoft.Playwright;

namespace Talpa.Studio.Tests.Browser;

/// <summary>The lesson page in an iframe of another origin, as a static site is embedded.</summary>
[Collection("site")]
public sealed class EmbeddingTests(Site site)
{
    [Fact]
    public async Task In_an_iframe_whose_storage_is_blocked_the_lesson_works()
    {
        await using StudioPage warm = await site.OpenAsync();
        using var host = new StaticHost(site.Address!);
        (IPage page, IFrame frame, List<string> faults) = await EmbedAsync(warm, host, $"<iframe src='{host.Address}' sandbox='allow-scripts' width='1200' height='700'></iframe>");

        // A sandbox without allow-same-origin: the frame has an origin of its own, and no storage.
        Assert.Equal("SecurityError", await frame.EvaluateAsync<string>("() => { try { return String(localStorage); } catch (fault) { return fault.name; } }"));
        await frame.WaitForSelectorAsync("html[data-ready]", new() { State = WaitForSelectorState.Attached, Timeout = 60_000 });
        await frame.ClickAsync("#step");
        await frame.Locator("#at").GetByText("step 1", new() { Exact = true }).WaitForAsync();
        string? before = await frame.GetAttributeAsync("html", "data-theme");
        await frame.ClickAsync("#theme");
        await frame.WaitForFunctionAsync("before => document.documentElement.dataset.theme && document.documentElement.dataset.theme !== before", before);

        // In both colour schemes, at the widths of laptop and projector, nothing is cut: steps and proof, the help, the questions of a prediction, and the presentation.
        foreach (string opener in new[] { "#theme", "#help-button", "#help-button", "#predict", "#theme", "#help-button", "#present" })
        {
            await frame.DispatchEventAsync(opener, "click");
            foreach ((int width, int height) in new[] { (1366, 768), (2560, 1440) })
            {
                await ResizeAsync(page, frame, width, height);
                Assert.Empty((await frame.EvaluateAsync<string[]>(LanguageTests.Cut)).Select(fault => $"{opener}, {width}: {fault}"));
            }
        }

        Assert.Empty(faults);
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_copied_frame_has_the_picture_and_step_alone_and_works_with_blocked_storage()
    {
        await using StudioPage studio = await site.OpenAsync("step=2");
        await studio.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await studio.Page.ClickAsync("#share-button");
        await studio.Page.ClickAsync("#copy-frame");
        await Assertions.Expect(studio.Page.Locator(".sheet [role=status]")).ToContainTextAsync("is copied");
        string copied = await studio.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Contains("#embed&amp;step=2\"", copied);

        Assert.Contains("width=\"480\" height=\"600\"", copied);
        string blocked = copied.Replace("<iframe ", "<iframe sandbox=\"allow-scripts\" ", StringComparison.Ordinal);
        using var host = new StaticHost(site.Address!);
        string hosted = blocked.Replace(site.Address!.ToString(), host.Address.ToString(), StringComparison.Ordinal);
        Assert.NotEqual(blocked, hosted);
        (IPage page, IFrame frame, List<string> faults) = await EmbedAsync(studio, host, hosted);
        await frame.WaitForSelectorAsync("html[data-ready]", new() { State = WaitForSelectorState.Attached, Timeout = 60_000 });
        await Assertions.Expect(frame.Locator("#status")).ToContainTextAsync("Step 2");
        await Assertions.Expect(frame.Locator("button:visible, input:visible, select:visible, table:visible")).ToHaveTextAsync(["Step"]);
        foreach ((int width, int height) in new[] { (480, 600), (320, 400), (1200, 700) })
        {
            await ResizeAsync(page, frame, width, height);
            await frame.WaitForFunctionAsync("""
                () => {
                  const plane = document.getElementById('plane').getBoundingClientRect(), step = document.getElementById('step').getBoundingClientRect();
                  return document.documentElement.scrollHeight === innerHeight && step.bottom <= innerHeight && Math.round(plane.width - plane.height) === 0;
                }
                """);
        }

        string? before = await frame.Locator("[data-vector='in:0']").GetAttributeAsync("style");
        await frame.ClickAsync("#step");
        await Assertions.Expect(frame.Locator("#status")).ToContainTextAsync("Step 3: the score of dog with sat");
        await frame.ClickAsync("#step");
        await Assertions.Expect(frame.Locator("#status")).ToContainTextAsync("Next: cat predicts sat");
        await frame.ClickAsync("#step");
        await Assertions.Expect(frame.Locator("[data-vector='in:0']")).Not.ToHaveAttributeAsync("style", before!);
        Assert.Empty(faults);
        await page.CloseAsync();
    }

    private static async Task ResizeAsync(IPage page, IFrame frame, int width, int height)
    {
        await page.EvalOnSelectorAsync("iframe", "(frame, [width, height]) => { frame.width = width; frame.height = height; }", new[] { width, height });
        await frame.WaitForFunctionAsync("([width, height]) => innerWidth === width && innerHeight === height", new[] { width, height });
        await frame.EvaluateAsync("async () => { await new Promise(requestAnimationFrame); await new Promise(requestAnimationFrame); }");
    }

    /// <summary>Opens a page of another origin that embeds the lesson page.</summary>
    /// <returns>The page, the embedded frame, and the faults of the console.</returns>
    private static async Task<(IPage Page, IFrame Frame, List<string> Faults)> EmbedAsync(StudioPage opened, StaticHost host, string embedding)
    {
        IPage page = await opened.Page.Context.NewPageAsync();
        var faults = new List<string>();
        page.Console += (_, message) => faults.AddRange(message.Type is "error" or "warning" ? [message.Text] : Array.Empty<string>());
        page.PageError += (_, error) => faults.Add(error);
        host.Embedding = embedding;
        await page.GotoAsync(host.EmbeddingAddress.ToString());
        return (page, page.Frames[1], faults);
    }
}
