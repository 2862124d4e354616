using Microsoft.Playwright;

namespace Talpa.Studio.Tests.Browser;

/// <summary>How a page is shown.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Colours">Light or dark.</param>
/// <param name="Motion">Whether the person wants less of it.</param>
public sealed record Screen(int Width, int Height, ColorScheme Colours = ColorScheme.Light, ReducedMotion Motion = ReducedMotion.NoPreference)
{
    /// <summary>That of a laptop.</summary>
    public static Screen Laptop { get; } = new(1366, 768);

    /// <summary>Shows a page so.</summary>
    public async Task ApplyToAsync(IPage page)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = Colours, ReducedMotion = Motion });
        await page.SetViewportSizeAsync(Width, Height);
    }
}
