using Talpa.Threading;
using Talpa.Training.Checkpoints;

namespace Talpa.Training.Schedules;

/// <summary>Who learns which part of the text when: threads that plan and learn batches until nothing is left.</summary>
internal interface ISchedule : IResumable
{
    /// <summary>Number of threads.</summary>
    int Threads { get; }

    /// <summary>What has been done, in parts; their sum is the same for any number of threads unless they run free.</summary>
    IReadOnlyList<LearningCounter> Counters { get; }

    /// <summary>Whether it ended last because another rank was cancelled.</summary>
    bool WasCancelledElsewhere => false;

    /// <summary>The part of one thread. It returns when nothing is left, or soon after a cancellation; run again, it continues as if it had not stopped.</summary>
    /// <param name="team">The threads.</param>
    /// <param name="thread">0 to <see cref="Threads"/> − 1.</param>
    /// <param name="cancellationToken">Ends the work between two batches.</param>
    void Run(ThreadTeam team, int thread, CancellationToken cancellationToken);
}
