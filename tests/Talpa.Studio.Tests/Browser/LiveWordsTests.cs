using Microsoft.Playwright;
using Talpa.Studio.Drawing;
using Talpa.Vectors;
using static Talpa.Studio.Tests.Browser.LivePageTests;

namespace Talpa.Studio.Tests.Browser;

/// <summary>What the live page shows of a file of vectors: tests that use two pages in turn.</summary>
[Collection("live")]
public sealed class LiveWordsTests(SharedPages pages) : IClassFixture<SharedPages>
{
    /// <summary>What words begin with; their numbers follow.</summary>
    private const string Latin = "w";

    /// <summary>Letters as wide as they are high, with a comma and a space, which have a meaning in addresses.</summary>
    private const string Chinese = "自然语言, 处理";

    [Fact]
    public async Task The_address_leads_back_to_the_answer()
    {
        WordVectors vectors = VectorsOf(Chinese);
        await using StudioPage studio = await OpenAsync(Chinese);
        await SearchAsync(studio, $"{Chinese}7");
        await studio.Page.WaitForURLAsync($"**/live#word={Uri.EscapeDataString($"{Chinese}7")}");
        await studio.Page.ReloadAsync();
        await studio.Page.Locator("#selected-word").GetByText($"{Chinese}7", new() { Exact = true }).WaitForAsync();
        await ExpectNeighboursAsync(studio, vectors.Nearest($"{Chinese}7", 10));
        await studio.Page.EvaluateAsync("words => { location.hash = `analogy=${words.map(encodeURIComponent)}`; }", new[] { $"{Chinese}1", $"{Chinese}2", $"{Chinese}3" });
        await studio.Page.Locator("#solution b").GetByText(vectors.Analogy($"{Chinese}1", $"{Chinese}2", $"{Chinese}3", 1)[0].Word, new() { Exact = true }).WaitForAsync();
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task On_a_large_screen_the_pointer_hits_the_point_below_it()
    {
        await using StudioPage studio = await OpenAsync(Latin);
        await studio.Page.SetViewportSizeAsync(1920, 1080);
        await studio.Page.WaitForFunctionAsync("() => talpaMap.positionOf('w7')");
        await studio.WaitForFramesAsync(5);
        double[] at = await studio.Page.EvaluateAsync<double[]>("""
            () => { const map = document.getElementById('map'), box = map.getBoundingClientRect(), [x, y] = talpaMap.positionOf('w7');
              return [box.left + x * box.width / map.clientWidth, box.top + y * box.height / map.clientHeight]; }
            """);
        await studio.Page.Mouse.ClickAsync((float)at[0], (float)at[1]);
        await studio.Page.Locator("#selected-word").GetByText("w7", new() { Exact = true }).WaitForAsync();
        Assert.Empty(studio.Faults);
    }

    [Theory]
    [InlineData(Latin)]
    [InlineData(Chinese)]
    public async Task Words_in_the_neighbour_map_do_not_overlap(string prefix)
    {
        await using StudioPage studio = await OpenAsync(prefix);
        foreach (int i in new[] { 7, 77, 300 })
        {
            await SearchAsync(studio, $"{prefix}{i}");
            await studio.Page.Locator($"#neighbour-map[aria-label*='{prefix}{i} ']").WaitForAsync();
            string[] overlaps = await studio.Page.EvaluateAsync<string[]>("""
                () => {
                  const inner = box => ({ left: box.left + 1, right: box.right - 1, top: box.top + box.height / 4, bottom: box.bottom - box.height / 4 });
                  const words = [...document.querySelectorAll('#neighbour-map text')].map(text => [text.textContent, inner(text.getBoundingClientRect())]);
                  return words.flatMap(([a, p], i) => words.slice(i + 1).filter(([, q]) => p.left < q.right && q.left < p.right && p.top < q.bottom && q.top < p.bottom).map(([b]) => a + ' and ' + b));
                }
                """);
            Assert.Empty(overlaps);
        }
    }

    [Fact]
    public async Task Points_glide_until_the_next_frame_is_expected()
    {
        // The script needs none of the page, so any page can load it.
        await using StudioPage studio = await OpenAsync(Latin);
        bool[] isMoving = await studio.Page.EvaluateAsync<bool[]>("""
            async () => {
              const { Motion } = await import('./live-motion.js');
              const motion = new Motion();
              motion.show({ unit: 1, reach: 1, gap: 0 }, new Int16Array([0, 0]));
              motion.show({ unit: 1, reach: 1, gap: 3 }, new Int16Array([1, 0]));
              const now = performance.now();
              return [motion.isMoving(now + 3000), motion.isMoving(now + 4000)];
            }
            """);
        Assert.Equal([true, false], isMoving);
    }

    [Fact]
    public async Task Words_are_selected_listed_and_compared_by_keyboard_alone()
    {
        WordVectors vectors = VectorsOf(Latin);
        await using StudioPage studio = await OpenAsync(Latin);
        await studio.Page.WaitForFunctionAsync("() => talpaMap.positionOf('w0')");
        await studio.Page.FocusAsync("#map");
        foreach (string key in new[] { "+", "ArrowRight", "Space", "ArrowRight", "Space", "ArrowDown", "Space" })
        {
            await studio.Page.Keyboard.PressAsync(key);
        }

        // Wait for the table of three words: the one of two words appears first.
        await studio.Page.Locator("#cosines tbody tr").Nth(2).WaitForAsync();
        await Assertions.Expect(studio.Page.Locator("#selected button")).ToHaveCountAsync(3);
        string[] words = [.. await studio.Page.Locator("#selected button").AllInnerTextsAsync()];
        await Assertions.Expect(studio.Page.Locator("#cosines tbody tr").First.Locator("td").Nth(1)).ToHaveTextAsync(Numbers.Write(vectors.Similarity(words[0], words[1])));
        await studio.Page.FocusAsync("#map");
        await studio.Page.Keyboard.PressAsync("Enter");
        await studio.Page.Locator("#selected-word").WaitForAsync();
        await studio.Page.ClickAsync("#colour");
        await studio.Page.Locator("#status").GetByText("Coloured by clusters").WaitForAsync();
        await Assertions.Expect(studio.Page.Locator("#legend span")).ToHaveCountAsync(10);
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task The_live_page_is_accessible_and_does_not_scroll_horizontally()
    {
        await using StudioPage studio = await OpenAsync(Latin);
        await SearchAsync(studio, "w7");
        await studio.Page.Locator("#neighbour-map .mark").First.WaitForAsync();
        await RequireAccessibleAsync(studio);

        await studio.Page.ClickAsync("#panel-analogy");
        await RequireAccessibleAsync(studio);
    }

    /// <summary>Requires of the panel that is shown that axe finds no serious violation and that neither a laptop nor a phone scrolls horizontally.</summary>
    internal static async Task RequireAccessibleAsync(StudioPage studio)
    {
        await (Screen.Laptop with { Motion = ReducedMotion.Reduce }).ApplyToAsync(studio.Page);
        await studio.WaitForHeightAsync(768);
        Assert.Empty(await studio.SeriousViolationsAsync());

        await studio.Page.SetViewportSizeAsync(390, 844);
        await studio.WaitForWidthAsync(390);
        await studio.Page.SetViewportSizeAsync(Screen.Laptop.Width, Screen.Laptop.Height);
    }

    private static WordVectors VectorsOf(string prefix) => LivePageTests.Vectors(500, prefix);

    private Task<StudioPage> OpenAsync(string prefix) => pages.OpenLiveAsync(prefix, VectorsOf(prefix));
}
