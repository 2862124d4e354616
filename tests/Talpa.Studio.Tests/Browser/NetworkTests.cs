using Microsoft.Playwright;
using Talpa.Studio.Drawing;
using Talpa.Studio.Lesson;

namespace Talpa.Studio.Tests.Browser;

/// <summary>The network panel: units, edges and both tables as heat maps.</summary>
[Collection("site")]
public sealed class NetworkTests(Site site)
{
    [Fact]
    public async Task Units_and_edges_show_the_tables_numbers_and_a_step_updates_them()
    {
        await using StudioPage studio = await site.OpenAsync("panel=network");
        var run = new LessonRun(new LessonSetup());
        foreach (int step in new[] { 0, 1 })
        {
            run.GoTo(step);
            await studio.WaitForStepAsync(step);
            ILocator net = studio.Page.Locator(".net");
            await Assertions.Expect(net.Locator(".edge")).ToHaveCountAsync(12);
            await Assertions.Expect(net.Locator("[data-name='in:0:0'] text")).ToHaveTextAsync(Numbers.Write(run.Now.Input[0][0]));
            await Assertions.Expect(net.Locator("[data-name='out:1:1'] text")).ToHaveTextAsync(Numbers.Write(run.Now.Output[1][1]));
            await Assertions.Expect(net.Locator("[data-name='hidden:1'] .value")).ToHaveTextAsync(Numbers.Write(run.Now.Next.Hidden[1]));
            await Assertions.Expect(net.Locator("[data-name='p:1'] .value")).ToHaveTextAsync(Numbers.Write(run.Now.Next.Probabilities[1]));
            await Assertions.Expect(net.Locator($".unit.centre[data-name='hot:{run.Now.Example.Centre}']")).ToHaveCountAsync(1);
            await Assertions.Expect(net.Locator($".unit.context[data-name='p:{run.Now.Example.Context[0]}']")).ToHaveCountAsync(1);
            await Assertions.Expect(studio.Page.Locator(".heat [data-name='out:1:1']")).ToHaveTextAsync(Numbers.Write(run.Now.Output[1][1]));
            if (step == 0)
            {
                await studio.PressStepAsync();
            }
        }

        Assert.Empty(studio.Faults);
    }

    [Theory]
    [InlineData("panel=network&step=3")]
    [InlineData("panel=network&step=3&dim=5&start=random&text=a+b+c+d+e+f+g+h+i+j+k+l+m+n")]
    public async Task Every_unit_and_edge_shows_its_formula_on_hover_and_focus_and_is_highlighted(string fragment)
    {
        await using StudioPage studio = await site.OpenAsync(fragment);
        string[] failures = await studio.Page.EvaluateAsync<string[]>("""
            async () => {
              const failures = [], frame = () => new Promise(r => setTimeout(r, 0));
              const settled = async lit => { for (let i = 0; i < 200 && !lit(); i++) { await frame(); } return lit(); };
              const all = [...document.querySelectorAll('#network .part')].map(each => each.dataset.name);
              if (all.length < 12) { failures.push('only ' + all.length); }
              // Of a large network some 20 parts, among them units and edges of every layer.
              const names = all.filter((_, i) => i % Math.ceil(all.length / 20) === 0);
              for (const name of names) {
                for (const kind of ['pointerenter', 'focus']) {
                  const each = () => document.querySelector(`#network .part[data-name="${name}"]`);
                  document.getElementById('network').dispatchEvent(new PointerEvent('pointerleave'));
                  document.activeElement.blur();
                  if (kind === 'focus') { each().focus(); } else { each().dispatchEvent(new PointerEvent('pointerenter', { bubbles: false })); }
                  if (!await settled(() => each().classList.contains('highlighted') && document.querySelector('.formula.active'))) { failures.push(kind + ' ' + name); }
                }
              }
              return failures;
            }
            """);
        Assert.Empty(failures);
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task Arrow_keys_move_from_unit_to_edge_to_unit()
    {
        await using StudioPage studio = await site.OpenAsync("panel=network");
        await studio.Page.Locator("#network").FocusAsync();
        await studio.Page.Locator(".net [data-name='hot:0']").FocusAsync();
        var visited = new List<string>();
        for (int i = 0; i < 4; i++)
        {
            await studio.Page.Keyboard.PressAsync("ArrowRight");
            visited.Add(await studio.Page.EvaluateAsync<string>("document.activeElement.dataset.name ?? ''"));
        }

        Assert.Contains(visited, name => name.StartsWith("in:", StringComparison.Ordinal));
        Assert.Contains(visited, name => name.StartsWith("hidden:", StringComparison.Ordinal));
        Assert.Contains(visited, name => name.StartsWith("out:", StringComparison.Ordinal));
        await Assertions.Expect(studio.Page.Locator(".part.highlighted, .num.highlighted")).Not.ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    public async Task Every_number_of_every_dimension_is_written_in_the_tables(int dimension)
    {
        await using StudioPage studio = await site.OpenAsync($"dim={dimension}&start=random");
        for (int d = 0; d < dimension; d++)
        {
            foreach (string name in new[] { $"in:0:{d}", $"out:2:{d}", $"pull:{d}", $"push:{d}", $"sum:{d}", $"move:{d}", $"new:{d}", $"gradient:{d}", $"slope:{d}", $"apart:{d}" })
            {
                await Assertions.Expect(studio.Page.Locator($".chain .num[data-name='{name}']")).ToHaveCountAsync(1);
            }
        }

        await studio.WaitForHeightAsync(768);
        await studio.WaitForWidthAsync(1366);
    }
}
