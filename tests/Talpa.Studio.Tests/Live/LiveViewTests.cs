using Talpa.Samples;
using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server;
using Talpa.Text;
using Talpa.Training;
using Talpa.Vectors;

namespace Talpa.Studio.Tests.Live;

public sealed class StudioRoomTests
{
    private static readonly TrainingOptions Options = new() { Dimension = 16, Epochs = 3, Threads = 1, Corpus = new CorpusOptions { MinCount = 1 } };

    [Fact]
    public async Task A_slow_page_gets_what_is_newest_and_nothing_waits_for_it()
    {
        using var room = new StudioRoom("zoo", Vectors, Options);
        await using IAsyncEnumerator<Update> page = room.ChangesAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await page.MoveNextAsync());
        Assert.Equal(Vectors().Count, page.Current.Added.Count);
        for (int i = 1; i <= 2000; i++)
        {
            room.Report(Progress(i));
        }

        // However many changes there were, a few updates have all of them: the bell rings once, not once for each.
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

    [Fact]
    public async Task A_page_sees_the_training_move_and_end_and_two_pages_see_the_same()
    {
        using EncodedCorpus corpus = EncodedCorpus.Encode(ZooText.Source(), Options.Corpus, cancellationToken: TestContext.Current.CancellationToken);
        var trainer = new Trainer(corpus, Options with { Epochs = 40 });
        using var room = new StudioRoom("zoo", () => trainer.CurrentVectors(VectorSide.Input), trainer.Model.Options);
        Task<(long Frame, Update Last)> first = WatchAsync();
        Task<(long Frame, Update Last)> second = WatchAsync();
        TrainingProgress end = trainer.Run(room, TestContext.Current.CancellationToken);
        room.End(end, trainer.Model.InputVectors, "zoo.talpa");
        (long frame, Update last) = await first;
        Assert.Equal(frame, (await second).Frame);
        Assert.Equal(1, (double)last.Standing!.Tokens / last.Standing.TotalTokens);
        Assert.Equal("zoo.talpa", last.Standing.End!.SavedAs);
        Assert.NotEmpty(last.Followed);

        async Task<(long Frame, Update Last)> WatchAsync()
        {
            long number = 0;
            await foreach (Update update in room.ChangesAsync(TestContext.Current.CancellationToken))
            {
                number = update.Frame?.Number ?? number;
                if (update is { Standing.End: not null, Frame.Tokens: var tokens } && tokens == update.Standing.Tokens)
                {
                    return (number, update);
                }
            }

            throw new InvalidOperationException("The room closed before the training had ended.");
        }
    }

    [Fact]
    public async Task A_training_that_is_watched_learns_the_same_bytes()
    {
        using EncodedCorpus corpus = EncodedCorpus.Encode(ZooText.Source(), Options.Corpus, cancellationToken: TestContext.Current.CancellationToken);
        var alone = new Trainer(corpus, Options);
        alone.Run(cancellationToken: TestContext.Current.CancellationToken);

        var watched = new Trainer(corpus, Options);
        using var room = new StudioRoom("zoo", () => watched.CurrentVectors(VectorSide.Input), Options);
        using var leave = new CancellationTokenSource();
        Task page = Task.Run(
            async () =>
            {
                await foreach (Update update in room.ChangesAsync(leave.Token))
                {
                    room.Follow(watched.Model.Vocabulary.Words[3]);
                    _ = room.Explorer.Nearest(watched.Model.Vocabulary.Words[5], 10);
                }
            },
            TestContext.Current.CancellationToken);
        var leaveHalfWay = new Halfway(room, leave);
        watched.Run(leaveHalfWay, TestContext.Current.CancellationToken);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => page);
        Assert.Equal(0, room.Pages);
        for (int i = 0; i < alone.Model.Vocabulary.Count; i++)
        {
            Assert.Equal(alone.Model.InputVectors[i], watched.Model.InputVectors[i]);
        }
    }

    private static WordVectors Vectors() => new(Enumerable.Range(0, 40).Select(i => $"word{i}"), 4, [.. Enumerable.Range(0, 160).Select(i => MathF.Sin(i))]);

    private static TrainingProgress Progress(int tokens) => new()
    {
        Tokens = tokens,
        TotalTokens = 2000,
        Elapsed = TimeSpan.FromMilliseconds(100 * tokens),
        Epoch = 1,
        LearningRate = 0.025,
        Loss = 2,
        Predictions = tokens,
        MeanLoss = 2,
    };

    private sealed class Halfway(StudioRoom room, CancellationTokenSource leave) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            room.Report(value);
            if (value.Fraction > 0.5)
            {
                leave.Cancel();
            }
        }
    }
}
