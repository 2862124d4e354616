using Microsoft.Playwright;
using Talpa.Samples;
using Talpa.Studio.Drawing;
using Talpa.Studio.Server;
using Talpa.Studio.Tests.Live;
using Talpa.Text;
using Talpa.Training;
using Talpa.Vectors;

namespace Talpa.Studio.Tests.Browser;

/// <summary>The live page in a browser: observing a training, exploring a file.</summary>
[Collection("live")]
public sealed class LivePageTests(Site site)
{
    /// <summary>The number of pixels of the map in about the colour of an analogy's arrows.</summary>
    private const string ArrowPixels = """
        (() => { const c = document.getElementById('map'), p = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; let n = 0;
          for (let i = 0; i < p.length; i += 4) { n += Math.abs(p[i] - 168) + Math.abs(p[i + 1] - 74) + Math.abs(p[i + 2] - 6) < 60 ? 1 : 0; } return n; })()
        """;

    [Fact]
    public async Task A_press_is_a_click_only_if_the_same_pointer_is_released()
    {
        const string Press = """
            ([type, id]) => {
              const map = document.getElementById('map');
              const [box, [x, y]] = [map.getBoundingClientRect(), talpaMap.positionOf('w7')];
              const send = (name, pointerId) => map.dispatchEvent(new PointerEvent(name, { bubbles: true, isPrimary: true, pointerId, clientX: box.left + x, clientY: box.top + y }));
              send('pointerdown', 5);
              send(type, id);
            }
            """;
        await using LiveSite live = await LiveSite.StartAsync(WatchedTraining.View("some.vec"));
        await using StudioPage studio = await site.OpenAtAsync(live.Address);
        await studio.Page.WaitForFunctionAsync("() => talpaMap.positionOf('w7')");
        await studio.Page.EvaluateAsync(Press, new object[] { "pointercancel", 5 });
        await studio.Page.EvaluateAsync(Press, new object[] { "pointerup", 6 });
        await studio.WaitForFramesAsync(5);
        await Assertions.Expect(studio.Page.Locator("#neighbours")).ToHaveCountAsync(0);
        await studio.Page.EvaluateAsync(Press, new object[] { "pointerup", 5 });
        await studio.WaitForAddressAsync("word=");
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task A_training_is_shown_from_start_to_end()
    {
        // More epochs than are trained before it is cancelled. The neighbours of followed words are recorded every fortieth of them.
        var options = new TrainingOptions { Objective = new NegativeSampling(), Dimension = 50, Window = 3, Epochs = 4_000, Threads = 1 };
        using EncodedCorpus corpus = EncodedCorpus.Encode(ZooText.Source(), options.Corpus, cancellationToken: TestContext.Current.CancellationToken);
        var trainer = new Trainer(corpus, options);
        await using LiveSite live = await LiveSite.StartAsync(new LiveView("zoo", () => trainer.CurrentVectors(VectorSide.Input), options));
        using var enough = new CancellationTokenSource();
        Task<TrainingProgress> training = Task.Run(() => trainer.Run(live.View, enough.Token), TestContext.Current.CancellationToken);

        await using StudioPage studio = await site.OpenAtAsync(live.Address);

        // On a busy computer observations are rare, because their cost is limited by the processor time of the training.
        studio.Page.SetDefaultTimeout(150_000);
        await studio.Page.WaitForFunctionAsync("() => talpaMap.positionOf('mole')");
        double[] first = await studio.Page.EvaluateAsync<double[]>("talpaMap.positionOf('mole')");
        await studio.Page.WaitForFunctionAsync("([x, y]) => { const now = talpaMap.positionOf('mole'); return Math.hypot(now[0] - x, now[1] - y) > 3; }", first);

        await studio.Page.FillAsync("#follow", "cat");
        await studio.Page.Keyboard.PressAsync("Enter");
        ILocator followed = studio.Page.Locator(".followed button[aria-pressed=true]", new() { HasText = "cat" });
        await followed.Locator("span", new() { HasText = "," }).WaitForAsync();
        await studio.Page.WaitForFunctionAsync("() => document.querySelectorAll('.past thead th').length >= 2");
        await studio.Page.WaitForFunctionAsync("() => document.querySelector('.curve-line .line').getAttribute('d').split('L').length > 3");

        await enough.CancelAsync();
        TrainingProgress end = await training;
        live.View.End(end, trainer.Model.InputVectors, "vectors.talpa");
        await studio.Page.Locator("#status").GetByText("The vectors are saved as vectors.talpa").WaitForAsync();
        await Assertions.Expect(studio.Page.Locator(".progress")).ToContainTextAsync("done");

        // The final vectors can be explored.
        await studio.Page.ClickAsync("#panel-word");
        await SearchAsync(studio, "cat");
        await ExpectNeighboursAsync(studio, trainer.Model.Vectors(VectorSide.Input).Nearest("cat", 10));
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task Neighbours_are_the_librarys_over_all_words_even_if_only_a_sample_is_drawn()
    {
        WordVectors vectors = Vectors(30_000);
        await using LiveSite live = await LiveSite.StartAsync(new LiveView("many.vec", () => vectors));
        await using StudioPage studio = await site.OpenAtAsync(live.Address);
        await Assertions.Expect(studio.Page.Locator("#sample")).ToContainTextAsync("20,000 of 30,000 words are drawn, a sample: by order in the file");
        await SearchAsync(studio, "w29998");
        await ExpectNeighboursAsync(studio, vectors.Nearest("w29998", 10));
        await studio.Page.Locator("#neighbour-map .mark").First.WaitForAsync();
        await studio.Page.WaitForFunctionAsync("word => talpaMap.positionOf(word)", vectors.Nearest("w29998", 1)[0].Word);

        await studio.Page.FillAsync("#search", "w123");
        await studio.Page.Locator("#search-words option[value=w1234]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

        // The map moves to the word.
        await studio.Page.WaitForFunctionAsync(
            "() => { const [x, y] = talpaMap.positionOf('w29998'), map = document.getElementById('map'); return talpaMap.view.zoom > 1 && Math.hypot(x - map.clientWidth / 2, y - map.clientHeight / 2) < 2; }");
        await SearchAsync(studio, "no such word", isKnown: false);
        await Assertions.Expect(studio.Page.Locator("#fault")).ToContainTextAsync("not in the vocabulary");
        await Assertions.Expect(studio.Page.Locator("#selected-word, #neighbours, #neighbour-map")).ToHaveCountAsync(0);
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task An_analogy_is_the_librarys_and_is_drawn_as_a_parallelogram()
    {
        WordVectors vectors = Vectors(2000);
        await using LiveSite live = await LiveSite.StartAsync(new LiveView("some.vec", () => vectors));
        await using StudioPage studio = await site.OpenAtAsync(live.Address);
        await studio.Page.ClickAsync("#panel-analogy");
        await studio.Page.WaitForFunctionAsync("() => talpaMap.positionOf('w0')");
        long before = await SteadyArrowPixelsAsync(studio);
        await studio.Page.FillAsync("#a", "w10");
        await studio.Page.FillAsync("#b", "w20");
        await studio.Page.FillAsync("#c", "w30");
        await studio.Page.ClickAsync("#solve");
        string answer = vectors.Analogy("w10", "w20", "w30", 1)[0].Word;
        await studio.Page.Locator("#solution b").GetByText(answer, new() { Exact = true }).WaitForAsync();
        await studio.Page.WaitForFunctionAsync($"before => {ArrowPixels} - before >= 200", before);
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task An_answer_from_an_earlier_time_of_the_training_says_which_and_the_accessible_training_panel_sets_the_pace()
    {
        WordVectors vectors = Vectors(500);
        await using LiveSite live = await LiveSite.StartAsync(new LiveView("some.vec", () => vectors, new TrainingOptions { Objective = new NegativeSampling(), Epochs = 5 }));
        live.View.Report(Progress(20));
        await using StudioPage studio = await site.OpenAtAsync(live.Address);
        await studio.Page.ClickAsync("#panel-word");
        await SearchAsync(studio, "w7");
        await Assertions.Expect(studio.Page.Locator("#status")).ToContainTextAsync("Nearest to w7 at 2 %");
        await Assertions.Expect(studio.Page.Locator("#as-of")).ToHaveCountAsync(0);

        // A report within 0.4 seconds of another one is sent with the next.
        while (await studio.Page.Locator("#as-of").CountAsync() == 0)
        {
            live.View.Report(Progress(710));
            await studio.WaitForFramesAsync(10);
        }

        await Assertions.Expect(studio.Page.Locator("#as-of")).ToContainTextAsync("as of 2 %");
        Assert.StartsWith(" as of", await studio.Page.Locator("#as-of").EvaluateAsync<string>("element => element.textContent"), StringComparison.Ordinal);
        await studio.Page.ClickAsync("#panel-training");
        await studio.Page.SelectOptionAsync("#pace", "often");
        await studio.Page.ReloadAsync();

        // The page searches the word of its address again.
        await Assertions.Expect(studio.Page.Locator("#status")).ToContainTextAsync("Nearest to w7 at 71 %");
        await Assertions.Expect(studio.Page.Locator("#as-of")).ToHaveCountAsync(0);
        await studio.Page.ClickAsync("#panel-training");
        await Assertions.Expect(studio.Page.Locator("#pace")).ToHaveValueAsync("often");
        await LiveWordsTests.RequireAccessibleAsync(studio);
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task The_page_reports_the_end_of_the_command_and_keeps_its_map()
    {
        WordVectors vectors = Vectors(500);
        LiveSite live = await LiveSite.StartAsync(new LiveView("some.vec", () => vectors));
        await using StudioPage studio = await site.OpenAtAsync(live.Address);
        await studio.Page.WaitForFunctionAsync("() => talpaMap.positionOf('w0')");
        await live.DisposeAsync();
        await studio.Page.Locator("#status").GetByText("The talpa command has ended").WaitForAsync();
        Assert.NotNull(await studio.Page.EvaluateAsync<double[]>("talpaMap.positionOf('w0')"));
    }

    private static TrainingProgress Progress(int tokens) => ProgressReports.After(tokens, total: 1000);

    internal static async Task SearchAsync(StudioPage studio, string word, bool isKnown = true)
    {
        await studio.Page.FillAsync("#search", word);
        await studio.Page.ClickAsync("#search-button");
        await (isKnown ? studio.Page.Locator("#selected-word").GetByText(word, new() { Exact = true }) : studio.Page.Locator("#fault")).WaitForAsync();
    }

    internal static Task ExpectNeighboursAsync(StudioPage studio, IReadOnlyList<Neighbour> neighbours) =>
        Assertions.Expect(studio.Page.Locator("#neighbours .w")).ToHaveTextAsync(neighbours.Select(each => each.Word));

    /// <summary>Returns the number when the points have stopped moving.</summary>
    private static async Task<long> SteadyArrowPixelsAsync(StudioPage studio)
    {
        long before;
        long now = -1;
        do
        {
            before = now;
            await studio.WaitForFramesAsync(15);
            now = await studio.Page.EvaluateAsync<long>(ArrowPixels);
        }
        while (now != before);
        return now;
    }

    internal static WordVectors Vectors(int words, string prefix = "w")
    {
        var random = new Random(3);
        const int Dimension = 12;
        float[] numbers = [.. Enumerable.Range(0, words * Dimension).Select(i => (random.NextSingle() - 0.5f + (i / Dimension % 4 == i % Dimension ? 0.6f : 0)) * (3f / (1 + (i % Dimension))))];
        return new WordVectors(Enumerable.Range(0, words).Select(i => $"{prefix}{i}"), Dimension, numbers);
    }
}
