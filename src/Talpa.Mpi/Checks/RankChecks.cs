using Talpa.Mpi.Binding;

namespace Talpa.Mpi.Checks;

/// <summary>Refuses ranks that can't work together, and finds what would make them slow.</summary>
internal static class RankChecks
{
    /// <summary>Refuses a library that does not fit the launcher: it makes every process rank 0 of 1, and all of them would write the same files.</summary>
    /// <exception cref="ClusterException">The number of ranks is another one than the launcher's.</exception>
    public static void RequireSize(Launcher? launcher, int count, string library)
    {
        if (launcher?.Count is { } started && started != count)
        {
            throw new ClusterException(
                $"{launcher.Name} started {Ranks(started)}, but the MPI library {library} has {Ranks(count)}: it is not the launcher's; "
                + $"name the right one ({string.Join(", ", MpiLoading.FamilyNames.Where(pair => launcher.Families.Contains(pair.Family)).Select(pair => pair.Name))} or a file), "
                + "or start the ranks by its own mpirun");
        }
    }

    /// <summary>Refuses ranks of which one would compute other bytes than the others.</summary>
    /// <exception cref="ClusterException">A rank differs from rank 0 in version or instruction set. All ranks throw it.</exception>
    public static void RequireAlike(IReadOnlyList<RankFacts> ranks)
    {
        RankFacts first = ranks[0];
        foreach (RankFacts rank in ranks)
        {
            if (rank.Version != first.Version)
            {
                throw new ClusterException(
                    $"{rank.Name} runs Talpa {rank.Version}, but {first.Name} runs {first.Version}: install the same version on all hosts")
                { IsOnAllRanks = true };
            }

            if (rank.Instructions != first.Instructions)
            {
                throw new ClusterException(
                    $"{rank.Name} computes with {rank.Instructions}, but {first.Name} with {first.Instructions}, so that the result would depend on who computes what: "
                    + "use hosts of one kind, or switch the wider instructions off on all, for example by DOTNET_EnableAVX512=0")
                { IsOnAllRanks = true };
            }
        }
    }

    /// <summary>What makes ranks slow or their last bits differ, a line each.</summary>
    public static IReadOnlyList<string> FindWarnings(IReadOnlyList<RankFacts> ranks)
    {
        List<string> warnings = [];
        foreach (RankFacts rank in ranks)
        {
            if (rank.Threads > rank.Processors)
            {
                string list = rank.ProcessorList.Length > 0 ? $" ({rank.ProcessorList})" : "";
                warnings.Add(
                    $"{rank.Name} computes with {Count(rank.Threads, "thread", "threads")}, but may use {Count(rank.Processors, "processor", "processors")}{list} of {rank.HostProcessors}: "
                    + "start it with --bind-to none (Open MPI) or -bind-to none (MPICH), or with fewer threads");
            }

            if (rank.Runtime != ranks[0].Runtime)
            {
                warnings.Add($"{rank.Name} runs {rank.Runtime}, but {ranks[0].Name} runs {ranks[0].Runtime}: the last bits of functions such as exp may differ");
            }
        }

        foreach (IGrouping<string, RankFacts> host in ranks.GroupBy(rank => rank.Host, StringComparer.Ordinal))
        {
            int threads = host.Sum(rank => rank.Threads);
            int processors = host.Max(rank => rank.HostProcessors);
            if (host.Count() > 1 && threads > processors)
            {
                warnings.Add(
                    $"{Count(host.Count(), "rank", "ranks")} on {host.Key} compute with {threads} threads in all on {Count(processors, "processor", "processors")}: "
                    + "start fewer, or add --mca mpi_yield_when_idle 1 (Open MPI), because waiting ranks keep processors busy");
            }
        }

        return warnings;
    }

    private static string Ranks(int count) => Count(count, "rank", "ranks");

    private static string Count(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";
}
