using Talpa.Mpi;
using Talpa.Mpi.Checks;
using Talpa.Mpi.Planning;

namespace Talpa.Cli.Json;

/// <summary>The ranks of a job and what they reach together.</summary>
/// <param name="Launcher">What started them; <c>null</c> for a process alone.</param>
/// <param name="Library">The MPI library and its version; <c>null</c> for a process alone.</param>
/// <param name="LibraryFile">Its file.</param>
/// <param name="Version">The version of Talpa.</param>
/// <param name="Instructions">The instruction set of all ranks.</param>
/// <param name="Ranks">The ranks.</param>
/// <param name="LatencySeconds">The median time of an exchange of few bytes between all ranks.</param>
/// <param name="BytesPerSecond">What the slowest rank sends while all send; <c>null</c> for one rank.</param>
/// <param name="SlowestRank">That rank; <c>null</c> for one rank.</param>
/// <param name="Warnings">What makes them slow.</param>
/// <param name="Plan">What the stated training would take, by what was measured; <c>null</c> where none was stated.</param>
internal sealed record ClusterCheckAnswer(
    string? Launcher,
    string? Library,
    string? LibraryFile,
    string Version,
    string Instructions,
    IReadOnlyList<ClusterCheckAnswer.Member> Ranks,
    double? LatencySeconds,
    double? BytesPerSecond,
    int? SlowestRank,
    IReadOnlyList<string> Warnings,
    ClusterPlanAnswer? Plan)
{
    /// <summary>The answer for ranks.</summary>
    /// <param name="cluster">The ranks.</param>
    /// <param name="links">What was measured; <c>null</c> for a process alone.</param>
    /// <param name="training">The stated training with what was measured; <c>null</c> where none was stated.</param>
    public static ClusterCheckAnswer Of(Cluster cluster, LinkMeasurement? links, ClusterPlanInput? training) => new(
        cluster.Launcher?.Name,
        cluster.Library?.Version,
        cluster.Library?.File,
        cluster.Ranks[0].Version,
        cluster.Ranks[0].Instructions,
        [.. cluster.Ranks.Select(rank => new Member(rank.Rank, rank.Host, rank.ProcessId, rank.Threads, rank.Processors, rank.ProcessorList, rank.HostProcessors))],
        links?.LatencySeconds,
        links?.BytesPerSecond,
        links?.BytesPerSecond is null ? null : links.SlowestRank,
        cluster.Warnings,
        training is null ? null : ClusterPlanAnswer.Of(training, new ClusterPlan(training)));

    /// <summary>One rank: the processors that it may use, by number and as a list, and those of its host.</summary>
    internal sealed record Member(int Rank, string Host, int ProcessId, int Threads, int Processors, string ProcessorList, int HostProcessors);
}
