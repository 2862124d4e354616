using Talpa.Kernels;
using Talpa.Training.Checkpoints;

namespace Talpa.Training.Rounds;

/// <summary>One thread's part of a training in rounds.</summary>
internal sealed class RoundWorker(RoundSchedule schedule, int thread, int dimension) : IWorker
{
    private readonly VectorTable _scratch = new(1, dimension);

    /// <inheritdoc/>
    public WorkerCounters Counters { get; } = new();

    /// <inheritdoc/>
    public void Carry(IStateCarrier carrier) => Counters.Carry(carrier);

    /// <inheritdoc/>
    public void Run(CancellationToken cancellationToken) => schedule.Work(thread, Counters, _scratch.Padded, cancellationToken);
}
