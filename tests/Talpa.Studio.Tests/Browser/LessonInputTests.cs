using Microsoft.Playwright;
using Talpa.Studio.Drawing;
using Talpa.Studio.Lesson;

namespace Talpa.Studio.Tests.Browser;

/// <summary>Pointer and keyboard input on the lesson page, and the live region.</summary>
[Collection("site")]
public sealed class LessonInputTests(Site site)
{
    [Fact]
    public async Task Dragging_a_vector_updates_scores_probabilities_and_arrows()
    {
        await using StudioPage studio = await site.OpenAsync();
        string before = await studio.AllNumbersAsync();
        LocatorBoundingBoxResult box = (await studio.Page.Locator("[data-vector='out:1'] .mark").BoundingBoxAsync())!;
        await studio.Page.Mouse.MoveAsync(box.X + 7, box.Y + 7);
        await studio.Page.Mouse.DownAsync();
        await studio.Page.Mouse.MoveAsync(box.X + 60, box.Y - 40, new() { Steps = 6 });
        await studio.Page.Mouse.UpAsync();
        await studio.Page.WaitForSelectorAsync(".contour", new() { State = WaitForSelectorState.Attached });
        await studio.WaitForAddressAsync("edits=0");
        await studio.Page.WaitForFunctionAsync(@"() => /^[0-9]+\.[0-9]{2}$/.test(document.querySelector('.level')?.textContent.trim())");
        Assert.NotEqual(before, await studio.AllNumbersAsync());

        // The last pointer movement is shown in the next frame, after the button is released, so both numbers are read at the same time.
        await studio.Page.WaitForFunctionAsync("() => document.querySelector('[data-name=\"gradient:0\"]').textContent === document.querySelector('[data-name=\"slope:0\"]').textContent");
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task Everything_can_be_done_by_keyboard()
    {
        await using StudioPage studio = await site.OpenAsync();
        IKeyboard keyboard = studio.Page.Keyboard;
        await keyboard.PressAsync("Space");
        await studio.WaitForStepAsync(1);
        await keyboard.PressAsync("ArrowRight");
        await studio.WaitForStepAsync(2);
        await keyboard.PressAsync("Shift+ArrowRight");
        await studio.WaitForStepAsync(12);
        await keyboard.PressAsync("ArrowLeft");
        await studio.WaitForStepAsync(11);
        await keyboard.PressAsync("Home");
        await studio.WaitForStepAsync(0);

        await studio.Page.Locator("#chain").FocusAsync();
        await keyboard.PressAsync("ArrowDown");
        await keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(studio.Page.Locator(".num:focus")).ToHaveCountAsync(1);
        await Assertions.Expect(studio.Page.Locator(".num.highlighted")).Not.ToHaveCountAsync(0);
        await keyboard.PressAsync("Space");
        await studio.WaitForStepAsync(1);

        // Tab reaches every control.
        var reached = new HashSet<string>(StringComparer.Ordinal);
        await studio.Page.EvaluateAsync("document.activeElement.blur()");
        for (int i = 0; i < 60; i++)
        {
            await keyboard.PressAsync("Tab");
            reached.Add(await studio.Page.EvaluateAsync<string>("document.activeElement.id || document.activeElement.dataset.vector || ''"));
        }

        Assert.Superset(new HashSet<string>(["step", "scrub", "rate", "window", "dimension", "seed", "reset", "lesson", "text-button", "share-button", "theme", "chain", "in:0", "out:2"], StringComparer.Ordinal), reached);
    }

    [Fact]
    public async Task A_hint_and_a_help_sheet_say_what_can_be_done()
    {
        await using StudioPage studio = await site.OpenAsync();
        await Assertions.Expect(studio.Page.Locator("#formula .hint")).ToContainTextAsync("Point at any number for its formula. Drag a vector");
        await studio.Number("score:1").HoverAsync();
        await Assertions.Expect(studio.Page.Locator("#formula .hint")).ToHaveCountAsync(0);
        await studio.Page.ClickAsync("#help-button");
        await Assertions.Expect(studio.Page.Locator(".sheet")).ToContainTextAsync("Drag a vector in the picture");
        await Assertions.Expect(studio.Page.Locator(".sheet .keys tr")).ToHaveCountAsync(8);
        await studio.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(studio.Page.Locator(".sheet")).ToHaveCountAsync(0);
        await Assertions.Expect(studio.Page.Locator("#help-button")).ToBeFocusedAsync();
        foreach (string opener in new[] { "#text-button", "#share-button", "#help-button" })
        {
            await studio.Page.ClickAsync(opener);
            await studio.Page.ClickAsync(".sheet > button:last-child");
            await Assertions.Expect(studio.Page.Locator(opener)).ToBeFocusedAsync();
        }
    }

    [Fact]
    public async Task A_live_region_describes_each_step()
    {
        await using StudioPage studio = await site.OpenAsync();
        await studio.PressStepAsync();
        await Assertions.Expect(studio.Page.Locator("#status[role=status]")).ToHaveTextAsync("Step 1: the score of cat with sat rose 0.67 → 0.85; its probability 0.57 → 0.64. Next: sat predicts cat.");
    }

    [Fact]
    public async Task Nothing_plays_automatically_and_playing_continues_until_paused()
    {
        await using StudioPage studio = await site.OpenAsync();
        await studio.WaitForFramesAsync(60);
        Assert.Equal(0, await studio.StepAsync());
        await studio.Page.SelectOptionAsync(".speed select", "30");
        await studio.Page.ClickAsync(".play");
        await studio.Page.WaitForFunctionAsync("() => Number(document.getElementById('at').textContent.replace('step ', '')) >= 8");
        await studio.Page.ClickAsync(".play");
        await Assertions.Expect(studio.Page.Locator(".play")).ToHaveAttributeAsync("aria-pressed", "false");
        int step = await studio.StepAsync();
        await studio.WaitForFramesAsync(20);
        Assert.Equal(step, await studio.StepAsync());
    }
}
