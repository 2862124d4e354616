using Microsoft.Playwright;

namespace Talpa.Studio.Tests.Browser;

/// <summary>Takes pictures of every state of the page, for people to look at. Set TALPA_SCREENSHOTS to a folder to have them.</summary>
[Collection("site")]
public sealed class Screenshots(Site site)
{
    [Theory]
    [InlineData(1366, 768, ColorScheme.Light)]
    [InlineData(1366, 768, ColorScheme.Dark)]
    [InlineData(390, 844, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    public async Task Every_state_of_the_page_can_be_looked_at(int width, int height, ColorScheme scheme)
    {
        string? folder = Environment.GetEnvironmentVariable("TALPA_SCREENSHOTS");
        Assert.SkipWhen(folder is null, "TALPA_SCREENSHOTS names no folder to put pictures in");
        Directory.CreateDirectory(folder);
        string kind = $"{width}-{scheme.ToString().ToLowerInvariant()}";
        var options = new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = scheme };
        await using StudioPage studio = await site.OpenAsync(string.Empty, options);
        async Task ShootAsync(string state) =>
            await studio.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder!, $"{kind}-{state}.png"), FullPage = width < 1000, Animations = ScreenshotAnimations.Disabled });

        await ShootAsync("1-first");
        await studio.PressStepAsync(3);
        await ShootAsync("2-three-steps");
        await studio.Page.Locator(".num[data-name='p:2']").HoverAsync();
        await ShootAsync("3-asked");
        await studio.ScrubAsync(100);
        await ShootAsync("4-hundred-steps");
        await studio.Page.Locator("[data-vector='in:0']").FocusAsync();
        await studio.Page.Keyboard.PressAsync("Enter");
        await ShootAsync("5-landscape");
        await studio.Page.SelectOptionAsync("#lesson", "zoo");
        await studio.ScrubAsync(50);
        await ShootAsync("6-zoo");
        await studio.Page.ClickAsync("#text-button");
        await ShootAsync("7-text");
        await studio.Page.ClickAsync("#share-button");
        await ShootAsync("8-share");
        Assert.Empty(studio.Faults);
    }
}
