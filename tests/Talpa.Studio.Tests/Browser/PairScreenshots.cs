using Microsoft.Playwright;
using Talpa.Comparisons;
using Talpa.Studio.Server;
using Talpa.Studio.Server.Pairs;
using Talpa.Text;
using Talpa.Training;

namespace Talpa.Studio.Tests.Browser;

/// <summary>
/// Takes screenshots of two models of a real text, of two objectives. TALPA_SCREENSHOTS is the folder for the screenshots. They take minutes, so they are compiled only with
/// <c>-p:Pictures=true</c>, as in scripts/draw-pictures.
/// </summary>
[Collection("site")]
public sealed class PairScreenshots(Site site)
{
    private static readonly string Corpus = Path.Combine(Repository.Root, "..", "shared", "data", "corpus", "enwiki-10mb.txt.gz");
    private static readonly string? Folder = Environment.GetEnvironmentVariable("TALPA_SCREENSHOTS");

    [Fact]
    public async Task Two_models()
    {
        Assert.True(Folder is not null, "TALPA_SCREENSHOTS is not set; it is the folder for the screenshots");
        Assert.SkipUnless(File.Exists(Corpus), "the text enwiki-10mb.txt.gz is missing");
        Directory.CreateDirectory(Folder);
        var view = PairView.Of(
            new NamedVectors("negative-sampling.talpa", Train(new NegativeSampling())),
            new NamedVectors("hierarchical-softmax.talpa", Train(new HierarchicalSoftmax())),
            new ComparisonOptions { MinCount = 50 });
        await using LiveSite live = await LiveSite.StartAsync(new StudioServerOptions { Pair = view });
        foreach ((int width, int height, ColorScheme scheme) in new[]
        {
            (1366, 768, ColorScheme.Light), (1366, 768, ColorScheme.Dark), (390, 844, ColorScheme.Light), (390, 844, ColorScheme.Dark),
        })
        {
            var options = new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce };
            await using StudioPage studio = await site.OpenAtAsync(new Uri(live.Address, "#word=king"), options);
            await studio.Page.Locator("#neighbours-B li").Nth(9).WaitForAsync();
            await studio.WaitForFramesAsync(60);
            string name = $"pair-{width}-{scheme.ToString().ToLowerInvariant()}.png";
            await studio.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, name), FullPage = width < 1000 });
            Assert.Empty(studio.Faults);
        }
    }

    private static WordVectors Train(Objective objective)
    {
        var options = new TrainingOptions { Objective = objective, Epochs = 12, Threads = 2 };
        using EncodedCorpus corpus = EncodedCorpus.Encode(TextSource.File(Corpus), options.Corpus, cancellationToken: TestContext.Current.CancellationToken);
        var trainer = new Trainer(corpus, options);
        trainer.Run(null, TestContext.Current.CancellationToken);
        return trainer.Model.Vectors(VectorSide.Input);
    }
}
