using Microsoft.Playwright;
using Talpa.Studio.Drawing;
using Talpa.Studio.Lesson;

namespace Talpa.Studio.Tests.Browser;

/// <summary>Own text, hostile or not, and the lessons that presets and traps teach.</summary>
[Collection("site")]
public sealed class OwnTextTests(Site site)
{
    [Theory]
    [InlineData("Array.from({ length: 10000 }, (_, i) => 'w' + i).join(' ')", "60 different words")]
    [InlineData("'a b c. '.repeat(500000)", "of 3,500,000 characters")]
    [InlineData("'🐀 the rat 🐀 sat'", "Emoji")]
    [InlineData("'x'.repeat(5000) + ' the rat sat'", "40 letters")]
    public async Task Hostile_text_leaves_the_page_usable_and_the_limit_is_said(string text, string limit)
    {
        await using StudioPage studio = await site.OpenAsync();
        await studio.Page.ClickAsync("#text-button");
        await studio.Page.EvaluateAsync($"() => {{ const t = document.getElementById('text'); t.value = {text}; t.dispatchEvent(new Event('input', {{ bubbles: true }})); }}");
        await studio.Page.Locator(".sheet .note").GetByText(limit).WaitForAsync();
        await studio.Page.ClickAsync(".sheet > button");
        await studio.PressStepAsync(2);
        await studio.WaitForWidthAsync(1366);
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task Words_written_from_right_to_left_and_markup_are_words_like_others()
    {
        await using StudioPage studio = await site.OpenAsync();
        await studio.Page.ClickAsync("#text-button");
        await studio.Page.FillAsync("#text", "שלום <b>x</b>\nمرحبا عالم");
        await studio.Page.Locator(".vocabulary li").Nth(4).WaitForAsync();
        await Assertions.Expect(studio.Page.Locator(".typed li").First.Locator("span")).ToHaveTextAsync(["שלום 1", "b 2", "x 3", "b 2"]);
        await studio.Page.ClickAsync(".sheet > button");
        await studio.PressStepAsync(3);
        await Assertions.Expect(studio.Page.Locator("[data-vector='in:0'] text")).ToHaveTextAsync("שלום");
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task The_windows_slide_over_the_text_as_ids()
    {
        await using StudioPage studio = await site.OpenAsync();
        await studio.Page.ClickAsync("#text-button");
        await Assertions.Expect(studio.Page.Locator(".typed .centre")).ToHaveTextAsync("cat 1");
        await studio.PressStepAsync(3);
        await Assertions.Expect(studio.Page.Locator(".typed .centre")).ToHaveTextAsync("sat 2");
        await Assertions.Expect(studio.Page.Locator(".typed .context")).ToHaveTextAsync("dog 3");
    }

    [Fact]
    public async Task With_every_vector_at_zero_the_page_says_why_nothing_moves()
    {
        await using StudioPage studio = await site.OpenAsync();
        await studio.Page.SelectOptionAsync("#lesson", "zero");
        await studio.PressStepAsync(5);
        await Assertions.Expect(studio.Number("new:0")).ToHaveTextAsync("0.000");
        await ExpectSaidAsync(studio, "every vector is zero");
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task A_learning_rate_that_blows_up_is_told_in_words_and_in_numbers_all_the_way()
    {
        await using StudioPage studio = await site.OpenAsync();
        await studio.Page.SelectOptionAsync("#lesson", "blow-up");
        await studio.ScrubAsync(7);
        await studio.PressStepAsync();
        await ExpectSaidAsync(studio, "overshot");
        await studio.ScrubAsync(100);
        await ExpectSaidAsync(studio, "the longest vector is");
        Assert.DoesNotContain("no number", await studio.AllNumbersAsync());
        Assert.DoesNotContain("∞", await studio.AllNumbersAsync());
        await studio.Page.ClickAsync("button[aria-label='100 steps']");
        await studio.Page.ClickAsync("button[aria-label='100 steps']");
        await studio.WaitForStepAsync(300);
        await ExpectSaidAsync(studio, "left the range");
        Assert.Empty(studio.Faults);
    }

    [Theory]
    [InlineData("three")]
    [InlineData("zoo")]
    [InlineData("capitals")]
    [InlineData("zero")]
    public async Task Finite_differences_agree_in_every_lesson_and_objective(string lesson)
    {
        await using StudioPage studio = await site.OpenAsync();
        await studio.Page.SelectOptionAsync("#lesson", lesson);
        await studio.ScrubAsync(50);
        Assert.Equal(await studio.NumberAsync("gradient:0"), await studio.NumberAsync("slope:0"));
        Assert.Equal(await studio.NumberAsync("gradient:1"), await studio.NumberAsync("slope:1"));
        await studio.Page.ClickAsync("#panel-objectives");
        await studio.Page.WaitForSelectorAsync(".objective");
        for (int objective = 0; objective < 3; objective++)
        {
            // Written as 1.2 × 10⁻¹¹, or 0.
            Assert.Matches("^(0|[0-9.]+ × 10⁻(⁹|¹[0-9⁰¹²³⁴⁵⁶⁷⁸⁹]))$", await studio.NumberAsync($"objective:{objective}:apart"));
        }
    }

    /// <summary>On the way to a step far ahead the page says how far it has come; what it says of the step itself comes last.</summary>
    private static Task ExpectSaidAsync(StudioPage studio, string words) => Assertions.Expect(studio.Page.Locator("#said")).ToContainTextAsync(words);
}
