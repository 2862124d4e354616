using Microsoft.Playwright;

namespace Talpa.Studio.Tests.Browser;

/// <summary>The layout for an audience.</summary>
[Collection("site")]
public sealed class PresentTests(Site site)
{
    private static readonly string[] Views = ["present", "present&text=the+mole+digs+a+tunnel&window=2&start=random", .. Enumerable.Range(1, 8).Select(scene => $"present&scene={scene}"), "present&lang=de&scene=4", "present&lang=de&scene=6"];

    public static TheoryData<string> AllViews => [.. Views];

    [Theory]
    [MemberData(nameof(AllViews))]
    public async Task Type_and_bars_are_large_and_everything_fits_the_screen(string view)
    {
        await using StudioPage studio = await site.OpenAsync(view, new Screen(1280, 720, Motion: ReducedMotion.Reduce));
        foreach ((int width, int height) in new[] { (1280, 720), (1366, 768), (1920, 1080), (2560, 1440) })
        {
            // Type of 14 pixels on a laptop has 18 here, and grows with the screen.
            double grown = 18 * Math.Max(1, height / 800.0);
            await studio.Page.SetViewportSizeAsync(width, height);
            await studio.WaitForHeightAsync(height);
            await studio.WaitForWidthAsync(width);
            await studio.Page.WaitForFunctionAsync("""
                grown => {
                  const shown = part => part.getClientRects().length > 0;
                  const size = part => { let zoom = 1; for (let each = part; each; each = each.parentElement) { zoom *= Number(getComputedStyle(each).zoom); } return zoom * parseFloat(getComputedStyle(part).fontSize); };
                  const inside = part => { const box = part.getBoundingClientRect(); return box.left >= -1 && box.right <= innerWidth + 1 && box.bottom <= innerHeight + 1; };
                  const numbers = [...document.querySelectorAll('.stage .num')].filter(number => shown(number) && !number.closest('[inert]'));
                  const bars = [...document.querySelectorAll('.track')].filter(bar => shown(bar) && !bar.closest('[inert]'));
                  return numbers.every(number => size(number) >= grown && inside(number)) && size(document.querySelector('.caption')) >= 1.5 * grown
                    && bars.every(bar => bar.getBoundingClientRect().width >= innerWidth / 16) && [...document.querySelectorAll('.caption, .turns button')].every(inside);
                }
                """, grown);
        }
    }

    [Fact]
    public async Task The_keys_of_a_clicker_make_steps_and_turn_scenes()
    {
        await using StudioPage studio = await site.OpenAsync("present");
        ILocator caption = studio.Page.Locator(".caption");
        await studio.Page.Keyboard.PressAsync("PageDown");
        await studio.WaitForStepAsync(1);
        await Assertions.Expect(caption).ToContainTextAsync("Step 1: the score of cat with sat rose");
        await studio.Page.ClickAsync("#step");
        await studio.WaitForStepAsync(2);
        await studio.Page.Keyboard.PressAsync("PageUp");
        await studio.WaitForStepAsync(1);
        await studio.WaitForAddressAsync("present&step=1");

        await studio.Page.ClickAsync("#help-button");
        await studio.Page.ClickAsync("#open-story");
        await Assertions.Expect(caption).ToContainTextAsync("Scene 1 of 8.");
        await studio.WaitForAddressAsync("present&scene=1");
        await studio.Page.Keyboard.PressAsync("PageDown");
        await Assertions.Expect(caption).ToContainTextAsync("Scene 2 of 8.");
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task The_help_begins_a_presentation_and_its_button_ends_it()
    {
        await using StudioPage studio = await site.OpenAsync("step=2");
        await studio.Page.ClickAsync("#help-button");
        await studio.Page.ClickAsync("#present");
        await Assertions.Expect(studio.Page.Locator(".caption")).ToBeVisibleAsync();
        await Assertions.Expect(studio.Page.Locator(".sheet, #rate")).ToHaveCountAsync(0);
        await studio.Page.ClickAsync("#end-presentation");
        await Assertions.Expect(studio.Page.Locator("#rate")).ToBeVisibleAsync();
        await studio.WaitForStepAsync(2);
    }

    [Fact]
    public async Task Axe_finds_nothing_in_a_presentation()
    {
        foreach (string view in Views.Where(view => !view.EndsWith("scene=1", StringComparison.Ordinal)))
        {
            await using StudioPage studio = await site.OpenAsync(view, Screen.Laptop with { Motion = ReducedMotion.Reduce });
            await Assertions.Expect(studio.Page.Locator(".caption")).Not.ToBeEmptyAsync();
            Assert.Empty((await studio.ViolationsAsync()).Select(fault => $"{view}: {fault}"));
        }
    }
}
