using Microsoft.Playwright;
using Talpa.Studio.Drawing;
using Talpa.Studio.Lesson;

namespace Talpa.Studio.Tests.Browser;

/// <summary>What a hand or the keyboard does on the page, and what the page says then.</summary>
[Collection("site")]
public sealed class LessonHandTests(Site site)
{
    [Fact]
    public async Task A_vector_dragged_takes_scores_probabilities_and_arrows_with_it()
    {
        await using StudioPage studio = await site.OpenAsync();
        string before = await studio.AllNumbersAsync();
        LocatorBoundingBoxResult box = (await studio.Page.Locator("[data-vector='out:1'] .mark").BoundingBoxAsync())!;
        await studio.Page.Mouse.MoveAsync(box.X + 7, box.Y + 7);
        await studio.Page.Mouse.DownAsync();
        await studio.Page.Mouse.MoveAsync(box.X + 60, box.Y - 40, new() { Steps = 6 });
        await studio.Page.Mouse.UpAsync();
        await studio.Page.WaitForSelectorAsync(".contour", new() { State = WaitForSelectorState.Attached });
        Assert.NotEqual(before, await studio.AllNumbersAsync());
        Assert.Contains("edits=0", studio.Page.Url);
        Assert.Equal(await studio.NumberAsync("gradient:0"), await studio.NumberAsync("slope:0"));
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
        Assert.True(await studio.Page.EvaluateAsync<bool>("document.activeElement.matches('.num')"));
        Assert.NotEmpty(await studio.Page.Locator(".num.lit").AllAsync());
        await keyboard.PressAsync("Space");
        await studio.WaitForStepAsync(1);

        // Tab alone comes to every control.
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
    public async Task A_live_region_says_each_step_in_words()
    {
        await using StudioPage studio = await site.OpenAsync();
        await studio.PressStepAsync();
        Assert.Equal("Step 1: cat moved 0.11 towards sat; its probability 0.57 → 0.64.", await studio.Page.Locator("#said[role=status]").InnerTextAsync());
    }

    [Fact]
    public async Task Nothing_plays_by_itself_and_play_goes_on_until_paused()
    {
        await using StudioPage studio = await site.OpenAsync();
        await Task.Delay(1200, TestContext.Current.CancellationToken);
        Assert.Equal(0, await studio.StepAsync());
        await studio.Page.SelectOptionAsync(".speed select", "30");
        await studio.Page.ClickAsync(".play");
        await Task.Delay(1200, TestContext.Current.CancellationToken);
        await studio.Page.ClickAsync(".play");
        int step = await studio.StepAsync();
        Assert.InRange(step, 8, 120);
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.Equal(step, await studio.StepAsync());
    }
}
