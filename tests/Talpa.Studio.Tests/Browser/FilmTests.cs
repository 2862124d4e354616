using Microsoft.Playwright;

namespace Talpa.Studio.Tests.Browser;

/// <summary>The films of a replay and of a lesson's run.</summary>
[Collection("live")]
public sealed class FilmTests(Site site)
{
    /// <summary>The first bytes of an EBML file, such as WebM (RFC 8794, section 11.2.1).</summary>
    private static readonly byte[] Ebml = [0x1A, 0x45, 0xDF, 0xA3];

    /// <summary>Seconds for which a film shows its last picture.</summary>
    private const double Last = 1;

    [Fact]
    public async Task The_replay_is_saved_as_a_film()
    {
        await using LiveSite live = await LiveSite.StartAsync(WatchedTraining.View("vectors.talpa"));
        await using StudioPage studio = await site.OpenAtAsync(live.Address);
        await studio.Page.WaitForFunctionAsync("() => talpaMap.positionOf('w0')");
        IDownload film = await studio.Page.RunAndWaitForDownloadAsync(() => studio.Page.ClickAsync("#film"));
        Assert.Equal("vectors.talpa.webm", film.SuggestedFilename);

        // The first picture is that of the start of the training, the last one that of its end. The replay has three frames, a quarter of a second apart.
        Played played = await PlayAsync(studio, await BytesAsync(film), 0, 1e6);
        double[] map = await studio.Page.EvaluateAsync<double[]>("(() => { const map = document.getElementById('map'); return [map.width, map.height]; })()");
        Assert.Equal((map[0], map[1]), (played.Width, played.Height));
        Assert.InRange(played.Duration, 0.5 + Last, 600);
        Assert.True(played.Differences[1] > 100, $"{played.Differences[1]} numbers of the pixels differ");
        await Assertions.Expect(studio.Page.Locator("#status")).ToContainTextAsync("The film is saved as vectors.talpa.webm");
        await Assertions.Expect(studio.Page.Locator("#film")).ToBeEnabledAsync();
        await Assertions.Expect(studio.Page.Locator("#replay-position")).ToHaveTextAsync("100 % of the training");
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task A_film_that_fails_leaves_the_page_usable()
    {
        await using LiveSite live = await LiveSite.StartAsync(WatchedTraining.View("vectors.talpa"));
        await using StudioPage studio = await site.OpenAtAsync(live.Address);
        await studio.Page.WaitForFunctionAsync("() => talpaMap.positionOf('w0')");

        // The encoder fails while pictures wait for it.
        await studio.Page.EvaluateAsync(
            """
            () => {
              const configure = VideoEncoder.prototype.configure;
              VideoEncoder.prototype.configure = function () { configure.call(this, { codec: 'vp8', width: 1e5, height: 1e5 }); };
              Object.defineProperty(VideoEncoder.prototype, 'encodeQueueSize', { value: 9 });
            }
            """);
        await studio.Page.ClickAsync("#film");
        await Assertions.Expect(studio.Page.Locator("#status")).ToHaveTextAsync("The film could not be recorded.");
        await Assertions.Expect(studio.Page.Locator("#film")).ToBeEnabledAsync();
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task A_browser_without_encoders_has_no_button_for_films()
    {
        await using LiveSite live = await LiveSite.StartAsync(WatchedTraining.View("vectors.talpa"));
        await using StudioPage studio = await site.OpenAtAsync(live.Address);
        await studio.Page.Locator("#film").WaitForAsync();
        await studio.Page.AddInitScriptAsync("delete globalThis.VideoEncoder;");
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
        await studio.Page.EvaluateAsync("() => { globalThis.encoder = VideoEncoder; delete globalThis.VideoEncoder; }");
        await studio.Page.ClickAsync("#save-film");
        await Assertions.Expect(note).ToHaveTextAsync("This browser cannot make films. The animation as SVG shows the same.");
        await studio.Page.EvaluateAsync("() => { globalThis.VideoEncoder = class { static isConfigSupported() { return { supported: true }; } constructor() { throw new Error('no encoder'); } }; }");
        await studio.Page.ClickAsync("#save-film");
        await Assertions.Expect(note).ToHaveTextAsync("The film could not be made.");
        await studio.Page.EvaluateAsync("() => { globalThis.VideoEncoder = encoder; }");
        IDownload film = await studio.Page.RunAndWaitForDownloadAsync(() => studio.Page.ClickAsync("#save-film"));
        Assert.Equal("talpa-step-6.webm", film.SuggestedFilename);
        await Assertions.Expect(note).ToHaveTextAsync("talpa-step-6.webm is saved.");
        await Assertions.Expect(studio.Page.Locator("#save-film")).ToBeEnabledAsync();

        // Six steps at three a second, then the last picture. It moves until then, and not afterwards.
        const double Movement = 2;
        Played played = await PlayAsync(studio, await BytesAsync(film), 0, 1, Movement + 0.1, Movement + 0.9);
        Assert.Equal((1120, 1120), (played.Width, played.Height));
        Assert.Equal(Movement + Last, played.Duration, 3);
        Assert.All(played.Differences[1..3], difference => Assert.True(difference > 100, $"{difference} numbers of the pixels differ"));
        Assert.InRange(played.Differences[3], 0, 10);
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task While_a_film_is_made_no_other_one_is_begun()
    {
        await using StudioPage studio = await site.OpenAsync("step=1");
        await studio.Page.ClickAsync("#share-button");
        await studio.Page.EvaluateAsync(
            """
            () => {
              const released = new Promise(resolve => { globalThis.release = resolve; });
              const flush = VideoEncoder.prototype.flush;
              VideoEncoder.prototype.flush = async function () { await released; await flush.call(this); };
            }
            """);
        ILocator button = studio.Page.Locator("#save-film");
        await studio.Page.RunAndWaitForDownloadAsync(async () =>
        {
            await button.ClickAsync();
            await studio.Page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(button).ToHaveCountAsync(0);
            await studio.Page.ClickAsync("#share-button");
            await Assertions.Expect(button).ToBeDisabledAsync();
            await Assertions.Expect(studio.Page.Locator(".sheet [role=status]")).ToHaveTextAsync("Making the film …");
            await studio.Page.EvaluateAsync("() => release()");
        });
        await Assertions.Expect(button).ToBeEnabledAsync();
        await Assertions.Expect(studio.Page.Locator("#status")).ToHaveTextAsync("talpa-step-1.webm is saved.");
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task Each_picture_is_in_the_film_at_its_time()
    {
        await using StudioPage studio = await site.OpenAsync();

        // Greys, 25 a second. The canvas becomes twice as wide meanwhile, so these pictures have black above and below.
        string film = await studio.Page.EvaluateAsync<string>(
            """
            async () => {
              const { Film } = await import('./film.js');
              const canvas = Object.assign(document.createElement('canvas'), { width: 65, height: 49 });
              const context = canvas.getContext('2d');
              const film = await Film.of(canvas);
              for (let i = 0; i < 50; i++) {
                canvas.width = i < 25 ? 65 : 130;
                context.fillStyle = `rgb(${5 * i} ${5 * i} ${5 * i})`;
                context.fillRect(0, 0, 130, 49);
                await film.add(40 * i);
              }
              const bytes = new Uint8Array(await (await film.end()).arrayBuffer());
              film.close();
              return btoa(String.fromCharCode(...bytes));
            }
            """);
        Played played = await PlayAsync(studio, Convert.FromBase64String(film), [.. Enumerable.Range(0, 50).Select(i => (0.04 * i) + 0.02)]);
        Assert.Equal((65, 49), (played.Width, played.Height));
        Assert.Equal((0.04 * 49) + Last, played.Duration, 3);
        Assert.All(played.Middles, (grey, i) => Assert.InRange(grey, (5 * (i / 3)) - 4, (5 * (i / 3)) + 4));
        Assert.All(played.Edges, (grey, i) => Assert.InRange(grey, i < 25 ? (5 * i) - 4 : 0, i < 25 ? (5 * i) + 4 : 4));
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task A_film_as_large_as_a_lessons_has_the_colours_of_the_canvas()
    {
        await using StudioPage studio = await site.OpenAsync();
        string film = await studio.Page.EvaluateAsync<string>(
            """
            async () => {
              const { Film } = await import('./film.js');
              const canvas = Object.assign(document.createElement('canvas'), { width: 1120, height: 1120 });
              const context = canvas.getContext('2d', { alpha: false });
              const film = await Film.of(canvas);
              for (const [i, colour] of ['#b4510a', '#0b63b0'].entries()) {
                context.fillStyle = colour;
                context.fillRect(0, 0, 1120, 1120);
                await film.add(500 * i);
              }
              const bytes = new Uint8Array(await (await film.end()).arrayBuffer());
              film.close();
              return btoa(String.fromCharCode(...bytes));
            }
            """);
        Played played = await PlayAsync(studio, Convert.FromBase64String(film), 0.2, 1);
        double[] colours = [0xb4, 0x51, 0x0a, 0x0b, 0x63, 0xb0];
        Assert.All(played.Middles, (value, i) => Assert.InRange(value, colours[i] - 8, colours[i] + 8));
        Assert.Empty(studio.Faults);
    }

    private static async Task<byte[]> BytesAsync(IDownload film) => await File.ReadAllBytesAsync(await film.PathAsync(), TestContext.Current.CancellationToken);

    /// <summary>Checks that a film is WebM and seeks in it.</summary>
    private static async Task<Played> PlayAsync(StudioPage studio, byte[] film, params double[] times)
    {
        Assert.Equal(Ebml, film[..Ebml.Length]);

        // On a page of its own: the policy of this one allows no videos.
        IPage player = await studio.Page.Context.NewPageAsync();
        double[][] played = await player.EvaluateAsync<double[][]>(
            """
            async ([bytes, ...times]) => {
              const video = document.createElement('video');
              video.src = URL.createObjectURL(new Blob([Uint8Array.from(atob(bytes), letter => letter.charCodeAt(0))], { type: 'video/webm' }));
              await new Promise((resolve, reject) => { video.onloadeddata = resolve; video.onerror = () => reject(new Error(video.error.message)); });
              const canvas = document.createElement('canvas');
              [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
              const context = canvas.getContext('2d', { willReadFrequently: true });
              let before = null;
              const [differences, middles, edges] = [[], [], []];
              const redAt = (x, y) => context.getImageData(x, y, 1, 1).data[0];
              for (const time of times) {
                const isDone = Promise.all([new Promise(resolve => { video.onseeked = resolve; }), new Promise(resolve => { video.requestVideoFrameCallback(resolve); })]);
                video.currentTime = time;
                await isDone;
                context.drawImage(video, 0, 0);
                const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
                differences.push(pixels.reduce((count, value, i) => count + (before && Math.abs(value - before[i]) > 60 ? 1 : 0), 0));
                middles.push(...context.getImageData(canvas.width >> 1, canvas.height >> 1, 1, 1).data.slice(0, 3));
                edges.push(redAt(canvas.width >> 1, 1));
                before = pixels;
              }
              return [[video.videoWidth, video.videoHeight, video.duration], differences, middles, edges];
            }
            """,
            new object[] { Convert.ToBase64String(film) }.Concat(times.Cast<object>()));
        await player.CloseAsync();
        await studio.Page.BringToFrontAsync();
        return new Played((int)played[0][0], (int)played[0][1], played[0][2], played[1], played[2], played[3]);
    }

    /// <summary>What a player shows of a film at some times.</summary>
    /// <param name="Width">Pixels.</param>
    /// <param name="Height">Pixels.</param>
    /// <param name="Duration">Seconds.</param>
    /// <param name="Differences">For each time how many numbers of the pixels differ from the picture of the time before; 0 for the first.</param>
    /// <param name="Middles">For each time red, green and blue of the pixel in the middle, from 0 to 255.</param>
    /// <param name="Edges">For each time the red of a pixel at the upper edge.</param>
    private sealed record Played(int Width, int Height, double Duration, double[] Differences, double[] Middles, double[] Edges);
}
