using Microsoft.Playwright;
using Talpa.Studio.Lesson;

namespace Talpa.Studio.Tests.Browser;

/// <summary>Every number on the page shows its formula.</summary>
[Collection("site")]
public sealed class FormulaDisplayTests(Site site)
{
    [Fact]
    public async Task A_number_shows_its_formula_and_highlights_its_operands()
    {
        await using StudioPage studio = await site.OpenAsync();
        await studio.Page.Locator(".num[data-name='score:1']").HoverAsync();
        await studio.Page.Locator("#formula").GetByText("0.45 × 0.90 + 0.75 × 0.35 = 0.668").WaitForAsync();
        await Assertions.Expect(studio.Page.Locator(".num.highlighted[data-name^='out:1:']")).ToHaveCountAsync(2);
        await Assertions.Expect(studio.Page.Locator(".num.highlighted[data-name^='in:0:']")).ToHaveCountAsync(2);
        await Assertions.Expect(studio.Page.Locator(".point.out.highlighted")).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData("step=3", "#chain")]
    [InlineData("step=3&dim=3&start=random", "#board")]
    [InlineData("panel=likeness&step=30", "#likeness")]
    [InlineData("panel=network&step=3", "#network .heat")]
    [InlineData("panel=objectives&step=4", "#objectives")]
    public async Task Every_number_shows_its_formula_on_hover_and_focus_and_is_highlighted(string fragment, string part)
    {
        await using StudioPage studio = await site.OpenAsync(fragment);
        string[] failures = await studio.Page.EvaluateAsync<string[]>("""
            async part => {
              const failures = [], formula = () => document.getElementById('formula').textContent, frame = () => new Promise(r => setTimeout(r, 0));
              const settled = async lit => { for (let i = 0; i < 200 && !lit(); i++) { await frame(); } return lit(); };
              const names = [...document.querySelectorAll(part + ' .num')].map(n => n.dataset.name);
              if (names.length < 9) { failures.push('only ' + names.length + ' numbers'); }
              for (const name of new Set(names)) {
                for (const kind of ['pointerenter', 'focus']) {
                  const number = () => document.querySelector(`${part} .num[data-name="${name}"]`);
                  document.querySelector(part).dispatchEvent(new PointerEvent('pointerleave'));
                  document.activeElement.blur();
                  if (kind === 'focus') { number().focus(); } else { number().dispatchEvent(new PointerEvent('pointerenter', { bubbles: false })); }
                  if (!await settled(() => number().classList.contains('highlighted') && document.querySelector('.formula.active'))) { failures.push(kind + ' ' + name + ': not highlighted'); }
                  if (!/[0-9]/.test(formula())) { failures.push(kind + ' ' + name + ': no numbers in ' + formula()); }
                }
              }
              return failures;
            }
            """, part == "#board" ? ".board" : part);
        Assert.Empty(failures);
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task Every_number_in_the_tables_has_a_formula()
    {
        // Cells with digits but without a number that has a formula. Headings that count sentences, words or steps are not cells.
        await using StudioPage studio = await site.OpenAsync("step=3");
        string[] bare = await studio.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('.chain td')].filter(td => /[0-9]/.test(td.textContent) && !td.querySelector('.num')).map(td => td.textContent)
            """);
        Assert.Empty(bare);
    }
}
