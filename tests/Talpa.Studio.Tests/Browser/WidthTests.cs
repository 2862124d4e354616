using Microsoft.Playwright;

namespace Talpa.Studio.Tests.Browser;

/// <summary>The layout of the pages from a phone to a projector.</summary>
[Collection("site")]
public sealed class WidthTests(Site site)
{
    /// <summary>Parts that are wider than their place, and bars of probabilities that are too short to compare.</summary>
    private const string Cut = """
        () => [
          ...[...document.querySelectorAll('.chain .scroll, .teaches, .top')].filter(part => part.scrollWidth > part.clientWidth).map(part => `${part.getAttribute('aria-label') ?? part.className}: ${part.scrollWidth} in ${part.clientWidth}`),
          ...[...document.querySelectorAll('.track')].filter(bar => bar.getBoundingClientRect().width < 40).map(bar => `a bar of ${bar.getBoundingClientRect().width}`),
          ...(document.documentElement.scrollWidth > innerWidth ? [`page: ${document.documentElement.scrollWidth} in ${innerWidth}`] : []),
        ]
        """;

    private static readonly (int Width, int Height)[] Sizes =
        [(360, 800), (390, 844), (768, 1024), (960, 540), (1110, 700), (1280, 720), (1366, 768), (1440, 900), (1600, 900), (1920, 950), (1920, 1080), (2560, 1440)];

    [Theory]
    [InlineData("three", 0, 360)]
    [InlineData("zoo", 3, 390)]
    public async Task Nothing_is_cut_at_any_width(string lesson, int steps, int narrowest)
    {
        await using StudioPage studio = await site.OpenAsync();
        await studio.Page.SelectOptionAsync("#lesson", lesson);
        await studio.PressStepAsync(steps);
        foreach ((int width, int height) in Sizes.Where(size => size.Width >= narrowest))
        {
            await studio.Page.SetViewportSizeAsync(width, height);
            await studio.WaitForFramesAsync(2);
            Assert.Empty((await studio.Page.EvaluateAsync<string[]>(Cut)).Select(fault => $"{width} × {height}: {fault}"));
        }
    }

    [Theory]
    [InlineData(1366, 768, 20)]
    [InlineData(1920, 1080, 26)]
    [InlineData(2560, 1440, 34)]
    public async Task The_page_fills_a_large_screen_and_its_type_grows(int width, int height, double line)
    {
        await using StudioPage studio = await site.OpenAsync(screen: new Screen(width, height));
        double[] measured = await studio.Page.EvaluateAsync<double[]>("""
            () => [document.querySelector('.board').getBoundingClientRect().width, document.querySelector('.num').getBoundingClientRect().height, document.documentElement.scrollHeight]
            """);
        Assert.InRange(measured[0], 0.95 * width, width);
        Assert.InRange(measured[1], line, 2 * line);
        Assert.Equal(height, measured[2]);
    }

    [Fact]
    public async Task A_vector_follows_the_pointer_on_a_large_screen()
    {
        await using StudioPage studio = await site.OpenAsync(screen: new Screen(1920, 1080, Motion: ReducedMotion.Reduce));
        const string Centre = "() => { const box = document.querySelector(\"[data-vector='out:1'] .mark\").getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; }";
        float[] start = await studio.Page.EvaluateAsync<float[]>(Centre);
        (float x, float y) = (start[0] - 60, start[1] + 40);
        await studio.Page.Mouse.MoveAsync(start[0], start[1]);
        await studio.Page.Mouse.DownAsync();
        await studio.Page.Mouse.MoveAsync(x, y, new() { Steps = 6 });
        await studio.Page.Mouse.UpAsync();
        await studio.Page.WaitForFunctionAsync(
            $"([x, y]) => {{ const [left, top] = ({Centre})(); return Math.hypot(left - x, top - y) < 3; }}",
            new double[] { x, y });
    }

    [Theory]
    [InlineData("text=the+quick+brown+fox+jumps+over+the+lazy+dog+while+another+wonderful+extraordinarily+sleepy+animal+watches&window=2&start=random&step=7", 1280, 720)]
    [InlineData("text=the+quick+brown+fox+jumps+over+the+lazy+dog+while+another+wonderful+extraordinarily+sleepy+animal+watches&window=2&start=random&step=7", 1366, 768)]
    [InlineData("text=the+quick+brown+fox+jumps+over+the+lazy+dog+while+another+wonderful+extraordinarily+sleepy+animal+watches&window=2&start=random&step=7", 390, 844)]
    public async Task A_long_sentence_overlaps_nothing_and_its_centre_word_is_visible(string fragment, int width, int height)
    {
        await using StudioPage studio = await site.OpenAsync(fragment, new Screen(width, height));
        await studio.WaitForStepAsync(7);
        await studio.Page.WaitForFunctionAsync("""
            () => {
              const stages = [...document.querySelectorAll('.stage')].map(stage => stage.getBoundingClientRect());
              const parts = [...document.querySelectorAll('.stage')].map(stage => [...stage.children].map(part => part.getBoundingClientRect().bottom));
              const inside = stages.every((stage, i) => parts[i].every(bottom => bottom <= stage.bottom + 1));
              const apart = stages.every((one, i) => stages.slice(i + 1).every(other => one.bottom <= other.top + 1 || one.right <= other.left + 1 || other.bottom <= one.top + 1 || other.right <= one.left + 1));
              const box = document.querySelector('.sentence .scroll').getBoundingClientRect(), word = document.querySelector('.words .centre .word').getBoundingClientRect();
              return inside && apart && word.top >= box.top - 1 && word.bottom <= box.bottom + 1;
            }
            """);
    }
}
