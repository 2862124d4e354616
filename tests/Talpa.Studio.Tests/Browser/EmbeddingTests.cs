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
        IPage page = await warm.Page.Context.NewPageAsync();
        var faults = new List<string>();
        page.Console += (_, message) => faults.AddRange(message.Type is "error" or "warning" ? [message.Text] : Array.Empty<string>());
        page.PageError += (_, error) => faults.Add(error);
        await page.RouteAsync("**", ServeAsStaticSiteAsync);
        await page.GotoAsync($"http://localhost:{site.Address!.Port}/embedding.html");
        IFrame frame = page.Frames[1];

        // A sandbox without allow-same-origin: the frame has an origin of its own, and no storage.
        Assert.Equal("SecurityError", await frame.EvaluateAsync<string>("() => { try { return String(localStorage); } catch (fault) { return fault.name; } }"));
        await frame.WaitForSelectorAsync("html[data-ready]", new() { State = WaitForSelectorState.Attached, Timeout = 60_000 });
        await frame.ClickAsync("#step");
        await frame.Locator("#at").GetByText("step 1", new() { Exact = true }).WaitForAsync();
        string? before = await frame.GetAttributeAsync("html", "data-theme");
        await frame.ClickAsync("#theme");
        await frame.WaitForFunctionAsync("before => document.documentElement.dataset.theme && document.documentElement.dataset.theme !== before", before);
        Assert.Empty(faults);
        await page.CloseAsync();
    }

    /// <summary>Serves the page as a host of static sites does: to any origin, and without the policy that forbids embedding the page of this computer.</summary>
    private async Task ServeAsStaticSiteAsync(IRoute route)
    {
        var address = new Uri(route.Request.Url);
        if (address.AbsolutePath == "/embedding.html")
        {
            await route.FulfillAsync(new() { ContentType = "text/html", Body = $"<iframe src='{site.Address}' sandbox='allow-scripts' width='1200' height='700'></iframe>" });
            return;
        }

        IAPIResponse response = await route.FetchAsync(new() { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["accept-encoding"] = "identity" } });
        await route.FulfillAsync(new()
        {
            Response = response,
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["content-type"] = response.Headers["content-type"], ["access-control-allow-origin"] = "*" },
        });
    }
}
