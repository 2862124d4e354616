using Talpa.Mpi;
using Talpa.Mpi.Binding;
using Talpa.Mpi.Checks;

namespace Talpa.Cli.Rendering;

/// <summary>The ranks of a job, for a person.</summary>
internal static class ClusterCheckPage
{
    private const int CommitDigits = 7;

    /// <summary>Writes them.</summary>
    /// <param name="page">Where they are written.</param>
    /// <param name="cluster">The ranks.</param>
    /// <param name="links">What was measured; <c>null</c> for a process alone.</param>
    public static void Write(Page page, Cluster cluster, LinkMeasurement? links)
    {
        IReadOnlyList<RankFacts> ranks = cluster.Ranks;
        int hosts = ranks.DistinctBy(rank => rank.Host, StringComparer.Ordinal).Count();
        page.Field("ranks", $"{Figures.Count(ranks.Count)} on {Figures.Count(hosts, "host", "hosts")}");
        page.Field("launcher", cluster.Launcher?.Name ?? "none: this process is alone");
        page.Field("library", Library(cluster));
        page.Field("talpa", $"{ShortVersion(ranks[0].Version)}, {ranks[0].Instructions}, {ranks[0].Runtime}");
        if (links is not null)
        {
            page.Field("latency", $"{Figures.Fixed(1000 * links.LatencySeconds, 3)} ms for an exchange of few bytes between all ranks (median)");
        }

        if (links?.BytesPerSecond is { } speed)
        {
            page.Field("bandwidth", $"{Figures.Bytes((long)speed)}/s sent by each rank while all send {Figures.Bytes(links.BytesEach)} to each other (the slowest: {ranks[links.SlowestRank].Name})");
        }

        page.Blank();
        var listing = new Listing("rlrrl");
        listing.Head("rank", "host", "threads", "processors", "which");
        foreach (RankFacts rank in ranks)
        {
            listing.Row(
                Figures.Count(rank.Rank), rank.Host, Figures.Count(rank.Threads), $"{Figures.Count(rank.Processors)} of {Figures.Count(rank.HostProcessors)}", rank.ProcessorList);
        }

        listing.WriteTo(page);
        foreach (string warning in cluster.Warnings)
        {
            page.Blank();
            page.Prose($"note: {warning}");
        }

        if (cluster.Library is null)
        {
            page.Blank();
            page.Line("Start one rank on each machine, for example:");
            page.Line("  mpirun -n 4 --bind-to none --host a,b,c,d talpa cluster check");
            page.Line("  srun --mpi=pmix -N 4 --ntasks-per-node 1 talpa cluster check");
        }
    }

    /// <summary>The version with the beginning of its commit.</summary>
    private static string ShortVersion(string version)
    {
        int commit = version.IndexOf('+', StringComparison.Ordinal);
        return commit < 0 ? version : version[..Math.Min(version.Length, commit + 1 + CommitDigits)];
    }

    private static string Library(Cluster cluster)
    {
        if (cluster.Library is { } library)
        {
            return $"{library.Version} ({library.File})";
        }

        string[] installed = [.. MpiLoading.Installed().Select(found => $"{found.File} ({found.Family})")];
        return installed.Length > 0 ? $"none loaded; installed: {string.Join(", ", installed)}" : "no MPI library is installed (Debian and Ubuntu: apt install openmpi-bin)";
    }
}
