using System.CommandLine;
using Talpa.Cli.Rendering;
using Talpa.Mpi;
using Talpa.Mpi.Binding;

namespace Talpa.Cli.Parsing;

/// <summary>The options of a command that runs as several ranks.</summary>
internal sealed class ClusterOptionSet
{
    private const int MaxThreads = 4096;

    private static readonly TimeSpan MaxWait = TimeSpan.FromDays(30);

    private readonly Option<int?> _threads = OptionOf.Integer("--threads", "N", "Threads of each rank. [all its processors]", "-t");
    private readonly Option<string?> _library = OptionOf.Text(
        "--mpi", "LIBRARY", $"{string.Join(", ", MpiLoading.FamilyNames.Select(pair => pair.Name))} or the file of a library. [the launcher's]");

    private readonly Option<TimeSpan?> _wait = OptionOf.Time("--wait-limit", "TIME", "End all ranks when one waits this long for another: 90s, 10m, off. [30m]");

    /// <summary>All of them.</summary>
    public Option[] All => [_threads, .. WithoutThreads];

    /// <summary>Those of a command that has threads already.</summary>
    public Option[] WithoutThreads => [_library, _wait];

    /// <summary>The options given.</summary>
    /// <exception cref="UsageException">A value is out of its range.</exception>
    public ClusterOptions Of(ParseResult arguments, Terminal terminal)
    {
        TimeSpan wait = arguments.GetValue(_wait) ?? new ClusterOptions().WaitLimit;
        int? threads = arguments.GetValue(_threads);
        return new ClusterOptions
        {
            Threads = threads is null or (>= 1 and <= MaxThreads) ? threads : throw new UsageException($"{_threads.Name} must be from 1 to {MaxThreads}, not {threads}"),
            Library = arguments.GetValue(_library),
            WaitLimit = wait <= MaxWait ? wait : throw new UsageException($"{_wait.Name} must be at most {MaxWait.Days}d"),
            Error = terminal.Error,
            Describe = Faults.DescribeOfRank,
            OnLeaving = terminal.Interrupt.Leave,
        };
    }
}
