using Microsoft.Playwright;
using Talpa.Studio.Server;
using Talpa.Studio.Tests.Pairs;

namespace Talpa.Studio.Tests.Browser;

/// <summary>The page of two models in a browser.</summary>
[Collection("live")]
public sealed class PairPageTests(Site site, SharedPages pages) : IClassFixture<SharedPages>
{
    /// <summary>What is wider than its box, and what lies over something else, in words.</summary>
    private const string Cut = """
        () => {
          const faults = document.documentElement.scrollWidth > innerWidth ? [`page: ${document.documentElement.scrollWidth} in ${innerWidth}`] : [];
          for (const part of document.querySelectorAll('.top, .side, .maps, .lists button, .figures div, .movers')) {
            if (part.scrollWidth > part.clientWidth + 1) { faults.push(`${part.className} ${part.textContent.slice(0, 30)}: ${part.scrollWidth} in ${part.clientWidth}`); }
          }
          const boxes = ['#map-A', '#map-B', '.side'].map(name => [name, document.querySelector(name).getBoundingClientRect()]);
          boxes.forEach(([a, p], i) => boxes.slice(i + 1).forEach(([b, q]) => {
            if (p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 1 && q.top < p.bottom - 1) { faults.push(`${a} over ${b}`); }
          }));
          return [...faults, ...boxes.filter(([, box]) => box.width < 200 || box.height < 200).map(([name, box]) => `${name}: ${box.width} × ${box.height}`)];
        }
        """;

    private readonly WordVectors _first = PairModels.Random(300);
    private readonly WordVectors _second = PairModels.Turned(PairModels.Random(300), (7, 8), (1, 2));

    [Fact]
    public async Task A_word_is_selected_in_both_models_and_the_address_leads_back_to_it()
    {
        await using StudioPage studio = await OpenAsync();
        Assert.EndsWith("/compare", new Uri(studio.Page.Url).AbsolutePath, StringComparison.Ordinal);
        await Assertions.Expect(studio.Page.Locator("#name-A")).ToContainTextAsync("1990.talpa");
        await Assertions.Expect(studio.Page.Locator("#name-B")).ToContainTextAsync("2020.talpa");
        await studio.Page.FillAsync("#search", "w7");
        await studio.Page.ClickAsync("#search-button");
        await ExpectAsync(studio, "w7");
        await studio.WaitForAddressAsync("word=w7");

        // Both maps move to the word.
        await studio.Page.WaitForFunctionAsync("""
            () => talpaMaps.every((map, i) => {
              const [x, y] = map.positionOf('w7'), canvas = document.getElementById(i === 0 ? 'map-A' : 'map-B');
              return map.view.zoom > 1 && Math.hypot(x - canvas.clientWidth / 2, y - canvas.clientHeight / 2) < 2; })
            """);

        await studio.Page.ReloadAsync();
        await ExpectAsync(studio, "w7");
        await studio.Page.EvaluateAsync("location.hash = 'word=w20'");
        await ExpectAsync(studio, "w20");
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task A_neighbour_a_mover_and_a_point_select_their_word()
    {
        await using StudioPage studio = await OpenAsync();
        ILocator mover = studio.Page.Locator("#movers button").First;
        string moved = await mover.InnerTextAsync();
        Assert.Contains(moved, (string[])["w7", "w8", "w1", "w2"]);
        await mover.ClickAsync();
        await ExpectAsync(studio, moved);
        await Assertions.Expect(mover).ToHaveAttributeAsync("aria-pressed", "true");

        string near = _second.Nearest(moved, 1)[0].Word;
        await studio.Page.Locator("#neighbours-B button").First.ClickAsync();
        await ExpectAsync(studio, near);

        // Without a mouse: the keyboard moves to a point of B and selects it.
        await studio.Page.FocusAsync("#map-B");
        await studio.Page.Keyboard.PressAsync("ArrowRight");
        await studio.Page.Locator("#status").GetByText("rank").WaitForAsync();
        string reached = (await studio.Page.Locator("#status").InnerTextAsync()).Split(',')[0];
        await studio.Page.Keyboard.PressAsync("Enter");
        await ExpectAsync(studio, reached);

        await studio.Page.FillAsync("#search", "no such word");
        await studio.Page.ClickAsync("#search-button");
        await Assertions.Expect(studio.Page.Locator("#fault")).ToContainTextAsync("'no such word' is not in the vocabulary");
        await Assertions.Expect(studio.Page.Locator("#selected-word")).ToHaveCountAsync(0);
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task A_word_that_is_not_drawn_gets_a_point_on_both_maps_when_it_is_searched()
    {
        WordVectors first = PairModels.Random(20_200);
        await using LiveSite live = await StartAsync(first, PairModels.Turned(first));
        await using StudioPage studio = await site.OpenAtAsync(live.Address);
        string word = await studio.Page.EvaluateAsync<string>("Array.from({ length: 20200 }, (_, i) => `w${i}`).find(word => !talpaMaps[0].positionOf(word))");
        await studio.Page.FillAsync("#search", word);
        await studio.Page.ClickAsync("#search-button");
        await studio.Page.WaitForFunctionAsync("word => talpaMaps.every(map => { const at = map.positionOf(word); return at && Number.isFinite(at[0]); })", word);
        await Assertions.Expect(studio.Page.Locator("#legend")).ToContainTextAsync("20,000 of 20,200 words in common are drawn");
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task Of_models_with_different_dimensions_the_page_says_why_there_are_no_cosines()
    {
        await using LiveSite live = await StartAsync(PairModels.Random(300), PairModels.Random(300, dimension: 6, seed: 4));
        await using StudioPage studio = await site.OpenAtAsync(live.Address);
        await Assertions.Expect(studio.Page.Locator("#limits")).ToContainTextAsync("A has 12 dimensions and B has 6");
        await Assertions.Expect(studio.Page.Locator("#plane-B")).ToContainTextAsync("B's own plane");
        await Assertions.Expect(studio.Page.Locator("#movers thead th")).ToHaveCountAsync(2);
        await studio.Page.Locator("#movers button").First.ClickAsync();
        await Assertions.Expect(studio.Page.Locator("#selected-note")).Not.ToContainTextAsync("cosine");
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task Axe_finds_nothing_and_nothing_is_cut_at_any_width()
    {
        await using StudioPage studio = await OpenAsync();
        await studio.Page.EvaluateAsync("location.hash = 'word=w7'");
        await ExpectAsync(studio, "w7");
        await studio.Page.Locator("#neighbours-B li").Nth(9).WaitForAsync();
        foreach ((int width, int height) in new[] { (390, 844), (1280, 720), (1366, 768), (1920, 1080), (2560, 1440) })
        {
            await studio.Page.SetViewportSizeAsync(width, height);
            await studio.WaitForWidthAsync(width);
            Assert.Empty(await studio.Page.EvaluateAsync<string[]>(Cut));
            if (width >= 1280)
            {
                await studio.WaitForHeightAsync(height);
            }

            if (width is 390 or 1366)
            {
                Assert.Empty(await studio.ViolationsAsync(width == 390 ? ColorScheme.Dark : ColorScheme.Light));
            }
        }

        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task On_a_phone_a_mover_far_below_the_maps_brings_them_back_into_view()
    {
        await using StudioPage studio = await OpenAsync();
        await studio.Page.SetViewportSizeAsync(390, 844);
        await studio.Page.Locator("#movers button").Last.ClickAsync();
        await Assertions.Expect(studio.Page.Locator("#name-A")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task The_page_reports_the_end_of_the_command()
    {
        LiveSite live = await StartAsync(PairModels.Random(300), PairModels.Random(300));
        await using StudioPage studio = await site.OpenAtAsync(live.Address);
        await live.DisposeAsync();
        await studio.Page.Locator("#status").GetByText("The talpa command has ended").WaitForAsync();
        await studio.Page.Locator("#movers button").First.ClickAsync();
        await Assertions.Expect(studio.Page.Locator("#fault")).ToContainTextAsync("the talpa command has ended");
    }

    private static Task<LiveSite> StartAsync(WordVectors first, WordVectors second) => LiveSite.StartAsync(new StudioServerOptions { Pair = PairModels.View(first, second) });

    private Task<StudioPage> OpenAsync() => pages.OpenPairAsync("two exchanges", _first, _second);

    private async Task ExpectAsync(StudioPage studio, string word)
    {
        await Assertions.Expect(studio.Page.Locator("#selected-word")).ToHaveTextAsync(word);
        string[] inFirst = [.. _first.Nearest(word, 10).Select(each => each.Word)];
        string[] inSecond = [.. _second.Nearest(word, 10).Select(each => each.Word)];
        await Assertions.Expect(studio.Page.Locator("#neighbours-A .w")).ToHaveTextAsync(inFirst);
        await Assertions.Expect(studio.Page.Locator("#neighbours-B .w")).ToHaveTextAsync(inSecond);
        await Assertions.Expect(studio.Page.Locator("#neighbours-A .common .w")).ToHaveTextAsync([.. inFirst.Intersect(inSecond)]);
        await Assertions.Expect(studio.Page.Locator("#selected-note")).ToContainTextAsync($"{inFirst.Intersect(inSecond).Count()} of 10 neighbours in both");
    }
}
