using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Talpa.Studio.Tests.Browser;

/// <summary>Predictions of the next step on the page.</summary>
[Collection("site")]
public sealed class PredictTests(Site site)
{
    private const string Answers = ".plane .arrow:not(.predicted):visible, .plane .landing:visible, .num[data-name^='after:']:visible, .num[data-name^='sum:'], .num[data-name^='new:'], .num[data-name^='gradient:'], .ghost:visible";

    [Fact]
    public async Task Predictions_are_off_until_switched_on_and_then_the_answers_are_hidden()
    {
        await using StudioPage studio = await site.OpenAsync();
        ILocator answers = studio.Page.Locator(Answers);
        await Assertions.Expect(answers).Not.ToHaveCountAsync(0);
        await Assertions.Expect(studio.Page.Locator(".predict")).ToHaveCountAsync(0);
        await studio.Page.ClickAsync("#predict");
        await Assertions.Expect(studio.Page.Locator("#stage-predict")).ToBeVisibleAsync();
        await Assertions.Expect(answers).ToHaveCountAsync(0);
        await studio.Page.ClickAsync("#predict");
        await Assertions.Expect(answers).Not.ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_click_in_the_direction_of_the_gradient_is_near_the_move_and_both_are_drawn()
    {
        await using StudioPage studio = await site.OpenAsync(screen: Screen.Laptop with { Motion = ReducedMotion.Reduce });
        float[] tip = await studio.Page.EvaluateAsync<float[]>("""
            () => {
              const plane = document.getElementById('plane'), box = plane.getBoundingClientRect();
              return document.querySelector('.arrow.sum .head').getAttribute('points').split(' ')[0].split(',').map((x, i) => Number(x) * box.width / 560 + (i ? box.top : box.left));
            }
            """);
        await studio.Page.ClickAsync("#predict");
        await studio.Page.Locator("#riser").WaitForAsync();
        await studio.Page.Mouse.ClickAsync(tip[0], tip[1]);
        await Assertions.Expect(studio.Page.Locator(".arrow.guess")).ToHaveCountAsync(1);
        await studio.Page.SelectOptionAsync("#riser", "1");
        await studio.PressStepAsync();
        await Assertions.Expect(studio.Page.Locator("#prediction")).ToHaveTextAsync(new Regex("^Your arrow was [0-2]° from the move of cat. The probability of sat rose: 0.571 → 0.639.$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Assertions.Expect(studio.Page.Locator(".arrow.predicted")).ToHaveCountAsync(2);
        await Assertions.Expect(studio.Page.Locator("#score")).ToContainTextAsync("1 of 1 directions within 45°");
        await Assertions.Expect(studio.Page.Locator("#score")).ToContainTextAsync("1 of 1 words.");
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task A_step_is_predicted_by_keyboard_alone()
    {
        await using StudioPage studio = await site.OpenAsync();
        IKeyboard keyboard = studio.Page.Keyboard;
        await studio.Page.FocusAsync("#predict");
        await keyboard.PressAsync("Enter");
        await studio.Page.FocusAsync("#direction");
        await keyboard.PressAsync("ArrowRight");
        await keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(studio.Page.Locator("#direction")).ToHaveAttributeAsync("aria-valuetext", "30 degrees from the right, counterclockwise");
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("d");
        await studio.Page.FocusAsync("#step");
        await keyboard.PressAsync("Enter");
        await studio.WaitForStepAsync(1);

        // The move of the first step is at 66.2°.
        await Assertions.Expect(studio.Page.Locator("#status")).ToHaveTextAsync("Your arrow was 36° from the move of cat. The probability of dog did not rise: 0.140 → 0.124. Next: sat predicts cat.");
    }

    [Theory]
    [InlineData(390, 844, ColorScheme.Dark)]
    [InlineData(1280, 720, ColorScheme.Light)]
    [InlineData(1366, 768, ColorScheme.Dark)]
    [InlineData(1920, 1080, ColorScheme.Light)]
    [InlineData(2560, 1440, ColorScheme.Dark)]
    public async Task The_questions_fit_the_page_and_axe_finds_nothing(int width, int height, ColorScheme scheme)
    {
        await using StudioPage studio = await site.OpenAsync(screen: new Screen(width, height, Motion: ReducedMotion.Reduce));
        await studio.Page.ClickAsync("#predict");
        await studio.Page.Locator("#riser").SelectOptionAsync("1");
        await studio.Page.Locator("#direction").FillAsync("45");
        await studio.PressStepAsync();
        await Assertions.Expect(studio.Page.Locator("#score")).ToContainTextAsync("1 of 1");
        await studio.WaitForWidthAsync(width);
        if (width > 1240)
        {
            await studio.WaitForHeightAsync(height);
        }

        Assert.Empty(await studio.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('.predict *, .buttons button')].map(part => part.getBoundingClientRect()).filter(box => box.width > 0 && (box.left < 0 || box.right > innerWidth)).map(box => `${box.left} to ${box.right}`)
            """));
        Assert.Empty(await studio.ViolationsAsync(scheme));
    }
}
