using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Text;
using Talpa.Training;
using Talpa.Training.Rounds;

namespace Talpa.Tests.Training.Rounds;

public class RoundScheduleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void A_fault_in_one_thread_frees_the_others_and_all_tell_it(int threads)
    {
        using EncodedCorpus corpus = Encode("a a a a a", "a a a");
        using var schedule = new RoundSchedule(
            new PieceReader(corpus, epochs: 1), default, [.. Enumerable.Range(0, RoundSchedule.ShardCount).Select(_ => new FaultyShard())], NoRows, NoRows, threads);
        var faults = new NotSupportedException?[threads];

        Thread[] all = [.. Enumerable.Range(0, threads).Select(i => new Thread(() => faults[i] = FaultOf(schedule, i)))];
        Array.ForEach(all, thread => thread.Start());
        Array.ForEach(all, thread => thread.Join());

        Assert.All(faults, fault => Assert.Equal("no more", fault?.Message));
        Assert.Equal("no more", FaultOf(schedule, 0)?.Message);
    }

    private static EncodedCorpus Encode(params string[] lines) => EncodedCorpus.Encode(TextSource.Lines(lines), new CorpusOptions { MinCount = 1 });

    private static SharedRows NoRows => new(new PaddedMatrix(0, 1), 0, 0, 1);

    private static NotSupportedException? FaultOf(RoundSchedule schedule, int thread)
    {
        try
        {
            schedule.Work(thread, new WorkerCounters(), TestContext.Current.CancellationToken);
            return null;
        }
        catch (NotSupportedException fault)
        {
            return fault;
        }
    }

    private sealed class FaultyShard : IShard
    {
        public void Plan(Piece piece, ReadOnlySpan<WordId> ids, int side)
        {
            // Nothing to plan.
        }

        public (long Predictions, double Loss) Learn(int side) => throw new NotSupportedException("no more");
    }
}
