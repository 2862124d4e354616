using Microsoft.Playwright;

namespace Talpa.Studio.Tests.Browser;

/// <summary>The page, opened: what a person can see and do.</summary>
/// <param name="Page">The browser's page.</param>
/// <param name="Faults">What went to the console as an error or a warning, and requests to other hosts.</param>
/// <param name="OwnsContext">Whether the browser's memory is this page's alone, and goes with it.</param>
public sealed record StudioPage(IPage Page, IReadOnlyList<string> Faults, bool OwnsContext) : IAsyncDisposable
{
    public Task<string> NumberAsync(string name) => Page.Locator($".num[data-name='{name}']").First.InnerTextAsync();

    public async Task<int> StepAsync() => int.Parse((await Page.Locator("#at").InnerTextAsync()).Replace("step ", string.Empty, StringComparison.Ordinal));

    /// <summary>Every number on the page, by name.</summary>
    public async Task<string> AllNumbersAsync() =>
        await Page.EvaluateAsync<string>("[...document.querySelectorAll('.num')].map(n => n.dataset.name + '=' + n.textContent).join('\\n')");

    public async Task PressStepAsync(int times = 1)
    {
        int before = await StepAsync();
        for (int i = 0; i < times; i++)
        {
            await Page.ClickAsync("#step");
        }

        await WaitForStepAsync(before + times);
    }

    public Task WaitForStepAsync(int step) => Page.Locator("#at").GetByText($"step {step}", new() { Exact = true }).WaitForAsync();

    public async Task ScrubAsync(int step)
    {
        await Page.EvaluateAsync("step => { const s = document.getElementById('scrub'); s.value = step; s.dispatchEvent(new Event('input', { bubbles: true })); }", step);
        await WaitForStepAsync(step);
    }

    public async ValueTask DisposeAsync()
    {
        await Page.CloseAsync();
        if (OwnsContext)
        {
            await Page.Context.DisposeAsync();
        }
    }
}
