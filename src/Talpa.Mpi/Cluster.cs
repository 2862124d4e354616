using System.Runtime.ExceptionServices;
using System.Text;
using Talpa.Mpi.Binding;
using Talpa.Mpi.Checks;
using Talpa.Mpi.Exchanges;
using Talpa.Mpi.Groups;
using Talpa.Mpi.Watching;
using Talpa.Ranks;

namespace Talpa.Mpi;

/// <summary>The ranks of this job, checked. A process without a launcher is alone.</summary>
internal sealed class Cluster : IDisposable
{
    private readonly MpiGroup? _mpi;
    private readonly Watchdog? _watchdog;

    private Cluster(Launcher? launcher, MpiGroup? mpi, Watchdog? watchdog, IReadOnlyList<RankFacts> ranks)
    {
        Launcher = launcher;
        _mpi = mpi;
        _watchdog = watchdog;
        Ranks = ranks;
        Warnings = RankChecks.FindWarnings(ranks);
    }

    /// <summary>What ranks do together.</summary>
    public IRankGroup Group => _mpi is null ? SingleRank.Instance : _mpi;

    /// <summary>The facts of this rank.</summary>
    public RankFacts Own => Ranks[Group.Rank];

    /// <summary>Whether this is rank 0, which reports and saves.</summary>
    public bool IsFirst => Group.Rank == 0;

    /// <summary>The launcher, if any.</summary>
    public Launcher? Launcher { get; }

    /// <summary>The facts of all ranks.</summary>
    public IReadOnlyList<RankFacts> Ranks { get; }

    /// <summary>What makes the ranks slow, a line each; the same on all of them.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Name, version and file of the MPI library; <c>null</c> for a process alone.</summary>
    public (string Version, string File)? Library => _mpi is null ? null : (_mpi.LibraryVersion, _mpi.LibraryName);

    /// <summary>Bytes that this rank has sent to others so far.</summary>
    public long BytesSent => Group.BytesSent;

    /// <summary>The time spent in operations so far.</summary>
    public TimeSpan Waited => _mpi?.Waited ?? TimeSpan.Zero;

    /// <summary>Joins the other ranks and compares them.</summary>
    /// <param name="options">The library and the threads.</param>
    /// <param name="launcher">The launcher of this process, if any.</param>
    /// <param name="joined">Receives the group before it is checked, so that a fault can end the others.</param>
    /// <exception cref="ClusterException">They can't work together.</exception>
    public static Cluster Start(ClusterOptions options, Launcher? launcher, Action<MpiGroup> joined)
    {
        if (launcher is null && options.Library is null)
        {
            return new Cluster(null, null, null, [RankFacts.OfThisProcess(0, options.Threads)]);
        }

        var progress = new OperationProgress();
        MpiGroup? group = null;
        Watchdog? watchdog = options.WaitLimit > TimeSpan.Zero ? new Watchdog(progress, $"rank {launcher?.Rank ?? 0} on {Environment.MachineName}", options.WaitLimit, EndWaiting) : null;
        try
        {
            group = MpiGroup.Start(MpiLoading.Load(options.Library, launcher), progress, options.PieceBytes);
            joined(group);
            RankChecks.RequireSize(launcher, group.Count, $"{group.LibraryName} ({group.LibraryVersion})");
            var own = RankFacts.OfThisProcess(group.Rank, options.Threads);
            IReadOnlyList<RankFacts> ranks = RankExchange.Gather(group, watchdog?.AddTo(own) ?? own);
            RankChecks.RequireAlike(ranks);
            watchdog?.Join(ranks, group.Rank);
            return new Cluster(launcher, group, watchdog, ranks);
        }
        catch
        {
            watchdog?.Dispose();
            throw;
        }

        void EndWaiting(string line)
        {
            options.Error.WriteLine($"talpa: {line}");
            options.Error.Flush();
            if (group is null)
            {
                NativeLoader.Exit(Watchdog.ExitCode);
            }

            group!.Abort(Watchdog.ExitCode);
        }
    }

    /// <summary>Measures what the ranks reach together; all of them call it. <c>null</c> for a process alone.</summary>
    public LinkMeasurement? Measure() => _mpi is null ? null : LinkMeasurement.Take(_mpi);

    /// <summary>Does something that all ranks do alike. Where all fail alike, one of them reports it.</summary>
    /// <param name="action">What each rank does; nothing that needs other ranks.</param>
    /// <returns>Its result on this rank.</returns>
    public T DoAlike<T>(Func<T> action)
    {
        (T? result, Exception? fault) = Try(action);
        string[] messages = RankBytes.Gather(Group, fault is null ? "" : $"{fault.GetType().Name}: {fault.Message}");
        if (fault is not null)
        {
            bool isOnAll = messages.All(message => message == messages[0]);
            ExceptionDispatchInfo.Throw(isOnAll ? RankFaults.OnAllRanks(fault) : fault);
        }

        if (messages.Any(message => message.Length > 0))
        {
            // A rank that has failed reports it and ends the others, which wait for that here.
            Group.Barrier();
        }

        return result!;
    }

    /// <summary>Throws on all ranks where they were started for other work.</summary>
    /// <param name="work">All that must be the same on all ranks.</param>
    /// <exception cref="ClusterException">It names the rank.</exception>
    public void RequireSame(string work)
    {
        if (RankBytes.FirstOther(Group, Encoding.UTF8.GetBytes(work)) is >= 0 and int rank)
        {
            throw new ClusterException($"{Ranks[rank].Name} was started with other options, or opened another checkpoint, than {Ranks[0].Name}; start all ranks alike, with files that all of them see") { IsOnAllRanks = true };
        }
    }

    private static (T? Result, Exception? Fault) Try<T>(Func<T> action)
    {
        try
        {
            return (action(), null);
        }
        catch (Exception fault)
        {
            return (default, fault);
        }
    }

    /// <summary>Returns when all ranks have called it.</summary>
    public void Meet() => Group.Barrier();

    /// <summary>Leaves the other ranks, after all of them have come to their end.</summary>
    public void Dispose()
    {
        _mpi?.Dispose();
        _watchdog?.Dispose();
    }
}
