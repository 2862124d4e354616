using Microsoft.Playwright;

namespace Talpa.Studio.Tests.Browser;

/// <summary>The size of a page and the media features that it is shown with.</summary>
/// <param name="Width">The width in pixels.</param>
/// <param name="Height">The height in pixels.</param>
/// <param name="Colours">The colour scheme, light or dark.</param>
/// <param name="Motion">Whether animations are reduced.</param>
public sealed record Screen(int Width, int Height, ColorScheme Colours = ColorScheme.Light, ReducedMotion Motion = ReducedMotion.NoPreference)
{
    /// <summary>A laptop's screen.</summary>
    public static Screen Laptop { get; } = new(1366, 768);

    /// <summary>Sets the size and the media features of a page.</summary>
    public async Task ApplyToAsync(IPage page)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = Colours, ReducedMotion = Motion });
        await page.SetViewportSizeAsync(Width, Height);
    }
}
