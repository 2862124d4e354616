using Talpa.Samples;
using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server;
using Talpa.Text;
using Talpa.Training;
using Talpa.Vectors;

namespace Talpa.Studio.Tests.Live;

public sealed class LiveViewTests
{
    private static readonly TrainingOptions Options = new() { Objective = new NegativeSampling(), Dimension = 16, Epochs = 3, Threads = 1, Corpus = new CorpusOptions { MinCount = 1 } };

    [Fact]
    public async Task A_slow_page_gets_the_latest_state_and_nothing_is_queued()
    {
        using var view = new LiveView("zoo", Vectors, Options);
        await using IAsyncEnumerator<Update> page = view.ChangesAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await page.MoveNextAsync());
        Assert.Equal(Vectors().Count, page.Current.Added.Count);
        for (int i = 1; i <= 2000; i++)
        {
            view.Report(Progress(i));
        }

        // A few updates contain all changes: several notifications count as one.
        int updates = 0;
        long tokens = 0;
        while (tokens < 1500 && await page.MoveNextAsync())
        {
            updates++;
            tokens = page.Current.Curve.Count > 0 ? page.Current.Curve[^1].Tokens : tokens;
            Assert.Empty(page.Current.Added);
        }

        Assert.InRange(updates, 1, 5);
    }

    [Theory]
    [InlineData("negative", 3)]
    [InlineData("exact", null)]
    public async Task Epochs_have_a_number_and_sweeps_that_end_by_themselves_have_none(string objective, int? epochs)
    {
        using var view = new LiveView("zoo", Vectors, Options with { Objective = Objective.Find(objective) });
        await using IAsyncEnumerator<Update> page = view.ChangesAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await page.MoveNextAsync());
        Assert.Equal(epochs, page.Current.Status!.Epochs);
    }

    [Fact]
    public async Task Two_pages_receive_the_same_frames_to_the_end_of_the_training()
    {
        using EncodedCorpus corpus = EncodedCorpus.Encode(ZooText.Source(), Options.Corpus, cancellationToken: TestContext.Current.CancellationToken);
        var trainer = new Trainer(corpus, Options with { Epochs = 40 });
        using var view = new LiveView("zoo", () => trainer.CurrentVectors(VectorSide.Input), trainer.Model.Options);
        Task<(long Frame, Update Last)> first = WatchAsync();
        Task<(long Frame, Update Last)> second = WatchAsync();
        TrainingProgress end = trainer.Run(view, TestContext.Current.CancellationToken);
        view.End(end, trainer.Model.InputVectors, "zoo.talpa");
        (long frame, Update last) = await first;
        Assert.Equal(frame, (await second).Frame);
        Assert.Equal(1, (double)last.Status!.Tokens / last.Status.TotalTokens);
        Assert.Equal("zoo.talpa", last.Status.End!.SavedAs);
        Assert.NotEmpty(last.Followed);

        async Task<(long Frame, Update Last)> WatchAsync()
        {
            long number = 0;
            await foreach (Update update in view.ChangesAsync(TestContext.Current.CancellationToken))
            {
                number = update.Frame?.Number ?? number;
                if (update is { Status.End: not null, Frame.Tokens: var tokens } && tokens == update.Status.Tokens)
                {
                    return (number, update);
                }
            }

            throw new InvalidOperationException("The view closed before the training ended.");
        }
    }

    [Fact]
    public async Task An_observed_training_gives_the_same_bytes()
    {
        using EncodedCorpus corpus = EncodedCorpus.Encode(ZooText.Source(), Options.Corpus, cancellationToken: TestContext.Current.CancellationToken);
        var alone = new Trainer(corpus, Options);
        alone.Run(cancellationToken: TestContext.Current.CancellationToken);

        var watched = new Trainer(corpus, Options);
        using var view = new LiveView("zoo", () => watched.CurrentVectors(VectorSide.Input), Options);
        using var disconnect = new CancellationTokenSource();
        Task page = Task.Run(
            async () =>
            {
                await foreach (Update update in view.ChangesAsync(disconnect.Token))
                {
                    view.Follow(watched.Model.Vocabulary.Words[3]);
                    _ = view.Explorer.Nearest(watched.Model.Vocabulary.Words[5], 10);
                }
            },
            TestContext.Current.CancellationToken);
        var halfway = new Halfway(view, disconnect);
        watched.Run(halfway, TestContext.Current.CancellationToken);
        await disconnect.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => page);
        Assert.Equal(0, view.Pages);
        for (int i = 0; i < alone.Model.Vocabulary.Count; i++)
        {
            Assert.Equal(alone.Model.InputVectors[i], watched.Model.InputVectors[i]);
        }
    }

    private static WordVectors Vectors() => new(Enumerable.Range(0, 40).Select(i => $"word{i}"), 4, [.. Enumerable.Range(0, 160).Select(i => MathF.Sin(i))]);

    private static TrainingProgress Progress(int tokens) => ProgressReports.After(tokens, total: 2000);

    private sealed class Halfway(LiveView view, CancellationTokenSource disconnect) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            view.Report(value);
            if (value.Fraction > 0.5)
            {
                disconnect.Cancel();
            }
        }
    }
}
