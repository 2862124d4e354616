using Microsoft.Playwright;

namespace Talpa.Studio.Tests.Browser;

/// <summary>The films of a replay and of a lesson's run.</summary>
[Collection("live")]
public sealed class FilmTests(Site site)
{
    /// <summary>The first bytes of an EBML file, such as WebM (RFC 8794, section 11.2.1).</summary>
    private static readonly byte[] Ebml = [0x1A, 0x45, 0xDF, 0xA3];

    [Fact]
    public async Task The_replay_is_saved_as_a_film()
    {
        await using LiveSite live = await LiveSite.StartAsync(WatchedTraining.View("vectors.talpa"));
        await using StudioPage studio = await site.OpenAtAsync(live.Address);
        await studio.Page.WaitForFunctionAsync("() => talpaMap.positionOf('w0')");
        IDownload film = await studio.Page.RunAndWaitForDownloadAsync(() => studio.Page.ClickAsync("#film"));
        Assert.Equal("vectors.talpa.webm", film.SuggestedFilename);

        // Seconds of it, not a single picture: the first picture is that of the start of the training, the last one that of its end.
        double[] played = await PlayAsync(studio, film);
        double[] map = await studio.Page.EvaluateAsync<double[]>("(() => { const map = document.getElementById('map'); return [map.width, map.height]; })()");
        Assert.Equal(map, played[..2]);
        Assert.InRange(played[2], 0.3, 600);
        Assert.True(played[3] > 100, $"{played[3]} numbers of the pixels differ");
        await Assertions.Expect(studio.Page.Locator("#status")).ToContainTextAsync("The film is saved as vectors.talpa.webm");
        await Assertions.Expect(studio.Page.Locator("#film")).ToBeEnabledAsync();
        await Assertions.Expect(studio.Page.Locator("#replay-position")).ToHaveTextAsync("100 % of the training");
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task A_browser_that_cannot_record_leaves_the_page_usable()
    {
        await using LiveSite live = await LiveSite.StartAsync(WatchedTraining.View("vectors.talpa"));
        await using StudioPage studio = await site.OpenAtAsync(live.Address);
        await studio.Page.WaitForFunctionAsync("() => talpaMap.positionOf('w0')");
        await studio.Page.EvaluateAsync("() => { MediaRecorder.prototype.start = () => { throw new Error('no encoder'); }; }");
        await studio.Page.ClickAsync("#film");
        await Assertions.Expect(studio.Page.Locator("#status")).ToHaveTextAsync("The film could not be recorded.");
        await Assertions.Expect(studio.Page.Locator("#film")).ToBeEnabledAsync();
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task A_browser_that_records_no_films_has_no_button()
    {
        await using LiveSite live = await LiveSite.StartAsync(WatchedTraining.View("vectors.talpa"));
        await using StudioPage studio = await site.OpenAtAsync(live.Address);
        await studio.Page.Locator("#film").WaitForAsync();
        await studio.Page.AddInitScriptAsync("delete globalThis.MediaRecorder;");
        await studio.Page.ReloadAsync();
        await studio.Page.Locator("#replay").WaitForAsync();
        await studio.Page.WaitForFunctionAsync("() => talpaMap.positionOf('w0')");
        await Assertions.Expect(studio.Page.Locator("#film")).ToHaveCountAsync(0);
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task The_run_of_a_lesson_is_saved_as_a_film_or_the_page_shows_the_reason()
    {
        await using StudioPage studio = await site.OpenAsync("step=6");
        await studio.Page.ClickAsync("#share-button");
        ILocator note = studio.Page.Locator(".sheet [role=status]");
        await studio.Page.EvaluateAsync("() => { globalThis.recorder = MediaRecorder; delete globalThis.MediaRecorder; }");
        await studio.Page.ClickAsync("#save-film");
        await Assertions.Expect(note).ToHaveTextAsync("This browser cannot record films. The animation as SVG shows the same.");
        await studio.Page.EvaluateAsync("() => { globalThis.MediaRecorder = class { static isTypeSupported() { return true; } constructor() { throw new Error('no encoder'); } }; }");
        await studio.Page.ClickAsync("#save-film");
        await Assertions.Expect(note).ToHaveTextAsync("The film could not be recorded.");
        await studio.Page.EvaluateAsync(
            """
            () => {
              globalThis.MediaRecorder = recorder;
              globalThis.drawn = [];
              const draw = CanvasRenderingContext2D.prototype.drawImage;
              CanvasRenderingContext2D.prototype.drawImage = function (image, ...place) {
                drawn.push(image.src);
                return draw.call(this, image, ...place);
              };
            }
            """);
        IDownload film = await studio.Page.RunAndWaitForDownloadAsync(() => studio.Page.ClickAsync("#save-film"));
        Assert.Equal("talpa-step-6.webm", film.SuggestedFilename);
        await Assertions.Expect(note).ToHaveTextAsync("talpa-step-6.webm is saved.");
        await Assertions.Expect(studio.Page.Locator("#save-film")).ToBeEnabledAsync();

        // Six steps at three a second, and the first and the last picture until they are in the film. What is drawn is compared, not what is played: a busy computer
        // records only some of the pictures.
        double[] played = await PlayAsync(studio, film);
        Assert.Equal([1120, 1120], played[..2]);
        Assert.InRange(played[2], 2, 600);
        string[] drawn = await studio.Page.EvaluateAsync<string[]>("() => [...new Set(drawn)]");
        Assert.True(drawn.Length > 1, $"{drawn.Length} different pictures");
        Assert.All(drawn, picture => Assert.StartsWith("data:image/svg+xml", picture, StringComparison.Ordinal));
        Assert.Empty(studio.Faults);
    }

    /// <summary>Checks that a film is WebM and plays it.</summary>
    /// <returns>Width, height, duration in seconds, and how many numbers of the pixels differ between the first and the last picture.</returns>
    private static async Task<double[]> PlayAsync(StudioPage studio, IDownload film)
    {
        byte[] bytes = await File.ReadAllBytesAsync(await film.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal(Ebml, bytes[..Ebml.Length]);
        Assert.True(bytes.Length > 5_000, $"{bytes.Length} bytes");

        // On a page of its own: the policy of this one allows no videos.
        IPage player = await studio.Page.Context.NewPageAsync();
        double[] played = await player.EvaluateAsync<double[]>(
            """
            async bytes => {
              const video = document.createElement('video');
              video.src = URL.createObjectURL(new Blob([Uint8Array.from(atob(bytes), letter => letter.charCodeAt(0))], { type: 'video/webm' }));
              await new Promise((resolve, reject) => { video.onloadeddata = resolve; video.onerror = () => reject(new Error(video.error.message)); });
              const canvas = document.createElement('canvas');
              [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
              const context = canvas.getContext('2d', { willReadFrequently: true });
              const pictureAt = async time => {
                const isDone = new Promise(resolve => { video.onseeked = resolve; });
                video.currentTime = time;
                await isDone;
                context.drawImage(video, 0, 0);
                return context.getImageData(0, 0, canvas.width, canvas.height).data;
              };
              const first = await pictureAt(0.01);
              const last = await pictureAt(1e6);
              const different = first.reduce((count, value, i) => count + (Math.abs(value - last[i]) > 60 ? 1 : 0), 0);
              return [video.videoWidth, video.videoHeight, video.currentTime, different];
            }
            """,
            Convert.ToBase64String(bytes));
        await player.CloseAsync();
        await studio.Page.BringToFrontAsync();
        return played;
    }
}
