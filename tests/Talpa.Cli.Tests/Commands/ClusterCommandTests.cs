using System.Text.Json;

namespace Talpa.Cli.Tests.Commands;

/// <summary>talpa cluster.</summary>
public class ClusterCommandTests
{
    private static readonly string[] Plan = ["cluster", "plan", "--vocab", "1000000", "--dim", "300", "--tokens", "1e11", "--nodes", "64"];

    [Fact]
    public void A_plan_shows_memory_time_and_the_length_of_text_from_which_it_pays()
    {
        // The numbers are computed by hand in ClusterPlanTests.
        var session = Session.Run([.. Plan, "--gflops", "3000", "--network", "10"]);

        Assert.Equal(ExitCode.Done, session.Code);
        Assert.Matches(@"(?m)^    vectors +75 MB ", session.Out);
        Assert.Matches(@"(?m)^  a sweep +15\.6 s  60\.1 % of it arithmetic$", session.Out);
        Assert.Matches(@"(?m)^    arithmetic +9\.4 s$", session.Out);
        Assert.Matches(@"(?m)^    waits +3\.1 s ", session.Out);
        Assert.Matches(@"(?m)^    sent by a rank +3\.9 GB$", session.Out);
        Assert.Matches("takes less time from 103(\\.0)? billion tokens on", session.Out.ReplaceLineEndings(" "));
    }

    [Fact]
    public void A_plan_is_answered_in_JSON_too()
    {
        JsonElement answer = Session.Run([.. Plan, "--network", "1", "--json"]).Json;

        Assert.Equal(125e6, answer.GetProperty("input").GetProperty("bytesPerSecond").GetDouble());
        Assert.Equal(30.996, answer.GetProperty("networkSeconds").GetDouble(), 3);
        Assert.Equal(43.496, answer.GetProperty("sweepSeconds").GetDouble(), 3);
    }

    [Theory]
    [InlineData("--nodes is missing", "--vocab", "1000", "--dim", "100", "--tokens", "1e6")]
    [InlineData("--vocab must be from 1 to 1,000,000,000, not 0", "--vocab", "0", "--dim", "100", "--tokens", "1e6", "--nodes", "2")]
    [InlineData("--tokens must be above 0 and at most 1e18, not -1", "--vocab", "1000", "--dim", "100", "--tokens", "-1", "--nodes", "2")]
    public void What_a_plan_lacks_is_named(string message, params string[] options)
    {
        Session.Run(["cluster", "plan", .. options]).FailedWith(ExitCode.WrongUsage, message);
    }

    [Fact]
    public void Without_a_launcher_the_check_shows_how_to_start_it()
    {
        var session = Session.Run("cluster", "check");

        Assert.Equal(ExitCode.Done, session.Code);
        Assert.Contains("none: this process is alone", session.Out);
        Assert.Contains("  mpirun -n 4 --bind-to none --host a,b,c,d talpa cluster check", session.Out);
        Assert.Equal(JsonValueKind.Null, Session.Run("cluster", "check", "--json").Json.GetProperty("launcher").ValueKind);
    }

    [Fact]
    public void A_library_that_does_not_exist_is_an_error_of_one_line()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "this system has no dlopen");
        Session.Run("cluster", "check", "--mpi", "/nowhere/libmpi.so").FailedWith(ExitCode.Failed, "the MPI library '/nowhere/libmpi.so' can't be loaded", "name another one");
    }

    [Theory]
    [InlineData("openmpi", "--oversubscribe --bind-to none --mca mpi_yield_when_idle 1", "Open MPI's mpirun", "Open MPI v")]
    [InlineData("mpich", "-bind-to none", "MPICH's mpirun", "MPICH ")]
    public void Under_mpirun_rank_0_shows_all_ranks(string mpi, string options, string launcher, string library)
    {
        using TalpaProcess job = Job(mpi, $"{options} -n 3", "cluster check --threads 1 --vocab 2000 --dim 20 --tokens 1e6 --json");
        Assert.True(job.WaitForExit() == 0, job.Error);
        JsonElement answer = JsonDocument.Parse(job.Out).RootElement;

        Assert.Equal(launcher, answer.GetProperty("launcher").GetString());
        Assert.StartsWith(library, answer.GetProperty("library").GetString(), StringComparison.Ordinal);
        Assert.Equal([0, 1, 2], answer.GetProperty("ranks").EnumerateArray().Select(rank => rank.GetProperty("rank").GetInt32()));
        Assert.All(answer.GetProperty("ranks").EnumerateArray(), rank => Assert.Equal(System.Environment.MachineName, rank.GetProperty("host").GetString()));
        Assert.True(answer.GetProperty("latencySeconds").GetDouble() > 0);
        Assert.True(answer.GetProperty("bytesPerSecond").GetDouble() > 0);

        // The planned training has what was measured.
        JsonElement plan = answer.GetProperty("plan");
        Assert.Equal(3, plan.GetProperty("input").GetProperty("nodes").GetInt32());
        Assert.Equal(answer.GetProperty("bytesPerSecond").GetDouble(), plan.GetProperty("input").GetProperty("bytesPerSecond").GetDouble(), 0.01 * answer.GetProperty("bytesPerSecond").GetDouble());
        Assert.True(plan.GetProperty("arithmeticSeconds").GetDouble() > 0);
        Assert.Equal((8 * 2000 * 20 * 2 / 3.0) + (24 * 2000 * 2), plan.GetProperty("sweepBytes").GetDouble(), 1.0);
    }

    [Fact]
    public void A_check_plans_a_training_that_is_stated_whole()
    {
        var session = Session.Run("cluster", "check", "--threads", "1", "--vocab", "2000", "--dim", "20", "--tokens", "1e6");

        Assert.Equal(ExitCode.Done, session.Code);
        Assert.Matches(@"(?m)^machines +1, each with [0-9.]+ GFLOP/s", session.Out);
        Session.Run("cluster", "check", "--vocab", "2000").FailedWith(ExitCode.WrongUsage, "--dim is missing");
        Assert.Equal(JsonValueKind.Null, Session.Run("cluster", "check", "--json").Json.GetProperty("plan").ValueKind);
    }

    [Fact]
    public void A_rank_that_is_bound_to_fewer_processors_than_threads_is_noted()
    {
        // Open MPI binds ranks of a small job to one core each, unless an option changes that.
        using TalpaProcess job = Job("openmpi", "--oversubscribe --bind-to core --cpu-set 0 -n 1", "cluster check --threads 2");
        Assert.True(job.WaitForExit() == 0, job.Error);

        Assert.Contains("computes with 2 threads, but may use 1 processor (0) of", job.Out.ReplaceLineEndings(" "));
    }

    [Fact]
    public void A_wrong_library_ends_the_job_with_a_line()
    {
        Require("mpich");
        using TalpaProcess job = Job("openmpi", "--oversubscribe -n 2", "cluster check --mpi mpich");

        Assert.NotEqual(0, job.WaitForExit());
        Assert.Matches(@"(?m)^talpa: rank [01] on \S+: Open MPI's mpirun started 2 ranks, but the MPI library libmpich\S* \(MPICH [0-9.]+\) has 1 rank: ", job.Error);
        Assert.Empty(job.Out);
    }

    private static TalpaProcess Job(string mpi, string options, string command)
    {
        Require(mpi);

        // Containers run the tests as root, which Open MPI refuses otherwise.
        return TalpaProcess.RunShell(
            Path.GetTempPath(), $"OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 TERM=dumb exec mpirun.{mpi} {options} \"{TalpaProcess.Executable}\" {command}");
    }

    private static void Require(string mpi) =>
        Assert.SkipUnless(
            (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, $"mpirun.{mpi}"))),
            $"mpirun.{mpi} is not installed; scripts/install-test-needs installs it");
}
