using Microsoft.Playwright;

namespace Talpa.Studio.Tests.Browser;

/// <summary>The pages on a phone, with fingers. The browser makes pointer events, scrolling and clicks of them, as it does on a phone.</summary>
[Collection("live")]
public sealed class TouchTests(Site site)
{
    private const string Centre = "name => { const box = document.querySelector(name).getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; }";
    private static readonly BrowserNewContextOptions Phone = new() { HasTouch = true, ViewportSize = new ViewportSize { Width = 390, Height = 844 }, ReducedMotion = ReducedMotion.Reduce };

    [Fact]
    public async Task Fingers_drag_and_tap_vectors_tap_numbers_scroll_the_page_and_move_the_slider()
    {
        site.RequireBrowser();
        await using StudioPage studio = await site.OpenAtAsync(site.Address!, Phone);
        var fingers = await Fingers.OnAsync(studio.Page);

        // A vector follows the finger, and the page does not scroll.
        (double x, double y) = await CentreAsync(studio, "[data-vector='out:1'] .mark");
        await fingers.DragAsync((x, y), (x - 30, y + 20));
        await studio.Page.WaitForFunctionAsync($"([name, x, y]) => {{ const [left, top] = ({Centre})(name); return Math.hypot(left - x, top - y) < 3; }}", new object[] { "[data-vector='out:1'] .mark", x - 30, y + 20 });
        Assert.Equal(0, await ScrolledAsync(studio));
        await studio.WaitForAddressAsync("edits=0");

        (x, y) = await CentreAsync(studio, "[data-vector='in:0'] .mark");
        await fingers.TapAsync((x, y));
        await Assertions.Expect(studio.Page.Locator("[data-vector='in:0']")).ToHaveAttributeAsync("aria-pressed", "true");

        // Where there is no vector, the picture scrolls with the page.
        (double left, double top) = await EmptyPlaceAsync(studio);
        await fingers.DragAsync((left, top), (left, top - 200));
        await studio.Page.WaitForFunctionAsync("() => scrollY > 100");

        await ToMiddleAsync(studio, ".num[data-name='score:1']");
        await fingers.TapAsync(await CentreAsync(studio, ".num[data-name='score:1']"));
        await Assertions.Expect(studio.Page.Locator("#formula.active b")).ToContainTextAsync("score");

        await ToMiddleAsync(studio, "#scrub");
        double[] box = await studio.Page.EvaluateAsync<double[]>("() => { const box = document.getElementById('scrub').getBoundingClientRect(); return [box.left, box.top + box.height / 2, box.width]; }");
        await fingers.DragAsync((box[0] + 8, box[1]), (box[0] + (box[2] / 2), box[1]));
        await studio.Page.WaitForFunctionAsync("() => { const step = Number(document.getElementById('at').textContent.replace('step ', '')); return step > 40 && step < 60; }");
        await fingers.TapAsync(await CentreAsync(studio, "#step"));
        await Assertions.Expect(studio.Page.Locator("#status")).ToContainTextAsync("Next:");
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task A_finger_points_in_the_direction_of_a_prediction_and_scrolling_does_not()
    {
        site.RequireBrowser();
        await using StudioPage studio = await site.OpenAtAsync(site.Address!, Phone);
        var fingers = await Fingers.OnAsync(studio.Page);
        await studio.Page.ClickAsync("#predict");
        await studio.Page.EvaluateAsync("() => scrollTo(0, 0)");
        (double left, double top) = await EmptyPlaceAsync(studio);
        await fingers.DragAsync((left, top), (left, top - 200));
        await studio.Page.WaitForFunctionAsync("() => scrollY > 100");
        await studio.WaitForFramesAsync(10);
        await Assertions.Expect(studio.Page.Locator(".arrow.guess")).ToHaveCountAsync(0);
        await studio.Page.EvaluateAsync("() => scrollTo(0, 0)");
        await fingers.TapAsync((left, top));
        await Assertions.Expect(studio.Page.Locator(".arrow.guess")).ToHaveCountAsync(1);
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task Fingers_move_and_zoom_the_map_and_tap_its_words()
    {
        await using LiveSite live = await LiveSite.StartAsync(WatchedTraining.View("vectors.talpa"));
        await using StudioPage studio = await site.OpenAtAsync(live.Address, Phone);
        await studio.Page.WaitForFunctionAsync("() => talpaMap.positionOf('w0') && !talpaMap.isDrawing");
        var fingers = await Fingers.OnAsync(studio.Page);
        double[] before = await PositionAsync(studio, "w0");
        (double x, double y) = await CentreAsync(studio, "#map");
        await fingers.DragAsync((x, y), (x + 40, y - 60));
        await studio.Page.WaitForFunctionAsync(
            "([x, y]) => { const [left, top] = talpaMap.positionOf('w0'); return Math.hypot(left - x - 40, top - y + 60) < 2; }", before);
        Assert.Equal(0, await ScrolledAsync(studio));

        // Two fingers at three times their distance, 20 pixels further down: the place between them keeps its distance from both.
        double[] moved = await PositionAsync(studio, "w0");
        double[] canvas = await studio.Page.EvaluateAsync<double[]>("() => { const box = document.getElementById('map').getBoundingClientRect(); return [box.left, box.top]; }");
        (double middleX, double middleY) = (x - canvas[0], y - canvas[1]);
        await fingers.PinchAsync((x, y), 40, (x, y + 20), 120);
        double[] expected = [middleX + (3 * (moved[0] - middleX)), middleY + 20 + (3 * (moved[1] - middleY))];
        await studio.Page.WaitForFunctionAsync("([x, y]) => { const [left, top] = talpaMap.positionOf('w0'); return Math.hypot(left - x, top - y) < 3; }", expected);
        Assert.Equal(3, await studio.Page.EvaluateAsync<double>("talpaMap.view.zoom"), 0.05);
        await Assertions.Expect(studio.Page.Locator("#selected-word")).ToHaveCountAsync(0);

        // After the pinch one finger moves the map again, and a tap selects a word.
        await studio.Page.EvaluateAsync("() => talpaMap.home()");
        await studio.WaitForFramesAsync(3);
        double[] word = await PositionAsync(studio, "w7");
        await fingers.TapAsync((canvas[0] + word[0], canvas[1] + word[1]));
        await Assertions.Expect(studio.Page.Locator("#selected-word")).ToHaveTextAsync("w7");
        Assert.Empty(studio.Faults);
    }

    private static async Task<(double X, double Y)> CentreAsync(StudioPage studio, string name)
    {
        double[] centre = await studio.Page.EvaluateAsync<double[]>(Centre, name);
        return (centre[0], centre[1]);
    }

    /// <summary>Scrolls to a part of the page, away from the buttons at the lower edge, when a swipe no longer scrolls the page.</summary>
    private static async Task ToMiddleAsync(StudioPage studio, string name) => await studio.Page.EvaluateAsync("""
        async name => {
          for (let before = -1; before !== scrollY;) {
            before = scrollY;
            for (let i = 0; i < 10; i++) { await new Promise(requestAnimationFrame); }
          }
          document.querySelector(name).scrollIntoView({ block: 'center' });
          await new Promise(requestAnimationFrame);
        }
        """, name);

    /// <summary>Returns a place in the picture that is on no vector and on no arrow, in its lower part.</summary>
    private static async Task<(double X, double Y)> EmptyPlaceAsync(StudioPage studio)
    {
        double[] place = await studio.Page.EvaluateAsync<double[]>("""
            () => {
              const box = document.getElementById('plane').getBoundingClientRect();
              for (let y = box.bottom - 60; y > box.top; y -= 10) {
                for (let x = box.left + 20; x < box.right - 20; x += 10) {
                  if (document.elementFromPoint(x, y)?.id === 'plane') { return [x, y]; }
                }
              }
              throw new Error('no empty place');
            }
            """);
        return (place[0], place[1]);
    }

    private static Task<double> ScrolledAsync(StudioPage studio) => studio.Page.EvaluateAsync<double>("scrollY");

    private static Task<double[]> PositionAsync(StudioPage studio, string word) => studio.Page.EvaluateAsync<double[]>("word => talpaMap.positionOf(word)", word);

    /// <summary>Fingers on the screen, through the DevTools protocol.</summary>
    private sealed class Fingers(ICDPSession session)
    {
        private const int Movements = 6;

        public static async Task<Fingers> OnAsync(IPage page) => new(await page.Context.NewCDPSessionAsync(page));

        public Task TapAsync((double X, double Y) at) => MoveAsync([[at]]);

        public Task DragAsync((double X, double Y) from, (double X, double Y) to) => MoveAsync(Enumerable.Range(0, Movements + 1).Select(i => new[] { Between(from, to, i) }));

        /// <summary>Moves two fingers side by side.</summary>
        public Task PinchAsync((double X, double Y) from, double distance, (double X, double Y) to, double distanceThen) => MoveAsync(Enumerable.Range(0, Movements + 1).Select(i =>
        {
            (double x, double y) = Between(from, to, i);
            double half = (distance + ((distanceThen - distance) * i / Movements)) / 2;
            return new[] { (x - half, y), (x + half, y) };
        }));

        private static (double X, double Y) Between((double X, double Y) from, (double X, double Y) to, int i) =>
            (from.X + ((to.X - from.X) * i / Movements), from.Y + ((to.Y - from.Y) * i / Movements));

        private async Task MoveAsync(IEnumerable<(double X, double Y)[]> positions)
        {
            string type = "touchStart";
            foreach ((double X, double Y)[] fingers in positions)
            {
                await SendAsync(type, fingers);
                type = "touchMove";
            }

            await SendAsync("touchEnd", []);
        }

        private async Task SendAsync(string type, (double X, double Y)[] fingers) => await session.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object>
        {
            ["type"] = type,
            ["touchPoints"] = fingers.Select((finger, i) => new Dictionary<string, object> { ["x"] = finger.X, ["y"] = finger.Y, ["id"] = i }).ToArray(),
        });
    }
}
