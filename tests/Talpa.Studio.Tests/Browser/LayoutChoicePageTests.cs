using Microsoft.Playwright;
using Talpa.Comparisons;
using Talpa.Studio.Server;
using Talpa.Vectors;

namespace Talpa.Studio.Tests.Browser;

/// <summary>The map with other layouts than the plane of principal components.</summary>
[Collection("live")]
public sealed class LayoutChoicePageTests(Site site)
{
    [Fact]
    public async Task Words_stand_on_axes_or_in_neighbourhoods_and_the_address_leads_back_to_them()
    {
        var vectors = new WordVectors(Enumerable.Range(0, 200).Select(i => $"w{i}"), 5, [.. Enumerable.Range(0, 1000).Select(i => MathF.Sin(i * i))]);
        await using LiveSite live = await LiveSite.StartAsync(new LiveView("some.vec", () => vectors));
        await using StudioPage studio = await site.OpenAtAsync(new Uri(live.Address, "#axes=w3,w50"));
        await studio.Page.Locator("#axis-0-high li").First.WaitForAsync();
        await Assertions.Expect(studio.Page.Locator("#axis-left")).ToHaveValueAsync("w3");
        await ExpectOrderAsync(studio, WordAxis.Between(vectors, "w3", "w50"), 0);

        await studio.Page.FillAsync("#axis-bottom", "w7");
        await studio.Page.FillAsync("#axis-top", "w9");
        await studio.Page.ClickAsync("#draw-axes");
        await studio.WaitForAddressAsync("axes=w3,w50,w7,w9");
        await ExpectOrderAsync(studio, WordAxis.Between(vectors, "w7", "w9"), 1);
        await Assertions.Expect(studio.Page.Locator("#map-help")).ToContainTextAsync("w7 – w9");
        Assert.Empty(await studio.SeriousViolationsAsync());

        await studio.Page.FillAsync("#axis-top", "no such word");
        await studio.Page.ClickAsync("#draw-axes");
        await Assertions.Expect(studio.Page.Locator("#layout-fault")).ToContainTextAsync("not in the vocabulary");

        // What the server refuses without an answer does not block the panel.
        await studio.Page.EvaluateAsync("() => { location.hash = `axes=w3,${'w'.repeat(201)}`; }");
        await Assertions.Expect(studio.Page.Locator("#layout-fault")).ToContainTextAsync("at most 200 characters");
        await studio.Page.FillAsync("#axis-top", string.Empty);
        await studio.Page.ClickAsync("#draw-axes");
        await Assertions.Expect(studio.Page.Locator("#layout-fault")).ToContainTextAsync("fill both boxes");
        await studio.Page.ClickAsync("#layout-neighbourhoods");
        await Assertions.Expect(studio.Page.Locator("#neighbourhoods-cost")).ToContainTextAsync("200 of the drawn words took");
        await studio.WaitForAddressAsync("layout=neighbourhoods");
        await Assertions.Expect(studio.Page.Locator("#legend span")).ToHaveCountAsync(10);
        Assert.Empty(await studio.SeriousViolationsAsync());

        await studio.Page.ClickAsync("#layout-plane");
        await Assertions.Expect(studio.Page.Locator("#map-help")).ToContainTextAsync("The plane keeps");
        await studio.Page.WaitForFunctionAsync("() => location.hash === ''");
        await Assertions.Expect(studio.Page.Locator("#legend")).ToContainTextAsync("rank 1–9");
        Assert.Empty(studio.Faults);
    }

    /// <summary>Waits until the words stand in the order of their positions on an axis, across (0) or up (1).</summary>
    private static async Task ExpectOrderAsync(StudioPage studio, WordAxis axis, int coordinate)
    {
        string[] words = [.. new[] { 5, 20, 33, 80, 199 }.Select(i => $"w{i}").OrderBy(axis.PositionOf)];
        await studio.Page.WaitForFunctionAsync(
            "([words, c]) => { const at = words.map(word => talpaMap.positionOf(word)?.[c]); return at.every((x, i) => i === 0 || (c === 0 ? x > at[i - 1] : x < at[i - 1])); }",
            new object[] { words, coordinate });
    }
}
