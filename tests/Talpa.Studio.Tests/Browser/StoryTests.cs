using Microsoft.Playwright;
using Talpa.Studio.Languages;

namespace Talpa.Studio.Tests.Browser;

/// <summary>The story on the page: when it opens, what is lit, and how it is operated.</summary>
[Collection("site")]
public sealed class StoryTests(Site site)
{
    /// <summary>The kinds of numbers that are not dimmed, such as <c>id</c> and <c>truth</c>.</summary>
    private const string LitNumbers = """
        () => [...new Set([...document.querySelectorAll('.board .num')].filter(number => !number.closest('[inert]')).map(number => number.dataset.name.split(':')[0]))].sort().join(' ')
        """;

    private const string NotLitIsDimmed = """
        () => [...document.querySelectorAll('.board .num')].every(number => {
          let seen = 1;
          for (let each = number; each; each = each.parentElement) { seen *= Number(getComputedStyle(each).opacity); }
          return number.closest('[inert]') ? seen < 0.3 : seen === 1;
        })
        """;

    [Fact]
    public async Task The_first_visit_begins_with_the_story_and_skipping_it_is_remembered()
    {
        await using StudioPage studio = await site.OpenFirstVisitAsync();
        await ExpectSceneAsync(studio, 1);
        await Assertions.Expect(studio.Page.Locator("#first-caption")).ToHaveCountAsync(0);
        await studio.Page.ClickAsync("#story-skip");
        await Assertions.Expect(studio.Page.Locator("#step")).ToBeFocusedAsync();
        await Assertions.Expect(studio.Page.Locator("[inert], [data-dimmed]")).ToHaveCountAsync(0);
        await studio.Page.WaitForFunctionAsync("() => location.hash === ''");
        await studio.Page.ReloadAsync();
        await studio.Page.WaitForSelectorAsync("html[data-ready]", new() { State = WaitForSelectorState.Attached });
        await studio.PressStepAsync();
        await Assertions.Expect(studio.Page.Locator(".caption-bar")).ToHaveCountAsync(0);

        await studio.Page.ClickAsync("#help-button");
        await studio.Page.ClickAsync("#open-story");
        await ExpectSceneAsync(studio, 1);
        await Assertions.Expect(studio.Page.Locator("#story-next")).ToBeFocusedAsync();

        // The lesson from which the story was opened is there again when it is skipped.
        await studio.Page.ClickAsync("#story-next");
        await studio.Page.ClickAsync("#story-skip");
        await studio.WaitForAddressAsync("step=1");
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task The_first_caption_is_painted_before_the_runtime_is_loaded()
    {
        await using StudioPage loaded = await site.OpenAsync("scene=1");
        await ExpectSceneAsync(loaded, 1);
        string caption = await loaded.Page.Locator("#caption").InnerTextAsync();

        // A first visit without the runtime.
        await using StudioPage studio = await site.OpenFirstVisitWithoutRuntimeAsync();
        await Assertions.Expect(studio.Page.Locator("#first-caption")).ToBeVisibleAsync();
        Assert.EndsWith(await studio.Page.Locator("#first-caption").InnerTextAsync(), caption, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_click_on_Step_before_the_runtime_is_loaded_leads_to_the_lesson()
    {
        await using StudioPage studio = await site.OpenFirstVisitAsync(script: "document.addEventListener('DOMContentLoaded', () => document.getElementById('step').click());");
        await studio.WaitForStepAsync(1);
        await Assertions.Expect(studio.Page.Locator(".caption-bar")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_link_with_a_language_alone_begins_with_the_story_in_that_language()
    {
        await using StudioPage studio = await site.OpenFirstVisitAsync("lang=de");
        await Assertions.Expect(studio.Page.Locator("#caption")).ToContainTextAsync("Szene 1 von 8.");
        await studio.Page.ClickAsync("#story-next");
        await Assertions.Expect(studio.Page.Locator("#caption")).ToContainTextAsync("Zufallszahlen");
        await studio.WaitForAddressAsync("lang=de&scene=2");
    }

    [Fact]
    public async Task A_link_with_the_state_of_a_lesson_does_not_begin_with_the_story()
    {
        await using StudioPage studio = await site.OpenFirstVisitAsync("step=2");
        await studio.WaitForStepAsync(2);
        await studio.PressStepAsync();
        await Assertions.Expect(studio.Page.Locator(".caption-bar")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(1, "id")]
    [InlineData(2, "id in")]
    [InlineData(3, "id truth")]
    [InlineData(4, "exp in out p score")]
    [InlineData(5, "error p truth")]
    [InlineData(6, "move new pull push rate sum")]
    [InlineData(7, "cosine near")]
    [InlineData(8, "id")]
    public async Task Only_what_a_scene_is_about_is_lit(int scene, string numbers)
    {
        await using StudioPage studio = await site.OpenAsync($"scene={scene}", Screen.Laptop with { Motion = ReducedMotion.Reduce });
        await ExpectSceneAsync(studio, scene);
        await studio.Page.WaitForFunctionAsync($"numbers => ({LitNumbers})() === numbers", numbers);
        Assert.True(await studio.Page.EvaluateAsync<bool>(NotLitIsDimmed));
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task The_keys_of_a_clicker_turn_the_scenes_wherever_the_focus_is()
    {
        await using StudioPage studio = await site.OpenAsync("scene=1");
        IKeyboard keyboard = studio.Page.Keyboard;
        foreach ((string key, int scene) in new[] { ("PageDown", 2), ("ArrowRight", 3), ("PageUp", 2), ("Space", 3), ("ArrowLeft", 2), ("ArrowLeft", 1), ("PageUp", 1) })
        {
            await keyboard.PressAsync(key);
            await ExpectSceneAsync(studio, scene);
        }

        await studio.Page.FocusAsync("#story-next");
        foreach ((string key, int scene) in new[] { ("ArrowRight", 2), ("PageDown", 3), ("Enter", 4), ("Space", 5), ("ArrowLeft", 4) })
        {
            await keyboard.PressAsync(key);
            await ExpectSceneAsync(studio, scene);
            await Assertions.Expect(studio.Page.Locator("#story-next")).ToBeFocusedAsync();
        }

        await keyboard.PressAsync("Escape");
        await Assertions.Expect(studio.Page.Locator(".caption-bar")).ToHaveCountAsync(0);
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task Tab_leads_from_the_caption_to_lit_parts_and_out_of_the_page()
    {
        await using StudioPage studio = await site.OpenAsync("scene=5");
        await ExpectSceneAsync(studio, 5);
        var visited = new List<string>();
        await studio.Page.FocusAsync("#story-back");
        while (visited.Count < 40 && (visited.Count == 0 || visited[^1] != "body"))
        {
            visited.Add(await studio.Page.EvaluateAsync<string>("document.activeElement.closest('[inert]') ? 'dimmed' : document.activeElement.id || document.activeElement.getAttribute('aria-label') || document.activeElement.localName"));
            await studio.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Equal(["story-back", "story-next", "story-skip", "chain", "Scores, probabilities and errors"], visited.Take(5));
        Assert.Contains("body", visited);
        Assert.DoesNotContain("dimmed", visited);
    }

    [Fact]
    public async Task A_step_moves_the_vector_and_the_training_is_played_from_its_start()
    {
        await using StudioPage studio = await site.OpenAsync("scene=6");
        await ExpectSceneAsync(studio, 6);
        string landing = await studio.NumberAsync("new:0");
        await studio.Page.ClickAsync("#story-step");
        await Assertions.Expect(studio.Page.Locator("#caption")).ToContainTextAsync("The gradient moves “at”");
        await Assertions.Expect(studio.Number("in:3:0")).ToHaveTextAsync($"{decimal.Parse(landing.Replace('−', '-')):0.00}".Replace('-', '−'));

        await studio.Page.ClickAsync("#story-next");
        await Assertions.Expect(studio.Page.Locator("#caption")).ToContainTextAsync("After 500 steps");
        await studio.Page.EvaluateAsync(
            """
            () => {
                window.steps = [];
                const caption = document.getElementById('caption');
                new MutationObserver(() => window.steps.push(Number(/After (\d+) steps/.exec(caption.innerText)?.[1]))).observe(caption, { subtree: true, childList: true, characterData: true });
            }
            """);
        await studio.Page.ClickAsync("#story-play");
        await studio.Page.WaitForFunctionAsync("() => window.steps.some(steps => steps < 500)");
        await studio.Page.ClickAsync("#story-play");
        await Assertions.Expect(studio.Page.Locator("#story-play")).ToHaveTextAsync("Play");
    }

    [Fact]
    public async Task The_last_scene_ends_in_a_lesson_with_the_typed_text()
    {
        await using StudioPage studio = await site.OpenAsync("scene=8");
        await ExpectSceneAsync(studio, 8);
        await studio.Page.FillAsync("#text", "the badger digs a tunnel");
        await Assertions.Expect(studio.Page.Locator(".words .word").Nth(1)).ToHaveTextAsync("badger");
        await studio.Page.ClickAsync("#story-next");
        await Assertions.Expect(studio.Page.Locator(".caption-bar, .sheet")).ToHaveCountAsync(0);
        await studio.WaitForAddressAsync("text=the+badger+digs+a+tunnel");
        await studio.PressStepAsync();
    }

    /// <summary>A phone, the smallest laptop and a large projector, each with every language. Between the last two the page has one layout, enlarged.</summary>
    public static TheoryData<int, int, string> Screens => [.. new[] { (390, 844), (1280, 720), (2560, 1440) }
        .SelectMany(size => TextFile.Languages.Select(language => new TheoryDataRow<int, int, string>(size.Item1, size.Item2, language)))];

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task In_every_scene_the_caption_and_the_first_lit_part_are_visible_and_nothing_is_wider_than_the_screen(int width, int height, string language)
    {
        await using StudioPage studio = await site.OpenAsync($"scene=1&lang={language}", new Screen(width, height, Motion: ReducedMotion.Reduce));
        for (int scene = 1; scene <= 8; scene++)
        {
            await ExpectSceneAsync(studio, scene);
            await studio.Page.WaitForFunctionAsync("""
                language => {
                  const inside = part => { const box = part.getBoundingClientRect(); return box.width > 0 && box.left >= -1 && box.right <= innerWidth + 1 && box.top >= -1 && box.bottom <= innerHeight + 1; };
                  const bar = document.querySelector('.caption-bar').getBoundingClientRect();
                  const apart = part => { const box = part.getBoundingClientRect(); return box.top >= bar.bottom - 1 || box.bottom <= bar.top + 1; };
                  const lit = [...document.querySelectorAll('.stage .num, #plane .point, #text')].filter(part => !part.closest('[inert], [data-dimmed]'));
                  return [...document.querySelectorAll('#caption, .caption-bar button')].every(part => inside(part) && part.scrollWidth <= part.clientWidth + 1) && document.documentElement.lang === language && lit.some(part => inside(part) && apart(part)) && document.documentElement.scrollWidth <= innerWidth;
                }
                """, language);
            await studio.Page.Keyboard.PressAsync("PageDown");
        }
    }

    [Theory]
    [InlineData(390, 844, ColorScheme.Dark)]
    [InlineData(1366, 768, ColorScheme.Light)]
    public async Task Axe_finds_nothing_in_any_scene_in_light_or_dark(int width, int height, ColorScheme scheme)
    {
        await using StudioPage studio = await site.OpenAsync("scene=1", new Screen(width, height, Motion: ReducedMotion.Reduce));
        for (int scene = 1; scene <= 8; scene++)
        {
            await ExpectSceneAsync(studio, scene);
            Assert.Empty((await studio.ViolationsAsync(scheme)).Select(fault => $"scene {scene}: {fault}"));
            await studio.Page.Keyboard.PressAsync("PageDown");
        }
    }

    private static Task ExpectSceneAsync(StudioPage studio, int scene) => Assertions.Expect(studio.Page.Locator(".turns .count")).ToHaveTextAsync($"{scene} / 8");
}
