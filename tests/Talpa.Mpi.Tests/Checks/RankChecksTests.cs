using Talpa.Mpi.Binding;
using Talpa.Mpi.Checks;

namespace Talpa.Mpi.Tests.Checks;

/// <summary>What is refused at the start, and what is warned of.</summary>
public class RankChecksTests
{
    private static readonly RankFacts First = new(0, "a", 100, "1.2.0", "AVX2 (X64)", ".NET 10.0.1", 8, "0-7", 8, 8);

    [Fact]
    public void Ranks_that_are_alike_pass_without_warnings()
    {
        RankFacts[] ranks = [First, First with { Rank = 1, Host = "b" }];
        RankChecks.RequireAlike(ranks);

        Assert.Empty(RankChecks.FindWarnings(ranks));
    }

    [Fact]
    public void A_rank_of_another_version_is_named()
    {
        ClusterException fault = Assert.Throws<ClusterException>(() => RankChecks.RequireAlike([First, First with { Rank = 1 }, First with { Rank = 2, Host = "b", Version = "1.1.0" }]));

        Assert.Equal("rank 2 on b runs Talpa 1.1.0, but rank 0 on a runs 1.2.0: install the same version on all hosts", fault.Message);
        Assert.True(fault.IsOnAllRanks);
    }

    [Fact]
    public void A_rank_with_other_instructions_is_named()
    {
        ClusterException fault = Assert.Throws<ClusterException>(() => RankChecks.RequireAlike([First, First with { Rank = 1, Host = "b", Instructions = "AVX-512 (X64)" }]));

        Assert.StartsWith("rank 1 on b computes with AVX-512 (X64), but rank 0 on a with AVX2 (X64), ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_number_of_ranks_than_the_launchers_is_refused()
    {
        var launcher = new Launcher("MPICH's mpirun", [MpiFamily.Mpich, MpiFamily.StandardAbi], 0, 4);
        RankChecks.RequireSize(launcher, 4, "libmpich.so.12 (MPICH 4.0.2)");
        RankChecks.RequireSize(null, 4, "libmpich.so.12 (MPICH 4.0.2)");
        RankChecks.RequireSize(launcher with { Count = null }, 1, "libmpich.so.12 (MPICH 4.0.2)");

        ClusterException fault = Assert.Throws<ClusterException>(() => RankChecks.RequireSize(launcher, 1, "libmpi.so.40 (Open MPI v4.1.4)"));

        Assert.Equal(
            "MPICH's mpirun started 4 ranks, but the MPI library libmpi.so.40 (Open MPI v4.1.4) has 1 rank: it is not the launcher's; name the right one (mpich, abi or a file), "
            + "or start the ranks by its own mpirun",
            fault.Message);
    }

    [Fact]
    public void A_rank_that_is_bound_to_fewer_processors_than_it_has_threads_is_warned_of()
    {
        string warning = Assert.Single(RankChecks.FindWarnings([First, First with { Rank = 1, Host = "b", Processors = 1, ProcessorList = "3" }]));

        Assert.StartsWith("rank 1 on b computes with 8 threads, but may use 1 processor (3) of 8: start it with --bind-to none", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Ranks_that_share_the_processors_of_a_host_are_warned_of()
    {
        string warning = Assert.Single(RankChecks.FindWarnings([First, First with { Rank = 1 }, First with { Rank = 2, Host = "b" }]));

        Assert.StartsWith("2 ranks on a compute with 16 threads in all on 8 processors: ", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_runtime_is_warned_of()
    {
        string warning = Assert.Single(RankChecks.FindWarnings([First, First with { Rank = 1, Host = "b", Runtime = ".NET 10.0.2" }]));

        Assert.StartsWith("rank 1 on b runs .NET 10.0.2, but rank 0 on a runs .NET 10.0.1", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rank_receives_the_facts_of_all()
    {
        IReadOnlyList<RankFacts>[] all = ThreadRanks.Run(
            3, group => RankExchange.Gather(group, First with { Rank = group.Rank, Host = new string('ä', group.Rank), Addresses = ["10.0.0.1"], Port = 7 }));

        Assert.All(all, ranks => Assert.Equal([(0, ""), (1, "ä"), (2, "ää")], ranks.Select(rank => (rank.Rank, rank.Host))));
        Assert.All(all, ranks => Assert.All(ranks, rank => Assert.Equal(7, rank.Port)));
    }

    [Theory]
    [InlineData("0-3,8", 5)]
    [InlineData("0", 1)]
    [InlineData("", 0)]
    [InlineData("?", 0)]
    public void Processors_of_a_list_are_counted(string list, int count)
    {
        Assert.Equal(count, ProcessorAffinity.Count(list));
    }
}
