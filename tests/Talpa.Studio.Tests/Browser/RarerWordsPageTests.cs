using Microsoft.Playwright;
using Talpa.Studio.Server;
using Talpa.Vectors;

namespace Talpa.Studio.Tests.Browser;

/// <summary>The map of neighbourhoods of more words than make it.</summary>
[Collection("live")]
public sealed class RarerWordsPageTests(Site site)
{
    [Fact]
    public async Task Rarer_words_appear_on_the_map_of_neighbourhoods_as_one_zooms_in()
    {
        const int Words = 5_400;
        var random = new Random(3);
        var vectors = new WordVectors(Enumerable.Range(0, Words).Select(i => $"w{i}"), 4, [.. Enumerable.Range(0, 4 * Words).Select(_ => random.NextSingle() - 0.5f)]);
        await using LiveSite live = await LiveSite.StartAsync(new LiveView("many.vec", () => vectors));
        await using StudioPage studio = await site.OpenAtAsync(new Uri(live.Address, "#layout=neighbourhoods"));
        await Assertions.Expect(studio.Page.Locator("#neighbourhoods-rarer")).ToContainTextAsync("400 rarer words appear as you zoom in");
        await Assertions.Expect(studio.Page.Locator("#neighbourhoods-cost")).ToContainTextAsync("The map of 5,000 of the drawn words");
        Assert.Equal(5_000, await studio.Page.EvaluateAsync<int>("talpaMap.drawn"));
        Assert.Equal(-1, await NearestToAsync(studio, "w5399"));

        await studio.Page.ClickAsync("#zoom-in");
        await studio.Page.WaitForFunctionAsync("() => talpaMap.view.zoom >= 1.5 && talpaMap.drawn === 5400");
        Assert.Equal(5_399, await NearestToAsync(studio, "w5399"));

        await studio.Page.ClickAsync("#home");
        await studio.Page.WaitForFunctionAsync("() => talpaMap.drawn === 5000");
        await studio.Page.ClickAsync("#layout-plane");
        await studio.Page.WaitForFunctionAsync("() => talpaMap.drawn === 5400");
        Assert.Empty(studio.Faults);
    }

    /// <summary>Returns the index of the drawn word at the place of a word; -1 if none is drawn there.</summary>
    private static Task<int> NearestToAsync(StudioPage studio, string word) =>
        studio.Page.EvaluateAsync<int>("word => talpaMap.nearest(...talpaMap.positionOf(word), 0.01)", word);
}
