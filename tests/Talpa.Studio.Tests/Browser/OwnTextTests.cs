using Microsoft.Playwright;
using Talpa.Studio.Drawing;
using Talpa.Studio.Lesson;

namespace Talpa.Studio.Tests.Browser;

/// <summary>Text typed by the user, and the built-in lessons.</summary>
[Collection("site")]
public sealed class OwnTextTests(Site site)
{
    [Theory]
    [InlineData("Array.from({ length: 10000 }, (_, i) => 'w' + i).join(' ')", "60 different words")]
    [InlineData("'a b c. '.repeat(500000)", "of 3,500,000 characters")]
    [InlineData("'🐀 the rat 🐀 sat'", "Emoji")]
    [InlineData("'x'.repeat(5000) + ' the rat sat'", "40 letters")]
    public async Task Hostile_text_leaves_the_page_usable_and_the_limit_is_reported(string text, string limit)
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
    public async Task Right_to_left_words_and_markup_are_ordinary_words()
    {
        await using StudioPage studio = await site.OpenAsync();
        await studio.Page.ClickAsync("#text-button");
        await studio.Page.FillAsync("#text", "שלום <b>x</b>\nمرحبا عالم");
        await studio.Page.Locator(".vocabulary li").Nth(4).WaitForAsync();
        await Assertions.Expect(studio.Page.Locator(".typed li").First.Locator("span")).ToHaveTextAsync(["שלום 1", "b 2", "x 3", "b 2"]);
        await studio.Page.ClickAsync(".sheet > button");

        // The words of the sentence run from right to left.
        double[] left = await studio.Page.EvaluateAsync<double[]>("[...document.querySelectorAll('.words .word')].map(word => word.getBoundingClientRect().left)");
        Assert.Equal(left.OrderDescending(), left);
        await studio.PressStepAsync(3);
        await Assertions.Expect(studio.Page.Locator("[data-vector='in:0'] text")).ToHaveTextAsync("שלום");
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task The_text_sheet_shows_ids_and_the_current_window()
    {
        await using StudioPage studio = await site.OpenAsync();
        await studio.Page.ClickAsync("#text-button");
        await Assertions.Expect(studio.Page.Locator(".typed .centre")).ToHaveTextAsync("cat 1");
        await studio.PressStepAsync(3);
        await Assertions.Expect(studio.Page.Locator(".typed .centre")).ToHaveTextAsync("sat 2");
        await Assertions.Expect(studio.Page.Locator(".typed .context")).ToHaveTextAsync("dog 3");
    }

    [Fact]
    public async Task With_zero_vectors_the_page_explains_why_nothing_moves()
    {
        await using StudioPage studio = await site.OpenAsync();
        await studio.Page.SelectOptionAsync("#lesson", "zero");
        await studio.PressStepAsync(5);
        await Assertions.Expect(studio.Number("new:0")).ToHaveTextAsync("0.000");
        await ExpectStatusAsync(studio, "Every vector is zero");
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task A_diverging_training_is_described_in_words_and_shown_in_numbers()
    {
        await using StudioPage studio = await site.OpenAsync();
        await studio.Page.SelectOptionAsync("#lesson", "blow-up");
        await studio.ScrubAsync(7);
        await studio.PressStepAsync();
        await ExpectStatusAsync(studio, "overshot");
        await studio.ScrubAsync(100);
        await ExpectStatusAsync(studio, "the longest vector has length");
        Assert.DoesNotContain("no number", await studio.AllNumbersAsync());
        Assert.DoesNotContain("∞", await studio.AllNumbersAsync());
        await studio.Page.ClickAsync("button[aria-label='100 steps']");
        await studio.Page.ClickAsync("button[aria-label='100 steps']");
        await studio.WaitForStepAsync(300);
        await ExpectStatusAsync(studio, "left the range");
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

    /// <summary>Waits for a text in the live region. While a far step is computed, the live region shows the progress first.</summary>
    private static Task ExpectStatusAsync(StudioPage studio, string words) => Assertions.Expect(studio.Page.Locator("#status")).ToContainTextAsync(words);
}
