using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.JSInterop;
using Talpa.Studio.Components;
using Talpa.Studio.Languages;
using Talpa.Studio.Lesson;
using Talpa.Studio.Story;

namespace Talpa.Studio.Tests.Browser;

/// <summary>
/// index.html contains the first screen as plain HTML, so that it is visible before the runtime is loaded. It must equal the output of the components, and the
/// sentences that live.html and index.html have in every language must be those of the files of texts.
/// Otherwise the test fails; with TALPA_WRITE_FIRST_SCREEN=1 it writes the output to the file.
/// </summary>
public sealed partial class FirstScreenTests
{
    [Fact]
    public async Task The_first_screen_in_index_html_equals_the_output_of_the_components() => await CompareAsync("first screen", await RenderAsync());

    [Fact]
    public Task The_first_caption_in_index_html_is_that_of_the_first_scene()
    {
        var studio = new StudioState(Scenes.All[0].View);
        IReadOnlyDictionary<string, string> values = studio.Story.ValuesOfRun();
        return CompareAsync("first caption", string.Concat(studio.Text.Parts(studio.Story.Caption).Select(part => part.IsName ? $"<b>{values[part.Text]}</b>" : part.Text)));
    }

    [Theory]
    [InlineData("index.html", "error")]
    [InlineData("index.html", "starting")]
    [InlineData("live.html", "error")]
    [InlineData("live.html", "loading")]
    public Task A_sentence_before_the_runtime_is_loaded_is_in_every_language(string file, string part) => CompareAsync(part, string.Concat(TextFile.Languages.Select(language =>
    {
        var text = new PageText(language);
        string sentence = part != "error" ? text[$"page.{part}"] : $"{text["page.error"]} <a href=\"\">{text["page.reload"]}</a>.";
        return $"<span lang=\"{language}\"{(language == TextFile.Initial ? string.Empty : " hidden")}>{sentence}</span>";
    })), file);

    [Fact]
    public Task The_languages_into_which_the_first_screen_is_translated_are_in_index_html() =>
        CompareAsync("translations", $"<meta name=\"translations\" content=\"{string.Join(' ', TextFile.Languages.Skip(1))}\">");

    /// <summary>Compares a part of a file, between comments with its name, or writes it.</summary>
    private static async Task CompareAsync(string part, string rendered, string name = "index.html")
    {
        string file = Path.Combine(Repository.Root, "src", "Talpa.Studio", "wwwroot", name);
        string page = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        int start = page.IndexOf($"<!--{part}-->", StringComparison.Ordinal) + $"<!--{part}-->".Length;
        int end = page.IndexOf($"<!--/{part}-->", StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("TALPA_WRITE_FIRST_SCREEN") is not null)
        {
            await File.WriteAllTextAsync(file, page[..start] + rendered + page[end..], TestContext.Current.CancellationToken);
            return;
        }

        Assert.True(rendered == page[start..end], $"The {part} in src/Talpa.Studio/wwwroot/{name} differs from the output of the components, or from the texts; run this test with TALPA_WRITE_FIRST_SCREEN=1 to write it.");
    }

    private static async Task<string> RenderAsync()
    {
        ServiceProvider services = new ServiceCollection()
            .AddSingleton<NavigationManager, FirstAddress>()
            .AddSingleton<IJSRuntime, NoBrowser>()
            .BuildServiceProvider();
        await using (services)
        {
            await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
            string html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<App>()).ToHtmlString());
            return LineWithIndent().Replace(html.ReplaceLineEndings("\n"), "\n");
        }
    }

    [GeneratedRegex(@"\s*\n\s*", RegexOptions.None, 1000)]
    private static partial Regex LineWithIndent();

    private sealed class FirstAddress : NavigationManager
    {
        public FirstAddress() => Initialize("http://localhost/", "http://localhost/");
    }

    private sealed class NoBrowser : IJSRuntime
    {
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => throw new InvalidOperationException("There is no browser.");

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) =>
            throw new InvalidOperationException("There is no browser.");
    }
}
