using Talpa.Mpi.Binding;
using Talpa.Mpi.Checks;
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

    /// <summary>Returns when all ranks have called it.</summary>
    public void Meet() => Group.Barrier();

    /// <summary>Leaves the other ranks, after all of them have come to their end.</summary>
    public void Dispose()
    {
        _mpi?.Dispose();
        _watchdog?.Dispose();
    }
}
