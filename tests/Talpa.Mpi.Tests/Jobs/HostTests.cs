using Talpa.Mpi.Watching;
using Talpa.Tests;

namespace Talpa.Mpi.Tests.Jobs;

/// <summary>Ranks on several hosts, which the script <c>hosts</c> makes of network namespaces.</summary>
public class HostTests
{
    private const int NotPossible = 77;
    private const string Names = "host0,host1,host2";

    private static readonly string Script = Repository.Path("tests/Talpa.Mpi.Tests/hosts");

    [Fact]
    public void Over_a_network_every_operation_moves_the_same_bytes_as_between_threads()
    {
        int seed = Random.Shared.Next(1_000_000);
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        string[] expected = ThreadRanks.Run(3, group => $"{group.Rank}: {RandomOperations.Run(group, seed)} {group.BytesSent}");

        using JobProcess job = Start(MpiRun(Mpi.Rank("collectives", $"{seed}")));
        job.RequireSuccess();

        Assert.Equal(expected, job.Lines);
    }

    [Fact]
    public void Each_rank_has_the_name_of_its_host()
    {
        using JobProcess job = Start(MpiRun(Mpi.Rank("facts")));
        job.RequireSuccess();

        Assert.Equal(Enumerable.Range(0, 3).Select(rank => $"{rank}: 0 host0 | 1 host1 | 2 host2"), job.Lines);
    }

    [Fact]
    public void A_rank_that_is_stopped_on_another_host_is_named_with_it()
    {
        // The shell stops rank 2 when all ranks have begun; the processes of all hosts have numbers that it can use.
        string[] mpirun = MpiRun(Mpi.Rank("barriers", "6"));
        string output = Path.GetTempFileName();
        try
        {
            using JobProcess job = Start([
                "sh", "-c",
                """
                output=$1; shift
                "$@" >"$output" & job=$!
                until [ "$(grep -c process "$output")" = 3 ] || ! kill -0 $job 2>/dev/null; do sleep 0.1; done
                kill -STOP "$(sed -n 's/^2: process //p' "$output")"
                wait $job
                """,
                "sh", output, .. mpirun]);

            Assert.Equal(Watchdog.ExitCode, job.WaitForExit());
            string[] lines = [.. job.Error.Split('\n').Where(line => line.StartsWith("talpa: ", StringComparison.Ordinal))];
            Assert.NotEmpty(lines);
            Assert.All(lines, line => Assert.Matches("^talpa: rank (0 on host0|1 on host1) has waited ", line));
            Assert.All(lines, line => Assert.Contains("for rank 2 on host2, which ", line));
        }
        finally
        {
            File.Delete(output);
        }
    }

    /// <summary>A job with a rank on each host. Ranks share processors, so that waiting ones must not take them.</summary>
    private static string[] MpiRun(string[] rank) =>
        [Mpi.Require("openmpi").Path!, "--host", Names, "-n", "3", "--bind-to", "none", "--mca", "mpi_yield_when_idle", "1", .. rank];

    private static JobProcess Start(params string[] command)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "network namespaces are Linux's");
        using (JobProcess trial = JobProcess.Start(Script, ["1", "1gbit", "true"]))
        {
            Assert.SkipWhen(trial.WaitForExit() == NotPossible, trial.Error.Trim());
        }

        return JobProcess.Start(Script, ["3", "200mbit", .. command]);
    }
}
