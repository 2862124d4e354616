using Microsoft.Playwright;
using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server;
using Talpa.Studio.Server.Projecting;
using Talpa.Studio.Server.Watching;
using Talpa.Text;
using Talpa.Training;

namespace Talpa.Studio.Tests.Browser;

/// <summary>
/// Takes pictures of a training on real text, for people to look at, and measures what the page says of itself. TALPA_SCREENSHOTS names the folder to keep the pictures in.
/// They take minutes, so they are compiled only when asked for: scripts/draw-pictures does.
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
    public async Task A_training_and_what_it_learned_can_be_looked_at(int width, int height, ColorScheme scheme)
    {
        Assert.True(Folder is not null, "TALPA_SCREENSHOTS names no folder for pictures");
        Assert.SkipUnless(File.Exists(Corpus), "the text enwiki-10mb.txt.gz is not there");
        Directory.CreateDirectory(Folder);
        string kind = $"live-{width}-{scheme.ToString().ToLowerInvariant()}";
        var training = new TrainingOptions { Epochs = 12, Threads = 2 };
        using EncodedCorpus corpus = EncodedCorpus.Encode(TextSource.File(Corpus), training.Corpus, cancellationToken: TestContext.Current.CancellationToken);
        var trainer = new Trainer(corpus, training);
        await using LiveSite live = await LiveSite.StartAsync(new StudioRoom("enwiki-10mb.txt.gz", () => trainer.Model.Glimpse(VectorSide.Input), training));
        foreach (string probe in FollowedWords.Probes(corpus.Vocabulary))
        {
            live.Room.Unfollow(probe);
        }

        foreach (string word in new[] { "king", "water", "paris", "seven", "music" })
        {
            live.Room.Follow(word);
        }

        var options = new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = scheme };
        await using StudioPage studio = await site.OpenAtAsync(live.Address, options);
        async Task ShootAsync(string state) =>
            await studio.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder!, $"{kind}-{state}.png"), FullPage = width < 1000 });

        Task<TrainingProgress> run = Task.Run(() => trainer.Run(live.Room, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        await studio.Page.Locator(".followed button", new() { HasText = "king" }).First.ClickAsync();
        await studio.Page.WaitForFunctionAsync("() => document.getElementById('progress').value > 0.55", null, new() { Timeout = 120_000 });
        await ShootAsync("1-training");
        await studio.Page.ClickAsync("#times");
        live.Room.End(await run, trainer.Model.InputVectors, "vectors.talpa");
        await studio.Page.WaitForTimeoutAsync(2500);
        TestContext.Current.TestOutputHelper?.WriteLine(await studio.Page.Locator("#frame-times").InnerTextAsync());
        await ShootAsync("2-done");
        await studio.Page.ClickAsync("#times");
        await studio.Page.ClickAsync("#panel-word");
        await studio.Page.FillAsync("#search", "king");
        await studio.Page.ClickAsync("#ask");
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
        await studio.Page.Locator("#said").GetByText("Coloured by clusters").WaitForAsync();
        await studio.Page.WaitForTimeoutAsync(500);
        await ShootAsync("5-clusters");
        Assert.Empty(studio.Faults);
    }

    [Fact]
    public void What_a_frame_turned_onto_the_one_before_saves_is_measured()
    {
        Assert.True(Folder is not null, "TALPA_SCREENSHOTS names no folder for what is measured");
        Assert.SkipUnless(File.Exists(Corpus), "the text enwiki-10mb.txt.gz is not there");
        var options = new TrainingOptions { Epochs = 3, Threads = 1 };
        using EncodedCorpus corpus = EncodedCorpus.Encode(TextSource.File(Corpus), options.Corpus, cancellationToken: TestContext.Current.CancellationToken);
        var trainer = new Trainer(corpus, options);
        var frames = new Frames(trainer.Model);
        trainer.Run(frames, TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine($"{frames.Turned.Count} frames: a point moves {Median(frames.Turned):F3} of the radius turned, {Median(frames.Fresh):F3} fresh, medians");
        Assert.True(Median(frames.Turned) < Median(frames.Fresh));
    }

    private static double Median(IEnumerable<double> numbers) => numbers.Order().ElementAt(numbers.Count() / 2);

    /// <summary>Makes a frame at each twentieth of the training: turned onto the one before, and from a fresh fit whose components lie as they come.</summary>
    private sealed class Frames(EmbeddingModel model) : IProgress<TrainingProgress>
    {
        private readonly FrameMaker _maker = new();
        private readonly int[] _ids = [.. Enumerable.Range(0, Math.Min(20_000, model.Vocabulary.Count))];
        private float[] _before = [];
        private double _next = 0.02;
        private int _seed;

        public List<double> Turned { get; } = [];

        public List<double> Fresh { get; } = [];

        public void Report(TrainingProgress value)
        {
            if (value.Fraction < _next)
            {
                return;
            }

            _next += 0.05;
            Frame frame = _maker.Make(model.Glimpse(VectorSide.Input), _ids, _ids.Length, value.Tokens);
            float[] fresh = FreshPoints();
            if (_before.Length > 0)
            {
                Turned.Add(frame.Moved);
                Fresh.Add(FrameMaker.Moved(fresh, _before));
            }

            _before = fresh;
        }

        private float[] FreshPoints()
        {
            var cloud = new Cloud();
            cloud.Take(model.Glimpse(VectorSide.Input), _ids, _ids.Length);
            float[] points = new float[2 * _ids.Length];
            _ = new PrincipalPlane(seed: ++_seed).Project(cloud, _ids.Length, points);
            return points;
        }
    }
}
