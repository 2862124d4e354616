using Microsoft.Playwright;
using Talpa.Studio.Drawing;
using Talpa.Studio.Lesson;
using Talpa.Textbook;

namespace Talpa.Studio.Tests.Browser;

/// <summary>The lesson page shows the numbers of the textbook, at every step, forward and back.</summary>
[Collection("site")]
public sealed class LessonPageTests(Site site)
{
    [Fact]
    public async Task The_numbers_of_a_step_equal_those_of_the_textbook_to_the_shown_digits()
    {
        await using StudioPage studio = await site.OpenAsync();
        await studio.PressStepAsync(5);

        // The textbook without code of the page, except for the initial vectors.
        var setup = new LessonSetup();
        SkipGram model = LessonRun.NewModel(LessonText.Parse(setup.Text), setup);
        (int Centre, int[] Context)[] examples = [(0, [1]), (1, [0]), (2, [1]), (1, [2])];
        SkipGramStep step = null!;
        for (int i = 0; i <= 5; i++)
        {
            step = model.Step(examples[i % 4].Centre, examples[i % 4].Context, setup.LearningRate);
        }

        for (int w = 0; w < 3; w++)
        {
            Assert.Equal(Numbers.Write(step.Scores[w], 3), await studio.NumberAsync($"score:{w}"));
            Assert.Equal(Numbers.Write(Math.Exp(step.Scores[w]), 3), await studio.NumberAsync($"exp:{w}"));
            Assert.Equal(Numbers.Write(step.Probabilities[w], 3), await studio.NumberAsync($"p:{w}"));
            Assert.Equal(Numbers.Write(step.Errors[w], 3), await studio.NumberAsync($"error:{w}"));
            Assert.Equal(Numbers.Write(step.ProbabilitiesAfter[w], 3), await studio.NumberAsync($"after:{w}"));
            Assert.Equal(Numbers.Write(step.OutputBefore[w][1]), await studio.NumberAsync($"out:{w}:1"));
        }

        for (int d = 0; d < 2; d++)
        {
            Assert.Equal(Numbers.Write(-step.InputGradient[d], 3), await studio.NumberAsync($"sum:{d}"));
            Assert.Equal(Numbers.Write(step.InputAfter[d], 3), await studio.NumberAsync($"new:{d}"));
            Assert.Equal(await studio.NumberAsync($"gradient:{d}"), await studio.NumberAsync($"slope:{d}"));
        }

        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task Every_number_of_the_first_lesson_is_visible_without_scrolling()
    {
        await using StudioPage studio = await site.OpenAsync();
        for (int step = 0; step < 5; step++)
        {
            Assert.Empty(await studio.Page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll('.chain .scroll')]
                  .filter(part => part.scrollWidth > part.clientWidth || part.scrollHeight > part.clientHeight)
                  .map(part => `${part.getAttribute('aria-label')}: ${part.scrollWidth} x ${part.scrollHeight} in ${part.clientWidth} x ${part.clientHeight}`)
                """));
            await studio.PressStepAsync(1);
        }
    }

    [Theory]
    [InlineData("", "error = prediction − truth")]
    [InlineData("zoo", "error = 2 × prediction − truth")]
    public async Task The_error_is_explained_with_the_number_of_context_words_and_their_rows_come_first_among_many(string lesson, string formula)
    {
        await using StudioPage studio = await site.OpenAsync();
        if (lesson.Length > 0)
        {
            await studio.Page.SelectOptionAsync("#lesson", lesson);
            await Assertions.Expect(studio.Page.Locator(".softmax tbody tr").Nth(1)).ToHaveClassAsync("context");
            await Assertions.Expect(studio.Page.Locator(".softmax tbody tr").First).ToHaveClassAsync("context");
        }

        await Assertions.Expect(studio.Page.Locator("#stage-softmax")).ToContainTextAsync(formula);
    }

    [Fact]
    public async Task Hollow_marks_show_where_the_vectors_of_the_step_will_be()
    {
        await using StudioPage studio = await site.OpenAsync(screen: Screen.Laptop with { Motion = ReducedMotion.Reduce });
        const string Centres = "selector => [...document.querySelectorAll(selector)].map(mark => mark.getBoundingClientRect()).flatMap(box => [box.x + box.width / 2, box.y + box.height / 2])";
        double[] landing;
        double[] after;
        string range;
        do
        {
            // In a step that changes the range of the axes, every point moves.
            range = await studio.Page.Locator(".grid text").First.TextContentAsync() ?? string.Empty;
            landing = await studio.Page.EvaluateAsync<double[]>(Centres, ".landing");
            string centre = await studio.Page.Locator(".point.in.involved").GetAttributeAsync("data-vector") ?? string.Empty;
            string context = await studio.Page.Locator(".point.out.involved").GetAttributeAsync("data-vector") ?? string.Empty;
            await studio.PressStepAsync();
            after = [.. await studio.Page.EvaluateAsync<double[]>(Centres, $"[data-vector='{context}'] .mark"), .. await studio.Page.EvaluateAsync<double[]>(Centres, $"[data-vector='{centre}'] .mark")];
        }
        while (range != await studio.Page.Locator(".grid text").First.TextContentAsync());

        Assert.Equal(landing.Length, after.Length);
        Assert.All(landing.Zip(after), pair => Assert.Equal(pair.First, pair.Second, 0.6));
    }

    [Fact]
    public async Task The_drawn_arrows_of_the_centre_word_add_up_to_the_drawn_sum()
    {
        await using StudioPage studio = await site.OpenAsync();
        await studio.PressStepAsync(2);
        double[] sums = await studio.Page.EvaluateAsync<double[]>("""
            () => {
              const tail = g => g.querySelector('.shaft').getAttribute('d').match(/M([\d.-]+) ([\d.-]+)/).slice(1).map(Number);
              const tip = g => g.querySelector('.head').getAttribute('points').split(' ')[0].split(',').map(Number);
              const add = selector => [...document.querySelectorAll(selector)].filter(g => g.querySelector('.head').getAttribute('points'))
                .map(g => [tip(g)[0] - tail(g)[0], tip(g)[1] - tail(g)[1]]).reduce((a, b) => [a[0] + b[0], a[1] + b[1]], [0, 0]);
              return [...add('.arrow.pull, .arrow.push'), ...add('.arrow.sum')];
            }
            """);
        Assert.Equal(sums[2], sums[0], 0.1);
        Assert.Equal(sums[3], sums[1], 0.1);
        Assert.True(Math.Abs(sums[2]) + Math.Abs(sums[3]) > 5);
    }

    [Fact]
    public async Task Steps_back_restore_every_number_and_scrubbing_equals_stepping()
    {
        await using StudioPage studio = await site.OpenAsync();
        string first = await studio.AllNumbersAsync();
        await studio.PressStepAsync(7);
        string seventh = await studio.AllNumbersAsync();
        Assert.NotEqual(first, seventh);
        for (int i = 0; i < 7; i++)
        {
            await studio.Page.ClickAsync("button[aria-label='One step back']");
        }

        await studio.WaitForStepAsync(0);
        Assert.Equal(first, await studio.AllNumbersAsync());
        await studio.ScrubAsync(90);
        await studio.ScrubAsync(7);
        Assert.Equal(seventh, await studio.AllNumbersAsync());
    }

    [Fact]
    public async Task Any_of_ten_thousand_steps_is_shown()
    {
        await using StudioPage studio = await site.OpenAsync("step=10000");
        await studio.Page.Locator("#at").GetByText("step 10000", new() { Exact = true }).WaitForAsync(new() { Timeout = 120_000 });

        // From the slider's event until the page shows the step, for steps between stored states. The times are printed, not compared: they depend on
        // the other programs. How few steps are computed again is a test of the history.
        double[] times = await studio.Page.EvaluateAsync<double[]>("""
            async () => {
              const scrub = document.getElementById('scrub'), at = document.getElementById('at'), times = [];
              for (const step of [31, 9999, 4711, 15, 8015, 6767, 127, 3391, 9007, 5551, 2047, 7999, 1, 10000, 4999, 6399]) {
                const start = performance.now();
                scrub.value = step;
                scrub.dispatchEvent(new Event('input', { bubbles: true }));
                while (at.textContent !== 'step ' + step) { await new Promise(resolve => setTimeout(resolve, 0)); }
                times.push(performance.now() - start);
              }
              return times.sort((a, b) => a - b);
            }
            """);
        TestContext.Current.TestOutputHelper?.WriteLine($"scrubbing: median {times[times.Length / 2]:F0} ms, slowest {times[^1]:F0} ms");
        Assert.Equal(16, times.Length);
    }

    [Fact]
    public async Task Three_objectives_step_together()
    {
        await using StudioPage studio = await site.OpenAsync("panel=objectives");
        await studio.Page.WaitForSelectorAsync(".objective");
        await Assertions.Expect(studio.Page.Locator(".objective svg")).ToHaveCountAsync(3);
        string before = await studio.Page.Locator(".three").InnerTextAsync();
        await studio.PressStepAsync(4);
        await Assertions.Expect(studio.Page.Locator(".three")).Not.ToHaveTextAsync(before, new() { UseInnerText = true });
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task A_node_of_the_tree_is_named_by_the_words_below_it()
    {
        await using StudioPage studio = await site.OpenAsync("panel=objectives");
        await studio.Page.WaitForSelectorAsync(".objective");
        await studio.PressStepAsync();
        await Assertions.Expect(studio.Page.Locator(".objective").Nth(2)).ToContainTextAsync("{cat, dog}");
    }

    [Fact]
    public async Task The_page_has_no_open_button_if_files_cannot_be_opened()
    {
        await using StudioPage studio = await site.OpenAsync();
        await Assertions.Expect(studio.Page.Locator("#open-files")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_picture_is_painted_before_the_runtime_is_loaded_and_an_early_click_on_step_is_executed()
    {
        await using StudioPage warm = await site.OpenAsync();
        IPage page = await warm.Page.Context.NewPageAsync();
        await page.AddInitScriptAsync("""
            document.addEventListener('DOMContentLoaded', () => {
              document.getElementById('step').click();
              new MutationObserver(() => {
                if (!window.firstStep && document.getElementById('at')?.textContent === 'step 1') { window.firstStep = performance.now(); }
              }).observe(document.body, { subtree: true, childList: true, characterData: true });
            });
            """);
        await page.GotoAsync(site.Address!.ToString());
        await page.Locator("#at").GetByText("step 1", new() { Exact = true }).WaitForAsync();
        await page.WaitForFunctionAsync("() => window.firstStep && performance.getEntriesByName('first-contentful-paint').length > 0");
        double paint = await page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime");
        double firstStep = await page.EvaluateAsync<double>("window.firstStep");
        TestContext.Current.TestOutputHelper?.WriteLine($"first picture painted {paint:F0} ms after opening, first step shown after {firstStep:F0} ms");
        await page.CloseAsync();

        // The order alone: the duration depends on the other programs. The figures of a quiet machine are in bench/results/studio.md.
        Assert.InRange(paint, 0, firstStep);
    }
}
