using System.Runtime.ExceptionServices;
using Talpa.Kernels;

namespace Talpa.Training.Rounds;

/// <summary>One thread's part of a training in rounds.</summary>
internal sealed class RoundWorker(RoundSchedule schedule, int thread, int dimension) : IWorker
{
    private readonly VectorTable _scratch = new(1, dimension);

    /// <inheritdoc/>
    public WorkerCounters Counters { get; } = new();

    /// <inheritdoc/>
    public void Run(CancellationToken cancellationToken)
    {
        try
        {
            schedule.Work(thread, Counters, _scratch.Padded, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The others have been told as well.
        }
        catch (BarrierPostPhaseException fault) when (fault.InnerException is not null)
        {
            // What went wrong between the phases, say in reading the corpus, is told as it is told elsewhere.
            ExceptionDispatchInfo.Throw(fault.InnerException);
        }
    }
}
