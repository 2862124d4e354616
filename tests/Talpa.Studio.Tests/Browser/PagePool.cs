using Microsoft.Playwright;

namespace Talpa.Studio.Tests.Browser;

/// <summary>
/// Lesson pages that tests have left, for other tests: loading the page and its runtime takes seconds, opening another address in it a fraction of one.
/// Everything that a lesson shows is in its address; what is not is reset before a page is used again.
/// </summary>
/// <param name="context">The browser context that the pages belong to.</param>
public sealed class PagePool(IBrowserContext context)
{
    private readonly Stack<StudioPage> _idle = new();

    /// <summary>The browser context that the pages belong to.</summary>
    public IBrowserContext Context => context;

    /// <summary>Opens an address in a page that is left; <c>null</c> where there is none, or it no longer works.</summary>
    /// <param name="fragment">The part of the address behind #.</param>
    /// <param name="screen">How the page is shown.</param>
    public async Task<StudioPage?> ReuseAsync(string fragment, Screen screen)
    {
        if (!_idle.TryPop(out StudioPage? studio))
        {
            return null;
        }

        try
        {
            await ResetAsync(studio.Page, screen);

            // Another lesson first: an address that is shown already would change nothing.
            await ShowAsync(studio.Page, "text=x+y");
            await ShowAsync(studio.Page, fragment);
            studio.Faults.Clear();
            return studio;
        }
        catch (Exception fault) when (fault is PlaywrightException or TimeoutException)
        {
            await studio.Page.CloseAsync();
            return null;
        }
    }

    /// <summary>Takes a page back.</summary>
    public void Return(StudioPage studio) => _idle.Push(studio);

    private static async Task ResetAsync(IPage page, Screen screen)
    {
        // A page in the background is drawn about once a second.
        await page.BringToFrontAsync();
        await page.Mouse.MoveAsync(0, 0);
        await page.EvaluateAsync("() => { document.activeElement?.blur(); document.querySelector('.play[aria-pressed=true]')?.click(); }");
        await page.Keyboard.PressAsync("Escape");
        await screen.ApplyToAsync(page);
    }

    /// <summary>Opens an address as a person does who changes it, and waits until the page shows it.</summary>
    private static async Task ShowAsync(IPage page, string fragment)
    {
        await page.EvaluateAsync(
            """
            fragment => {
              history.replaceState(null, '', location.pathname + location.search + (fragment ? '#' + fragment : ''));
              dispatchEvent(new HashChangeEvent('hashchange'));
            }
            """,
            fragment);
        await page.WaitForSelectorAsync("html[data-ready]", new() { State = WaitForSelectorState.Attached });
    }
}
