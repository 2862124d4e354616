using Microsoft.JSInterop;

namespace Talpa.Studio.Languages;

/// <summary>The language of the page in the browser.</summary>
public static class PageLanguage
{
    /// <summary>Sets the page's language and title in the browser.</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="text">The texts of the page.</param>
    /// <param name="title">The key of the title.</param>
    public static async Task ShowAsync(IJSRuntime browser, PageText text, string title)
    {
        ArgumentNullException.ThrowIfNull(browser);
        ArgumentNullException.ThrowIfNull(text);
        await using IJSObjectReference script = await browser.InvokeAsync<IJSObjectReference>("import", "./language.js");
        await script.InvokeVoidAsync("use", text.Language, text[title]);
    }
}
