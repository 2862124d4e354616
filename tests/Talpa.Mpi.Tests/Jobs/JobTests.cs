using Talpa.Mpi.Binding;

namespace Talpa.Mpi.Tests.Jobs;

/// <summary>Ranks that are processes under mpirun on this host.</summary>
public class JobTests
{
    public static TheoryData<string, int> Sizes => new(
        from name in Mpi.Names
        from ranks in Enumerable.Range(1, 4)
        select ((string)name, ranks));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_operation_moves_the_same_bytes_as_between_threads(string name, int ranks)
    {
        int seed = Random.Shared.Next(1_000_000);
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        string[] expected = ThreadRanks.Run(ranks, group => $"{group.Rank}: {RandomOperations.Run(group, seed)} {group.BytesSent}");

        using JobProcess job = JobProcess.Start(Mpi.Require(name), ranks, Mpi.Rank("collectives", $"{seed}"));
        job.RequireSuccess();

        Assert.Equal(expected, job.Lines);
    }

    [Theory]
    [MemberData(nameof(Mpi.Names), MemberType = typeof(Mpi))]
    public void Exceptions_that_come_from_signals_are_still_caught(string name)
    {
        using JobProcess job = JobProcess.Start(Mpi.Require(name), 2, Mpi.Rank("null"));
        job.RequireSuccess();

        Assert.Equal(["0: caught", "1: caught"], job.Lines);
    }

    [Theory]
    [InlineData("openmpi", "mpich", "Open MPI's mpirun started 2 ranks, but the MPI library libmpich")]
    [InlineData("mpich", "openmpi", "MPICH's mpirun started 2 ranks, but the MPI library libmpi")]
    public void A_library_that_is_not_the_launchers_is_refused(string name, string library, string message)
    {
        Mpi.Require(library);
        using JobProcess job = JobProcess.Start(Mpi.Require(name), 2, Mpi.Rank("library", library));

        Assert.NotEqual(0, job.WaitForExit());
        Assert.Contains(message, job.Error);
        Assert.Contains("has 1 rank: it is not the launcher's; name the right one", job.Error);
        Assert.Empty(job.Out);
    }

    [Theory]
    [MemberData(nameof(Mpi.Names), MemberType = typeof(Mpi))]
    public void A_fault_of_one_rank_is_one_line_that_names_it_and_ends_all(string name)
    {
        using JobProcess job = JobProcess.Start(Mpi.Require(name), 3, Mpi.Rank("fault", "1"));

        Assert.NotEqual(0, job.WaitForExit());
        Assert.Equal([$"talpa: rank 1 on {Environment.MachineName}: text.txt: it is missing"], job.Error.Split('\n').Where(line => line.StartsWith("talpa: rank ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("openmpi", "work")]
    [InlineData("openmpi", "fault")]
    [InlineData("mpich", "work")]
    [InlineData("mpich", "fault")]
    public void OnLeaving_is_called_on_every_rank_before_it_leaves(string name, string outcome)
    {
        using JobProcess job = JobProcess.Start(Mpi.Require(name), 2, Mpi.Rank("leave", outcome));

        Assert.Equal(outcome == "fault" ? 1 : 0, job.WaitForExit());
        Assert.Equal(["0: leaving", "1: leaving"], job.Lines);
        string[] faults = [.. job.Error.Split('\n').Where(line => line.StartsWith("talpa: ", StringComparison.Ordinal))];
        Assert.Equal(outcome == "fault" ? ["talpa: text.txt: it is missing"] : [], faults);
    }

    [Fact]
    public void A_rank_with_other_instructions_is_named()
    {
        Mpi mpi = Mpi.Require("openmpi");
        Assert.SkipUnless(Kernels.Registers.Name is "AVX-512" or "AVX2", "this processor has no wider registers to switch off");
        string[] rank = Mpi.Rank("facts");
        using JobProcess job = JobProcess.Start(mpi.Path!, [.. mpi.Options, "-n", "1", .. rank, ":", "-n", "1", "-x", "DOTNET_EnableAVX=0", .. rank]);

        Assert.NotEqual(0, job.WaitForExit());
        Assert.Single(job.Error.Split('\n'), line => line.StartsWith($"talpa: rank 1 on {Environment.MachineName} computes with SSE (X64), but rank 0 on", StringComparison.Ordinal));
        Assert.Empty(job.Out);
    }
}
