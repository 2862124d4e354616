using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Ranks;
using Talpa.Text;
using Talpa.Threading;
using Talpa.Training;
using Talpa.Training.Batches;
using Talpa.Training.Schedules;

namespace Talpa.Tests.Training.Schedules;

public class DeterministicRoundsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void An_exception_in_one_thread_ends_all_and_reaches_the_owner(int threads)
    {
        using EncodedCorpus corpus = EncodedCorpus.Encode(TextSource.Lines(["a a a a a", "a a a"]), new CorpusOptions { MinCount = 1 }, cancellationToken: TestContext.Current.CancellationToken);
        var share = new ShardShare(SingleRank.Instance, 4);
        var replicas = new Replicas(new PaddedMatrix(1, 1), 1, share, 1);
        Shard[] shards = [.. Enumerable.Range(0, 4).Select(number => new Shard(number, new NoPlanner(), new FaultyLearner(), replicas, replicas, seed: 1))];
        var rounds = new DeterministicRounds(new RoundReader(new LocalChunks(corpus), epochs: 1, maxTokens: 2), default, share, shards, replicas, replicas, threads);

        using var team = new ThreadTeam(threads, "worker", rounds.Run, TestContext.Current.CancellationToken);
        var fault = Assert.Throws<InvalidOperationException>(() => team.Wait(Timeout.InfiniteTimeSpan));

        Assert.Equal("no more", Assert.IsType<NotSupportedException>(fault.InnerException).Message);
    }

    private sealed class NoPlanner : IBatchPlanner
    {
        public Batch NewBatch(int maxTokens) => new(maxTokens, null);

        public void Plan(Batch batch, ReadOnlySpan<WordId> chunk, TextRange range, float rate, ref SplitMix64 random) => batch.Clear(rate);
    }

    private sealed class FaultyLearner : IBatchLearner
    {
        public (long Predictions, double Loss) Learn(Batch batch) => throw new NotSupportedException("no more");
    }
}
