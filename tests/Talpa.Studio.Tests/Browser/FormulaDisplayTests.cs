using Microsoft.Playwright;
using Talpa.Studio.Lesson;

namespace Talpa.Studio.Tests.Browser;

/// <summary>Every number on the page answers how it comes about.</summary>
[Collection("site")]
public sealed class AskedNumberTests(Site site)
{
    [Fact]
    public async Task Every_number_answers_how_it_comes_about_and_lights_its_parts()
    {
        await using StudioPage studio = await site.OpenAsync();
        await studio.Page.Locator(".num[data-name='score:1']").HoverAsync();
        await studio.Page.Locator("#formula").GetByText("0.45 × 0.90 + 0.75 × 0.35 = 0.668").WaitForAsync();
        await Assertions.Expect(studio.Page.Locator(".num.lit[data-name^='out:1:']")).ToHaveCountAsync(2);
        await Assertions.Expect(studio.Page.Locator(".num.lit[data-name^='in:0:']")).ToHaveCountAsync(2);
        await Assertions.Expect(studio.Page.Locator(".point.out.lit")).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData("step=3", "#chain")]
    [InlineData("step=3&dim=3&start=random", "#board")]
    [InlineData("panel=likeness&step=30", "#likeness")]
    [InlineData("panel=network&step=3", "#network .heat")]
    [InlineData("panel=objectives&step=4", "#objectives")]
    public async Task Every_number_answers_pointer_and_focus_with_a_formula_of_its_own_and_lights_itself(string fragment, string part)
    {
        await using StudioPage studio = await site.OpenAsync(fragment);
        string[] silent = await studio.Page.EvaluateAsync<string[]>("""
            async part => {
              const silent = [], formula = () => document.getElementById('formula').textContent, frame = () => new Promise(r => setTimeout(r, 0));
              const settled = async lit => { for (let i = 0; i < 200 && !lit(); i++) { await frame(); } return lit(); };
              const names = [...document.querySelectorAll(part + ' .num')].map(n => n.dataset.name);
              if (names.length < 9) { silent.push('only ' + names.length + ' numbers'); }
              for (const name of new Set(names)) {
                for (const kind of ['pointerenter', 'focus']) {
                  const number = () => document.querySelector(`${part} .num[data-name="${name}"]`);
                  document.querySelector(part).dispatchEvent(new PointerEvent('pointerleave'));
                  document.activeElement.blur();
                  if (kind === 'focus') { number().focus(); } else { number().dispatchEvent(new PointerEvent('pointerenter', { bubbles: false })); }
                  if (!await settled(() => number().classList.contains('lit') && document.querySelector('.formula.asked'))) { silent.push(kind + ' ' + name + ': not lit'); }
                  if (!/[0-9]/.test(formula())) { silent.push(kind + ' ' + name + ': no numbers in ' + formula()); }
                }
              }
              return silent;
            }
            """, part == "#board" ? ".board" : part);
        Assert.Empty(silent);
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public async Task A_number_shown_outside_text_and_settings_can_be_asked()
    {
        // Digits in the panels that belong to no askable number: headings that count sentences, words or steps may stay.
        await using StudioPage studio = await site.OpenAsync("step=3");
        string[] bare = await studio.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('.chain td')].filter(td => /[0-9]/.test(td.textContent) && !td.querySelector('.num')).map(td => td.textContent)
            """);
        Assert.Empty(bare);
    }
}
