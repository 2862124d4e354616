using Microsoft.Playwright;
using Talpa.Formats;
using Talpa.Samples;
using Talpa.Studio.Server;
using Talpa.Studio.Tests.Server;
using Talpa.Vectors;

namespace Talpa.Studio.Tests.Browser;

/// <summary>Files opened from the page.</summary>
[Collection("live")]
public sealed class OpenFileTests(Site site) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("talpa-open").FullName;

    [Fact]
    public async Task A_text_is_trained_on_and_then_replaced_by_a_vector_file()
    {
        await using RunningServer server = await RunningServer.StartAsync(new StudioServerOptions { CanOpen = true });
        await using StudioPage studio = await site.OpenAtAsync(server.Address);
        await studio.Page.Locator("#open-files").WaitForAsync();
        await studio.WaitForWidthAsync(1366);
        await studio.Page.ClickAsync("#open-files");
        await studio.Page.Locator("#open-text").WaitForAsync();

        string text = Path.Combine(_folder, "zoo.txt");
        await File.WriteAllLinesAsync(text, ZooText.Sentences(sentences: 2_000), TestContext.Current.CancellationToken);
        await studio.Page.FillAsync("#open-dimension", "12");
        await studio.Page.FillAsync("#open-epochs", "3");
        await studio.Page.SetInputFilesAsync("#open-text", text);
        await Assertions.Expect(studio.Page.Locator("#what")).ToContainTextAsync("zoo.txt");
        await Assertions.Expect(studio.Page.Locator(".progress")).ToContainTextAsync("done");

        string noVectors = Path.Combine(_folder, "none.vec");
        await File.WriteAllTextAsync(noVectors, "these are no vectors", TestContext.Current.CancellationToken);
        await studio.Page.ClickAsync("#open-files");
        await studio.Page.SetInputFilesAsync("#open-vectors", noVectors);
        await Assertions.Expect(studio.Page.Locator("#open-fault")).ToContainTextAsync("none.vec");

        string vectors = Path.Combine(_folder, "some.talpa");
        VectorFileAccess.Write(vectors, new VectorFileContent { Vectors = new WordVectors(["red", "green", "blue"], 2, [1, 0, 0, 1, 1, 1]) });
        await studio.Page.SetInputFilesAsync("#open-vectors", vectors);
        await Assertions.Expect(studio.Page.Locator("#what")).ToContainTextAsync("some.talpa3 words");
        await studio.Page.FillAsync("#search", "red");
        await studio.Page.ClickAsync("#search-button");
        await Assertions.Expect(studio.Page.Locator("#neighbours .w")).ToHaveTextAsync(["blue", "green"]);

        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task Opening_files_is_accessible_and_does_not_scroll_horizontally()
    {
        await using RunningServer server = await RunningServer.StartAsync(new StudioServerOptions { CanOpen = true });
        await using StudioPage studio = await site.OpenAtAsync(new Uri(server.Address, "/live"));
        await studio.Page.Locator("#open-vectors").WaitForAsync();
        Assert.Empty(await studio.SeriousViolationsAsync());
        await studio.Page.SetViewportSizeAsync(390, 844);
        await studio.WaitForWidthAsync(390);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
