using Microsoft.Playwright;

namespace Talpa.Studio.Tests.Browser;

/// <summary>
/// Lesson pages that are reused by later tests: loading a page and its runtime takes seconds, opening another address in a loaded page a fraction of a second.
/// The address determines what a lesson shows; the remaining state (media features, focus, open sheets, playing, predicting) is reset before a page is reused.
/// </summary>
/// <param name="context">The browser context that the pages belong to.</param>
public sealed class PagePool(IBrowserContext context)
{
    private readonly Stack<StudioPage> _idle = new();

    /// <summary>The browser context that the pages belong to.</summary>
    public IBrowserContext Context => context;

    /// <summary>Opens an address in an idle page; <c>null</c> if there is none or the page no longer works.</summary>
    /// <param name="fragment">The part of the address behind #.</param>
    /// <param name="screen">The size and the media features of the page.</param>
    public async Task<StudioPage?> ReuseAsync(string fragment, Screen screen)
    {
        if (!_idle.TryPop(out StudioPage? studio))
        {
            return null;
        }

        try
        {
            await ResetAsync(studio.Page, screen);

            if (!await ShowAsync(studio.Page, fragment))
            {
                // Another lesson first: the page ignores the address that it shows already.
                await ShowAsync(studio.Page, "text=x+y");
                await ShowAsync(studio.Page, fragment);
            }

            studio.Faults.Clear();
            return studio;
        }
        catch (Exception fault) when (fault is PlaywrightException or TimeoutException)
        {
            await studio.Page.CloseAsync();
            return null;
        }
    }

    /// <summary>Adds an idle page.</summary>
    public void Return(StudioPage studio) => _idle.Push(studio);

    private static async Task ResetAsync(IPage page, Screen screen)
    {
        // The browser draws a background page only about once a second.
        await page.BringToFrontAsync();
        await page.Mouse.MoveAsync(0, 0);
        await page.EvaluateAsync("() => { document.activeElement?.blur(); document.querySelectorAll('.play[aria-pressed=true], #predict[aria-pressed=true]').forEach(pressed => pressed.click()); }");
        await page.Keyboard.PressAsync("Escape");
        await screen.ApplyToAsync(page);
    }

    /// <summary>Changes the address as a user does by editing it, and waits until the page shows the lesson.</summary>
    /// <returns>Whether this was another address.</returns>
    private static async Task<bool> ShowAsync(IPage page, string fragment)
    {
        bool isOther = await page.EvaluateAsync<bool>(
            """
            fragment => {
              const before = location.hash;
              history.replaceState(null, '', location.pathname + location.search + (fragment ? '#' + fragment : ''));
              if (location.hash === before) { return false; }
              dispatchEvent(new HashChangeEvent('hashchange', { newURL: location.href }));
              return true;
            }
            """,
            fragment);
        await page.WaitForSelectorAsync("html[data-ready]", new() { State = WaitForSelectorState.Attached });
        return isOther;
    }
}
