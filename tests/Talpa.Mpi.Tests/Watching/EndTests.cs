using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Talpa.Mpi.Tests.Jobs;
using Talpa.Mpi.Watching;
using MpiInstallation = Talpa.Mpi.Tests.Jobs.Mpi;

namespace Talpa.Mpi.Tests.Watching;

/// <summary>Jobs that end because of one rank.</summary>
public partial class EndTests
{
    private const int Kill = 9;
    private const int Stop = 19;

    /// <summary>Long beside the pauses of a busy machine, and short for a test.</summary>
    private const string LimitSeconds = "6";

    [Theory]
    [MemberData(nameof(MpiInstallation.Names), MemberType = typeof(MpiInstallation))]
    public void A_rank_that_is_killed_ends_all(string name)
    {
        using JobProcess job = JobProcess.Start(MpiInstallation.Require(name), 3, MpiInstallation.Rank("barriers", LimitSeconds));
        int[] processes = ProcessesOf(job, 3);

        Signal(processes[1], Kill);

        Assert.NotEqual(0, job.WaitForExit());
        Assert.All(processes, process => Assert.True(HasEnded(process), $"process {process} still runs"));
    }

    /// <summary>Ranks of MPICH wait with a busy processor, so that only one waits there.</summary>
    [Theory]
    [InlineData("openmpi", 3)]
    [InlineData("mpich", 2)]
    public void A_rank_that_is_stopped_is_named_and_ends_all(string name, int ranks)
    {
        using JobProcess job = JobProcess.Start(MpiInstallation.Require(name), ranks, MpiInstallation.Rank("barriers", LimitSeconds));
        int[] processes = ProcessesOf(job, ranks);

        Signal(processes[1], Stop);

        Assert.Equal(Watchdog.ExitCode, job.WaitForExit());
        RequireNamed(job, $", for rank 1 on {Environment.MachineName}, which does not answer any more: the process is stopped, or its host or the network is down; all ranks are ended");
        Assert.All(processes, process => Assert.True(HasEnded(process), $"process {process} still runs"));
    }

    [Fact]
    public void A_rank_that_computes_for_too_long_is_named()
    {
        using JobProcess job = JobProcess.Start(MpiInstallation.Require("openmpi"), 3, MpiInstallation.Rank("computes", "2", LimitSeconds));

        Assert.Equal(Watchdog.ExitCode, job.WaitForExit());
        RequireNamed(job, $", for rank 2 on {Environment.MachineName}, which has not come to it, and computed for ");
    }

    /// <summary>One rank reports; on a machine that is busy another may do so too before it is ended.</summary>
    private static void RequireNamed(JobProcess job, string reason)
    {
        string[] lines = [.. job.Error.Split('\n').Where(line => line.StartsWith("talpa: ", StringComparison.Ordinal))];
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Matches(@"^talpa: rank \d on \S+ has waited [\d.]+ s in Barrier, operation [\d,]+, ", line));
        Assert.All(lines, line => Assert.Contains(reason, line));
    }

    /// <summary>The processes by rank, when all have begun.</summary>
    private static int[] ProcessesOf(JobProcess job, int ranks)
    {
        job.WaitUntil(job => ProcessLine().Count(job.Out) == ranks);
        return [.. ProcessLine().Matches(job.Out).OrderBy(match => int.Parse(match.Groups["rank"].Value)).Select(match => int.Parse(match.Groups["process"].Value))];
    }

    private static void Signal(int process, int signal) => Assert.Equal(0, SendSignal(process, signal));

    /// <summary>Whether a process has ended: at most its entry is left until its parent has read the exit code.</summary>
    private static bool HasEnded(int process)
    {
        long start = Stopwatch.GetTimestamp();
        while (File.Exists($"/proc/{process}/stat") && !IsZombie(process))
        {
            if (Stopwatch.GetElapsedTime(start) > TimeSpan.FromMinutes(1))
            {
                return false;
            }

            Thread.Sleep(20);
        }

        return true;
    }

    private static bool IsZombie(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    [GeneratedRegex(@"(?<rank>\d+): process (?<process>\d+)\n", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ProcessLine();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int process, int signal);
}
