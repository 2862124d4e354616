using Talpa.Cli.Rendering;
using Talpa.Mpi;
using Talpa.Mpi.Exchanges;

namespace Talpa.Cli.Learning;

/// <summary>Sees before the work whether the memory of each host suffices for the ranks on it.</summary>
internal static class RankedMemoryCheck
{
    private const string Remedy = "start fewer ranks on a host, or more hosts, or use fewer words (--min-count, --max-vocab) or a smaller dimension (--dim)";
    private const string RemedyWhenResuming = "resume on more hosts, or on hosts with more memory";

    /// <summary>Refuses a training that would not fit. All ranks call it together.</summary>
    /// <param name="job">The training.</param>
    /// <param name="cluster">The ranks.</param>
    /// <param name="peak">The peak memory of this rank, in bytes.</param>
    /// <param name="terminal">Where a note goes, if it is to be tried anyway.</param>
    /// <returns>The peak memory of each rank.</returns>
    /// <exception cref="NotEnoughMemoryException">It does not fit; the message has the host and the figures. Thrown on all ranks alike.</exception>
    public static IReadOnlyList<long> Require(TrainingJob job, Cluster cluster, long peak, Terminal terminal)
    {
        long[] peaks = RankNumbers.Gather(cluster.Group, peak);
        long[] available = RankNumbers.Gather(cluster.Group, ProcessMemory.Available);
        foreach (var host in cluster.Ranks.GroupBy(rank => rank.Host, StringComparer.Ordinal))
        {
            int ranks = host.Count();
            long needed = host.Sum(rank => peaks[rank.Rank]);
            long room = host.Max(rank => available[rank.Rank]);
            if (needed <= room)
            {
                continue;
            }

            string figures = $"{host.Key}: the training takes about {Figures.Bytes(needed)} of memory for {Figures.Count(ranks, "rank", "ranks")} there, but there are {Figures.Bytes(room)}; "
                + (job.From is null ? Remedy : RemedyWhenResuming);
            if (!job.OverMemory)
            {
                throw RankFaults.OnAllRanks(new NotEnoughMemoryException($"{figures}; --over-memory tries it anyway"));
            }

            Notes.Write(terminal, figures);
        }

        return peaks;
    }
}
