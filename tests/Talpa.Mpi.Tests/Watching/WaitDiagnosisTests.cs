using Talpa.Mpi.Checks;
using Talpa.Mpi.Groups;
using Talpa.Mpi.Watching;

namespace Talpa.Mpi.Tests.Watching;

/// <summary>What is reported when a rank waits for too long.</summary>
public class WaitDiagnosisTests
{
    private static readonly OperationState InBarrier = new(1234, OperationKind.Barrier, 0);

    [Fact]
    public void A_rank_that_does_not_answer_any_more_is_named()
    {
        Assert.Equal(
            "rank 0 on a has waited 10 min in Barrier, operation 1,234, for rank 2 on c, which does not answer any more: the process is stopped, or its host or the network is down; all ranks are ended",
            Describe(Other(1, "b", 1234, OperationKind.Barrier), Other(2, "c", null)));
    }

    [Fact]
    public void A_rank_that_computes_is_named_with_the_time()
    {
        Assert.Contains(
            " for rank 1 on b, which has not come to it, and computed for 9 min; ",
            Describe(Other(1, "b", 1233, OperationKind.None, milliseconds: 540_000), Other(2, "c", 1234, OperationKind.Barrier)));
    }

    [Fact]
    public void Where_all_are_in_the_operation_the_network_is_named()
    {
        Assert.Contains(
            " although all ranks wait or are beyond it: the network or the MPI library does not move; ",
            Describe(Other(1, "b", 1234, OperationKind.Barrier), Other(2, "c", 1235, OperationKind.None)));
    }

    [Fact]
    public void A_rank_that_never_answered_is_only_suspected()
    {
        Assert.Contains(
            " perhaps for rank 2 on c, which never answered: UDP may be blocked between the hosts; ",
            Describe(Other(1, "b", 1234, OperationKind.Barrier), Other(2, "c", null, canBeAsked: false)));
    }

    [Fact]
    public void Without_a_way_to_ask_the_line_admits_it()
    {
        Assert.Contains(" and can't determine which rank keeps it waiting; ", Describe());
    }

    [Fact]
    public void Many_ranks_are_counted()
    {
        Assert.Contains(" for rank 1 on b, rank 2 on b, rank 3 on b and 2 others, which do not answer any more: ", Describe([.. Enumerable.Range(1, 5).Select(rank => Other(rank, "b", null))]));
    }

    [Fact]
    public void One_of_the_ranks_that_wait_reports()
    {
        RankAnswer[] others = [Other(0, "a", 1234, OperationKind.Barrier), Other(2, "c", null)];

        Assert.True(WaitDiagnosis.IsReportedByAnother(1, InBarrier, others));
        Assert.False(WaitDiagnosis.IsReportedByAnother(1, InBarrier, [Other(0, "a", null), Other(2, "c", 1234, OperationKind.Barrier)]));
        Assert.False(WaitDiagnosis.IsReportedByAnother(1, InBarrier, [Other(0, "a", 1233, OperationKind.None)]));
        Assert.True(WaitDiagnosis.IsReportedByAnother(1, InBarrier, [Other(2, "c", 1233, OperationKind.Barrier)]));
    }

    [Fact]
    public void Messages_are_read_as_they_were_written_and_those_of_others_are_ignored()
    {
        var message = new ProgressMessage(77, true, 3, long.MaxValue, OperationKind.AllToAll, 12_345);
        byte[] packet = new byte[ProgressMessage.Bytes];
        message.Write(packet);

        Assert.Equal(message, ProgressMessage.Read(packet, 77, 4));
        Assert.Null(ProgressMessage.Read(packet, 78, 4));
        Assert.Null(ProgressMessage.Read(packet, 77, 3));
        Assert.Null(ProgressMessage.Read(packet.AsSpan(1), 77, 4));
        packet[9] = 200;
        Assert.Null(ProgressMessage.Read(packet, 77, 4));
    }

    private static string Describe(params RankAnswer[] others) => WaitDiagnosis.Describe("rank 0 on a", InBarrier, TimeSpan.FromMinutes(10), others);

    private static RankAnswer Other(int rank, string host, long? number, OperationKind kind = OperationKind.None, long milliseconds = 0, bool canBeAsked = true) => new(
        new RankFacts(rank, host, 100, "1.2.0", "AVX2 (X64)", ".NET 10.0.1", 8, "0-7", 8, 8),
        number is { } begun ? new ProgressMessage(1, true, rank, begun, kind, milliseconds) : null,
        canBeAsked);
}
