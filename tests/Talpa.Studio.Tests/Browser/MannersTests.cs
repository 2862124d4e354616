using Microsoft.Playwright;

namespace Talpa.Studio.Tests.Browser;

/// <summary>Nobody is shut out, and nothing falls off the screen.</summary>
[Collection("site")]
public sealed class MannersTests(Site site)
{
    [Theory]
    [InlineData("step=3")]
    [InlineData("panel=objectives&step=3")]
    [InlineData("panel=likeness&step=30")]
    [InlineData("text=a+b+c+d+e+f+g+h+i+j&dim=5&start=random&chosen=out:0")]
    public async Task Axe_finds_no_serious_fault_in_light_or_dark(string fragment)
    {
        string axe = Path.Combine(Repository.Root, "artifacts", "axe", "package", "axe.min.js");
        Assert.SkipUnless(File.Exists(axe), "axe-core is not there; tests/Talpa.Studio.Tests/install-needs.sh fetches it");
        await using StudioPage studio = await site.OpenAsync(fragment, new BrowserNewContextOptions { BypassCSP = true, ViewportSize = new ViewportSize { Width = 1366, Height = 768 } });
        await studio.Page.AddScriptTagAsync(new() { Path = axe });
        foreach (ColorScheme scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await studio.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            string[] faults = await studio.Page.EvaluateAsync<string[]>("""
                async () => (await axe.run()).violations.filter(v => ['serious', 'critical'].includes(v.impact))
                  .map(v => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | ')}`)
                """);
            Assert.Empty(faults);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("panel=objectives")]
    [InlineData("panel=likeness")]
    public async Task One_screen_holds_the_lesson_and_on_a_phone_nothing_runs_off_the_side(string fragment)
    {
        await using StudioPage studio = await site.OpenAsync(fragment);
        Assert.Equal(768, await studio.Page.EvaluateAsync<int>("document.documentElement.scrollHeight"));
        await studio.Page.SetViewportSizeAsync(390, 844);
        Assert.Equal(390, await studio.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task Who_wants_less_motion_sees_no_gliding()
    {
        await using StudioPage studio = await site.OpenAsync(string.Empty, new BrowserNewContextOptions { ReducedMotion = ReducedMotion.Reduce });
        await studio.PressStepAsync();
        Assert.Equal("none", await studio.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.point')).transitionProperty.replace('all', 'none')"));
    }
}
