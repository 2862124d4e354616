using Microsoft.Playwright;

namespace Talpa.Studio.Tests.Browser;

/// <summary>Accessibility and layout of the lesson page.</summary>
[Collection("site")]
public sealed class AccessibilityTests(Site site)
{
    private static readonly (string Fragment, string? Opened)[] BothWidths =
    [
        ("step=3", null), ("step=3", "#text-button"), ("step=3", "#help-button"),
        ("panel=objectives&step=3", null), ("panel=likeness&step=30", null), ("panel=network&step=3", null),
    ];

    private static readonly (string Fragment, string? Opened, int Width)[] OneWidth =
    [
        ("step=3", "#share-button", 390),
        ("dim=10&start=random&step=3", null, 390),
        ("panel=network&step=3&dim=10&start=random&text=a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p", null, 1366),
        ("rate=1.5&step=400", null, 1366),
        ("text=a+b+c+d+e+f+g+h+i+j&dim=5&start=random&chosen=out:1", null, 1366),
    ];

    public static TheoryData<string, string?, int> States =>
        [.. BothWidths.SelectMany(state => new[] { (state.Fragment, state.Opened, 1366), (state.Fragment, state.Opened, 390) }).Concat(OneWidth)];

    [Theory]
    [MemberData(nameof(States))]
    public async Task Axe_finds_no_serious_violation_in_light_or_dark(string fragment, string? opened, int width)
    {
        await using StudioPage studio = await site.OpenAsync(fragment, new Screen(width, width < 1000 ? 844 : 768));
        if (opened is not null)
        {
            await studio.Page.ClickAsync(opened);
            await studio.Page.WaitForSelectorAsync(".sheet");
        }

        // A state that is shown at both widths is checked in dark on the phone and in light on the laptop.
        ColorScheme? scheme = !BothWidths.Contains((fragment, opened)) ? null : width < 1000 ? ColorScheme.Dark : ColorScheme.Light;
        Assert.Empty(await studio.SeriousViolationsAsync(scheme));
    }

    [Theory]
    [InlineData("")]
    [InlineData("panel=objectives")]
    [InlineData("panel=likeness")]
    [InlineData("panel=network")]
    public async Task The_lesson_fits_on_one_screen_and_a_phone_does_not_scroll_horizontally(string fragment)
    {
        await using StudioPage studio = await site.OpenAsync(fragment);
        await studio.WaitForHeightAsync(768);
        await studio.Page.SetViewportSizeAsync(390, 844);
        await studio.WaitForWidthAsync(390);
    }

    [Theory]
    [InlineData("three", 390)]
    [InlineData("zoo", 390)]
    [InlineData("zoo", 1366)]
    [InlineData("capitals", 390)]
    public async Task Words_in_the_picture_do_not_overlap(string lesson, int width)
    {
        await using StudioPage studio = await site.OpenAsync(screen: new Screen(width, 844, Motion: ReducedMotion.Reduce));
        await studio.Page.SelectOptionAsync("#lesson", lesson);
        foreach (int step in new[] { 0, 50, 99 })
        {
            await studio.ScrubAsync(step);
            string[] overlaps = await studio.Page.EvaluateAsync<string[]>("""
                () => {
                  const words = [...document.querySelectorAll('#plane .point text')].filter(t => t.textContent).map(t => [t.textContent, t.getBoundingClientRect()]);
                  const faults = [];
                  // The box of a line is taller than the letters: a quarter of it above and below is empty.
                  const inner = box => ({ left: box.left + 1, right: box.right - 1, top: box.top + box.height / 4, bottom: box.bottom - box.height / 4 });
                  words.forEach(([a, one], i) => words.slice(i + 1).forEach(([b, other]) => {
                    const p = inner(one), q = inner(other);
                    if (p.left < q.right && q.left < p.right && p.top < q.bottom && q.top < p.bottom) { faults.push(a + ' and ' + b); }
                  }));
                  return faults;
                }
                """);
            Assert.Empty(overlaps);
        }
    }

    [Fact]
    public async Task Reduced_motion_disables_animations()
    {
        await using StudioPage studio = await site.OpenAsync(screen: Screen.Laptop with { Motion = ReducedMotion.Reduce });
        await studio.PressStepAsync();
        Assert.Equal("none", await studio.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.point')).transitionProperty.replace('all', 'none')"));
    }
}
