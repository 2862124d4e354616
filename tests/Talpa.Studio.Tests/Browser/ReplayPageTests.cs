using Microsoft.Playwright;
using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server;
using Talpa.Studio.Server.Replaying;
using Talpa.Vectors;

namespace Talpa.Studio.Tests.Browser;

/// <summary>The replay of a training that has ended.</summary>
[Collection("live")]
public sealed class ReplayPageTests(Site site)
{
    private const int Words = 40;

    [Fact]
    public async Task A_replay_shows_points_neighbours_and_curves_of_an_earlier_time()
    {
        var vectors = new WordVectors(Enumerable.Range(0, Words).Select(i => $"word{i}"), 4, [.. Enumerable.Range(0, 4 * Words).Select(i => MathF.Sin(i * i))]);
        var view = new LiveView("vectors.talpa", () => vectors);
        Assert.True(view.TryRestore(SomeReplay()));
        await using LiveSite live = await LiveSite.StartAsync(view);
        await using StudioPage studio = await site.OpenAtAsync(new Uri(live.Address, "#lang=de"));
        await studio.Page.ClickAsync("#panel-training");
        ILocator position = studio.Page.Locator("#replay-position");
        await Assertions.Expect(position).ToHaveTextAsync("100 % des Trainings");
        await Assertions.Expect(studio.Page.Locator(".followed button").First).ToContainTextAsync("word9");
        await Assertions.Expect(studio.Page.Locator("#follow, #pace")).ToHaveCountAsync(0);

        await studio.Page.FillAsync("#replay-at", "0");
        await Assertions.Expect(position).ToHaveTextAsync("0 % des Trainings");
        await Assertions.Expect(studio.Page.Locator(".followed button").First).ToContainTextAsync("word7");
        await Assertions.Expect(studio.Page.Locator(".curve-line .now")).ToHaveCountAsync(3);

        // The first frame has the first word in the middle, the second one to the right of it; it has no point of the last word.
        await studio.Page.WaitForFunctionAsync("() => { const [x] = talpaMap.positionOf('word0'); return Math.abs(x - document.getElementById('map').clientWidth / 2) < 2; }");
        await studio.Page.ClickAsync("#replay-forward");
        await studio.Page.WaitForFunctionAsync("() => { const [x] = talpaMap.positionOf('word0'); return x > document.getElementById('map').clientWidth / 2 + 20; }");
        Assert.Empty(await studio.SeriousViolationsAsync());

        await studio.Page.ClickAsync("#replay-play");
        await Assertions.Expect(position).ToHaveTextAsync("100 % des Trainings");
        await Assertions.Expect(studio.Page.Locator("#replay-play")).ToHaveTextAsync("Abspielen");
        Assert.Empty(studio.Faults);
    }

    private static Replay SomeReplay() => new(
        new TrainingStatus(100, 100, 3, 3, null, 0.01, new TrainingEnd(null, 2.5, 12)),
        [.. Enumerable.Range(0, Words)],
        [new CurvePoint(10, 3, 5, 0.025), new CurvePoint(100, 2.5, 5, 0)],
        [new FollowedWord("word3", [Snapshot(0, "word7"), Snapshot(100, "word9")])],
        [FrameAt(0, Words - 1), FrameAt(40, Words), FrameAt(100, Words)]);

    private static NeighbourSnapshot Snapshot(long tokens, string neighbour) => new("word3", -1, tokens, [new ScoredWord(neighbour, -1, 0.5f)]);

    private static Frame FrameAt(long tokens, int points)
    {
        (double unit, byte[] positions) = QuantizedPoints.Encode([.. Enumerable.Range(0, 2 * points).Select(i => i == 0 ? tokens / 100f : MathF.Sin(i))]);
        return new Frame(1, tokens, 1.2, 0.5, 0.1, unit, positions);
    }
}
