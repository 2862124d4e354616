using Microsoft.Playwright;
using Talpa.Studio.Languages;
using Talpa.Studio.Server;
using Talpa.Studio.Tests.Pairs;
using Talpa.Vectors;

namespace Talpa.Studio.Tests.Browser;

/// <summary>The pages in German: without English, and without anything cut.</summary>
[Collection("live")]
public sealed class LanguageTests(Site site)
{
    /// <summary>Frequent English words that German does not have.</summary>
    internal const string EnglishWords = @"\b(the|of|and|is|are|to|by|with|from|word|words|near|nearest|has|have|each|when|not|search|show|shown|drawn|step|steps|input|output|vector|vectors|loss|error|truth|prediction|learning)\b";

    /// <summary>Texts and spoken names of the page that are English: the same as an English text, or with one of some words.</summary>
    private const string English = """
        ({ words, texts }) => {
          const english = new RegExp(words, 'i');
          const parts = [...document.querySelectorAll('body *')].filter(part => !part.closest('script, body > .loading, #blazor-error-ui, #language, datalist'));
          const own = part => [...part.childNodes].filter(node => node.nodeType === 3).map(node => node.textContent.trim());
          const named = ['aria-label', 'aria-roledescription', 'aria-valuetext', 'placeholder', 'title'];
          return [document.title, ...parts.flatMap(part => [...own(part), ...named.map(name => part.getAttribute(name) ?? '')])]
            .filter(text => text && (english.test(text) || texts.includes(text)));
        }
        """;

    /// <summary>The texts that are visible, and the spoken names of what is visible and not inert.</summary>
    private const string Exposed = """
        () => [...document.querySelectorAll('body *')].filter(part => part.checkVisibility({ visibilityProperty: true }))
          .flatMap(part => [...[...part.childNodes].filter(node => node.nodeType === 3).map(node => node.textContent.trim()), part.closest('[inert]') ? '' : part.getAttribute('aria-label') ?? ''])
          .filter(text => text)
        """;

    /// <summary>What is wider than its place.</summary>
    internal const string Cut = """
        () => [
          ...(document.documentElement.scrollWidth > innerWidth ? [`page: ${document.documentElement.scrollWidth} in ${innerWidth}`] : []),
          ...[...document.querySelectorAll('.top, .side, .side > *, .caption, .panels, .tools, .replay, button, .word-box, .axes-form, .figures div, .lists, .movers th, .open section, .chain > :not(.many-numbers) > .scroll, .stage, .stage h2, thead th, .teaches, .legend, .formula, .buttons, .settings, .settings label, .sheet, .sheet > *, .predict p, .objective, .objective > *, .context-line')]
            .filter(part => part.clientWidth > 0 && part.scrollWidth > part.clientWidth + 1)
            .map(part => `${part.id || part.className || part.tagName}: ${part.scrollWidth} in ${part.clientWidth}: ${part.textContent.trim().slice(0, 30)}`),
          ...[...document.querySelectorAll('input[placeholder]')].filter(input => input.clientWidth > 0).map(input => {
            const style = getComputedStyle(input), pen = document.createElement('canvas').getContext('2d'), arrows = input.type === 'number' ? 16 : 0;
            pen.font = style.font;
            return [input.placeholder, pen.measureText(input.placeholder).width + arrows, input.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)];
          }).filter(([, needed, room]) => needed > room).map(([text, needed, room]) => `${text}: ${needed} in ${room}`),
          ...[...document.querySelectorAll('.panels button, .actions .button, .actions button')].filter(button => button.getClientRects().length > 0 && button.getBoundingClientRect().right > innerWidth)
            .map(button => `${button.textContent}: to ${button.getBoundingClientRect().right} of ${innerWidth}`),
          ...(bottoms => bottoms.filter(([stage, bottom]) => bottom > stage.getBoundingClientRect().bottom + 1).map(([stage, bottom]) => `${stage.className} ends ${bottom - stage.getBoundingClientRect().bottom} too low`))(
            [...document.querySelectorAll('.stage')].filter(stage => stage.getClientRects().length > 0).map(stage => [stage, Math.max(...[...stage.children].map(part => part.getBoundingClientRect().bottom))])),
          ...(stages => stages.flatMap(([name, one], i) => stages.slice(i + 1)
            .filter(([, other]) => one.bottom > other.top + 1 && one.right > other.left + 1 && other.bottom > one.top + 1 && other.right > one.left + 1).map(([other]) => `${name} on ${other}`)))(
            [...document.querySelectorAll('.chain > .stage, .likeness > .stage, .network > .stage, .picture, .formula:not(.active), .time')].map(part => [part.className, part.getBoundingClientRect()])),
        ]
        """;

    private readonly List<string> _faults = [];

    private static readonly (int Width, int Height)[] Sizes = [(390, 844), (1280, 720), (1366, 768), (1920, 1080), (2560, 1440)];
    private static readonly (int Width, int Height)[] LessonSizes = [(390, 844), (1280, 720), (1366, 768)];
    private static readonly (int Width, int Height)[] LargeSizes = [(1920, 1080), (2560, 1440)];

    /// <summary>The English texts without values that are not German too.</summary>
    private static readonly string[] Texts = [.. TextFile.Names("en").SelectMany(file => TextFile.Read("en", file).Except(TextFile.Read("de", file))).Select(text => text.Value).Where(text => !text.Contains('{') && char.IsLetter(text[^1]))];

    [Fact]
    public async Task The_live_page_is_german_on_every_panel_and_nothing_is_cut()
    {
        await using LiveSite live = await LiveSite.StartAsync(new StudioServerOptions { View = WatchedTraining.View("vektoren.talpa"), CanOpen = true });
        await using StudioPage studio = await site.OpenAtAsync(new Uri(live.Address, "#lang=de"));
        IPage page = studio.Page;
        await page.WaitForFunctionAsync("() => talpaMap.positionOf('w0')");
        Assert.Equal("de", await page.EvaluateAsync<string>("document.documentElement.lang"));
        await ExpectGermanAsync(studio, "word", "Die Vektoren von vektoren.talpa: 60 Wörter");

        await page.ClickAsync("#panel-training");
        await ExpectGermanAsync(studio, "training", "Verfolgte Wörter");

        await page.ClickAsync("#panel-word");
        await page.FillAsync("#search", "w7");
        await page.ClickAsync("#search-button");
        await page.Locator("#neighbour-map .mark").First.WaitForAsync();
        await ExpectGermanAsync(studio, "neighbours", "Am nächsten zu w7");

        await page.FillAsync("#search", "kein Wort");
        await page.ClickAsync("#search-button");
        await ExpectGermanAsync(studio, "unknown", "Keine Antwort: das Wort „kein Wort“ ist nicht im Vokabular");

        await page.ClickAsync("#panel-analogy");
        await ExpectGermanAsync(studio, "analogy", "verhält sich zu");
        await page.FillAsync("#a", "w1");
        await page.FillAsync("#b", "w2");
        await page.FillAsync("#c", "w3");
        await page.ClickAsync("#solve");
        await page.Locator("#solution").WaitForAsync();
        await ExpectGermanAsync(studio, "solution", "w1 verhält sich zu w2 wie w3 zu");

        await page.ClickAsync("#panel-selection");
        await ExpectGermanAsync(studio, "selection", "Um Wörter auszuwählen");
        await page.FocusAsync("#map");
        foreach (string key in new[] { "ArrowRight", "Space", "ArrowDown", "Space" })
        {
            await page.Keyboard.PressAsync(key);
        }

        await page.Locator("#cosines td").First.WaitForAsync();
        await ExpectGermanAsync(studio, "cosines", "2 Wörter sind ausgewählt");

        await page.ClickAsync("#panel-map");
        await ExpectGermanAsync(studio, "plane", "Die Ebene erfasst");
        await page.ClickAsync("#layout-axes");
        await page.FillAsync("#axis-left", "w3");
        await page.FillAsync("#axis-right", "w3");
        await page.ClickAsync("#draw-axes");
        await ExpectGermanAsync(studio, "axes-fault", "dieselbe Richtung");
        await page.FillAsync("#axis-right", "w50");
        await page.ClickAsync("#draw-axes");
        await page.Locator("#axis-0-high li").First.WaitForAsync();
        await ExpectGermanAsync(studio, "axes", "Waagerecht: Kosinus mit w3 – w50");
        await page.ClickAsync("#layout-neighbourhoods");
        await page.Locator("#neighbourhoods-cost").WaitForAsync();
        await ExpectGermanAsync(studio, "neighbourhoods", "Eine Karte der Nachbarschaften von 60 Wörtern");
        await page.ClickAsync("#colour");
        await page.ClickAsync("#times");
        await ExpectGermanAsync(studio, "colours", "Bildzeiten");

        await page.ClickAsync("#open-files");
        await page.Locator("#open-text").WaitForAsync();
        await ExpectGermanAsync(studio, "open", "Zurück zu vektoren.talpa");
        await page.SetInputFilesAsync("#open-vectors", new FilePayload { Name = "leer.vec", MimeType = "text/plain", Buffer = [] });
        await ExpectGermanAsync(studio, "open-fault", "Die Datei wurde nicht geöffnet: die Datei ist leer");

        await live.DisposeAsync();
        await ExpectGermanAsync(studio, "ended", "Der Befehl talpa ist beendet");
        ExpectNoFaults();
    }

    [Fact]
    public async Task The_page_of_two_models_is_german_and_nothing_is_cut()
    {
        WordVectors first = PairModels.Random(300);
        await using LiveSite live = await LiveSite.StartAsync(new StudioServerOptions { Pair = PairModels.View(first, PairModels.Turned(first, (7, 8))) });
        await using StudioPage studio = await site.OpenAtAsync(new Uri(live.Address, "#lang=de"));
        await ExpectGermanAsync(studio, "pair", "1990.talpa und 2020.talpa haben 300 Wörter gemeinsam");
        await studio.Page.FillAsync("#search", "w7");
        await studio.Page.ClickAsync("#search-button");
        await studio.Page.Locator("#neighbours-B li").Nth(9).WaitForAsync();
        await ExpectGermanAsync(studio, "pair-word", "Nachbarn gemeinsam");
        await studio.WaitForAddressAsync("word=w7&lang=de");
        await studio.Page.FillAsync("#search", "kein Wort");
        await studio.Page.ClickAsync("#search-button");
        await ExpectGermanAsync(studio, "pair-unknown", "nicht im Vokabular");
        await live.DisposeAsync();
        await ExpectGermanAsync(studio, "pair-ended", "Der Befehl talpa ist beendet");
        ExpectNoFaults();
    }

    [Fact]
    public async Task The_lesson_page_is_german_in_every_state_and_nothing_is_cut()
    {
        // Words that are not English, so that the page has none.
        const string Text = "text=katze+schläft%0Ahund+schläft&lang=de";
        await using StudioPage studio = await site.OpenAsync($"{Text}&start=random");
        IPage page = studio.Page;
        Assert.Equal("de", await page.EvaluateAsync<string>("document.documentElement.lang"));
        await ExpectGermanAsync(studio, "steps", "Als Nächstes sagt katze voraus: schläft.", [.. LargeSizes, .. LessonSizes]);
        await page.ClickAsync("#step");
        await ExpectLessonAsync("step", "Schritt 1: Der Score von katze mit schläft");

        await page.Locator(".num[data-name='slope:0']").HoverAsync();
        await ExpectLessonAsync("formula", "Steigung des Verlusts, waagerecht");
        await page.Locator("[data-vector='in:1']").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".contour", new() { State = WaitForSelectorState.Attached });
        await page.Keyboard.PressAsync("ArrowUp");
        await ExpectLessonAsync("landscape", "Eingabevektor von schläft bei x =");
        await page.FillAsync("#rate", "-1");
        await page.Keyboard.PressAsync("Enter");
        await ExpectLessonAsync("refused", "Die Lernrate ist eine Zahl über 0 und höchstens 100; sie bleibt 0,2.");

        foreach ((string sheet, string text) in new[] { ("text", "2 Sätze, 3 verschiedene Wörter"), ("share", "Die Adresse stellt diese Seite"), ("help", "Zeigen Sie auf eine Zahl") })
        {
            await page.ClickAsync($"#{sheet}-button");
            await ExpectGermanAsync(studio, sheet, text, [.. LargeSizes, .. LessonSizes], checksAxe: sheet == "share");
        }

        await page.ClickAsync("#help-button");
        await page.ClickAsync("#predict");
        await ExpectLessonAsync("question", "Wohin bewegt sich schläft?");
        await page.FocusAsync("#direction");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.SelectOptionAsync("#riser", "0");
        await page.ClickAsync("#step");
        await ExpectLessonAsync("predicted", "Der Winkel zwischen Ihrem Pfeil und der Bewegung von schläft");
        await page.ClickAsync("#predict");

        foreach ((string panel, string text) in new[] { ("network", "Eingabeschicht → verborgene Schicht → Ausgabeschicht"), ("objectives", "Hierarchische Softmax"), ("likeness", "Ähnlichkeit der Eingabevektoren") })
        {
            await page.ClickAsync($"#panel-{panel}");
            await ExpectLessonAsync(panel, text, checksAxe: true);
        }

        foreach ((string fragment, string text) in new[]
        {
            ($"{Text}&start=random&dim=3&step=2", "Ziehen Sie das Bild, um es zu drehen"), ($"{Text}&start=random&dim=10&step=2", "Projektion aus 10 Dimensionen"),
            ("text=der+Maulwurf+gräbt%0Ader+Dachs+gräbt%0Adas+Zebra+frisst+Gras%0Adas+Pferd+frisst+Gras%0Ader+Maulwurf+sieht+das+Zebra&window=2&start=random&step=40&panel=objectives&lang=de", "und 1 weitere"),
            ($"{Text}&start=random&speed=7&step=2", "Im Link nicht berücksichtigt: speed=7."),
            ("lang=de&text=katze", "Wörter mit gleichen Kontexten werden ähnlich."),
        })
        {
            await page.EvaluateAsync("fragment => { location.hash = fragment; }", fragment);
            await ExpectLessonAsync(fragment, text);
        }

        await page.EvaluateAsync("fragment => { location.hash = fragment; }", $"{Text}&start=random&rate=50&step=300");
        await ExpectGermanAsync(studio, "lost", "Schritt 300: Die Zahlen haben den Bereich verlassen", [], checksAxe: false);
        await page.EvaluateAsync("() => { location.hash = 'lang=de'; }");
        ExpectNoFaults();

        // The button switches to English and back.
        await Assertions.Expect(page.Locator("#status")).ToHaveTextAsync("Als Nächstes sagt cat voraus: sat.");
        await SwitchAsync(page, "de", "en");
        await Assertions.Expect(page.Locator("#status")).ToHaveTextAsync("Next: cat predicts sat.");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await SwitchAsync(page, "en", "de");
        await Assertions.Expect(page.Locator("#status")).ToHaveTextAsync("Als Nächstes sagt cat voraus: sat.");
        await studio.WaitForAddressAsync("lang=de");
        Assert.Empty(studio.Faults);

        Task ExpectLessonAsync(string state, string text, bool checksAxe = false) => ExpectGermanAsync(studio, state, text, LessonSizes, checksAxe);
    }

    [Fact]
    public async Task Before_the_runtime_is_loaded_a_german_page_shows_no_english()
    {
        await using StudioPage studio = await site.OpenFirstVisitWithoutRuntimeAsync("lang=de&step=2");
        await Assertions.Expect(studio.Page.Locator("#plane")).ToBeVisibleAsync();
        await Assertions.Expect(studio.Page.Locator("#step")).ToBeHiddenAsync();
        await Assertions.Expect(studio.Page.GetByText("Die Seite wird geladen …")).ToBeVisibleAsync();
        await Assertions.Expect(studio.Page.Locator("html")).ToHaveAttributeAsync("lang", "de");
        string[] exposed = await studio.Page.EvaluateAsync<string[]>(Exposed);
        Assert.Contains("Die Seite wird geladen …", exposed);
        Assert.All(exposed, text => Assert.DoesNotMatch($"(?i){EnglishWords}", text));
        Assert.Equal("de", await studio.Page.EvaluateAsync<string>("[...document.querySelectorAll('#blazor-error-ui > [lang]')].filter(each => !each.hidden).map(each => each.lang).join()"));
    }

    [Fact]
    public async Task Before_the_runtime_is_loaded_a_page_in_an_unknown_language_is_english()
    {
        await using StudioPage studio = await site.OpenFirstVisitWithoutRuntimeAsync("lang=xx&step=2");
        await Assertions.Expect(studio.Page.Locator("#step")).ToBeVisibleAsync();
        await Assertions.Expect(studio.Page.Locator("body > .loading")).ToBeHiddenAsync();
        string[] exposed = await studio.Page.EvaluateAsync<string[]>(Exposed);
        Assert.Contains("Step", exposed);
        Assert.Contains(exposed, text => text.StartsWith("input vector of cat", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_button_and_the_address_switch_the_language()
    {
        await using LiveSite live = await LiveSite.StartAsync(WatchedTraining.View("some.vec"));
        await using StudioPage studio = await site.OpenAtAsync(live.Address);
        await Assertions.Expect(studio.Page.Locator("#language")).ToHaveTextAsync(new PageText(TextFile.Languages[1])["language.name"]);
        await SwitchAsync(studio.Page, "en", "de");
        await Assertions.Expect(studio.Page.Locator("#status")).ToContainTextAsync("Die Vektoren von some.vec");
        await studio.WaitForAddressAsync("lang=de");
        await studio.Page.EvaluateAsync("location.hash = ''");
        await Assertions.Expect(studio.Page.Locator("#status")).ToContainTextAsync("The vectors of some.vec");
        await Assertions.Expect(studio.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        Assert.Empty(studio.Faults);
    }

    [Theory]
    [InlineData("word=w7&lang=de", "#neighbours li", "w7")]
    [InlineData("axes=w3,w50&lang=de", "#axis-0-high li", "w3")]
    [InlineData("layout=neighbourhoods&lang=de", "#neighbourhoods-cost", "60")]
    public async Task A_link_with_a_language_keeps_its_answer(string address, string answer, string text)
    {
        await using LiveSite live = await LiveSite.StartAsync(WatchedTraining.View("some.vec"));
        await using StudioPage studio = await site.OpenAtAsync(new Uri(live.Address, $"#{address}"));
        await studio.Page.Locator(answer).First.WaitForAsync();
        await Assertions.Expect(studio.Page.Locator("main.live")).ToContainTextAsync(text);
        await Assertions.Expect(studio.Page.Locator("html")).ToHaveAttributeAsync("lang", "de");
        await studio.WaitForFramesAsync(2);
        Assert.Equal($"#{address}", await studio.Page.EvaluateAsync<string>("location.hash"));
        Assert.Empty(studio.Faults);
    }

    /// <summary>Waits for a text, and checks the whole page at each width.</summary>
    private async Task ExpectGermanAsync(StudioPage studio, string state, string text, (int Width, int Height)[]? sizes = null, bool checksAxe = true)
    {
        await Assertions.Expect(studio.Page.Locator("body")).ToContainTextAsync(text);
        _faults.AddRange((await studio.Page.EvaluateAsync<string[]>(English, new { words = EnglishWords, texts = Texts })).Select(fault => $"{state}: {fault}"));
        foreach ((int width, int height) in sizes ?? Sizes)
        {
            await studio.Page.SetViewportSizeAsync(width, height);
            await studio.WaitForFramesAsync(2);
            _faults.AddRange((await studio.Page.EvaluateAsync<string[]>(Cut)).Select(fault => $"{state}, {width}: {fault}"));
        }

        if (checksAxe)
        {
            _faults.AddRange((await studio.ViolationsAsync()).Select(fault => $"{state}: {fault}"));
        }
    }

    /// <summary>Switches to a language, which can be several clicks away.</summary>
    private static async Task SwitchAsync(IPage page, string from, string to)
    {
        for (string language = from; language != to; language = new PageText(language).NextLanguage)
        {
            await page.ClickAsync($"#language[lang='{new PageText(language).NextLanguage}']");
        }
    }

    private void ExpectNoFaults() => Assert.True(_faults.Count == 0, string.Join('\n', _faults));
}
