using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using Talpa.Kernels;
using Talpa.Ranks;

namespace Talpa.Mpi.Checks;

/// <summary>What ranks compare at the start.</summary>
/// <param name="Rank">The rank.</param>
/// <param name="Host">The name of its host.</param>
/// <param name="ProcessId">The process there.</param>
/// <param name="Version">The version of Talpa, with the commit where the build has it.</param>
/// <param name="Instructions">The instruction set of the kernels, such as AVX-512. It decides the last bits of all sums.</param>
/// <param name="Runtime">The version of .NET.</param>
/// <param name="Processors">Processors that it may use.</param>
/// <param name="ProcessorList">Which ones, such as "0-3"; empty where the system does not report it.</param>
/// <param name="HostProcessors">Processors of the host.</param>
/// <param name="Threads">Threads that it computes with.</param>
internal sealed record RankFacts(
    int Rank,
    string Host,
    int ProcessId,
    string Version,
    string Instructions,
    string Runtime,
    int Processors,
    string ProcessorList,
    int HostProcessors,
    int Threads)
{
    /// <summary>Where other ranks can send questions about its progress: addresses of the host, and a UDP port, or 0 for nowhere.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>The UDP port.</summary>
    public int Port { get; init; }

    /// <summary>A random number. That of rank 0 is in all packets of the job.</summary>
    public long Key { get; init; }

    /// <summary>The rank and its host, as messages have it.</summary>
    [JsonIgnore]
    public string Name => $"rank {Rank} on {Host}";

    /// <summary>The facts of this process.</summary>
    /// <param name="rank">Its rank.</param>
    /// <param name="threads">The threads that it will compute with; <c>null</c> for as many as it has processors.</param>
    public static RankFacts OfThisProcess(int rank, int? threads) => new(
        rank,
        Environment.MachineName,
        Environment.ProcessId,
        typeof(IRankGroup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
        $"{Registers.Name} ({RuntimeInformation.ProcessArchitecture})",
        RuntimeInformation.FrameworkDescription,
        Environment.ProcessorCount,
        ProcessorAffinity.List,
        ProcessorAffinity.HostProcessors,
        threads ?? Environment.ProcessorCount);
}

/// <summary>How facts are written, compiled rather than found by reflection. JSON, because ranks of two versions exchange them too.</summary>
[JsonSerializable(typeof(RankFacts))]
internal sealed partial class RankFactsJson : JsonSerializerContext;
