using Microsoft.Playwright;
using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server;
using Talpa.Studio.Server.Projecting;
using Talpa.Studio.Server.Observing;
using Talpa.Text;
using Talpa.Training;

namespace Talpa.Studio.Tests.Browser;

/// <summary>
/// Takes screenshots of a training on real text, and measures frame times and movements. TALPA_SCREENSHOTS is the folder for the screenshots.
/// They take minutes, so they are compiled only with <c>-p:Pictures=true</c>, as in scripts/draw-pictures.
/// </summary>
[Collection("site")]
public sealed class LiveScreenshots(Site site)
{
    private static readonly string Corpus = Path.Combine(Repository.Root, "..", "shared", "data", "corpus", "enwiki-10mb.txt.gz");
    private static readonly string? Folder = Environment.GetEnvironmentVariable("TALPA_SCREENSHOTS");

    [Theory]
    [InlineData(1366, 768, ColorScheme.Light)]
    [InlineData(1366, 768, ColorScheme.Dark)]
    [InlineData(390, 844, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    public async Task A_training_and_its_vectors(int width, int height, ColorScheme scheme)
    {
        Assert.True(Folder is not null, "TALPA_SCREENSHOTS is not set; it is the folder for the screenshots");
        Assert.SkipUnless(File.Exists(Corpus), "the text enwiki-10mb.txt.gz is missing");
        Directory.CreateDirectory(Folder);
        string kind = $"live-{width}-{scheme.ToString().ToLowerInvariant()}";
        var training = new TrainingOptions { Objective = new NegativeSampling(), Epochs = 12, Threads = 2 };
        using EncodedCorpus corpus = EncodedCorpus.Encode(TextSource.File(Corpus), training.Corpus, cancellationToken: TestContext.Current.CancellationToken);
        var trainer = new Trainer(corpus, training);
        await using LiveSite live = await LiveSite.StartAsync(new LiveView("enwiki-10mb.txt.gz", () => trainer.CurrentVectors(VectorSide.Input), training));
        foreach (string word in FollowedWords.InitialWords(corpus.Vocabulary))
        {
            live.View.Unfollow(word);
        }

        foreach (string word in new[] { "king", "water", "paris", "seven", "music" })
        {
            live.View.Follow(word);
        }

        var options = new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = scheme };
        await using StudioPage studio = await site.OpenAtAsync(live.Address, options);
        async Task ShootAsync(string state) =>
            await studio.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder!, $"{kind}-{state}.png"), FullPage = width < 1000 });

        Task<TrainingProgress> run = Task.Run(() => trainer.Run(live.View, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        await studio.Page.Locator(".followed button", new() { HasText = "king" }).First.ClickAsync();
        await studio.Page.WaitForFunctionAsync("() => document.getElementById('progress').value > 0.55", null, new() { Timeout = 120_000 });
        await ShootAsync("1-training");
        await studio.Page.ClickAsync("#times");
        live.View.End(await run, trainer.Model.InputVectors, "vectors.talpa");
        await studio.Page.WaitForTimeoutAsync(2500);
        TestContext.Current.TestOutputHelper?.WriteLine(await studio.Page.Locator("#frame-times").InnerTextAsync());
        await ShootAsync("2-done");
        await studio.Page.ClickAsync("#times");
        await studio.Page.ClickAsync("#panel-word");
        await studio.Page.FillAsync("#search", "king");
        await studio.Page.ClickAsync("#search-button");
        await studio.Page.Locator("#neighbour-map").WaitForAsync();
        await studio.Page.WaitForTimeoutAsync(500);
        await ShootAsync("3-word");
        await studio.Page.ClickAsync("#panel-analogy");
        await studio.Page.FillAsync("#a", "france");
        await studio.Page.FillAsync("#b", "paris");
        await studio.Page.FillAsync("#c", "italy");
        await studio.Page.ClickAsync("#solve");
        await studio.Page.Locator("#solution").WaitForAsync();
        await studio.Page.WaitForTimeoutAsync(500);
        await ShootAsync("4-analogy");
        await studio.Page.ClickAsync("#colour");
        await studio.Page.Locator("#status").GetByText("Coloured by clusters").WaitForAsync();
        await studio.Page.WaitForTimeoutAsync(500);
        await ShootAsync("5-clusters");
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public void Rotating_frames_reduces_movements()
    {
        Assert.True(Folder is not null, "TALPA_SCREENSHOTS is not set");
        Assert.SkipUnless(File.Exists(Corpus), "the text enwiki-10mb.txt.gz is missing");
        var options = new TrainingOptions { Objective = new NegativeSampling(), Epochs = 3, Threads = 1 };
        using EncodedCorpus corpus = EncodedCorpus.Encode(TextSource.File(Corpus), options.Corpus, cancellationToken: TestContext.Current.CancellationToken);
        var trainer = new Trainer(corpus, options);
        var frames = new Frames(trainer);
        trainer.Run(frames, TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine($"{frames.Rotated.Count} frames: a point moves {Median(frames.Rotated):F3} of the radius if rotated, {Median(frames.Fresh):F3} if not (medians)");
        Assert.True(Median(frames.Rotated) < Median(frames.Fresh));
    }

    private static double Median(IEnumerable<double> numbers) => numbers.Order().ElementAt(numbers.Count() / 2);

    /// <summary>Builds a frame at each twentieth of the training: rotated to match the previous one, and from a fit with a new seed.</summary>
    private sealed class Frames(Trainer trainer) : IProgress<TrainingProgress>
    {
        private readonly FrameBuilder _builder = new();
        private readonly int[] _ids = [.. Enumerable.Range(0, Math.Min(20_000, trainer.Model.Vocabulary.Count))];
        private float[] _before = [];
        private double _next = 0.02;
        private int _seed;

        public List<double> Rotated { get; } = [];

        public List<double> Fresh { get; } = [];

        public void Report(TrainingProgress value)
        {
            if (value.Fraction < _next)
            {
                return;
            }

            _next += 0.05;
            Frame frame = _builder.Build(trainer.CurrentVectors(VectorSide.Input), _ids, _ids.Length, value.Tokens);
            float[] fresh = FreshPoints();
            if (_before.Length > 0)
            {
                Rotated.Add(frame.Moved);
                Fresh.Add(FrameBuilder.Moved(fresh, _before));
            }

            _before = fresh;
        }

        private float[] FreshPoints()
        {
            var vectors = new CentredVectors();
            WordVectors now = trainer.CurrentVectors(VectorSide.Input);
            vectors.Load(now, _ids);
            float[] points = new float[2 * _ids.Length];
            new PrincipalPlane(seed: ++_seed).Fit(vectors).Project(now, _ids, vectors.Mean, points);
            return points;
        }
    }
}
