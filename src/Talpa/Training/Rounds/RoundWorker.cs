using Talpa.Training.Checkpoints;

namespace Talpa.Training.Rounds;

/// <summary>One thread's part of a training in rounds.</summary>
internal sealed class RoundWorker(RoundSchedule schedule, int thread) : IWorker
{
    /// <inheritdoc/>
    public WorkerCounters Counters { get; } = new();

    /// <inheritdoc/>
    public void Carry(IStateCarrier carrier) => Counters.Carry(carrier);

    /// <inheritdoc/>
    public void Run(CancellationToken cancellationToken) => schedule.Work(thread, Counters, cancellationToken);
}
