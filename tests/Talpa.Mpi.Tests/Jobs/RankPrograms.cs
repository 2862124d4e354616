using System.Globalization;
using Talpa.Mpi.Binding;
using Talpa.Mpi.Exchanges;

namespace Talpa.Mpi.Tests.Jobs;

/// <summary>What ranks of the tests do, each a process under mpirun: <c>dotnet Talpa.Mpi.Tests.dll rank PROGRAM …</c>.</summary>
internal static class RankPrograms
{
    /// <summary>The first argument of a rank.</summary>
    public const string Argument = "rank";

    /// <summary>The length of pieces in tests, so that short buffers have several.</summary>
    public const int PieceBytes = 1000;

    /// <summary>Runs a program as one rank.</summary>
    public static int Run(string[] arguments) => arguments switch
    {
        ["collectives", var seed] => Execute(new ClusterOptions(), cluster => Collectives(cluster, int.Parse(seed, CultureInfo.InvariantCulture))),
        ["library", var library] => Execute(new ClusterOptions { Library = library }, cluster => Print(cluster, cluster.Library!.Value.Version)),
        ["null"] => Execute(new ClusterOptions(), CatchNull),
        ["fault", var rank] => Execute(new ClusterOptions(), cluster => Fail(cluster, int.Parse(rank, CultureInfo.InvariantCulture))),
        ["leave", var outcome] => Leave(outcome == "fault"),
        ["barriers", var limit] => Execute(Limited(limit), Barriers),
        ["computes", var rank, var limit] => Execute(Limited(limit), cluster => ComputeForEver(cluster, int.Parse(rank, CultureInfo.InvariantCulture))),
        ["facts"] => Execute(new ClusterOptions(), cluster => Print(cluster, string.Join(" | ", cluster.Ranks.Select(rank => $"{rank.Rank} {rank.Host}")))),
        _ => throw new ArgumentException($"There is no program '{string.Join(' ', arguments)}'.", nameof(arguments)),
    };

    private static int Execute(ClusterOptions options, Func<Cluster, int> work) =>
        ClusterRun.Execute(options with { PieceBytes = PieceBytes }, Launcher.Find() ?? throw new InvalidOperationException("Start it by mpirun."), work);

    private static ClusterOptions Limited(string seconds) => new() { WaitLimit = TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)) };

    private static int Barriers(Cluster cluster)
    {
        Print(cluster, $"process {Environment.ProcessId}");
        while (true)
        {
            cluster.Group.Barrier();
            Thread.Sleep(10);
        }
    }

    private static int ComputeForEver(Cluster cluster, int rank)
    {
        cluster.Group.Barrier();
        Thread.Sleep(cluster.Group.Rank == rank ? Timeout.Infinite : 0);
        cluster.Group.Barrier();
        return 0;
    }

    private static int Collectives(Cluster cluster, int seed)
    {
        long before = cluster.Group.BytesSent;
        string hash = RandomOperations.Run(cluster.Group, seed);
        return Print(cluster, $"{hash} {cluster.Group.BytesSent - before}");
    }

    /// <summary>.NET makes an exception of a signal; a library that takes the signal over ends the process.</summary>
    private static int CatchNull(Cluster cluster)
    {
        string? text = Environment.GetEnvironmentVariable("TALPA_UNSET");
        try
        {
            return Print(cluster, $"{text!.Length}");
        }
        catch (NullReferenceException)
        {
            return Print(cluster, "caught");
        }
    }

    private static int Fail(Cluster cluster, int rank)
    {
        if (cluster.Group.Rank == rank)
        {
            throw new UnusableInputException("text.txt: it is missing");
        }

        cluster.Group.Barrier();
        return 0;
    }

    /// <summary>The barrier shows that the rank has not left yet when <see cref="ClusterOptions.OnLeaving"/> is called.</summary>
    private static int Leave(bool hasFault)
    {
        Cluster? joined = null;
        void OnLeaving()
        {
            joined!.Group.Barrier();
            _ = Print(joined, "leaving");
        }

        return Execute(new ClusterOptions { OnLeaving = OnLeaving }, cluster =>
        {
            joined = cluster;
            return hasFault ? throw RankFaults.OnAllRanks(new UnusableInputException("text.txt: it is missing")) : 0;
        });
    }

    private static int Print(Cluster cluster, string text)
    {
        // In one write, so that lines of several ranks don't mix.
        Console.Out.Write($"{cluster.Group.Rank}: {text}\n");
        Console.Out.Flush();
        return 0;
    }
}
