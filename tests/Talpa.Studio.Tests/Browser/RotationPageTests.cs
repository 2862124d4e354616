using Microsoft.Playwright;

namespace Talpa.Studio.Tests.Browser;

/// <summary>The picture of a lesson with three dimensions.</summary>
[Collection("site")]
public sealed class RotationPageTests(Site site)
{
    private const string Positions = "() => [...document.querySelectorAll('#plane .point')].map(point => point.style.transform).join()";

    [Fact]
    public async Task Three_dimensions_are_rotated_by_pointer_and_by_keyboard()
    {
        await using StudioPage studio = await site.OpenAsync("dim=3&start=random&step=2");
        IPage page = studio.Page;
        await Assertions.Expect(page.Locator("#plane .axis.rotated")).ToHaveCountAsync(3);
        string first = await page.EvaluateAsync<string>(Positions);

        // From a corner of the picture, where there is no point.
        LocatorBoundingBoxResult box = (await page.Locator("#plane").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 12, box.Y + 12);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + 12 + (box.Width / 2), box.Y + 12, new() { Steps = 5 });
        await page.Mouse.UpAsync();
        await studio.WaitForAddressAsync("rotation=60,20");
        Assert.NotEqual(first, await page.EvaluateAsync<string>(Positions));

        await page.FocusAsync("#plane");
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("Shift+ArrowDown");
        await studio.WaitForAddressAsync("rotation=55,35");
        Assert.Equal(2, await studio.StepAsync());
        Assert.Empty(await studio.ViolationsAsync());

        await page.ClickAsync("#rotate-back");
        await page.WaitForFunctionAsync("() => !location.hash.includes('rotation')");
        Assert.Equal(first, await page.EvaluateAsync<string>(Positions));
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task A_vector_of_three_dimensions_follows_the_pointer_and_keeps_its_depth()
    {
        await using StudioPage studio = await site.OpenAsync("dim=3&start=random", new Screen(1366, 768, Motion: ReducedMotion.Reduce));
        LocatorBoundingBoxResult mark = (await studio.Page.Locator("[data-vector='in:0'] .mark").BoundingBoxAsync())!;
        LocatorBoundingBoxResult picture = (await studio.Page.Locator("#plane").BoundingBoxAsync())!;

        // The point that is drawn last lies over all others. Towards the middle the scale remains the same.
        (float x, float y) = (mark.X + (mark.Width / 2), mark.Y + (mark.Height / 2));
        (float toX, float toY) = ((x + picture.X + (picture.Width / 2)) / 2, (y + picture.Y + (picture.Height / 2)) / 2);
        await studio.Page.Mouse.MoveAsync(x, y);
        await studio.Page.Mouse.DownAsync();
        await studio.Page.Mouse.MoveAsync(toX, toY, new() { Steps = 5 });
        await studio.Page.Mouse.UpAsync();
        await studio.Page.WaitForFunctionAsync(
            "([x, y]) => { const box = document.querySelector(\"[data-vector='in:0'] .mark\").getBoundingClientRect(); return Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y) < 3; }",
            new double[] { toX, toY });
        await Assertions.Expect(studio.Page.Locator("#rotate-back")).ToBeVisibleAsync();
        Assert.DoesNotContain("rotation", new Uri(studio.Page.Url).Fragment, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(390, 844)]
    [InlineData(1280, 720)]
    [InlineData(1920, 1080)]
    public async Task Its_texts_are_in_the_language_of_the_address_and_nothing_is_cut(int width, int height)
    {
        await using StudioPage studio = await site.OpenAsync("lang=de&dim=3&start=random", new Screen(width, height));
        await Assertions.Expect(studio.Page.Locator("#rotation-help")).ToContainTextAsync("Ziehen Sie das Bild");
        await Assertions.Expect(studio.Page.Locator("#rotate-back")).ToHaveTextAsync("Zurückdrehen");
        await studio.WaitForWidthAsync(width);
    }

    [Theory]
    [InlineData("dim=2")]
    [InlineData("dim=5&start=random")]
    public async Task Other_dimensions_are_not_rotated(string lesson)
    {
        await using StudioPage studio = await site.OpenAsync(lesson);
        await Assertions.Expect(studio.Page.Locator("#plane[data-rotates], #rotate-back, #plane .axis.rotated")).ToHaveCountAsync(0);
    }
}
