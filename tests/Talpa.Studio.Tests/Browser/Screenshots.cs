using Microsoft.Playwright;

namespace Talpa.Studio.Tests.Browser;

/// <summary>
/// Visits every state of the lesson page, none of which may write an error to the console. If TALPA_SCREENSHOTS names a folder, saves screenshots in it.
/// </summary>
[Collection("site")]
public sealed class Screenshots(Site site)
{
    /// <summary>Each state is shown on all screens when screenshots are saved; otherwise on one of each size and colour scheme.</summary>
    private static readonly Screen[] Screens = Environment.GetEnvironmentVariable("TALPA_SCREENSHOTS") is null
        ? [Screen.Laptop, new(390, 844, ColorScheme.Dark)]
        : [Screen.Laptop, Screen.Laptop with { Colours = ColorScheme.Dark }, new(390, 844), new(390, 844, ColorScheme.Dark)];

    [Fact]
    public async Task Every_state_of_the_page_is_shown_without_an_error()
    {
        string? folder = Environment.GetEnvironmentVariable("TALPA_SCREENSHOTS");
        await using StudioPage studio = await site.OpenAsync();
        async Task ShootAsync(string state)
        {
            foreach (Screen screen in Screens)
            {
                await screen.ApplyToAsync(studio.Page);
                await studio.WaitForFramesAsync(2);
                if (folder is not null)
                {
                    string file = $"{screen.Width}-{screen.Colours.ToString().ToLowerInvariant()}-{state}.png";
                    await studio.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, file), FullPage = screen.Width < 1000, Animations = ScreenshotAnimations.Disabled });
                }
            }

            await Screens[0].ApplyToAsync(studio.Page);
        }

        await ShootAsync("1-first");
        await studio.PressStepAsync(3);
        await ShootAsync("2-three-steps");
        await studio.Page.Locator(".num[data-name='p:2']").HoverAsync();
        await ShootAsync("3-formula");
        await studio.Page.Locator("[data-vector='in:1']").FocusAsync();
        await studio.Page.Keyboard.PressAsync("Enter");
        await studio.Page.WaitForSelectorAsync(".contour", new() { State = WaitForSelectorState.Attached });
        await ShootAsync("4-contours");
        await studio.ScrubAsync(100);
        await ShootAsync("5-hundred-steps");
        await studio.Page.ClickAsync("button[aria-label='100 steps']");
        await studio.WaitForStepAsync(200);
        await studio.Page.ClickAsync("#share-button");
        IDownload animation = await studio.Page.RunAndWaitForDownloadAsync(() => studio.Page.ClickAsync("#save-animation"));
        if (folder is not null)
        {
            await animation.SaveAsAsync(Path.Combine(folder, "three-words.svg"));
        }

        await studio.Page.ClickAsync("#share-button");
        await studio.Page.SelectOptionAsync("#lesson", "zoo");
        await studio.ScrubAsync(50);
        await ShootAsync("6-zoo");
        await studio.Page.ClickAsync("#text-button");
        await ShootAsync("7-text");
        await studio.Page.ClickAsync("#share-button");
        await ShootAsync("8-share");
        await studio.Page.ClickAsync("#share-button");
        await studio.Page.ClickAsync("#panel-likeness");
        await studio.ScrubAsync(100);
        await studio.Page.ClickAsync("button[aria-label='100 steps']");
        await studio.Page.ClickAsync("button[aria-label='100 steps']");
        await studio.WaitForStepAsync(300);
        await ShootAsync("9-likeness");
        await studio.Page.ClickAsync("#panel-objectives");
        await studio.Page.WaitForSelectorAsync(".objective");
        await ShootAsync("10-objectives-zoo");
        await studio.Page.SelectOptionAsync("#lesson", "three");
        await studio.PressStepAsync(4);
        await ShootAsync("11-objectives-three");
        await studio.Page.ClickAsync("#panel-network");
        await studio.Page.Locator("#network").WaitForAsync();
        await ShootAsync("14-network-three");
        await studio.Page.Locator(".net [data-name='p:1']").HoverAsync();
        await ShootAsync("15-network-formula");
        await studio.Page.SelectOptionAsync("#lesson", "zoo");
        await studio.ScrubAsync(50);
        await ShootAsync("16-network-zoo");
        await studio.Page.SelectOptionAsync("#dimension", "10");
        await studio.PressStepAsync(2);
        await ShootAsync("17-network-ten");
        await studio.Page.ClickAsync("#panel-steps");
        await ShootAsync("18-steps-ten");
        await studio.Page.SelectOptionAsync("#dimension", "3");
        await studio.PressStepAsync(2);
        await ShootAsync("19-steps-three");
        await studio.Page.SelectOptionAsync("#lesson", "capitals");
        await studio.PressStepAsync(6);
        await ShootAsync("12-capitals");
        await studio.Page.SelectOptionAsync("#lesson", "blow-up");
        await studio.ScrubAsync(40);
        await ShootAsync("13-blow-up");
        Assert.Empty(studio.Faults);
    }
}
