using Microsoft.Playwright;
using Talpa.Studio.Drawing;
using Talpa.Studio.Lesson;

namespace Talpa.Studio.Tests.Browser;

/// <summary>Restoring and hiding by links, and exports.</summary>
[Collection("site")]
public sealed class LessonLinkTests(Site site)
{
    [Fact]
    public async Task A_link_restores_text_settings_step_changes_and_selections()
    {
        await using StudioPage studio = await site.OpenAsync();
        await studio.Page.SelectOptionAsync("#lesson", "pets");
        await studio.ScrubAsync(30);
        await studio.Page.FillAsync("#rate", "0.4");
        await studio.Page.Keyboard.PressAsync("Tab");
        await studio.PressStepAsync(10);
        await studio.Page.SelectOptionAsync(".speed select", "30");
        await studio.Page.Locator("[data-vector='out:1']").FocusAsync();
        await studio.Page.Keyboard.PressAsync("ArrowUp");
        await studio.Page.Keyboard.PressAsync("Enter");
        await studio.Page.WaitForSelectorAsync(".contour", new() { State = WaitForSelectorState.Attached });
        await studio.WaitForAddressAsync("chosen=out");
        string numbers = await studio.AllNumbersAsync();
        string link = studio.Page.Url;

        await using StudioPage again = await site.OpenAsync(link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..]);
        await again.WaitForStepAsync(40);
        Assert.Equal(numbers, await again.AllNumbersAsync());
        await Assertions.Expect(again.Page.Locator("#rate")).ToHaveValueAsync("0.4");
        await Assertions.Expect(again.Page.Locator(".speed select")).ToHaveValueAsync("30");

        // A changed learning rate is part of the run: before that step it is the lesson's initial one.
        await again.ScrubAsync(20);
        await Assertions.Expect(again.Page.Locator("#rate")).ToHaveValueAsync("0.1");
        await again.ScrubAsync(40);
        await Assertions.Expect(again.Page.Locator("#rate")).ToHaveValueAsync("0.4");
        Assert.Equal(numbers, await again.AllNumbersAsync());
        await Assertions.Expect(again.Page.Locator("[data-vector='out:1']")).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(again.Page.Locator(".contour")).Not.ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_address_that_is_edited_while_a_far_step_is_computed_is_opened()
    {
        await using StudioPage studio = await site.OpenAsync("step=1");

        // The page writes the step that it has reached over the address of the user, before it is notified of it.
        await studio.Page.EvaluateAsync("() => { location.hash = 'text=a+b+c+d+e+f+g+h&start=random&nonsense=1&step=10000'; }");
        await studio.Page.WaitForFunctionAsync("() => /step=[1-9]/.test(location.hash) && location.hash.includes('text=a') && !location.hash.includes('nonsense')");
        await studio.Page.EvaluateAsync("() => { const written = location.hash; location.hash = 'rate=0.5&step=3'; history.replaceState(null, '', written); }");
        await studio.WaitForStepAsync(3);
        await Assertions.Expect(studio.Page.Locator("#rate")).ToHaveValueAsync("0.5");
        await studio.WaitForAddressAsync("rate=0.5");
        await studio.WaitForFramesAsync(10);
        Assert.Equal(3, await studio.StepAsync());
        await Assertions.Expect(studio.Page.Locator("#status")).Not.ToContainTextAsync("Ignored");
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task Values_that_can_not_be_used_are_reported_in_links_and_in_inputs()
    {
        await using StudioPage studio = await site.OpenAsync("rate=-1&step=2");
        ILocator status = studio.Page.Locator("#status");
        await Assertions.Expect(status).ToHaveTextAsync("Ignored in the link: rate=-1.");
        await studio.WaitForStepAsync(2);
        await studio.Page.FillAsync("#rate", "-1");
        await studio.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(status).ToContainTextAsync("it remains 0.2");
        await Assertions.Expect(studio.Page.Locator("#rate")).ToHaveValueAsync("0.2");
        await studio.Page.FillAsync("#seed", "99999999999");
        await studio.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(status).ToContainTextAsync("The seed is an integer from 0 to 999999; it remains 1.");
        await Assertions.Expect(studio.Page.Locator("#seed")).ToHaveValueAsync("1");
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task A_link_can_hide_controls()
    {
        await using StudioPage studio = await site.OpenAsync("hide=settings,text,panels,lessons,export,play,time,proof");
        await Assertions.Expect(studio.Page.Locator("#rate, #text-button, .panels, #lesson, #share-button, .play, #scrub, .proof")).ToHaveCountAsync(0);
        await Assertions.Expect(studio.Page.Locator("#step")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_picture_of_the_three_objectives_can_be_saved()
    {
        await using StudioPage studio = await site.OpenAsync("panel=objectives");
        await studio.Page.WaitForSelectorAsync(".objective");
        await studio.Page.ClickAsync("#share-button");
        foreach (string kind in new[] { "svg", "png" })
        {
            IDownload download = await studio.Page.RunAndWaitForDownloadAsync(() => studio.Page.ClickAsync($"#save-{kind}"));
            Assert.Equal($"talpa-step-0.{kind}", download.SuggestedFilename);
            string saved = await File.ReadAllTextAsync((await download.PathAsync())!, TestContext.Current.CancellationToken);
            Assert.Contains(kind == "svg" ? "viewBox=\"0 0 1680 560\"" : "PNG", saved);
        }

        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task Exports_contain_the_shown_step()
    {
        await using StudioPage studio = await site.OpenAsync("step=12");
        await studio.WaitForStepAsync(12);
        await studio.Page.ClickAsync("#share-button");
        foreach ((string button, string name, string holds) in new[]
        {
            ("#save-svg", "talpa-step-12.svg", "<svg"), ("#save-csv", "talpa-step-12.csv", "probability_after"),
            ("#save-program", "lesson.cs", "step < 12"), ("#save-animation", "talpa-step-12-animation.svg", "animateTransform"), ("#save-png", "talpa-step-12.png", "PNG"),
        })
        {
            IDownload download = await studio.Page.RunAndWaitForDownloadAsync(() => studio.Page.ClickAsync(button));
            Assert.Equal(name, download.SuggestedFilename);
            Assert.Contains(holds, await File.ReadAllTextAsync((await download.PathAsync())!, TestContext.Current.CancellationToken));
        }

        Assert.Empty(studio.Faults);
    }
}
