using Microsoft.Playwright;
using Talpa.Formats;
using Talpa.Samples;
using Talpa.Studio.Server;
using Talpa.Vectors;

namespace Talpa.Studio.Tests.Browser;

/// <summary>Files opened from the page, in the browser's own window.</summary>
[Collection("site")]
public sealed class OpenFileTests(Site site) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("talpa-open").FullName;

    [Fact]
    public async Task A_text_is_learned_from_while_one_looks_on_and_then_vectors_are_opened_in_its_place()
    {
        using var stop = new CancellationTokenSource();
        var started = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task server = StudioServer.RunAsync(new StudioServerOptions { CanOpen = true, Started = started.SetResult }, stop.Token);
        Uri address = await started.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await using (StudioPage studio = await site.OpenAtAsync(address))
        {
            await studio.Page.Locator("#open-files").WaitForAsync();
            await studio.WaitForWidthAsync(1366);
            await studio.Page.ClickAsync("#open-files");
            await studio.Page.Locator("#open-text").WaitForAsync();

            string text = Path.Combine(_folder, "zoo.txt");
            await File.WriteAllLinesAsync(text, ZooText.Sentences(), TestContext.Current.CancellationToken);
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
            VectorFile.Write(vectors, new VectorFileContent { Vectors = new WordVectors(["red", "green", "blue"], 2, [1, 0, 0, 1, 1, 1]) });
            await studio.Page.SetInputFilesAsync("#open-vectors", vectors);
            await Assertions.Expect(studio.Page.Locator("#what")).ToContainTextAsync("some.talpa3 words");
            await studio.Page.FillAsync("#search", "red");
            await studio.Page.ClickAsync("#ask");
            await Assertions.Expect(studio.Page.Locator("#neighbours .w")).ToHaveTextAsync(["blue", "green"]);

            Assert.Empty(studio.Faults);
        }

        await stop.CancelAsync();
        await server;
    }

    [Fact]
    public async Task Where_files_cannot_be_opened_the_page_does_not_offer_it()
    {
        await using StudioPage studio = await site.OpenAsync();
        await Assertions.Expect(studio.Page.Locator("#open-files")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Nobody_is_shut_out_from_opening_and_nothing_runs_off_the_side()
    {
        using var stop = new CancellationTokenSource();
        var started = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task server = StudioServer.RunAsync(new StudioServerOptions { CanOpen = true, Started = started.SetResult }, stop.Token);
        Uri address = await started.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await using (StudioPage studio = await site.OpenAtAsync(new Uri(address, "/live"), new BrowserNewContextOptions { BypassCSP = true }))
        {
            await studio.Page.Locator("#open-vectors").WaitForAsync();
            Assert.Empty(await studio.SeriousFaultsAsync());
            await studio.Page.SetViewportSizeAsync(390, 844);
            await studio.WaitForWidthAsync(390);
        }

        await stop.CancelAsync();
        await server;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
